//! Puts back, from a copy, what has been damaged in a record; the signed head says what is right.
//!
//! Neither the record nor the copy is believed. What is chosen from the two has to lead to the root
//! that was signed, or nothing is changed. The folder has to be taken, and nobody writes meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::params;
use sha2::{Digest as _, Sha256};
use tlog::{Hash, Tile, Tree, Verifier, leaf_hash};

use super::{read, schema};
use crate::error::{Error, StoreError};
use crate::folder::Folder;
use crate::journal::opened;
use crate::store::{Head, Read, read_some};

/// What was put back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Entries whose bytes or stored hash were wrong.
    pub entries: Vec<u64>,
    /// Tiles, by level and index.
    pub tiles: Vec<(u8, u64)>,
    /// Entries beside which something was wrong or missing.
    pub beside: Vec<u64>,
}

/// What has to be written.
#[derive(Default)]
struct Plan {
    entries: BTreeMap<u64, (Hash, Vec<u8>)>,
    tiles: Vec<Tile>,
    beside: Besides,
}

/// By entry, everything that will lie beside it.
type Besides = BTreeMap<u64, Vec<Vec<u8>>>;

/// Repairs the record of a taken folder from a copy of it, which may be older or damaged elsewhere.
///
/// # Errors
/// [`Error::Changed`] when no choice between the two leads to what was signed, and nothing was
/// changed; [`StoreError`] when the structure of a file itself is broken: then put back the file.
pub fn repair(folder: &Folder, copy: &mut dyn Read, key: &Verifier) -> Result<Repaired, Error> {
    let mut reader = read::open_reader(folder.path())?;
    let head = reader.head()?;
    let head = head.ok_or_else(|| Error::BadHead("nothing has been signed".into()))?;
    let plan = plan(&mut reader, copy, &head, key)?;
    drop(reader);
    write(folder.path(), &plan)?;
    Ok(Repaired {
        entries: plan.entries.into_keys().collect(),
        tiles: plan
            .tiles
            .iter()
            .map(|tile| (tile.level, tile.index))
            .collect(),
        beside: plan.beside.into_keys().collect(),
    })
}

fn plan(
    ours: &mut dyn Read,
    copy: &mut dyn Read,
    head: &Head,
    key: &Verifier,
) -> Result<Plan, Error> {
    let signed = opened(head, key)?;
    // Our own bytes are taken wherever anything says that they are right; if that is not what was
    // signed, the copy's are.
    for trust_ours in [true, false] {
        let mut plan = Plan::default();
        let (mut tree, mut full, mut root_then) = (Tree::default(), vec![], Hash::of_empty_tree());
        let size = ours.size()?;
        for from in (0..size).step_by(256) {
            let to = (from + 256).min(size);
            for leaf in leaves(ours, copy, from, to, trust_ours, &mut plan)? {
                tree.push(leaf, &mut full);
                if tree.size() == signed.size {
                    root_then = tree.root();
                }
            }
        }
        if tree.size() < signed.size || (signed.size > 0 && root_then != signed.root) {
            continue;
        }
        for tile in full {
            if !matches!(ours.tile(tile.level, tile.index), Ok(Some(found)) if found == tile) {
                plan.tiles.push(tile);
            }
        }
        plan.beside = beside(ours, copy, &plan)?;
        return Ok(plan);
    }
    Err(Error::Changed {
        entry: 0,
        reason: "neither the record nor the copy has what was signed".into(),
    })
}

