//! House numbers that can be counted.

use atlas::Numbering;

/// A house number of digits alone, above zero.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits
        .then(|| text.parse().ok())?
        .filter(|number| *number > 0)
}

/// Which numbers there are between two, by the two alone.
pub(crate) fn numbering(from: u32, to: u32) -> Numbering {
    match (from % 2, to % 2) {
        (0, 0) => Numbering::Even,
        (1, 1) => Numbering::Odd,
        _ => Numbering::All,
    }
}
