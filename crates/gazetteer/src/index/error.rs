//! Why an index is of no use. `Display` is for the operator's log.

/// Why an index could not be made, opened or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It belongs to another map or to another version of the program.
    #[error("the index is not that of this map: it is to be built anew")]
    Stale,
    /// It holds something that no index holds.
    #[error("the index is damaged at {0}: it is to be built anew")]
    Broken(&'static str),
    /// The database could not do it.
    #[error("the index cannot be read or written")]
    Database(#[from] rusqlite::Error),
    /// The file could not be put in its place.
    #[error("the file of the index cannot be written")]
    File(#[from] std::io::Error),
}
