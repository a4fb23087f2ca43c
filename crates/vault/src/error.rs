//! Why the vault said no. `Display` is for the operator's log; nothing secret is in it.

use std::path::PathBuf;

use kernel::{KeyId, Timestamp};

use crate::envelope::EnvelopeError;
use crate::escrow::ShareError;

/// Why the vault did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Linked against an SQLite with a known fault.
    #[error("SQLite {found} is older than {needed}; build with the bundled one")]
    OldSqlite {
        /// Version linked in.
        found: String,
        /// First version that is safe.
        needed: String,
    },
    /// There is no vault where one must be.
    #[error("{} is missing. Put back the vault.db that belongs to this record; without it no sealed field can be opened", .0.display())]
    Missing(PathBuf),
    /// A later build wrote it.
    #[error("{} has format {found}; this build reads format {read}", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// What it says.
        found: i64,
        /// What this build reads.
        read: i64,
    },
    /// The file of epoch keys is gone or unreadable.
    #[error("{} is not a file of epoch keys: {reason}. Put back the epoch.key that belongs to this vault.db, or join two shares of it", path.display())]
    BadEpochKey {
        /// Where it was looked for.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Something is there that must not be overwritten.
    #[error("{} is there already, and is not overwritten. Move it aside, or choose another name", .0.display())]
    InTheWay(PathBuf),
    /// The epoch key is where it belongs.
    #[error("{} holds the key that opens vault.db: nothing has to be put back", .0.display())]
    KeyInPlace(PathBuf),
    /// Two epoch keys: which of them stays is not known yet.
    #[error(
        "{} holds two keys, because the epoch is turning or a turn was cut off. Try again in a \
         moment; when no server runs, start it once: that finishes the turn", .0.display()
    )]
    Turning(PathBuf),
    /// An old copy of `vault.db`, or another epoch key.
    #[error(
        "vault.db is of epoch {vault}, and the epoch keys at hand are of {keys:?}. An old copy of vault.db \
         cannot be opened once its epoch has turned: put back the latest one"
    )]
    OtherEpoch {
        /// What `vault.db` was last wrapped under.
        vault: u64,
        /// Which epochs there are keys for.
        keys: Vec<u64>,
    },
    /// The right epoch, and another key.
    #[error(
        "the key of epoch {0} is not the one vault.db was wrapped under. Put back the epoch.key \
         that belongs to this vault.db"
    )]
    OtherEpochKey(u64),
    /// A wrapped key does not open.
    #[error("vault.db is damaged or was changed: {0}. Put back the latest copy of it")]
    Damaged(String),
    /// No such key: it was erased, or never made.
    #[error("there is no key {0} in the vault: it was erased, or never made here")]
    NoSuchKey(KeyId),
    /// A statutory hold stands in the way.
    #[error("key {key} is held until {until} under '{basis}', and is not erased")]
    Held {
        /// Which key.
        key: KeyId,
        /// Until when.
        until: Timestamp,
        /// Under which rule.
        basis: String,
    },
    /// Committed, but a copy is still in the write-ahead log.
    #[error(
        "what was erased may still stand in vault.db-wal, because another program reads vault.db. \
         Close it and erase again"
    )]
    WalInUse,
    /// A picture longer than any that is taken.
    #[error("a picture of {bytes} bytes; {} is the most", crate::PICTURE_BYTES_MAX)]
    PictureTooLong {
        /// Its length.
        bytes: usize,
    },
    /// Too long to be sealed.
    #[error(
        "a text of {bytes} bytes is longer than {} bytes",
        crate::TEXT_BYTES_MAX
    )]
    TextTooLong {
        /// Its length.
        bytes: usize,
    },
    /// Only canonical JSON is sealed, so that one text has one commitment.
    #[error("the text to be sealed is not canonical JSON")]
    NotCanonical,
    /// A word the vault keeps is empty or too long.
    #[error("{what} has 1 to {bytes_max} bytes, and this one has {bytes}")]
    Length {
        /// Which word.
        what: &'static str,
        /// Its length.
        bytes: usize,
        /// The most there may be.
        bytes_max: usize,
    },
    /// The trace is about somebody else.
    #[error("entry {entry} is the trace of key {traced}, and the field is under key {asked}")]
    OtherTrace {
        /// The entry with the trace.
        entry: u64,
        /// The key it names.
        traced: KeyId,
        /// The key of the field.
        asked: KeyId,
    },
    /// The field did not open.
    #[error("the envelope of a field under key {key} is refused: {reason}")]
    Envelope {
        /// Whose field.
        key: KeyId,
        /// Why.
        reason: EnvelopeError,
    },
    /// Shares of the epoch key do not fit.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Chance(#[from] getrandom::Error),
    /// The storage failed.
    #[error("the storage of the vault failed")]
    Database(#[from] rusqlite::Error),
    /// A file could not be read or written.
    #[error("{} could not be read or written", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// The length of a word that the vault keeps.
pub fn bounded(what: &'static str, text: &str, bytes_max: usize) -> Result<(), Error> {
    let bytes = text.len();
    if (1..=bytes_max).contains(&bytes) {
        return Ok(());
    }
    Err(Error::Length {
        what,
        bytes,
        bytes_max,
    })
}
