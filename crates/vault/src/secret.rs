//! Thirty-two bytes that nobody may see.

use zeroize::{Zeroize as _, Zeroizing};

use crate::error::Error;

/// A key. It is wiped when it is dropped, and prints as nothing.
pub struct Secret([u8; 32]);

impl Secret {
    /// A new one, from the chance of the operating system.
    ///
    /// # Errors
    /// [`Error::Chance`] when the system has none to give.
    pub fn random() -> Result<Self, Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        let secret = Self(bytes);
        bytes.zeroize();
        Ok(secret)
    }

    /// The one with these bytes; `None` when they are not 32.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The bytes themselves: for whoever wraps them, and for a cipher.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// 64 hexadecimal digits, wiped when they are dropped.
    pub(crate) fn to_hex(&self) -> Zeroizing<String> {
        // As long as it gets from the start, so that growing leaves no copy behind.
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
        text
    }

    /// Reads 64 lower-case hexadecimal digits.
    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        kernel::Digest::from_hex(text).map(|bytes| Self(bytes.0))
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_and_read_back_and_never_printed() {
        let secret = Secret([0xa5; 32]);
        let hex = secret.to_hex();
        assert_eq!(*hex, "a5".repeat(32));
        assert_eq!(Secret::from_hex(&hex).unwrap().bytes(), secret.bytes());
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }

    #[test]
    fn two_random_ones_differ() {
        let pair = [Secret::random().unwrap(), Secret::random().unwrap()];
        assert_ne!(pair[0].bytes(), pair[1].bytes());
    }
}
