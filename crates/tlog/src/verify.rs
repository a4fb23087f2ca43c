//! Checking proofs (RFC 9162 sections 2.1.3.2 and 2.1.4.2), with nothing but the hashes at hand.

use crate::hash::{Hash, node_hash};

/// Why a proof does not prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// There is no such entry, or the older tree is the larger one.
    #[error("the proof is about something outside of the tree")]
    OutOfRange,
    /// A proof about these sizes has another number of hashes.
    #[error("the proof has too few or too many hashes")]
    Length,
    /// The hashes lead to another root: something was changed.
    #[error("the proof leads to another root hash")]
    Root,
}

/// Shows that `leaf` is the one at `index` in the tree of `size` leaves with this root.
///
/// # Errors
/// [`VerifyError`] when it does not follow.
pub fn verify_inclusion(
    leaf: Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: Hash,
) -> Result<(), VerifyError> {
    if index >= size {
        return Err(VerifyError::OutOfRange);
    }
    let mut path = Path {
        at: index,
        last: size - 1,
    };
    let mut hash = leaf;
    for step in proof {
        hash = match path.step()? {
            Side::Left => node_hash(*step, hash),
            Side::Right => node_hash(hash, *step),
        };
    }
    path.end()?;
    if hash == root {
        Ok(())
    } else {
        Err(VerifyError::Root)
    }
}

/// Shows that the tree of `old` leaves is the beginning of the tree of `new` leaves.
///
/// # Errors
/// [`VerifyError`] when it does not follow.
pub fn verify_consistency(
    old: u64,
    old_root: Hash,
    new: u64,
    new_root: Hash,
    proof: &[Hash],
) -> Result<(), VerifyError> {
    if old > new {
        return Err(VerifyError::OutOfRange);
    }
    if old == new || old == 0 {
        let expected = if old == 0 {
            Hash::of_empty_tree()
        } else {
            new_root
        };
        let empty_new = new > 0 || new_root == Hash::of_empty_tree();
        return match proof {
            [] if old_root == expected && empty_new => Ok(()),
            [] => Err(VerifyError::Root),
            _ => Err(VerifyError::Length),
        };
    }
    let mut path = Path {
        at: old - 1,
        last: new - 1,
    };
    path.rise();
    // When the old tree is one perfect subtree its own root is where the proof begins.
    let (mut first, rest) = (old_root, proof);
    let rest = if old.is_power_of_two() {
        rest
    } else {
        let (head, rest) = rest.split_first().ok_or(VerifyError::Length)?;
        first = *head;
        rest
    };
    let (mut older, mut newer) = (first, first);
    for step in rest {
        match path.step()? {
            Side::Left => {
                older = node_hash(*step, older);
                newer = node_hash(*step, newer);
            }
            Side::Right => newer = node_hash(newer, *step),
        }
    }
    path.end()?;
    if older == old_root && newer == new_root {
        Ok(())
    } else {
        Err(VerifyError::Root)
    }
}

/// On which side the next hash of a proof stands.
enum Side {
    Left,
    Right,
}

/// The way up: which node of its row the path is at, and which is the last one of that row.
struct Path {
    at: u64,
    last: u64,
}

impl Path {
    /// Goes up over right children.
    fn rise(&mut self) {
        while self.at & 1 == 1 {
            self.at >>= 1;
            self.last >>= 1;
        }
    }

    /// Takes one hash of the proof and goes up past it.
    fn step(&mut self) -> Result<Side, VerifyError> {
        if self.last == 0 {
            return Err(VerifyError::Length);
        }
        let left = self.at & 1 == 1 || self.at == self.last;
        // The last node of a row has no sibling where the row ends early: it stands for its parent.
        while left && self.at & 1 == 0 && self.at != 0 {
            self.at >>= 1;
            self.last >>= 1;
        }
        self.at >>= 1;
        self.last >>= 1;
        Ok(if left { Side::Left } else { Side::Right })
    }

    /// The proof is over: this has to be the root.
    fn end(&self) -> Result<(), VerifyError> {
        if self.last == 0 {
            Ok(())
        } else {
            Err(VerifyError::Length)
        }
    }
}
