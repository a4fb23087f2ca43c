//! XChaCha20-Poly1305 with a random nonce: the one place where the cipher is asked.

use chacha20poly1305::aead::{AeadInOut as _, KeyInit as _};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::secret::Secret;

/// Bytes of the nonce, which stands before the ciphertext.
pub const NONCE_BYTES: usize = 24;
/// Bytes of the tag, which stands after it.
pub const TAG_BYTES: usize = 16;
/// How much longer a box is than what is in it.
pub const EXTRA_BYTES: usize = NONCE_BYTES + TAG_BYTES;

/// Locks `text` into a box: nonce, ciphertext, tag. It opens only with the same `about`.
pub fn lock(key: &Secret, about: &[u8], text: &[u8]) -> Result<Vec<u8>, Error> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce)?;
    lock_with(key, nonce, about, text)
}

/// The same with a nonce that is handed in: for test vectors. A nonce must not come twice.
pub fn lock_with(
    key: &Secret,
    nonce: [u8; NONCE_BYTES],
    about: &[u8],
    text: &[u8],
) -> Result<Vec<u8>, Error> {
    // As long as it gets from the start, so that growing leaves no copy of the text behind.
    let mut inside = Zeroizing::new(Vec::with_capacity(text.len() + TAG_BYTES));
    inside.extend_from_slice(text);
    XChaCha20Poly1305::new(key.bytes().into())
        .encrypt_in_place(&XNonce::from(nonce), about, &mut *inside)
        .map_err(|_| Error::Damaged("a text is too long for the cipher".into()))?;
    Ok([nonce.as_slice(), inside.as_slice()].concat())
}

/// Opens a box; `None` when it was not locked with this key and `about`.
pub fn unlock(key: &Secret, about: &[u8], boxed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
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
        let key = Secret::random().unwrap();
        let boxed = lock(&key, b"about", b"text").unwrap();
        assert_eq!(boxed.len(), 4 + EXTRA_BYTES);
        assert_eq!(**unlock(&key, b"about", &boxed).unwrap(), *b"text");
        assert!(unlock(&key, b"other", &boxed).is_none());
        assert!(unlock(&Secret::random().unwrap(), b"about", &boxed).is_none());
        assert!(unlock(&key, b"about", &boxed[..20]).is_none());
    }

    /// The cipher is asked to open in this file and nowhere else in the room.
    #[test]
    fn there_is_one_function_that_opens() {
        let mut found = vec![];
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(folder).unwrap() {
                let path = file.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let call = concat!(".decrypt_in", "_place(");
                let detached = concat!("decrypt_in", "out");
                found.extend(vec![path; text.matches(call).count()]);
                assert!(!text.contains(detached), "another way to open");
            }
        }
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with("boxed.rs"));
    }
}
