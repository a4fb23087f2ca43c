//! Signs the head: reads the new entries back, hashes them again, and only then puts a name to them.
//!
//! It runs beside the writer with its own reader and its own tree, so that what is signed is what
//! lies on the disk and not what somebody meant to write.

use tlog::{Checkpoint, Signer, Tree, leaf_hash};

use crate::error::{Error, StoreError};
use crate::journal::Journal;
use crate::store::{Head, Seal};

/// Entries read back at a time.
const CHUNK: u64 = 1_024;

/// Signs checkpoints of one journal.
pub struct Sealer {
    store: Box<dyn Seal>,
    signer: Signer,
    tree: Tree,
    head: Option<Head>,
}

impl Sealer {
    /// A sealer that starts where the journal stands.
    #[must_use]
    pub fn new(journal: &Journal, store: Box<dyn Seal>, signer: Signer) -> Self {
        let (tree, head) = (journal.tree().clone(), journal.opening_head().cloned());
        Self {
            store,
            signer,
            tree,
            head,
        }
    }

    /// The last head that was signed.
    #[must_use]
    pub fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    /// The tree as far as it was read back.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Signs a checkpoint of the first `size` entries, which are committed, unless the head is
    /// there already.
    ///
    /// # Errors
    /// [`Error::Changed`] when an entry does not read back as it was written: never sign then.
    pub fn seal(&mut self, size: u64) -> Result<&Head, Error> {
        while self.tree.size() < size {
            self.read_back(size)?;
        }
        let stale = self
            .head
            .as_ref()
            .is_none_or(|head| head.size < self.tree.size());
        if stale {
            self.sign()?;
        }
        self.head
            .as_ref()
            .ok_or_else(|| Error::BadHead("nothing has been signed".into()))
    }

    fn read_back(&mut self, size: u64) -> Result<(), Error> {
        let from = self.tree.size();
        let (tree, mut bad) = (&mut self.tree, None);
        self.store
            .range(from, size.min(from + CHUNK), &mut |seq, leaf, bytes| {
                let found = leaf_hash(bytes);
                if found != leaf {
                    bad = Some(seq);
                    return false;
                }
                tree.push(found, &mut vec![]);
                true
            })?;
        if let Some(entry) = bad {
            return Err(Error::Changed {
                entry,
                reason: "it was read back with another hash".into(),
            });
        }
        if self.tree.size() == from {
            return Err(StoreError::Damaged(format!("entry {from} cannot be read back")).into());
        }
        Ok(())
    }

    fn sign(&mut self) -> Result<(), Error> {
        let checkpoint = Checkpoint {
            origin: self.signer.verifier().name().to_owned(),
            size: self.tree.size(),
            root: self.tree.root(),
        };
        let note = self.signer.sign(&checkpoint.to_text());
        let note = note.map_err(|error| Error::BadHead(error.to_string()))?;
        let new = Head {
            size: checkpoint.size,
            note,
        };
        self.store.swap_head(self.head.as_ref(), &new)?;
        self.head = Some(new);
        Ok(())
    }
}
