//! Making proofs (RFC 6962 section 2.1): that an entry is in a tree, and that a tree grew out of
//! an older one without a change to what was there.

use crate::hash::Hash;
use crate::node::{Hashes, range_root, split};

/// Why a proof was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError<E> {
    /// There is no such entry, or the older tree is the larger one.
    #[error("there is no proof about {first} in a tree of {size} entries")]
    OutOfRange {
        /// The index or the older size that was asked about.
        first: u64,
        /// The size of the tree.
        size: u64,
    },
    /// A hash could not be had.
    #[error("a hash of the tree could not be read")]
    Hashes(#[from] E),
}

/// The hashes that join the leaf at `index` to the root of the tree of `size` leaves, the leaf's
/// sibling first. At most 64 of them.
///
/// # Errors
/// [`ProofError`]: no such leaf, or a hash could not be had.
pub fn inclusion_proof<H: Hashes>(
    index: u64,
    size: u64,
    hashes: &mut H,
) -> Result<Vec<Hash>, ProofError<H::Error>> {
    if index >= size {
        return Err(ProofError::OutOfRange { first: index, size });
    }
    let (mut start, mut end, mut proof) = (0, size, Vec::new());
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            proof.push(range_root(middle, end, hashes)?);
            end = middle;
        } else {
            proof.push(range_root(start, middle, hashes)?);
            start = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The hashes that show the tree of `old` leaves to be the beginning of the one of `new` leaves.
/// None when the sizes are equal or `old` is 0. At most 65 of them.
///
/// # Errors
/// [`ProofError`]: the older tree is the larger, or a hash could not be had.
pub fn consistency_proof<H: Hashes>(
    old: u64,
    new: u64,
    hashes: &mut H,
) -> Result<Vec<Hash>, ProofError<H::Error>> {
    if old > new {
        return Err(ProofError::OutOfRange {
            first: old,
            size: new,
        });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    let (mut start, mut end, mut proof) = (0, new, Vec::new());
    while old != end {
        let middle = start + split(end - start);
        if old <= middle {
            proof.push(range_root(middle, end, hashes)?);
            end = middle;
        } else {
            proof.push(range_root(start, middle, hashes)?);
            start = middle;
        }
    }
    // A subtree that begins at the first leaf is the old tree itself, whose root is known.
    if start > 0 {
        proof.push(range_root(start, end, hashes)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The root hash of the tree of `size` leaves.
///
/// # Errors
/// A hash could not be had.
pub fn root<H: Hashes>(size: u64, hashes: &mut H) -> Result<Hash, H::Error> {
    range_root(0, size, hashes)
}
