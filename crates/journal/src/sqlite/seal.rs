//! The keeper of `head.db`.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, params};
use tlog::{Hash, Tile};

use super::read::{self, SqliteReader, open_reader};
use super::schema;
use crate::error::StoreError;
use crate::store::{Beside, Head, Read, Seal};

pub(super) struct SqliteSeal {
    reader: SqliteReader,
    head: Connection,
}

impl SqliteSeal {
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            reader: open_reader(folder)?,
            head: schema::open_head(folder)?,
        })
    }
}

impl Read for SqliteSeal {
    fn size(&mut self) -> Result<u64, StoreError> {
        self.reader.size()
    }

    fn range(
        &mut self,
        from: u64,
        to: u64,
        visit: &mut dyn FnMut(u64, Hash, &[u8]) -> bool,
    ) -> Result<(), StoreError> {
        self.reader.range(from, to, visit)
    }

    fn find(&mut self, keys: &[[u8; 16]]) -> Result<Vec<Option<u64>>, StoreError> {
        self.reader.find(keys)
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<Option<Tile>, StoreError> {
        self.reader.tile(level, index)
    }

    fn beside(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        self.reader.beside(digest)
    }

    fn all_beside(&mut self, visit: &mut dyn FnMut(Beside<'_>)) -> Result<(), StoreError> {
        self.reader.all_beside(visit)
    }

    fn head(&mut self) -> Result<Option<Head>, StoreError> {
        read::head(&self.head)
    }
}

impl Seal for SqliteSeal {
    fn swap_head(&mut self, expected: Option<&Head>, new: &Head) -> Result<(), StoreError> {
        let tx = self
            .head
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = read::head(&tx)?;
        if found.as_ref() != expected {
            let (expected, found) = (expected.map(|head| head.size), found.map(|head| head.size));
            return Err(StoreError::HeadMoved { expected, found });
        }
        tx.execute(
            "INSERT OR REPLACE INTO head (one, size, note) VALUES (1, ?1, ?2)",
            params![new.size as i64, new.note],
        )?;
        // head.db is tiny and rarely written: its log is folded in at once.
        tx.commit()?;
        self.head
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }
}
