//! What a witness has cosigned: one row a log, in one SQLite file.
//!
//! Comparing with what was seen and storing what is cosigned are one transaction, and it is on
//! disk before anyone is told. Otherwise a slow request could put an older tree over a newer one,
//! and the witness would afterwards cosign a second continuation of it. Beside that it keeps what a
//! log signed and should not have.

use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use tlog::Hash;

use super::Error;
use super::judge::Seen;

const FORMAT: i64 = 1;

const TABLES: &str = "
    CREATE TABLE cosigned (
        origin TEXT PRIMARY KEY NOT NULL,
        size   INTEGER NOT NULL CHECK (size >= 0),
        root   BLOB NOT NULL CHECK (length(root) = 32),
        note   TEXT NOT NULL -- the checkpoint, signed by the log and cosigned
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE evidence (
        id     INTEGER PRIMARY KEY,
        origin TEXT NOT NULL,
        at_s   INTEGER NOT NULL, -- when it came, in seconds since 1970
        body   TEXT NOT NULL     -- the request: signed by the log, and not following
    ) STRICT;
    CREATE INDEX evidence_of ON evidence (origin);
";

/// Most requests that are kept of a log as evidence. The first ones tell the most.
const EVIDENCE_MAX: u32 = 100;

pub(super) struct Store {
    connection: Mutex<Connection>,
}

/// What is to be stored: the tree, and the note that shows it.
pub(super) struct Cosigned {
    pub(super) seen: Seen,
    pub(super) note: String,
}

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        match tx.pragma_query_value(None, "user_version", |row| row.get(0))? {
            0 => {
                tx.execute_batch(TABLES)?;
                tx.pragma_update(None, "user_version", FORMAT)?;
                tx.commit()?;
            }
            FORMAT => drop(tx),
            found => {
                let path = path.to_owned();
                return Err(Error::Format {
                    path,
                    found,
                    readable: FORMAT,
                });
            }
        }
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    /// Whether nothing was ever cosigned.
    pub(super) fn is_empty(&self) -> Result<bool, rusqlite::Error> {
        let query = "SELECT NOT EXISTS (SELECT 1 FROM cosigned)";
        self.lock().query_row(query, [], |row| row.get(0))
    }

    /// Lets `judge` see what was cosigned last of a log, and stores what it says is cosigned now.
    /// When this returns, it is on disk; where `judge` refuses, nothing has changed.
    pub(super) fn advance<T, E: From<rusqlite::Error>>(
        &self,
        origin: &str,
        judge: impl FnOnce(Option<Seen>) -> Result<(Cosigned, T), E>,
    ) -> Result<T, E> {
        let mut connection = self.lock();
        // The write lock is taken before reading: another process may have the file open too.
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let query = "SELECT size, root FROM cosigned WHERE origin = ?1";
        let seen = tx.query_row(query, [origin], |row| {
            Ok(Seen {
                // The table holds no negative size.
                size: row.get::<_, i64>(0)?.unsigned_abs(),
                root: Hash(row.get(1)?),
            })
        });
        let (Cosigned { seen, note }, answer) = judge(seen.optional()?)?;
        tx.execute(
            "INSERT INTO cosigned (origin, size, root, note) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (origin) DO UPDATE
             SET size = excluded.size, root = excluded.root, note = excluded.note",
            params![origin, seen.size.cast_signed(), seen.root.0, note],
        )?;
        tx.commit()?;
        Ok(answer)
    }

    /// Keeps a request that a log signed and that does not follow from what was cosigned: together
    /// with the checkpoint that was, it may prove that the log signed two pasts.
    pub(super) fn keep(&self, origin: &str, at_s: u64, body: &str) -> Result<(), rusqlite::Error> {
        self.lock().execute(
            "INSERT INTO evidence (origin, at_s, body) SELECT ?1, ?2, ?3
             WHERE (SELECT count(*) FROM evidence WHERE origin = ?1) < ?4",
            params![origin, at_s.cast_signed(), body, EVIDENCE_MAX],
        )?;
        Ok(())
    }

    /// The checkpoint of a log that was cosigned last.
    pub(super) fn latest(&self, origin: &str) -> Result<Option<String>, rusqlite::Error> {
        let query = "SELECT note FROM cosigned WHERE origin = ?1";
        self.lock()
            .query_row(query, [origin], |row| row.get(0))
            .optional()
    }

    /// A transaction that panicked was rolled back, so the connection is as good as before.
    fn lock(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
