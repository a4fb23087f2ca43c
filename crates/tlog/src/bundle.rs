//! Bundles of entries (C2SP tlog-tiles): each entry after its length in two bytes, big end first.

use crate::tree::TILE_WIDTH;

/// Longest entry that a bundle can say the length of.
pub const ENTRY_BYTES_MAX: usize = u16::MAX as usize;

/// Why bytes are not a bundle, or entries do not make one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// An entry is longer than its length can say.
    #[error("an entry has at most {ENTRY_BYTES_MAX} bytes, not {0}")]
    EntryTooLong(usize),
    /// More entries than a full bundle has.
    #[error("a bundle has at most {TILE_WIDTH} entries")]
    TooMany,
    /// The bytes end within an entry.
    #[error("the bundle ends within entry {0}")]
    CutShort(usize),
}

/// Puts entries into a bundle, in their order.
///
/// # Errors
/// [`BundleError`]: an entry is too long, or there are more than 256.
pub fn write_bundle<E: AsRef<[u8]>>(
    entries: impl IntoIterator<Item = E>,
) -> Result<Vec<u8>, BundleError> {
    let mut bundle = Vec::new();
    for (at, entry) in entries.into_iter().enumerate() {
        if at == TILE_WIDTH {
            return Err(BundleError::TooMany);
        }
        push_entry(&mut bundle, entry.as_ref())?;
    }
    Ok(bundle)
}

/// Adds one entry to the end of a growing bundle.
///
/// # Errors
/// [`BundleError::EntryTooLong`]; the bundle is left as it was.
pub fn push_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), BundleError> {
    let length = u16::try_from(entry.len()).map_err(|_| BundleError::EntryTooLong(entry.len()))?;
    bundle.extend(length.to_be_bytes());
    bundle.extend(entry);
    Ok(())
}

/// The entries of a bundle, in their order.
///
/// # Errors
/// [`BundleError`]: the bytes end within an entry, or there are more than 256.
pub fn read_bundle(mut bytes: &[u8]) -> Result<Vec<&[u8]>, BundleError> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let at = entries.len();
        if at == TILE_WIDTH {
            return Err(BundleError::TooMany);
        }
        let cut_short = BundleError::CutShort(at);
        let (length, rest) = bytes.split_first_chunk().ok_or(cut_short)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, rest) = rest.split_at_checked(length).ok_or(cut_short)?;
        entries.push(entry);
        bytes = rest;
    }
    Ok(entries)
}

/// How many bytes the first `width` entries of a bundle take: where to cut a bundle that has grown
/// since. `None` when it has fewer entries, or is no bundle so far.
#[must_use]
pub fn bundle_prefix_len(bytes: &[u8], width: usize) -> Option<usize> {
    let mut end = 0_usize;
    for _ in 0..width {
        let length = bytes.get(end..)?.first_chunk()?;
        end += 2 + usize::from(u16::from_be_bytes(*length));
    }
    (end <= bytes.len()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_bundle_is_lengths_and_entries() {
        let bundle = write_bundle([&b"one"[..], b"", b"three"]).unwrap();
        assert_eq!(bundle, b"\x00\x03one\x00\x00\x00\x05three");
        assert_eq!(read_bundle(&bundle), Ok(vec![&b"one"[..], b"", b"three"]));
        assert_eq!(bundle_prefix_len(&bundle, 2), Some(7));
        assert_eq!(bundle_prefix_len(&bundle, 4), None);
        assert_eq!(bundle_prefix_len(&bundle[..8], 3), None);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(write_bundle([vec![0; ENTRY_BYTES_MAX]]).is_ok());
        let long = write_bundle([vec![0; ENTRY_BYTES_MAX + 1]]);
        assert_eq!(long, Err(BundleError::EntryTooLong(65_536)));
        assert!(write_bundle(vec![b"x"; 256]).is_ok());
        assert_eq!(write_bundle(vec![b"x"; 257]), Err(BundleError::TooMany));
        assert_eq!(read_bundle(&[0; 2 * 257]), Err(BundleError::TooMany));
    }

    #[test]
    fn a_bundle_that_ends_early_says_where() {
        assert_eq!(read_bundle(b"\x00\x01a\x00"), Err(BundleError::CutShort(1)));
        assert_eq!(read_bundle(b"\x00\x02a"), Err(BundleError::CutShort(0)));
    }

    proptest! {
        #[test]
        fn bundles_are_read_as_they_are_written(
            entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..20),
        ) {
            let bundle = write_bundle(&entries).unwrap();
            prop_assert_eq!(read_bundle(&bundle).unwrap(), entries.iter().map(|e| &e[..]).collect::<Vec<_>>());
            for width in 0..=entries.len() {
                let cut = bundle_prefix_len(&bundle, width).unwrap();
                prop_assert_eq!(&bundle[..cut], &write_bundle(&entries[..width]).unwrap()[..]);
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(0_u8..4, 0..600), width in 0_usize..300) {
            if let Ok(entries) = read_bundle(&bytes) {
                prop_assert_eq!(write_bundle(entries), Ok(bytes.clone()));
            }
            let _ = bundle_prefix_len(&bytes, width);
        }
    }
}
