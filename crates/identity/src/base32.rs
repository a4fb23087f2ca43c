//! Bytes as letters and digits: Crockford's alphabet for what we hand out, RFC 4648 for authenticators.

/// RFC 4648 section 6, as authenticators read it.
pub const RFC_4648: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Crockford's, which leaves out I, L, O and U; in lower case for tokens.
pub const LOWER: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// The same in upper case, for what people type.
pub const UPPER: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters so many bytes get, without padding.
pub const fn chars(bytes: usize) -> usize {
    (bytes * 8).div_ceil(5)
}

/// Writes bytes at the end of a text that has room for them.
pub fn push(text: &mut String, alphabet: &[u8; 32], bytes: &[u8]) {
    let (mut held, mut bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(symbol(alphabet, held >> bits));
        }
    }
    if bits > 0 {
        text.push(symbol(alphabet, held << (5 - bits)));
    }
}

/// The character of the five lowest bits.
pub fn symbol(alphabet: &[u8; 32], value: u32) -> char {
    char::from(alphabet[(value & 31) as usize])
}

/// The five bits of a character.
pub fn value(alphabet: &[u8; 32], symbol: u8) -> Option<u8> {
    let at = alphabet.iter().position(|one| *one == symbol)?;
    u8::try_from(at).ok()
}

/// Reads exactly `out` bytes; false for another length, another character or bits left over, so
/// that one value has one spelling.
#[must_use]
pub fn read(alphabet: &[u8; 32], text: &[u8], out: &mut [u8]) -> bool {
    if text.len() != chars(out.len()) {
        return false;
    }
    let (mut held, mut bits, mut at) = (0_u32, 0, 0);
    for symbol in text {
        let Some(five) = value(alphabet, *symbol) else {
            return false;
        };
        held = (held << 5 | u32::from(five)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            out[at] = (held >> bits & 0xff) as u8;
            at += 1;
        }
    }
    held & ((1 << bits) - 1) == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_vectors_of_rfc_4648() {
        for (bytes, expected) in [
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            let mut text = String::new();
            push(&mut text, RFC_4648, bytes.as_bytes());
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn bits_left_over_are_refused() {
        assert!(read(LOWER, b"00", &mut [0]));
        assert!(!read(LOWER, b"01", &mut [0]));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut text = String::new();
            push(&mut text, LOWER, &bytes);
            prop_assert_eq!(text.len(), chars(bytes.len()));
            let mut back = vec![0; bytes.len()];
            prop_assert!(read(LOWER, text.as_bytes(), &mut back));
            prop_assert_eq!(back, bytes);
        }
    }
}
