//! Reading from the two files.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension as _, params};
use tlog::{Hash, Tile};

use super::schema;
use crate::error::StoreError;
use crate::store::{Beside, Head, Read};

/// A reader beside the writer, or of a record nobody writes to.
pub struct SqliteReader {
    journal: Connection,
    head: Connection,
}

/// Opens a folder for reading only.
///
/// # Errors
/// [`StoreError`] when there is no record, or it is of a newer format.
pub fn open_reader(folder: &Path) -> Result<SqliteReader, StoreError> {
    Ok(SqliteReader {
        journal: schema::open_for_reading(folder, schema::JOURNAL_FILE)?,
        head: schema::open_for_reading(folder, schema::HEAD_FILE)?,
    })
}

impl SqliteReader {
    /// What SQLite itself finds wrong with the structure of the two files, one sentence each.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot even look.
    pub fn integrity(&mut self) -> Result<Vec<String>, StoreError> {
        let mut found = integrity("journal.db", &self.journal)?;
        found.extend(integrity("head.db", &self.head)?);
        Ok(found)
    }
}

impl Read for SqliteReader {
    fn size(&mut self) -> Result<u64, StoreError> {
        size(&self.journal)
    }

    fn range(
        &mut self,
        from: u64,
        to: u64,
        visit: &mut dyn FnMut(u64, Hash, &[u8]) -> bool,
    ) -> Result<(), StoreError> {
        range(&self.journal, from, to, visit)
    }

    fn find(&mut self, keys: &[[u8; 16]]) -> Result<Vec<Option<u64>>, StoreError> {
        find(&self.journal, keys)
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<Option<Tile>, StoreError> {
        tile(&self.journal, level, index)
    }

    fn beside(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError> {
        beside(&self.journal, digest)
    }

    fn all_beside(&mut self, visit: &mut dyn FnMut(Beside<'_>)) -> Result<(), StoreError> {
        all_beside(&self.journal, visit)
    }

    fn head(&mut self) -> Result<Option<Head>, StoreError> {
        head(&self.head)
    }
}

pub(super) fn size(journal: &Connection) -> Result<u64, StoreError> {
    let mut query = journal.prepare_cached("SELECT coalesce(max(seq) + 1, 0) FROM entry")?;
    Ok(query.query_row([], |row| row.get::<_, i64>(0))? as u64)
}

pub(super) fn range(
    journal: &Connection,
    from: u64,
    to: u64,
    visit: &mut dyn FnMut(u64, Hash, &[u8]) -> bool,
) -> Result<(), StoreError> {
    let mut query = journal.prepare_cached(
        "SELECT seq, leaf, bytes FROM entry WHERE seq >= ?1 AND seq < ?2 ORDER BY seq",
    )?;
    let to = i64::try_from(to).unwrap_or(i64::MAX);
    let mut rows = query.query(params![i64::try_from(from).unwrap_or(i64::MAX), to])?;
    let mut expected = from;
    while let Some(row) = rows.next()? {
        let seq = row.get::<_, i64>(0)? as u64;
        if seq != expected {
            return Err(StoreError::Damaged(format!(
                "entry {expected} is missing from journal.db"
            )));
        }
        let leaf = row
            .get_ref(1)?
            .as_blob()
            .ok()
            .and_then(|leaf| leaf.try_into().ok());
        let bytes = row.get_ref(2)?.as_blob().ok();
        let (Some(leaf), Some(bytes)) = (leaf, bytes) else {
            return Err(StoreError::Damaged(format!(
                "entry {seq} is not stored as bytes with a hash"
            )));
        };
        if !visit(seq, Hash(leaf), bytes) {
            break;
        }
        expected += 1;
    }
    Ok(())
}

pub(super) fn find(
    journal: &Connection,
    keys: &[[u8; 16]],
) -> Result<Vec<Option<u64>>, StoreError> {
    // One transaction for all, because taking and leaving the file's lock costs more than looking.
    let tx = journal.unchecked_transaction()?;
    let mut query = tx.prepare_cached("SELECT seq FROM act WHERE key = ?1")?;
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        let seq: Option<i64> = query.query_row([&key[..]], |row| row.get(0)).optional()?;
        found.push(seq.map(|seq| seq as u64));
    }
    drop(query);
    tx.finish()?;
    Ok(found)
}

pub(super) fn tile(
    journal: &Connection,
    level: u8,
    index: u64,
) -> Result<Option<Tile>, StoreError> {
    let mut query =
        journal.prepare_cached("SELECT hashes FROM tile WHERE level = ?1 AND idx = ?2")?;
    let bytes: Option<Vec<u8>> = query
        .query_row(params![level, index as i64], |row| row.get(0))
        .optional()?;
    let Some(bytes) = bytes else { return Ok(None) };
    match Tile::from_bytes(level, index, &bytes) {
        Some(tile) => Ok(Some(tile)),
        None => Err(StoreError::Damaged(format!(
            "tile {level}/{index} is not 8,192 bytes"
        ))),
    }
}

/// A record that no writer of this build has opened yet has nothing beside its entries.
fn has_beside(journal: &Connection) -> Result<bool, StoreError> {
    Ok(journal.table_exists(None, "beside")?)
}

pub(super) fn beside(
    journal: &Connection,
    digest: &[u8; 32],
) -> Result<Option<Vec<u8>>, StoreError> {
    if !has_beside(journal)? {
        return Ok(None);
    }
    let mut query = journal.prepare_cached("SELECT bytes FROM beside WHERE digest = ?1")?;
    Ok(query
        .query_row([&digest[..]], |row| row.get(0))
        .optional()?)
}

pub(super) fn all_beside(
    journal: &Connection,
    visit: &mut dyn FnMut(Beside<'_>),
) -> Result<(), StoreError> {
    if !has_beside(journal)? {
        return Ok(());
    }
    let mut query = journal.prepare("SELECT seq, digest, bytes FROM beside")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let seq = row.get::<_, i64>(0)? as u64;
        match (row.get_ref(1)?.as_blob(), row.get_ref(2)?.as_blob()) {
            (Ok(digest), Ok(bytes)) => visit(Beside { seq, digest, bytes }),
            _ => {
                let what = format!("what lies beside entry {seq} is not stored as bytes");
                return Err(StoreError::Damaged(what));
            }
        }
    }
    Ok(())
}

pub(super) fn head(head: &Connection) -> Result<Option<Head>, StoreError> {
    let mut query = head.prepare_cached("SELECT size, note FROM head")?;
    let found = query.query_row([], |row| {
        Ok(Head {
            size: row.get::<_, i64>(0)? as u64,
            note: row.get(1)?,
        })
    });
    Ok(found.optional()?)
}

pub(super) fn integrity(name: &str, connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = connection.prepare("PRAGMA integrity_check(20)")?;
    let rows = query.query_map([], |row| row.get::<_, String>(0))?;
    let sentences: Vec<String> = rows.collect::<Result<_, _>>()?;
    let wrong = sentences.into_iter().filter(|sentence| sentence != "ok");
    Ok(wrong
        .map(|sentence| format!("{name}: {sentence}"))
        .collect())
}
