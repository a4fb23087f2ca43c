//! Checks an exported log: the folder that `answerable log export` writes.
//!
//! The checkpoint is held against the policy, and then everything else against the checkpoint. The
//! tree is made anew from the entries, or from the hashes of the entries where they were not
//! published, and every tile in the folder has to be the one that comes out. What an entry says is
//! not looked at: a back-dated one has another hash, and that is how it shows.

use std::collections::BTreeSet;
use std::path::Path;

use tlog::{
    Checkpoint, Cosigned, Hash, Note, Policy, TILE_WIDTH, TileKind, TilePath, Tree,
    bundle_prefix_len, leaf_hash, read_bundle,
};

use crate::Error;
use crate::fault::Fault;
use crate::folder::{Folder, Stop};

/// What follows from an exported log under a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenLog {
    /// Whose log it is.
    pub origin: String,
    /// Entries in the tree that was signed.
    pub size: u64,
    /// The root that was signed.
    pub root: Hash,
    /// The witnesses of the policy that cosigned, in its order.
    pub cosigned: Vec<Cosigned>,
    /// Whether the entries lie in the folder and were checked; otherwise their hashes alone were.
    pub entries_checked: bool,
    /// Entries in the checkpoint seen before, which this log continues.
    pub continues: Option<u64>,
}

/// What became of an exported log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogOutcome {
    /// Everything in the folder is what was signed, and the policy asks for no more.
    Proven(ProvenLog),
    /// Everything is what the log signed, and too few witnesses have cosigned yet.
    Pending(ProvenLog),
    /// Nothing may be believed.
    Refused(Fault),
}

impl LogOutcome {
    /// What a script is told, as for receipts: 0 proven, 1 refused, 3 pending.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Proven(_) => 0,
            Self::Refused(_) => 1,
            Self::Pending(_) => 3,
        }
    }
}

