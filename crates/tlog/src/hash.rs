//! The two hashes of the tree. The prefix byte keeps a leaf from being mistaken for an inner node.

use sha2::{Digest, Sha256};

use crate::text::{base64, from_base64};

/// A SHA-256 hash of the tree, 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hash(pub [u8; 32]);

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (high, low) = self.0.split_at(16);
        let number = |half: &[u8]| {
            half.iter()
                .fold(0_u128, |n, byte| n << 8 | u128::from(*byte))
        };
        write!(f, "{:032x}{:032x}", number(high), number(low))
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl Hash {
    /// The root of the tree without leaves: SHA-256 of nothing.
    #[must_use]
    pub fn of_empty_tree() -> Self {
        Self(Sha256::digest([]).into())
    }

    /// The hash as checkpoints and proofs write it: 44 characters of base64.
    #[must_use]
    pub fn to_base64(self) -> String {
        base64(self.0)
    }

    /// Reads what [`Hash::to_base64`] writes; `None` for any other text.
    #[must_use]
    pub fn from_base64(text: &str) -> Option<Self> {
        from_base64(text)?.try_into().ok().map(Self)
    }
}

/// Hashes one entry into a leaf: SHA-256 over `0x00` and the entry's bytes (RFC 6962 section 2.1).
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(
        Sha256::new()
            .chain_update([0])
            .chain_update(entry)
            .finalize()
            .into(),
    )
}

/// Hashes two neighbours into their parent: SHA-256 over `0x01`, left and right (RFC 6962 section 2.1).
#[must_use]
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash(
        Sha256::new()
            .chain_update([1])
            .chain_update(left.0)
            .chain_update(right.0)
            .finalize()
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_hashes_of_nothing_hold() {
        let empty_tree = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let empty_leaf = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
        assert_eq!(Hash::of_empty_tree().to_string(), empty_tree);
        assert_eq!(leaf_hash(b"").to_string(), empty_leaf);
    }

    #[test]
    fn a_hash_has_one_spelling_in_base64() {
        let text = Hash::of_empty_tree().to_base64();
        assert_eq!(text, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(Hash::from_base64(&text), Some(Hash::of_empty_tree()));
        assert_eq!(
            Hash::from_base64(&text.replace("U=", "V=")),
            None,
            "stray bits"
        );
        assert_eq!(Hash::from_base64("AAAA"), None, "three bytes");
    }
}
