//! The one writer: opens a record only when it is what was signed, and appends in groups.

use tlog::{Checkpoint, Hash, Tile, Tree, Verifier, leaf_hash};

use crate::ENTRY_BYTES_MAX;
use crate::error::{Error, StoreError};
use crate::store::{Draft, Group, Head, Read, Seal, Store};
use crate::verify::first_difference;

/// Entries before the head that are hashed again at every start, besides those after it.
const RECHECKED: u64 = 4_096;

/// What became of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Its place in the journal.
    pub seq: u64,
    /// Its leaf hash.
    pub leaf: Hash,
}

/// A journal open for writing.
pub struct Journal {
    store: Box<dyn Store>,
    tree: Tree,
    head: Option<Head>,
    stopped: Option<String>,
}

impl Journal {
    /// Opens a journal and checks its tail against the signed head.
    ///
    /// # Errors
    /// [`Error::Lost`], [`Error::Changed`] or [`Error::BadHead`] when record and head disagree;
    /// nothing is changed then.
    pub fn open(mut store: Box<dyn Store>, key: &Verifier) -> Result<Self, Error> {
        let size = store.size()?;
        let head = store.head()?;
        let signed = match &head {
            None if size > 0 => {
                let reason = format!("there is none, beside a journal.db of {size} entries");
                return Err(Error::BadHead(reason));
            }
            None => Checkpoint {
                origin: key.name().into(),
                size: 0,
                root: Hash::of_empty_tree(),
            },
            Some(head) => opened(head, key)?,
        };
        if signed.size > size {
            return Err(Error::Lost {
                head: signed.size,
                size,
            });
        }
        let mut tree = tree_at(store.as_mut(), signed.size)?;
        if tree.root() != signed.root {
            return Err(changed(store.as_mut(), &signed));
        }
        let mut bad = None;
        let from = signed.size.saturating_sub(RECHECKED);
        store.range(from, size, &mut |seq, leaf, bytes| {
            let found = leaf_hash(bytes);
            if found != leaf {
                bad = Some(seq);
                return false;
            }
            if seq >= signed.size {
                tree.push(found, &mut vec![]);
            }
            true
        })?;
        match bad {
            Some(entry) => Err(Error::Changed {
                entry,
                reason: "its bytes do not have its hash".into(),
            }),
            None if tree.size() != size => {
                Err(StoreError::Damaged(format!("entry {} is missing", tree.size())).into())
            }
            None => Ok(Self {
                store,
                tree,
                head,
                stopped: None,
            }),
        }
    }

    /// Entries in the journal.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The tree over all entries, for whoever signs it.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The head as it was when the journal was opened.
    #[must_use]
    pub fn opening_head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// Appends a group in one durable write. When this returns an error, nothing may be
    /// acknowledged and nothing more is written.
    ///
    /// # Errors
    /// [`Error::EntryTooLong`] changes nothing; every other error stops the journal for good.
    pub fn append(&mut self, drafts: Vec<Draft>) -> Result<Vec<Appended>, Error> {
        if let Some(reason) = &self.stopped {
            return Err(Error::Stopped(reason.clone()));
        }
        if let Some(long) = drafts
            .iter()
            .find(|draft| draft.bytes.len() > ENTRY_BYTES_MAX)
        {
            return Err(Error::EntryTooLong {
                bytes: long.bytes.len(),
            });
        }
        let expected = self.tree.size();
        let mut tiles: Vec<Tile> = vec![];
        let mut entries = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let leaf = leaf_hash(&draft.bytes);
            self.tree.push(leaf, &mut tiles);
            entries.push((draft, leaf));
        }
        let group = Group { entries, tiles };
        if let Err(error) = self.store.append(expected, &group) {
            self.stopped = Some(error.to_string());
            return Err(error.into());
        }
        let places = (expected..).zip(&group.entries);
        Ok(places
            .map(|(seq, (_, leaf))| Appended { seq, leaf: *leaf })
            .collect())
    }

    /// The entries that acts with these keys made, among those appended before, key by key.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    pub fn find(&mut self, keys: &[[u8; 16]]) -> Result<Vec<Option<u64>>, StoreError> {
        self.store.find(keys)
    }

    /// Reads through the writer's own connection.
    pub fn read(&mut self) -> &mut dyn Read {
        self.store.as_mut()
    }

    /// A reader for another thread.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    pub fn reader(&self) -> Result<Box<dyn Read>, StoreError> {
        self.store.reader()
    }

    /// The keeper of the head, for a [`crate::Sealer`].
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    pub fn seal(&self) -> Result<Box<dyn Seal>, StoreError> {
        self.store.seal()
    }
}

/// The checkpoint inside a head, if the key signed it.
pub(crate) fn opened(head: &Head, key: &Verifier) -> Result<Checkpoint, Error> {
    let text = key
        .open(&head.note)
        .map_err(|error| Error::BadHead(error.to_string()))?;
    let signed = Checkpoint::from_text(text).map_err(|error| Error::BadHead(error.to_string()))?;
    if signed.size != head.size || signed.origin != key.name() {
        return Err(Error::BadHead(
            "its size or origin is not the signed one".into(),
        ));
    }
    Ok(signed)
}

/// The signed head of a record and the tree it was signed for.
///
/// # Errors
/// [`Error::BadHead`] when there is none, or it is not of this record.
pub fn signed_tree(store: &mut dyn Read, key: &Verifier) -> Result<(Head, Tree), Error> {
    let head = store.head()?;
    let head = head.ok_or_else(|| Error::BadHead("nothing has been signed".into()))?;
    let signed = opened(&head, key)?;
    let tree = tree_at(store, signed.size)?;
    if tree.root() != signed.root {
        return Err(changed(store, &signed));
    }
    Ok((head, tree))
}

/// The tree over the first `size` entries, from full tiles and the leaves after the last of them.
pub(crate) fn tree_at(store: &mut dyn Read, size: u64) -> Result<Tree, Error> {
    let mut edge = vec![];
    for (level, width) in (0_u8..).zip(Tree::widths(size)) {
        let first = (size >> (8 * level)) - width as u64;
        let mut hashes = Vec::with_capacity(256);
        if level == 0 {
            store.range(first, size, &mut |_, _, bytes| {
                hashes.push(leaf_hash(bytes));
                true
            })?;
        } else {
            for index in first..first + width as u64 {
                let missing =
                    || StoreError::Damaged(format!("tile {}/{index} is missing", level - 1));
                hashes.push(store.tile(level - 1, index)?.ok_or_else(missing)?.root());
            }
        }
        edge.push(hashes);
    }
    let torn = || StoreError::Damaged(format!("entries before {size} are missing"));
    Ok(Tree::resume(size, edge).ok_or_else(torn)?)
}

/// Says which entry is not what was signed, after looking at all of them.
fn changed(store: &mut dyn Read, signed: &Checkpoint) -> Error {
    match first_difference(store, signed.size) {
        Ok(Some((entry, reason))) => Error::Changed { entry, reason },
        Ok(None) => Error::Changed {
            entry: 0,
            reason: "every entry has its own hash, but together they are another record than the \
                     one that was signed"
                .into(),
        },
        Err(error) => error,
    }
}
