//! Padding, so that the length of an envelope says little about the length of a name.
//!
//! After salt and text stands one byte 0x80, then zeros up to a multiple of 64 bytes. It is read from
//! the end, and there is one way to read it: the last byte that is not zero has to be 0x80.

use zeroize::Zeroizing;

/// What the length inside an envelope is a multiple of.
pub const BLOCK_BYTES: usize = 64;
const END: u8 = 0x80;

/// Salt and text, padded.
pub fn pad(salt: &[u8; 32], text: &[u8]) -> Zeroizing<Vec<u8>> {
    let used = salt.len() + text.len() + 1;
    let whole = used.next_multiple_of(BLOCK_BYTES);
    let mut inside = Zeroizing::new(Vec::with_capacity(whole));
    inside.extend_from_slice(salt);
    inside.extend_from_slice(text);
    inside.push(END);
    inside.resize(whole, 0);
    inside
}

/// What stands before the padding. `None` when it is not as [`pad`] makes it, a block too long too.
pub fn unpad(inside: &[u8]) -> Option<&[u8]> {
    let end = inside.iter().rposition(|byte| *byte != 0)?;
    let shortest = (end + 1).next_multiple_of(BLOCK_BYTES) == inside.len();
    (inside[end] == END && shortest).then(|| &inside[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_block_too_many_is_not_read() {
        let mut inside = pad(&[1; 32], b"x").to_vec();
        assert_eq!(inside.len(), 64);
        inside.resize(128, 0);
        assert_eq!(unpad(&inside), None);
        assert_eq!(unpad(&[0; 64]), None);
        assert_eq!(unpad(&[]), None);
    }

    proptest! {
        #[test]
        fn what_was_padded_is_read_back(text in proptest::collection::vec(any::<u8>(), 0..300)) {
            let inside = pad(&[0; 32], &text);
            prop_assert_eq!(inside.len() % BLOCK_BYTES, 0);
            prop_assert_eq!(&unpad(&inside).unwrap()[32..], &text[..]);
        }

        #[test]
        fn two_texts_never_look_the_same(
            one in proptest::collection::vec(0_u8..2, 0..70),
            two in proptest::collection::vec(0_u8..2, 0..70),
        ) {
            prop_assert_eq!(one == two, pad(&[0; 32], &one) == pad(&[0; 32], &two));
        }
    }
}
