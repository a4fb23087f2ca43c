//! The key of codes in a file, `codes.key`.
//!
//! One line: what it is, the key in 64 hexadecimal digits, and a check that a damaged key does not pass:
//! the last 32 bits of the code of 2^88 - 1, which is no entry.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use zeroize::Zeroizing;

use crate::code::CODE_BITS;
use crate::codes::Codes;
use crate::error::KeyError;

const KIND: &str = "answerable-codes-key-1";

impl Codes {
    /// The codes of the key in a file that must be there.
    ///
    /// # Errors
    /// [`KeyError::Bad`] when it is not.
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        let bad = |reason: &str| KeyError::Bad {
            path: path.to_owned(),
            reason: reason.into(),
        };
        let text = std::fs::read_to_string(path).map_err(|error| bad(&error.to_string()))?;
        let text = Zeroizing::new(text);
        let mut words = text.split_whitespace();
        if words.next() != Some(KIND) {
            return Err(bad("its first word is another"));
        }
        let key = words
            .next()
            .and_then(key)
            .ok_or_else(|| bad("it holds no key"))?;
        let codes = Self::new(&key);
        if words.next() != Some(&codes.check()) {
            return Err(bad("the key in it is damaged"));
        }
        Ok(codes)
    }

    /// Makes a key in a file, readable by its owner alone and durable on return.
    ///
    /// # Errors
    /// [`KeyError::InTheWay`] when there is a file already: codes that were handed out need it.
    pub fn make(path: &Path) -> Result<Self, KeyError> {
        let mut key = Zeroizing::new([0; 32]);
        getrandom::fill(key.as_mut_slice())?;
        let codes = Self::new(&key);
        put(path, &line(&key, &codes.check())).map_err(|source| match source.kind() {
            std::io::ErrorKind::AlreadyExists => KeyError::InTheWay(path.to_owned()),
            _ => KeyError::File {
                path: path.to_owned(),
                source,
            },
        })?;
        Ok(codes)
    }

    fn check(&self) -> String {
        let code = self.enciphered((1 << CODE_BITS) - 1);
        format!("{:08x}", code.value() & 0xffff_ffff)
    }
}

fn line(key: &Zeroizing<[u8; 32]>, check: &str) -> Zeroizing<String> {
    let mut line = Zeroizing::new(String::with_capacity(128));
    line.push_str(KIND);
    line.push(' ');
    for nibble in key.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
        line.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
    }
    line.push(' ');
    line.push_str(check);
    line.push('\n');
    line
}

fn put(path: &Path, line: &str) -> std::io::Result<()> {
    // Nobody but the owner may ever have been able to read it, so the mode is set at creation.
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(line.as_bytes())?;
    file.sync_all()?;
    match path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn key(digits: &str) -> Option<Zeroizing<[u8; 32]>> {
    let digit = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let digits = digits.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut key = Zeroizing::new([0; 32]);
    for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_key_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.key");
        assert!(matches!(Codes::open(&path), Err(KeyError::Bad { .. })));
        let code = Codes::make(&path).unwrap().code(5);
        assert_eq!(Codes::open(&path).unwrap().code(5), code);
        assert!(matches!(Codes::make(&path), Err(KeyError::InTheWay(_))));
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_key_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.key");
        drop(Codes::make(&path).unwrap());
        let text = std::fs::read_to_string(&path).unwrap();
        for at in 0..text.len() - 1 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'7' { b'6' } else { b'7' };
            std::fs::write(&path, bytes).unwrap();
            assert!(
                matches!(Codes::open(&path), Err(KeyError::Bad { .. })),
                "{at}"
            );
        }
    }
}
