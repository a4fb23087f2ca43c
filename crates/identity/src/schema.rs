//! The tables of `identity.db`, and the settings under which they are written.

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

/// Hashes are SHA-256, marks are keyed, `sealed` is XChaCha20-Poly1305: nothing here opens anything.
pub const TABLES: &str = "
    CREATE TABLE identity (
        one       INTEGER PRIMARY KEY CHECK (one = 1),
        key_check BLOB NOT NULL CHECK (length(key_check) = 8)
    ) STRICT;
    CREATE TABLE account (
        account        BLOB PRIMARY KEY CHECK (length(account) = 16),
        password       TEXT,
        barred         INTEGER NOT NULL DEFAULT 0 CHECK (barred IN (0, 1)),
        enrol_until_ms INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE totp (
        account BLOB PRIMARY KEY REFERENCES account (account),
        sealed  BLOB NOT NULL,
        step    INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE totp_begun (
        account  BLOB PRIMARY KEY REFERENCES account (account),
        sealed   BLOB NOT NULL,
        since_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE passkey (
        passkey    BLOB PRIMARY KEY CHECK (length(passkey) = 16),
        account    BLOB NOT NULL REFERENCES account (account),
        credential BLOB NOT NULL UNIQUE,
        label      TEXT NOT NULL,
        public     TEXT NOT NULL,
        made_ms    INTEGER NOT NULL,
        used_ms    INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX passkey_by_account ON passkey (account);
    CREATE TABLE invitation (
        account  BLOB PRIMARY KEY REFERENCES account (account),
        hash     BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
        kind     TEXT NOT NULL CHECK (kind IN ('first', 'recovery')),
        until_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE device (
        device   BLOB PRIMARY KEY CHECK (length(device) = 16),
        hash     BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
        bound    INTEGER NOT NULL CHECK (bound IN (0, 1)),
        since_ms INTEGER NOT NULL,
        used_ms  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE device_seat (
        device BLOB NOT NULL REFERENCES device (device) ON DELETE CASCADE,
        seat   TEXT NOT NULL,
        PRIMARY KEY (device, seat)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE device_account (
        device  BLOB NOT NULL REFERENCES device (device) ON DELETE CASCADE,
        account BLOB NOT NULL REFERENCES account (account),
        PRIMARY KEY (device, account)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX device_by_account ON device_account (account);
    CREATE TABLE session (
        session  BLOB PRIMARY KEY CHECK (length(session) = 16),
        hash     BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
        account  BLOB NOT NULL REFERENCES account (account),
        kind     TEXT NOT NULL CHECK (kind IN ('full', 'enrolling')),
        method   TEXT NOT NULL CHECK (method IN ('password', 'passkey', 'invitation')),
        device   BLOB REFERENCES device (device),
        bound    INTEGER NOT NULL CHECK (bound IN (0, 1)),
        seat     TEXT,
        since_ms INTEGER NOT NULL,
        used_ms  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_by_account ON session (account);
    CREATE TABLE machine_key (
        key        BLOB PRIMARY KEY CHECK (length(key) = 16),
        hash       BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
        account    BLOB NOT NULL REFERENCES account (account),
        scopes     TEXT NOT NULL,
        made_ms    INTEGER NOT NULL,
        expires_ms INTEGER NOT NULL,
        used_ms    INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE pin (
        subject BLOB PRIMARY KEY CHECK (length(subject) = 16),
        mac     BLOB NOT NULL CHECK (length(mac) = 32)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE failure (
        mark         BLOB PRIMARY KEY CHECK (length(mark) = 16),
        last_ms      INTEGER NOT NULL,
        forgotten_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX failure_by_end ON failure (forgotten_ms);";

fn assert_version() -> Result<(), Error> {
    let (needed, name) = SQLITE_VERSION_MIN;
    if rusqlite::version_number() >= needed {
        return Ok(());
    }
    Err(Error::OldSqlite {
        found: rusqlite::version().into(),
        needed: name.into(),
    })
}

/// Opens a file, empty when there is none, which nobody but the owner can read.
pub fn open_or_make(path: &Path) -> Result<Connection, Error> {
    assert_version()?;
    let made = OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path);
    made.map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    settle(&connection)?;
    Ok(connection)
}

fn settle(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten, and nothing is put into temporary files.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// The format of a file: 0 when it is new.
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
