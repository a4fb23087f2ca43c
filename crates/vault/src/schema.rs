//! The tables of `vault.db`, and the settings under which they are written.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::error::Error;

/// The first version without the fault that could corrupt a write-ahead log while one connection
/// checkpointed and another wrote.
pub const SQLITE_VERSION_MIN: (i32, &str) = (3_051_003, "3.51.3");

/// Format of the file, kept in `user_version`. A later format brings its own step from here.
pub const FORMAT: i64 = 1;

pub const TABLES: &str = "
    CREATE TABLE vault (
        one       INTEGER PRIMARY KEY CHECK (one = 1),
        epoch     INTEGER NOT NULL,
        key_check BLOB NOT NULL CHECK (length(key_check) = 8),
        lookup    BLOB NOT NULL,
        veil      BLOB NOT NULL,
        applied   INTEGER
    ) STRICT;
    CREATE TABLE person (
        key     BLOB PRIMARY KEY CHECK (length(key) = 16),
        record  BLOB NOT NULL CHECK (length(record) = 16),
        part    TEXT NOT NULL,
        wrapped BLOB NOT NULL,
        UNIQUE (record, part)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE lookup (
        mark BLOB NOT NULL CHECK (length(mark) = 16),
        key  BLOB NOT NULL REFERENCES person (key),
        PRIMARY KEY (mark, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lookup_by_key ON lookup (key);
    CREATE TABLE hold (
        key      BLOB NOT NULL REFERENCES person (key),
        basis    TEXT NOT NULL,
        until_ms INTEGER NOT NULL,
        PRIMARY KEY (key, basis)
    ) STRICT, WITHOUT ROWID;";

pub fn assert_version() -> Result<(), Error> {
    let (needed, name) = SQLITE_VERSION_MIN;
    if rusqlite::version_number() >= needed {
        return Ok(());
    }
    Err(Error::OldSqlite {
        found: rusqlite::version().into(),
        needed: name.into(),
    })
}

/// Opens a file that must be there.
pub fn open(path: &Path) -> Result<Connection, Error> {
    assert_version()?;
    let connection = Connection::open_with_flags(path, flags()).map_err(|error| {
        if path.exists() {
            error.into()
        } else {
            Error::Missing(path.to_owned())
        }
    })?;
    settle(&connection)?;
    Ok(connection)
}

/// Opens a file, empty when there is none, which nobody but the owner can read.
pub fn open_or_make(path: &Path) -> Result<Connection, Error> {
    let made = OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path);
    made.map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })?;
    open(path)
}

/// Opens a copy for reading only.
pub fn open_for_reading(path: &Path) -> Result<Connection, Error> {
    assert_version()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(path, flags)?)
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn settle(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten, and nothing is put into temporary files.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

pub fn format(connection: &Connection, path: &Path) -> Result<i64, Error> {
    let found = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > FORMAT {
        return Err(Error::Newer {
            path: path.to_owned(),
            found,
            read: FORMAT,
        });
    }
    Ok(found)
}

/// Writes the log into the file and cuts it to nothing, so that no old page is left in it.
pub fn cut_log(connection: &Connection) -> Result<(), Error> {
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 {
        Ok(())
    } else {
        Err(Error::WalInUse)
    }
}
