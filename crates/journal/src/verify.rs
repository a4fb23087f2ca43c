//! Hashes everything again and says what is not as it was signed.

use sha2::{Digest as _, Sha256};
use tlog::{Hash, Tree, Verifier, leaf_hash};

use crate::error::Error;
use crate::journal::opened;
use crate::store::Read;

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The first entry it shows at, when it can be told.
    pub entry: Option<u64>,
    /// What is wrong.
    pub reason: String,
}

/// What was looked at and found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Entries hashed again.
    pub size: u64,
    /// Root over all of them.
    pub root: Hash,
    /// Entries the signed head covers.
    pub signed: u64,
}

/// Hashes every entry, compares tiles and the signed head, and names the first thing that is wrong.
///
/// # Errors
/// [`Error`] when the record cannot be read at all; a record that reads but is wrong is `Ok(Err)`.
pub fn verify(store: &mut dyn Read, key: &Verifier) -> Result<Result<Verified, Finding>, Error> {
    let size = store.size()?;
    let head = store.head()?;
    let signed = match &head {
        None => None,
        Some(head) => match opened(head, key) {
            Ok(checkpoint) => Some(checkpoint),
            Err(error) => {
                return Ok(Err(Finding {
                    entry: None,
                    reason: error.to_string(),
                }));
            }
        },
    };
    if let Some((entry, reason)) = first_difference(store, size)? {
        return Ok(Err(Finding {
            entry: Some(entry),
            reason,
        }));
    }
    if let Some((entry, reason)) = beside_difference(store)? {
        return Ok(Err(Finding {
            entry: Some(entry),
            reason,
        }));
    }
    let signed_size = signed.as_ref().map_or(0, |head| head.size);
    if signed_size > size {
        let reason =
            format!("head.db is signed for {signed_size} entries, journal.db holds {size}");
        return Ok(Err(Finding {
            entry: Some(size),
            reason,
        }));
    }
    let (mut tree, mut root_then) = (Tree::default(), Hash::of_empty_tree());
    let (mut full, mut upper) = (vec![], vec![]);
    store.range(0, size, &mut |_, _, bytes| {
        tree.push(leaf_hash(bytes), &mut full);
        upper.extend(full.drain(..).filter(|tile| tile.level > 0));
        if tree.size() == signed_size {
            root_then = tree.root();
        }
        true
    })?;
    for tile in upper {
        if store.tile(tile.level, tile.index)?.as_ref() != Some(&tile) {
            let (level, index) = (tile.level, tile.index);
            let reason = format!("tile {level}/{index} does not hold the hashes of its entries");
            return Ok(Err(Finding {
                entry: None,
                reason,
            }));
        }
    }
    if signed.is_some_and(|head| head.root != root_then) {
        let reason = "every entry has its own hash, but together they are another record than the \
                      one that was signed";
        return Ok(Err(Finding {
            entry: None,
            reason: reason.into(),
        }));
    }
    Ok(Ok(Verified {
        size,
        root: tree.root(),
        signed: signed_size,
    }))
}

/// The first entry among the first `size` whose bytes do not have the hash stored beside them or in
/// its tile, or that is not there.
pub(crate) fn first_difference(
    store: &mut dyn Read,
    size: u64,
) -> Result<Option<(u64, String)>, Error> {
    let mut from = 0;
    while from < size {
        let to = (from + 256).min(size);
        let (mut leaves, mut found) = (vec![], None);
        let read = store.range(from, to, &mut |seq, leaf, bytes| {
            let fresh = leaf_hash(bytes);
            if fresh != leaf {
                found = Some((
                    seq,
                    "its bytes do not have the hash stored beside them".to_owned(),
                ));
                return false;
            }
            leaves.push(fresh);
            true
        });
        if found.is_some() {
            return Ok(found);
        }
        let reached = from + leaves.len() as u64;
        if let Err(error) = read {
            return Ok(Some((reached, error.to_string())));
        }
        if reached < to {
            return Ok(Some((reached, "it is missing".into())));
        }
        if leaves.len() == 256
            && let Some(difference) = tile_difference(store, from / 256, &leaves)?
        {
            return Ok(Some(difference));
        }
        from = to;
    }
    Ok(None)
}

/// The first entry beside which something lies that does not have the digest it is found by.
fn beside_difference(store: &mut dyn Read) -> Result<Option<(u64, String)>, Error> {
    let mut first: Option<u64> = None;
    store.all_beside(&mut |found| {
        let sound = found.digest == &Sha256::digest(found.bytes)[..];
        if !sound && first.is_none_or(|first| found.seq < first) {
            first = Some(found.seq);
        }
    })?;
    let reason = "what lies beside it does not have the digest it is found by";
    Ok(first.map(|entry| (entry, reason.to_owned())))
}

fn tile_difference(
    store: &mut dyn Read,
    index: u64,
    leaves: &[Hash],
) -> Result<Option<(u64, String)>, Error> {
    let first = index * 256;
    let Some(tile) = store.tile(0, index)? else {
        return Ok(Some((
            first,
            format!("tile 0/{index}, which should hold its hash, is missing"),
        )));
    };
    let differs = leaves
        .iter()
        .zip(&tile.hashes)
        .position(|(leaf, stored)| leaf != stored);
    Ok(differs.map(|i| {
        (
            first + i as u64,
            format!("tile 0/{index} holds another hash for it"),
        )
    }))
}