/// Checks the log in a folder under a policy.
///
/// - `seen`: a checkpoint of this log from an earlier day, as it was written then. With it the check
///   finds a log that was cut back or that changed its past under its own signature.
///
/// # Errors
/// [`Error`] when the folder cannot be read, or when `seen` is not a checkpoint by a log of the
/// policy: then nothing was checked.
pub fn check_log(folder: &Path, policy: &Policy, seen: Option<&str>) -> Result<LogOutcome, Error> {
    let seen = seen.map(|note| trusted(note, policy));
    let seen = seen.transpose().map_err(|reason| Error::Seen { reason })?;
    let seen = seen.map(|(checkpoint, _)| checkpoint);
    match examine(folder, policy, seen.as_ref()) {
        Ok(proven) => {
            let names = proven.cosigned.iter().map(|one| one.witness.as_str());
            Ok(if policy.is_met(names) {
                LogOutcome::Proven(proven)
            } else {
                LogOutcome::Pending(proven)
            })
        }
        Err(Stop::Fault(fault)) => Ok(LogOutcome::Refused(fault)),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// The checkpoint in a note that a log of the policy signed.
fn trusted(note: &str, policy: &Policy) -> Result<(Checkpoint, Vec<Cosigned>), String> {
    let note = Note::from_text(note).map_err(|error| error.to_string())?;
    policy.examine(&note).map_err(|error| error.to_string())
}

fn examine(path: &Path, policy: &Policy, seen: Option<&Checkpoint>) -> Result<ProvenLog, Stop> {
    let folder = Folder::open(path)?;
    let (checkpoint, cosigned) =
        trusted(&folder.checkpoint()?, policy).map_err(Fault::Checkpoint)?;
    if let Some(key) = folder.key()? {
        let known = policy.logs.iter().map(|log| &log.key);
        let mut known = known.filter(|key| key.name() == checkpoint.origin);
        if !known.any(|known| known.to_string() == key.trim_end()) {
            return Err(Fault::OtherKey.into());
        }
    }
    if let Some(seen) = seen {
        continues(seen, &checkpoint)?;
    }
    let there = folder.tiles(checkpoint.size)?;
    let entries_checked = there.iter().any(|tile| tile.kind() == TileKind::Entries);
    let exported = Exported { folder, there };
    let tree = exported.grow(checkpoint.size, entries_checked, seen)?;
    if tree.root() != checkpoint.root {
        return Err(Fault::Root.into());
    }
    Ok(ProvenLog {
        origin: checkpoint.origin,
        size: checkpoint.size,
        root: checkpoint.root,
        cosigned,
        entries_checked,
        continues: seen.map(|seen| seen.size),
    })
}

/// What can be said about two checkpoints without the tree between them.
fn continues(seen: &Checkpoint, now: &Checkpoint) -> Result<(), Fault> {
    if seen.origin != now.origin {
        return Err(Fault::OtherLog(seen.origin.clone()));
    }
    if seen.size > now.size {
        let (seen, size) = (seen.size, now.size);
        return Err(Fault::Shrunk { seen, size });
    }
    if seen.size == 0 && seen.root != Hash::of_empty_tree() {
        return Err(Fault::Forked(0));
    }
    Ok(())
}

/// The tiles of a folder, and which there are.
struct Exported<'p> {
    folder: Folder<'p>,
    there: BTreeSet<TilePath>,
}

impl Exported<'_> {
    /// Makes the tree anew, and compares each tile as soon as it is known.
    fn grow(&self, size: u64, entries: bool, seen: Option<&Checkpoint>) -> Result<Tree, Stop> {
        let (mut tree, mut full) = (Tree::default(), vec![]);
        for index in 0..size.div_ceil(TILE_WIDTH as u64) {
            let rest = size - tree.size();
            let width = rest.min(TILE_WIDTH as u64) as u16;
            let hashes = if entries {
                let hashes = self.leaves_of_bundle(index, width)?;
                self.compare(0, index, &hashes)?;
                hashes
            } else {
                self.leaves_of_tile(index, width)?
            };
            for leaf in hashes {
                tree.push(leaf, &mut full);
                let then = seen.filter(|seen| seen.size == tree.size());
                if then.is_some_and(|seen| seen.root != tree.root()) {
                    return Err(Fault::Forked(tree.size()).into());
                }
            }
            for tile in full.drain(..).filter(|tile| tile.level > 0) {
                self.compare(tile.level, tile.index, &tile.hashes)?;
            }
        }
        for (level, hashes) in tree.edge().iter().enumerate().skip(1) {
            let level = level as u8;
            let index = (size >> (8 * u32::from(level))) / TILE_WIDTH as u64;
            self.compare(level, index, hashes)?;
        }
        Ok(tree)
    }

    /// The hashes of the entries in a bundle, and of nothing else.
    fn leaves_of_bundle(&self, index: u64, width: u16) -> Result<Vec<Hash>, Stop> {
        let Some(path) = TilePath::entries(index, width) else {
            return Ok(vec![]);
        };
        let bytes = self.folder.read(path)?;
        let entries = read_bundle(&bytes).map_err(|_| Fault::Bundle(path))?;
        if entries.len() != usize::from(width) {
            return Err(Fault::Bundle(path).into());
        }
        for earlier in self.earlier(path) {
            let end = bundle_prefix_len(&bytes, usize::from(earlier.width()));
            if Some(&self.folder.read(earlier)?[..]) != end.and_then(|end| bytes.get(..end)) {
                return Err(Fault::Earlier(earlier).into());
            }
        }
        Ok(entries.into_iter().map(leaf_hash).collect())
    }

    /// The hashes of the entries as the folder says they are.
    fn leaves_of_tile(&self, index: u64, width: u16) -> Result<Vec<Hash>, Stop> {
        let Some(path) = TilePath::hashes(0, index, width) else {
            return Ok(vec![]);
        };
        let bytes = self.folder.read(path)?;
        let (hashes, rest) = bytes.as_chunks::<32>();
        if hashes.len() != usize::from(width) || !rest.is_empty() {
            return Err(Fault::Length(path).into());
        }
        let hashes: Vec<Hash> = hashes.iter().map(|hash| Hash(*hash)).collect();
        self.compare(0, index, &hashes)?;
        Ok(hashes)
    }

    /// Compares a tile with what it has to hold, and every earlier part of it that is there.
    fn compare(&self, level: u8, index: u64, hashes: &[Hash]) -> Result<(), Stop> {
        let Some(path) = TilePath::hashes(level, index, hashes.len() as u16) else {
            return Ok(()); // A row that is empty at this size has no tile.
        };
        for path in self.earlier(path).chain([path]) {
            let bytes = self.folder.read(path)?;
            let expected = hashes.iter().take(usize::from(path.width()));
            let expected: Vec<u8> = expected.flat_map(|hash| hash.0).collect();
            if bytes.len() != expected.len() {
                return Err(Fault::Length(path).into());
            }
            if bytes != expected {
                return Err(different(path, &bytes, &expected).into());
            }
        }
        Ok(())
    }

    /// Tiles of the same place from when fewer were in it: a log may keep them for late readers.
    fn earlier(&self, path: TilePath) -> impl Iterator<Item = TilePath> {
        let first = match path.kind() {
            TileKind::Hashes(level) => TilePath::hashes(level, path.index(), 1),
            TileKind::Entries => TilePath::entries(path.index(), 1),
        };
        let range = self.there.range(first.unwrap_or(path)..path);
        range.copied()
    }
}

/// What to say of a tile that differs. In the lowest row a difference has the number of an entry.
fn different(path: TilePath, bytes: &[u8], expected: &[u8]) -> Fault {
    let same = bytes.iter().zip(expected).take_while(|(a, b)| a == b);
    match path.kind() {
        TileKind::Hashes(0) => {
            Fault::Entry(path.index() * TILE_WIDTH as u64 + (same.count() / 32) as u64)
        }
        _ => Fault::Tile(path),
    }
}

#[cfg(test)]
mod tests;
