//! Whether a JPEG is whole.
//!
//! Decoders make a picture of half a file and fill the rest with grey. In a record, half a picture is
//! not the picture, so the end has to be there. What stands behind it is another matter: many
//! telephones write something there, and the copy that people look at does not have it.

const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// Whether the picture comes to its end: a walk from segment to segment, over the points of each scan.
#[must_use]
pub fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some((marker, next)) = marker(bytes, at) {
        match marker {
            END => return true,
            // Markers without a length.
            0x01 | 0xd0..=0xd8 => at = next,
            _ => {
                let Some([high, low]) = bytes.get(next..next + 2) else {
                    return false;
                };
                at = next + usize::from(u16::from_be_bytes([*high, *low])).max(2);
                if marker == SCAN {
                    at = after_points(bytes, at);
                }
            }
        }
    }
    false
}

/// The marker at a place, and where its segment goes on. Any number of 0xff may stand before one.
fn marker(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = bytes.get(at..)?;
    let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
    match (fill, rest.get(fill)) {
        (1.., Some(marker)) => Some((*marker, at + fill + 1)),
        _ => None,
    }
}

/// Where the points of a scan end: at a marker that is neither a stuffed 0xff nor a restart.
fn after_points(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    let end = rest.windows(2).position(ends);
    from + end.unwrap_or(rest.len())
}
