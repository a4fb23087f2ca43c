//! HMAC-SHA-256 under a label: one key, several uses that cannot be mistaken for one another.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::Zeroize as _;

use crate::secret::Secret;

/// HMAC-SHA-256 over the label, a zero byte and the parts, one after another. What the parts are has
/// to be told apart by the caller: fixed lengths, or a length before them.
pub fn mac(key: &Secret, label: &str, parts: &[&[u8]]) -> [u8; 32] {
    // A key of 32 bytes is always taken; any length would be.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.bytes()) else {
        unreachable!("HMAC takes a key of any length")
    };
    mac.update(label.as_bytes());
    mac.update(&[0]);
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The key for one use.
pub fn subkey(key: &Secret, label: &str) -> Secret {
    let mut bytes = mac(key, label, &[]);
    let sub = Secret::of(&bytes);
    bytes.zeroize();
    sub.unwrap_or_else(|| unreachable!("a digest has 32 bytes"))
}
