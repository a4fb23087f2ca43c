//! A share as one line of text, which can be printed and typed.

use zeroize::Zeroizing;

use crate::check::KeyCheck;
use crate::secret::Secret;

const KIND: &str = "answerable-epoch-share-1";

/// Why shares do not give a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Not a share.
    #[error("this line is not a share of an epoch key")]
    NotAShare,
    /// A share, with a mistake.
    #[error("this share has a mistake in it: its checksum does not fit. Compare it with the paper")]
    Checksum,
    /// Fewer than two.
    #[error("two different shares are needed")]
    TooFew,
    /// Of two keys.
    #[error(
        "these shares are of different keys (epochs {} and {}): take shares that were made together",
        epochs[0], epochs[1]
    )]
    OtherKey {
        /// Which epochs.
        epochs: [u64; 2],
    },
    /// Sound by themselves, and no two fit.
    #[error(
        "no two of these shares give the key they are of: one is wrong, or they were made at different times"
    )]
    Wrong,
    /// The epoch has turned since, or `vault.db` is an old one.
    #[error(
        "these shares are of epoch {shares}, and vault.db is of epoch {vault}. {}",
        if shares < vault {
            "The turn of the epoch made them useless: take the shares that were made after it"
        } else {
            "Put back the latest copy of vault.db first"
        }
    )]
    OtherEpoch {
        /// That of the shares.
        shares: u64,
        /// That of the vault.
        vault: u64,
    },
    /// The right epoch, and the key of somebody else's vault.
    #[error("these shares are of epoch {0} of another vault than this vault.db")]
    OtherVault(u64),
}

/// One of three shares of an epoch key. It prints as nothing but its place; [`Share::to_line`] writes it.
#[derive(Clone)]
pub struct Share {
    epoch: u64,
    check: KeyCheck,
    at: u8,
    value: Zeroizing<[u8; 32]>,
}

impl Share {
    pub(super) fn new(epoch: u64, check: KeyCheck, at: u8, value: Zeroizing<[u8; 32]>) -> Self {
        Self {
            epoch,
            check,
            at,
            value,
        }
    }

    /// The epoch it belongs to.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Which key it is a share of.
    #[must_use]
    pub fn check(&self) -> KeyCheck {
        self.check
    }

    /// Which of the three it is.
    #[must_use]
    pub fn at(&self) -> u8 {
        self.at
    }

    pub(super) fn value(&self) -> &[u8; 32] {
        &self.value
    }

    pub(super) fn goes_with(&self, other: &Self) -> bool {
        (self.epoch, self.check) == (other.epoch, other.check)
    }

    /// One line: kind, epoch, check of the key, number of the share, its value, and a checksum.
    #[must_use]
    pub fn to_line(&self) -> Zeroizing<String> {
        let value = Secret::of(self.value.as_slice()).map(|value| value.to_hex());
        let value = value.unwrap_or_default();
        let mut line = Zeroizing::new(String::with_capacity(160));
        for word in [
            KIND,
            &self.epoch.to_string(),
            &self.check.to_string(),
            &self.at.to_string(),
        ] {
            line.push_str(word);
            line.push(' ');
        }
        line.push_str(&value);
        let sum = checksum(&line);
        line.push(' ');
        line.push_str(&sum);
        line
    }

    /// Reads such a line; spaces around it and between its words may be any.
    ///
    /// # Errors
    /// [`ShareError::NotAShare`] and [`ShareError::Checksum`].
    pub fn from_line(line: &str) -> Result<Self, ShareError> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [KIND, epoch, check, at, value, sum] = words[..] else {
            return Err(ShareError::NotAShare);
        };
        let said = Zeroizing::new([KIND, epoch, check, at, value].join(" "));
        if checksum(&said) != sum {
            return Err(ShareError::Checksum);
        }
        let parsed = || {
            Some(Self {
                epoch: epoch.parse().ok()?,
                check: KeyCheck::from_hex(check)?,
                at: at.parse().ok().filter(|at| (1..=3).contains(at))?,
                value: Zeroizing::new(*Secret::from_hex(value)?.bytes()),
            })
        };
        parsed().ok_or(ShareError::NotAShare)
    }
}

/// The first 8 hexadecimal digits of SHA-256: against slips of the hand, not against anybody.
fn checksum(text: &str) -> String {
    let mut digits = kernel::Digest::of(text.as_bytes()).to_string();
    digits.truncate(8);
    digits
}

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Share({} of epoch {}, ..)", self.at, self.epoch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share() -> Share {
        Share::new(7, KeyCheck([1; 8]), 2, Zeroizing::new([0xab; 32]))
    }

    #[test]
    fn a_line_is_read_back() {
        let line = share().to_line();
        let read = Share::from_line(&format!("  {}\r\n", *line)).unwrap();
        assert!(read.goes_with(&share()));
        assert_eq!((read.at(), read.value()), (2, &[0xab; 32]));
    }

    #[test]
    fn every_changed_letter_is_noticed() {
        let line = share().to_line();
        for at in 0..line.len() {
            let mut bytes = line.as_bytes().to_vec();
            bytes[at] = if bytes[at] == b'7' { b'6' } else { b'7' };
            assert!(Share::from_line(std::str::from_utf8(&bytes).unwrap()).is_err());
        }
    }

    #[test]
    fn it_never_prints_its_value() {
        assert_eq!(format!("{:?}", share()), "Share(2 of epoch 7, ..)");
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,200}") {
            let _ = Share::from_line(&text);
            let _ = Share::from_line(&format!("{KIND} {text}"));
        }
    }
}
