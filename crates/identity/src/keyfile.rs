//! `identity.key`: the one secret beside the database, and the keys that are made of it.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::{Zeroize as _, Zeroizing};

use crate::error::Error;

/// The first line of the file.
const HEAD: &str = "answerable identity key 1\n";

/// Thirty-two bytes for one use. Wiped when dropped, and printed as nothing.
pub struct Key([u8; 32]);

impl Key {
    #[cfg(test)]
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SHA-256 over parts of fixed length, or with only the last of another.
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            unreachable!("HMAC takes a key of any length")
        };
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

/// A key for each use, so that none of them says anything about another.
#[derive(Debug)]
pub struct Keys {
    /// Seals the secrets of one-time codes.
    pub totp: Key,
    /// Keeps second secrets from being tried out on a copied database.
    pub pin: Key,
    /// Keeps what failures are counted by from being read there.
    pub marks: Key,
    /// Makes up passkeys for names that have none.
    pub nobody: Key,
    /// What the database remembers of the key.
    pub check: [u8; 8],
}

impl Keys {
    fn of(key: &Key) -> Self {
        let sub = |label: &str| Key(key.mac(&[b"answerable identity 1\0", label.as_bytes()]));
        let mut check = [0; 8];
        check.copy_from_slice(&sub("check").0[..8]);
        Self {
            totp: sub("totp"),
            pin: sub("pin"),
            marks: sub("marks"),
            nobody: sub("nobody"),
            check,
        }
    }

    /// Reads the key that must be there.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bad = |reason: String| Error::BadKey {
            path: path.to_owned(),
            reason,
        };
        let text = std::fs::read_to_string(path).map_err(|error| bad(error.to_string()))?;
        let text = Zeroizing::new(text);
        let hex = text
            .strip_prefix(HEAD)
            .and_then(|rest| rest.strip_suffix('\n'));
        let bytes = hex.and_then(kernel::Digest::from_hex);
        let key = Key(bytes
            .ok_or_else(|| bad("it does not read as one".into()))?
            .0);
        Ok(Self::of(&key))
    }

    /// Makes a key where there is none, durable before anything is sealed under it.
    pub fn make(path: &Path) -> Result<Self, Error> {
        let mut key = Key([0; 32]);
        getrandom::fill(&mut key.0)?;
        let mut text = Zeroizing::new(String::with_capacity(HEAD.len() + 65));
        text.push_str(HEAD);
        for byte in key.0 {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
            }
        }
        text.push('\n');
        write(path, &text).map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self::of(&key))
    }
}

/// Written beside and renamed, so that a crash leaves either no key or a whole one.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let beside = path.with_extension("key.new");
    match std::fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Nobody but the owner may ever have been able to read it, so the mode is set at creation.
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    path.parent()
        .map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_key_is_the_owners_alone_and_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.key");
        let made = Keys::make(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(Keys::read(&path).unwrap().check, made.check);
    }

    #[test]
    fn a_key_that_was_cut_off_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("identity.key");
        Keys::make(&path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, &text[..60]).unwrap();
        assert!(matches!(Keys::read(&path), Err(Error::BadKey { .. })));
    }

    #[test]
    fn nothing_of_it_is_printed() {
        let keys = Keys::of(&Key([0xab; 32]));
        assert!(format!("{keys:?}").contains("Key(..)"));
    }
}
