//! The log as it is published: one size of the tree, its tiles and bundles, and proofs from them.
//!
//! Full tiles lie in the store and never change. Those that are still filling are not stored but
//! cut from what is in memory, so that a busy log does not leave thousands of obsolete files behind.
//! A proof reads one stored tile for each level it passes through, four at a hundred million
//! entries, because everything to the right of the last full tile is in memory.

use std::collections::HashMap;

use tlog::{
    Hash, Hashes, Node, ProofError, Tile, TileKind, TilePath, Tree, consistency_proof,
    inclusion_proof, push_entry,
};

use crate::error::StoreError;
use crate::store::Read;

/// One size of the log, for as long as one question takes.
pub struct Log<'a> {
    tree: &'a Tree,
    store: &'a mut dyn Read,
    read: HashMap<(u8, u64), Tile>,
}

impl<'a> Log<'a> {
    /// The log of so many entries as the tree has, over a store that has at least these.
    #[must_use]
    pub fn new(tree: &'a Tree, store: &'a mut dyn Read) -> Self {
        Self {
            tree,
            store,
            read: HashMap::new(),
        }
    }

    /// The hashes from an entry up to the root, the neighbour of its leaf first; `None` when the log
    /// has no such entry.
    ///
    /// # Errors
    /// [`StoreError`] when a tile cannot be read.
    pub fn inclusion(&mut self, index: u64) -> Result<Option<Vec<Hash>>, StoreError> {
        found(inclusion_proof(index, self.tree.size(), self))
    }

    /// The hashes that show this log to begin with the log of `old` entries; `None` when it is
    /// shorter.
    ///
    /// # Errors
    /// [`StoreError`] when a tile cannot be read.
    pub fn consistency(&mut self, old: u64) -> Result<Option<Vec<Hash>>, StoreError> {
        found(consistency_proof(old, self.tree.size(), self))
    }

    /// The bytes under a published path; `None` when the log does not reach that far.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    pub fn resource(&mut self, path: TilePath) -> Result<Option<Vec<u8>>, StoreError> {
        if !path.is_within(self.tree.size()) {
            return Ok(None);
        }
        match path.kind() {
            TileKind::Hashes(level) => self.hashes(level, path.index(), path.width()),
            TileKind::Entries => self.entries(path.index(), path.width()).map(Some),
        }
    }

    fn hashes(&mut self, level: u8, index: u64, width: u16) -> Result<Option<Vec<u8>>, StoreError> {
        let above = 8 * (u32::from(level) + 1);
        let filling = self.tree.size().checked_shr(above).unwrap_or(0);
        let hashes = if index < filling {
            &self.stored(level, index)?.hashes
        } else {
            match self.tree.edge().get(usize::from(level)) {
                Some(edge) => edge,
                None => return Ok(None),
            }
        };
        let wanted = hashes.get(..usize::from(width));
        Ok(wanted.map(|hashes| hashes.iter().flat_map(|hash| hash.0).collect()))
    }

    fn entries(&mut self, index: u64, width: u16) -> Result<Vec<u8>, StoreError> {
        let (from, mut bundle, mut long) = (index * 256, Vec::new(), None);
        let to = from + u64::from(width);
        let mut count = 0;
        self.store.range(from, to, &mut |seq, _, bytes| {
            count += 1;
            if push_entry(&mut bundle, bytes).is_err() {
                long = Some(seq);
            }
            long.is_none()
        })?;
        match long {
            Some(seq) => Err(StoreError::Damaged(format!(
                "entry {seq} is too long for a bundle"
            ))),
            None if count < u64::from(width) => {
                let missing = from + count;
                Err(StoreError::Damaged(format!("entry {missing} is missing")))
            }
            None => Ok(bundle),
        }
    }

    fn stored(&mut self, level: u8, index: u64) -> Result<&Tile, StoreError> {
        use std::collections::hash_map::Entry;
        Ok(match self.read.entry((level, index)) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(free) => {
                let missing = || StoreError::Damaged(format!("tile {level}/{index} is missing"));
                free.insert(self.store.tile(level, index)?.ok_or_else(missing)?)
            }
        })
    }
}

impl Hashes for Log<'_> {
    type Error = StoreError;

    fn node(&mut self, node: Node) -> Result<Hash, StoreError> {
        if let Some(hash) = self.tree.node(node) {
            return Ok(hash);
        }
        let (level, index) = node.tile();
        let hash = self.stored(level, index)?.node(node);
        hash.ok_or_else(|| StoreError::Damaged(format!("tile {level}/{index} has no such node")))
    }
}

/// What is not in the log is no failure of the store.
fn found(
    proof: Result<Vec<Hash>, ProofError<StoreError>>,
) -> Result<Option<Vec<Hash>>, StoreError> {
    match proof {
        Ok(proof) => Ok(Some(proof)),
        Err(ProofError::Hashes(error)) => Err(error),
        Err(_) => Ok(None),
    }
}
