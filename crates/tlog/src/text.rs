//! What the texts of these formats have in common: numbers and base64 with one spelling each.
//!
//! Two spellings of one fact would let two receipts differ while proving the same, and would let
//! two readers disagree about one. So a reader here takes only what a writer here would write.

use base64::prelude::{BASE64_STANDARD, Engine as _};

/// A decimal number without sign or leading zeros.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    text.parse().ok().filter(|n: &u64| n.to_string() == text)
}

/// Bytes as standard base64 with padding (RFC 4648 section 4).
pub(crate) fn base64(bytes: impl AsRef<[u8]>) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// The bytes of canonical base64, `None` for any other text.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text).ok()
}

/// Whether notes may carry the text: no control characters but line feeds (C2SP signed-note).
pub(crate) fn is_note_text(text: &str) -> bool {
    !text.contains(|c: char| c < ' ' && c != '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_bytes_have_one_spelling() {
        assert_eq!(decimal("18446744073709551615"), Some(u64::MAX));
        for text in ["", "01", "+1", "-1", "1 ", "18446744073709551616", "１"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        assert_eq!(from_base64("AA=="), Some(vec![0]));
        for text in ["AA", "AB==", "AA=", "AA==\n", "A-==", " AA=="] {
            assert_eq!(from_base64(text), None, "{text}");
        }
    }
}
