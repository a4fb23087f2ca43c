//! Eight bytes by which an epoch key is recognised without being shown.

use crate::mac::mac;
use crate::secret::Secret;

/// The first 8 bytes of an HMAC under an epoch key: they say which key it is, and nothing about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyCheck(pub [u8; 8]);

impl KeyCheck {
    /// Of the key of this epoch.
    #[must_use]
    pub fn of(epoch: u64, key: &Secret) -> Self {
        let whole = mac(key, "answerable/epoch/v1/check", &[&epoch.to_be_bytes()]);
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&whole[..8]);
        Self(bytes)
    }

    /// Reads 16 lower-case hexadecimal digits.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let plain = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 16 || !text.bytes().all(plain) {
            return None;
        }
        let number = u64::from_str_radix(text, 16).ok()?;
        Some(Self(number.to_be_bytes()))
    }
}

impl std::fmt::Display for KeyCheck {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", u64::from_be_bytes(self.0))
    }
}
