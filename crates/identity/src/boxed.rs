//! XChaCha20-Poly1305 with a random nonce: for what the server has to read again.

use chacha20poly1305::aead::{AeadInOut as _, KeyInit as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::keyfile::Key;

const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

/// Locks `text` into a box: nonce, ciphertext, tag. It opens only with the same `about`, so that
/// rows cannot be exchanged.
pub fn lock(key: &Key, about: &[u8], text: &[u8]) -> Result<Vec<u8>, Error> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce)?;
    // As long as it gets from the start, so that growing leaves no copy of the text behind.
    let mut inside = Zeroizing::new(Vec::with_capacity(text.len() + TAG_BYTES));
    inside.extend_from_slice(text);
    XChaCha20Poly1305::new(key.bytes().into())
        .encrypt_in_place(&XNonce::from(nonce), about, &mut *inside)
        .map_err(|_| Error::Damaged("a text is too long for the cipher".into()))?;
    Ok([nonce.as_slice(), inside.as_slice()].concat())
}

/// Opens a box; `None` when it was not locked with this key and `about`.
pub fn unlock(key: &Key, about: &[u8], boxed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, inside) = boxed.split_first_chunk::<NONCE_BYTES>()?;
    let mut inside = Zeroizing::new(inside.to_vec());
    XChaCha20Poly1305::new(key.bytes().into())
        .decrypt_in_place(&XNonce::from(*nonce), about, &mut *inside)
        .ok()?;
    Some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_opens_with_its_key_and_purpose_alone() {
        let (key, other) = (Key::of([1; 32]), Key::of([2; 32]));
        let boxed = lock(&key, b"about", b"text").unwrap();
        assert_eq!(**unlock(&key, b"about", &boxed).unwrap(), *b"text");
        assert!(unlock(&key, b"other", &boxed).is_none());
        assert!(unlock(&other, b"about", &boxed).is_none());
        assert!(unlock(&key, b"about", &boxed[..20]).is_none());
    }
}