/// The leaves of a block, as they will be; what has to change goes into the plan.
fn leaves(
    ours: &mut dyn Read,
    copy: &mut dyn Read,
    from: u64,
    to: u64,
    trust_ours: bool,
    plan: &mut Plan,
) -> Result<Vec<Hash>, Error> {
    let stored = read_some(ours, from, to - from, usize::MAX)?;
    let tile = ours.tile(0, from / 256).ok().flatten();
    let mut leaves = Vec::with_capacity(256);
    for (nth, entry) in stored.into_iter().enumerate() {
        let found = leaf_hash(&entry.bytes);
        let in_tile = tile.as_ref().map(|tile| tile.hashes[nth]);
        let sound = found == entry.leaf && in_tile.is_none_or(|hash| hash == found);
        let vouched = found == entry.leaf || in_tile == Some(found);
        if sound || (vouched && trust_ours) {
            if found != entry.leaf {
                plan.entries
                    .insert(entry.seq, (found, entry.bytes.to_vec()));
            }
            leaves.push(found);
            continue;
        }
        let other = read_some(copy, entry.seq, 1, usize::MAX)?
            .into_iter()
            .next();
        let other = other.ok_or_else(|| Error::Changed {
            entry: entry.seq,
            reason: "it is damaged, and the copy does not have it".into(),
        })?;
        let leaf = leaf_hash(&other.bytes);
        plan.entries.insert(entry.seq, (leaf, other.bytes.to_vec()));
        leaves.push(leaf);
    }
    Ok(leaves)
}

/// What lies beside entries and is not what it is found by, or is missing, as it will be: what is
/// sound of ours, and what the copy has for the same entry.
fn beside(ours: &mut dyn Read, copy: &mut dyn Read, plan: &Plan) -> Result<Besides, Error> {
    let (mut sound, mut damaged) = (BTreeSet::new(), BTreeSet::new());
    ours.all_beside(&mut |found| {
        let fresh: [u8; 32] = Sha256::digest(found.bytes).into();
        if found.digest == fresh {
            sound.insert(fresh);
        } else {
            damaged.insert(found.seq);
        }
    })?;
    let (mut right, size) = (Besides::new(), ours.size()?);
    copy.all_beside(&mut |found| {
        let fresh: [u8; 32] = Sha256::digest(found.bytes).into();
        if found.seq < size && found.digest == fresh && !sound.contains(&fresh) {
            let put = right.entry(found.seq).or_default();
            put.push(found.bytes.to_vec());
        }
    })?;
    let one = |store: &mut dyn Read, entry: u64| {
        let found = read_some(store, entry, 1, usize::MAX)?.into_iter().next();
        Ok::<_, StoreError>(found.map(|found| leaf_hash(&found.bytes)))
    };
    // A copy of another record has other entries; what lies beside those is none of ours.
    for entry in right.keys().copied().collect::<Vec<_>>() {
        let will_be = match plan.entries.get(&entry) {
            Some((leaf, _)) => Some(*leaf),
            None => one(ours, entry)?,
        };
        if one(copy, entry)? != will_be {
            right.remove(&entry);
        }
    }
    if let Some(entry) = damaged.iter().find(|entry| !right.contains_key(entry)) {
        return Err(Error::Changed {
            entry: *entry,
            reason: "what lies beside it is damaged, and the copy does not have it".into(),
        });
    }
    ours.all_beside(&mut |found| {
        let fresh: [u8; 32] = Sha256::digest(found.bytes).into();
        if let Some(put) = right.get_mut(&found.seq)
            && found.digest == fresh
        {
            put.push(found.bytes.to_vec());
        }
    })?;
    Ok(right)
}

/// All of it or nothing.
fn write(folder: &Path, plan: &Plan) -> Result<(), StoreError> {
    let mut journal = schema::open_journal(folder)?;
    let tx = journal.transaction()?;
    {
        let mut entry = tx.prepare("UPDATE entry SET leaf = ?2, bytes = ?3 WHERE seq = ?1")?;
        for (seq, (leaf, bytes)) in &plan.entries {
            entry.execute(params![*seq as i64, &leaf.0[..], bytes])?;
        }
        let mut tile =
            tx.prepare("INSERT OR REPLACE INTO tile (level, idx, hashes) VALUES (?1, ?2, ?3)")?;
        for one in &plan.tiles {
            tile.execute(params![one.level, one.index as i64, one.to_bytes()])?;
        }
        let mut clear = tx.prepare("DELETE FROM beside WHERE seq = ?1")?;
        let mut put = tx.prepare("INSERT INTO beside (digest, seq, bytes) VALUES (?1, ?2, ?3)")?;
        for (seq, right) in &plan.beside {
            clear.execute([*seq as i64])?;
            for bytes in right {
                let digest: [u8; 32] = Sha256::digest(bytes).into();
                put.execute(params![&digest[..], *seq as i64, bytes])?;
            }
        }
    }
    tx.commit()?;
    journal.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}
