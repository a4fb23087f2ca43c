//! Keys as texts (C2SP signed-note): `name+id+base64(type ‖ key)`.
//!
//! The id is the first four bytes of SHA-256 over name, line feed, type and public key. Together
//! with the name it says which key a signature line is by, and for what kind of signature.

use sha2::{Digest, Sha256};

use crate::text::{base64, from_base64};

/// Why a text is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, or with a space, a plus sign or a control character.
    #[error("a key name is not empty and has neither spaces nor plus signs")]
    Name,
    /// Not of the form that keys have.
    #[error("not a key of the form name+id+base64")]
    Shape,
    /// A key for signatures that are not made or checked here.
    #[error("a key of another type than the one needed here")]
    Type,
    /// The id does not belong to the key.
    #[error("the key id does not belong to the key")]
    Id,
}

/// What kind of signatures a key makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyType {
    /// Ed25519 over the text of a note: what a log signs with. Type byte 0x01.
    Note,
    /// Ed25519 over a checkpoint and the time at which it was seen: what a witness signs with.
    /// Type byte 0x04, C2SP tlog-cosignature.
    Cosignature,
}

impl KeyType {
    fn byte(self) -> u8 {
        match self {
            Self::Note => 1,
            Self::Cosignature => 4,
        }
    }

    fn of_byte(byte: u8) -> Result<Self, KeyError> {
        match byte {
            1 => Ok(Self::Note),
            4 => Ok(Self::Cosignature),
            _ => Err(KeyError::Type),
        }
    }
}

/// Whether signature lines could carry the name.
pub(crate) fn is_name(name: &str) -> bool {
    let stray = |c: char| c == '+' || c.is_whitespace() || c < ' ';
    !name.is_empty() && !name.contains(stray)
}

/// The name, when signature lines could carry it.
pub(crate) fn named(name: &str) -> Result<String, KeyError> {
    if is_name(name) {
        Ok(name.to_owned())
    } else {
        Err(KeyError::Name)
    }
}

/// What a signature line names the key by, beside its name.
pub(crate) fn key_id(name: &str, kind: KeyType, public: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', kind.byte()])
        .chain_update(public);
    let hash: [u8; 32] = hash.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

/// A key as text; `key` is the public key, or the seed of a secret one.
pub(crate) fn write(name: &str, id: [u8; 4], kind: KeyType, key: &[u8; 32]) -> String {
    let id = u32::from_be_bytes(id);
    let bytes: Vec<u8> = [kind.byte()].iter().chain(key).copied().collect();
    format!("{name}+{id:08x}+{}", base64(bytes))
}

/// A key taken apart. The id has not been held against the key.
pub(crate) struct Parts {
    pub(crate) name: String,
    pub(crate) id: [u8; 4],
    pub(crate) kind: KeyType,
    pub(crate) key: [u8; 32],
}

/// Takes a key apart. A name has no plus sign, base64 may have them: the first two separate.
pub(crate) fn read(text: &str) -> Result<Parts, KeyError> {
    let mut parts = text.splitn(3, '+');
    let mut part = || parts.next().ok_or(KeyError::Shape);
    let (name, hex, key) = (part()?, part()?, part()?);
    let id = u32::from_str_radix(hex, 16).map_err(|_| KeyError::Shape)?;
    if format!("{id:08x}") != hex {
        return Err(KeyError::Shape);
    }
    let key = from_base64(key).ok_or(KeyError::Shape)?;
    let (kind, key) = key.split_first().ok_or(KeyError::Shape)?;
    Ok(Parts {
        name: named(name)?,
        id: id.to_be_bytes(),
        kind: KeyType::of_byte(*kind)?,
        key: key.try_into().map_err(|_| KeyError::Shape)?,
    })
}
