//! A personal field as an entry holds it: sealed, so that the entry says nothing about anybody.
//!
//! The ciphertext lies beside the entry and the key in the vault. Once the key is erased nobody can
//! open the field, and the entry with its hash stays as it was (`formats/sealed.md`).

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::ids::KeyId;

/// What a field was sealed with. A national algorithm may be asked for later, so every field says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SealAlgorithm {
    /// XChaCha20-Poly1305 over salt and text, committed to with SHA-256.
    #[serde(rename = "xchacha20poly1305-sha256")]
    XChaCha20Poly1305Sha256,
}

/// What stands in the entry for one group of personal fields of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// With what.
    pub algorithm: SealAlgorithm,
    /// SHA-256 over tag, salt and text: only one text opens it.
    pub commitment: Digest,
    /// SHA-256 of the ciphertext that lies beside the entry, so that damage to it is found without
    /// opening it.
    pub envelope: Digest,
    /// The key in the vault, random for each person and record.
    pub key: KeyId,
}
