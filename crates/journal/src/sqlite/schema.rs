//! The tables, and the settings under which they are written. `formats/journal.md` describes them.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, StoreError};

/// The first version without the fault that could corrupt a write-ahead log while one connection
/// checkpointed and another wrote.
pub const SQLITE_VERSION_MIN: (i32, &str) = (3_051_003, "3.51.3");

/// Format of both files, kept in `user_version`. A later format brings its own step from here.
const FORMAT: i64 = 1;

const JOURNAL: &str = "
    CREATE TABLE entry (
        seq   INTEGER PRIMARY KEY,
        leaf  BLOB NOT NULL CHECK (length(leaf) = 32),
        bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE act (
        key BLOB PRIMARY KEY CHECK (length(key) = 16),
        seq INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE tile (
        level  INTEGER NOT NULL,
        idx    INTEGER NOT NULL,
        hashes BLOB NOT NULL CHECK (length(hashes) = 8192),
        PRIMARY KEY (level, idx)
    ) STRICT;";

const HEAD: &str = "
    CREATE TABLE head (
        one  INTEGER PRIMARY KEY CHECK (one = 1),
        size INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT;";

pub(super) fn assert_version() -> Result<(), Error> {
    let (needed, name) = SQLITE_VERSION_MIN;
    if rusqlite::version_number() >= needed {
        return Ok(());
    }
    Err(Error::OldSqlite {
        found: rusqlite::version().into(),
        needed: name.into(),
    })
}

pub(super) fn open_journal(folder: &Path) -> Result<Connection, StoreError> {
    open(&folder.join("journal.db"), JOURNAL)
}

pub(super) fn open_head(folder: &Path) -> Result<Connection, StoreError> {
    open(&folder.join("head.db"), HEAD)
}

fn open(path: &Path, tables: &str) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Checkpoints are made beside the writer, not inside its commits.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    let tx = connection.transaction()?;
    match format(&tx)? {
        0 => {
            tx.execute_batch(tables)?;
            tx.pragma_update(None, "user_version", FORMAT)?;
            tx.commit()?;
        }
        FORMAT => drop(tx),
        other => return Err(newer(path, other)),
    }
    Ok(connection)
}

/// Opens a file that must be there, for reading only.
pub(super) fn open_for_reading(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    match format(&connection)? {
        FORMAT => Ok(connection),
        other => Err(newer(path, other)),
    }
}

fn format(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn newer(path: &Path, format: i64) -> StoreError {
    StoreError::Damaged(format!(
        "{} has format {format}; this build reads format {FORMAT}",
        path.display()
    ))
}
