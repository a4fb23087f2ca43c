//! What can go wrong with a record, said so that an operator knows what to do next.

use std::path::PathBuf;

/// What a back end could not do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else wrote first: the caller's idea of the size is old.
    #[error("the journal has {found} entries, expected {expected}")]
    Moved {
        /// Entries the caller expected.
        expected: u64,
        /// Entries there are.
        found: u64,
    },
    /// Somebody else signed first.
    #[error("the head is at size {found:?}, expected {expected:?}")]
    HeadMoved {
        /// Size the caller expected, `None` for no head yet.
        expected: Option<u64>,
        /// Size there is.
        found: Option<u64>,
    },
    /// The back end holds something it could not have written.
    #[error("{0}")]
    Damaged(String),
    /// The database, the disk, or the file system.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    /// A file beside the database.
    #[error("{path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Why a record cannot be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Two writers would fork the record.
    #[error("the folder {0} is in use by another process; stop that one first")]
    InUse(PathBuf),
    /// The library has a known way to lose data.
    #[error("SQLite {found} is older than {needed}; build with the bundled one")]
    OldSqlite {
        /// Version linked in.
        found: String,
        /// First version that is safe.
        needed: String,
    },
    /// An old `journal.db` was put beside a newer `head.db`.
    #[error(
        "head.db is signed for {head} entries but journal.db holds {size}: entries {size} to {} are \
         missing. Put back the journal.db (with its -wal file) that belongs to this head.db",
        head - 1
    )]
    Lost {
        /// Entries the head was signed for.
        head: u64,
        /// Entries there are.
        size: u64,
    },
    /// The record is not what was signed.
    #[error(
        "entry {entry} is not what was signed: {reason}. Nothing was changed. Keep the folder as it \
         is, put back a copy of journal.db, and run 'answerable journal verify' on both"
    )]
    Changed {
        /// First entry that is wrong.
        entry: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The signed head itself is not sound.
    #[error(
        "head.db does not hold a checkpoint signed with log.key: {0}. Put back the head.db and log.key that belong to this record"
    )]
    BadHead(String),
    /// The key is gone or unreadable.
    #[error("{path} is not the key of this log: {reason}. Put back the key that signed head.db")]
    BadKey {
        /// Where it was looked for.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Too long for a log.
    #[error(
        "an entry of {bytes} bytes is longer than {} bytes",
        crate::ENTRY_BYTES_MAX
    )]
    EntryTooLong {
        /// Its length.
        bytes: usize,
    },
    /// An earlier error stopped the writer; only a fresh, verified start clears it.
    #[error("the journal has stopped: {0}")]
    Stopped(String),
    /// The back end failed.
    #[error("the storage of the journal failed")]
    Store(#[from] StoreError),
}
