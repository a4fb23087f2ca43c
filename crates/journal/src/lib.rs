//! Entries, durable and in order, under a signed head.
//!
//! The stored bytes are the truth: they are hashed as they lie on the disk, and nothing is
//! serialised again to check it. What an entry means is nobody's business here.

pub mod conformance;
mod error;
mod export;
mod folder;
mod journal;
mod log;
mod sealer;
mod sqlite;
mod store;
mod verify;

pub use error::{Error, StoreError};
pub use export::{ExportError, Exported, export};
pub use folder::{Folder, signer};
pub use journal::{Appended, Journal, signed_tree};
pub use log::Log;
pub use sealer::Sealer;
pub use sqlite::{
    Options, Repaired, SQLITE_VERSION_MIN, SqliteReader, SqliteStore, open_reader, repair,
};
pub use store::{Beside, Draft, Entry, Group, Head, Read, Seal, Store, read_some};
pub use verify::{Finding, Verified, verify};

/// The longest entry, in bytes: what C2SP tlog-tiles can carry, less room for an envelope.
pub const ENTRY_BYTES_MAX: usize = 60 * 1024;
