//! Tokens: 256 random bits that open something, told apart by how they begin, kept as a hash.
//!
//! `ansk_`, 52 characters of Crockford's alphabet in lower case, and a checksum of six. The beginning
//! and the checksum are for people and for programs that look for secrets where none should be: one
//! is found without asking anybody, and a slip is no try. A token that is found by its hash needs no
//! comparison in constant time: who can choose hashes freely knows their tokens.

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::base32;
use crate::error::Error;
use crate::secret::Secret;

/// Bytes of chance in a token.
const TOKEN_BYTES: usize = 32;
/// Characters of the checksum.
const CHECK_CHARS: usize = 6;

/// What is kept of a token: SHA-256 over its beginning and its bytes.
pub type Hash = [u8; 32];

/// What a token opens. It is hashed with it, so that no token opens what another was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    Session,
    Device,
    Invitation,
    Machine,
}

impl Opens {
    const fn prefix(self) -> &'static str {
        match self {
            Self::Session => "anss_",
            Self::Device => "ansd_",
            Self::Invitation => "ansi_",
            Self::Machine => "ansk_",
        }
    }
}

/// A new token, and what is kept of it.
pub fn mint(opens: Opens) -> Result<(Secret, Hash), Error> {
    let mut bytes = Zeroizing::new([0; TOKEN_BYTES]);
    getrandom::fill(&mut *bytes)?;
    Ok((write(opens, &bytes), hash(opens, &bytes)))
}

/// What would be kept of a token; `None` when the text is none of this kind.
pub fn read(opens: Opens, text: &str) -> Option<Hash> {
    let rest = text.strip_prefix(opens.prefix())?.as_bytes();
    let (body, check) = rest.split_at_checked(base32::chars(TOKEN_BYTES))?;
    if check != checksum(opens, body).as_bytes() {
        return None;
    }
    let mut bytes = Zeroizing::new([0; TOKEN_BYTES]);
    base32::read(base32::LOWER, body, &mut *bytes).then(|| hash(opens, &bytes))
}

fn write(opens: Opens, bytes: &[u8; TOKEN_BYTES]) -> Secret {
    let prefix = opens.prefix();
    // As long as it gets from the start, so that growing leaves no copy behind.
    let chars = prefix.len() + base32::chars(TOKEN_BYTES) + CHECK_CHARS;
    let mut text = String::with_capacity(chars);
    text.push_str(prefix);
    base32::push(&mut text, base32::LOWER, bytes);
    let check = checksum(opens, &text.as_bytes()[prefix.len()..]);
    text.push_str(&check);
    Secret::new(text)
}

/// Thirty bits of SHA-256 over the visible part. It tells nothing that the text does not.
fn checksum(opens: Opens, body: &[u8]) -> String {
    let digest = Sha256::new_with_prefix(opens.prefix())
        .chain_update(body)
        .finalize();
    let mut text = String::with_capacity(CHECK_CHARS + 1);
    base32::push(&mut text, base32::LOWER, &digest[..4]);
    text.truncate(CHECK_CHARS);
    text
}

fn hash(opens: Opens, bytes: &[u8; TOKEN_BYTES]) -> Hash {
    Sha256::new_with_prefix(opens.prefix())
        .chain_update(bytes)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_is_known_by_its_beginning_and_its_end() {
        let (token, hash) = mint(Opens::Machine).unwrap();
        let text = token.expose();
        assert!(
            text.starts_with("ansk_") && text.len() == 63,
            "{}",
            text.len()
        );
        assert_eq!(read(Opens::Machine, text), Some(hash));
        assert_eq!(read(Opens::Session, text), None);
    }

    #[test]
    fn the_same_bytes_open_nothing_of_another_kind() {
        let bytes = [7; TOKEN_BYTES];
        assert_ne!(hash(Opens::Session, &bytes), hash(Opens::Device, &bytes));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in ".{0,80}") {
            prop_assert_eq!(read(Opens::Session, &text), None);
        }

        #[test]
        fn one_changed_character_is_noticed(at in 5_usize..63, by in 1_u8..32) {
            let text = write(Opens::Session, &[0x5a; TOKEN_BYTES]);
            let mut changed = text.expose().as_bytes().to_vec();
            let old = base32::value(base32::LOWER, changed[at]).unwrap();
            changed[at] = base32::LOWER[usize::from((old + by) % 32)];
            let changed = String::from_utf8(changed).unwrap();
            prop_assert_eq!(read(Opens::Session, &changed), None);
        }
    }
}
