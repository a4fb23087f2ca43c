//! The SQLite back end: `journal.db` holds entries and tiles, `head.db` the last signed checkpoint.
//!
//! Two files, so that putting back an old copy of one is noticed against the other; best on two
//! disks. Both run with a write-ahead log and `synchronous=FULL`: what was committed is on the disk.

mod checkpointer;
mod read;
mod repair;
mod schema;
mod seal;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior, params};
use seal::SqliteSeal;
use sha2::{Digest as _, Sha256};

use crate::error::{Error, StoreError};
use crate::store::{Beside, Group, Head, Read, Seal, Store};
use checkpointer::Checkpointer;
pub use read::{SqliteReader, open_reader};
pub use repair::{Repaired, repair};
pub use schema::SQLITE_VERSION_MIN;

/// How the back end is run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// No more than this many pages of 4 KiB in `journal.db`: a quota, and how a full disk is tried out.
    pub pages_max: Option<u32>,
}

/// The one writer of a journal in SQLite.
pub struct SqliteStore {
    journal: Connection,
    head: Connection,
    size: u64,
    folder: PathBuf,
    checkpointer: Checkpointer,
}

impl SqliteStore {
    /// Opens the two files of a folder, making them when they are not there.
    ///
    /// # Errors
    /// [`Error::OldSqlite`], or [`StoreError`] when a file cannot be opened or is of a newer kind.
    pub fn open(folder: &Path, options: Options) -> Result<Self, Error> {
        schema::assert_version()?;
        let journal = schema::open_journal(folder)?;
        if let Some(pages) = options.pages_max {
            journal
                .pragma_update(None, "max_page_count", pages)
                .map_err(StoreError::from)?;
        }
        let head = schema::open_head(folder)?;
        let size = read::size(&journal)?;
        let checkpointer = Checkpointer::start(folder)?;
        Ok(Self {
            journal,
            head,
            size,
            folder: folder.to_owned(),
            checkpointer,
        })
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        // Leaves one file for whoever copies the folder; what cannot be folded in stays in the log.
        let _ = self
            .journal
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

impl Read for SqliteStore {
    fn size(&mut self) -> Result<u64, StoreError> {
        read::size(&self.journal)
    }

    fn range(
        &mut self,
        from: u64,
        to: u64,
        visit: &mut dyn FnMut(u64, tlog::Hash, &[u8]) -> bool,
    ) -> Result<(), StoreError> {
        read::range(&self.journal, from, to, visit)
    }

    fn find(&mut self, keys: &[[u8; 16]]) -> Result<Vec<Option<u64>>, StoreError> {
        read::find(&self.journal, keys)
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<Option<tlog::Tile>, StoreError> {
        read::tile(&self.journal, level, index)
    }

    fn beside(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        read::beside(&self.journal, digest)
    }

    fn all_beside(&mut self, visit: &mut dyn FnMut(Beside<'_>)) -> Result<(), StoreError> {
        read::all_beside(&self.journal, visit)
    }

    fn head(&mut self) -> Result<Option<Head>, StoreError> {
        read::head(&self.head)
    }
}

impl Store for SqliteStore {
    fn append(&mut self, expected: u64, group: &Group) -> Result<(), StoreError> {
        if expected != self.size {
            return Err(StoreError::Moved {
                expected,
                found: self.size,
            });
        }
        let tx = self
            .journal
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut entry =
                tx.prepare_cached("INSERT INTO entry (seq, leaf, bytes) VALUES (?1, ?2, ?3)")?;
            let mut beside =
                tx.prepare_cached("INSERT INTO beside (digest, seq, bytes) VALUES (?1, ?2, ?3)")?;
            let mut act = tx.prepare_cached("INSERT INTO act (key, seq) VALUES (?1, ?2)")?;
            for (seq, (draft, leaf)) in (expected..).zip(&group.entries) {
                entry.execute(params![seq as i64, &leaf.0[..], &draft.bytes[..]])?;
                act.execute(params![&draft.key[..], seq as i64])?;
                for bytes in &draft.beside {
                    let digest: [u8; 32] = Sha256::digest(bytes).into();
                    beside.execute(params![&digest[..], seq as i64, &bytes[..]])?;
                }
            }
            let mut tile =
                tx.prepare_cached("INSERT INTO tile (level, idx, hashes) VALUES (?1, ?2, ?3)")?;
            for full in &group.tiles {
                tile.execute(params![full.level, full.index as i64, full.to_bytes()])?;
            }
        }
        tx.commit()?;
        self.size += group.entries.len() as u64;
        self.checkpointer.after_commit(&self.journal)
    }

    fn scrub(&mut self) -> Result<Vec<String>, StoreError> {
        let mut found = vec![];
        for (name, connection) in [("journal.db", &self.journal), ("head.db", &self.head)] {
            found.extend(read::integrity(name, connection)?);
        }
        Ok(found)
    }

    fn reader(&self) -> Result<Box<dyn Read>, StoreError> {
        Ok(Box::new(open_reader(&self.folder)?))
    }

    fn seal(&self) -> Result<Box<dyn Seal>, StoreError> {
        Ok(Box::new(SqliteSeal::open(&self.folder)?))
    }
}
