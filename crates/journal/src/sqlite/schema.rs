//! The tables, and the settings under which they are written. `formats/journal.md` describes them.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, StoreError};

/// The first version without the fault that could corrupt a write-ahead log while one connection
/// checkpointed and another wrote.
pub const SQLITE_VERSION_MIN: (i32, &str) = (3_051_003, "3.51.3");

/// The files of a record.
pub(super) const JOURNAL_FILE: &str = "journal.db";
pub(super) const HEAD_FILE: &str = "head.db";

/// The tables of a file, each step from the format before to its own, which `user_version` keeps.
type Steps = &'static [&'static str];

const JOURNAL: Steps = &[
    "
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
    ) STRICT;",
    "
    CREATE TABLE beside (
        digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
        seq    INTEGER NOT NULL,
        bytes  BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;",
];

const HEAD: Steps = &["
    CREATE TABLE head (
        one  INTEGER PRIMARY KEY CHECK (one = 1),
        size INTEGER NOT NULL,
        note TEXT NOT NULL
    ) STRICT;"];

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
    open(&folder.join(JOURNAL_FILE), JOURNAL)
}

pub(super) fn open_head(folder: &Path) -> Result<Connection, StoreError> {
    open(&folder.join(HEAD_FILE), HEAD)
}

fn open(path: &Path, steps: Steps) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Checkpoints are made beside the writer, not inside its commits.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    let tx = connection.transaction()?;
    let found = known(path, format(&tx)?, steps)?;
    if found < steps.len() {
        for step in &steps[found..] {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "user_version", steps.len() as i64)?;
        tx.commit()?;
    } else {
        drop(tx);
    }
    Ok(connection)
}

/// Opens a file that must be there, for reading only.
pub(super) fn open_for_reading(folder: &Path, name: &str) -> Result<Connection, StoreError> {
    let path = folder.join(name);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    let steps = if name == JOURNAL_FILE { JOURNAL } else { HEAD };
    // An older file is read as it is; only the writer takes it further.
    match known(&path, format(&connection)?, steps)? {
        0 => Err(StoreError::Damaged(format!("{} is empty", path.display()))),
        _ => Ok(connection),
    }
}

fn format(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// How many steps a file has taken, when this build knows all of them.
fn known(path: &Path, format: i64, steps: Steps) -> Result<usize, StoreError> {
    let taken = usize::try_from(format).ok();
    taken.filter(|taken| *taken <= steps.len()).ok_or_else(|| {
        StoreError::Damaged(format!(
            "{} has format {format}; this build reads formats up to {}",
            path.display(),
            steps.len()
        ))
    })
}
