//! Why a source is not on the map at all.

use crate::memory::Spent;
use crate::{PbfError, TableError};

/// Why a source is not on the map. `Display` is for whoever imports.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be opened or read.
    #[error("the file cannot be read")]
    Read(#[from] std::io::Error),
    /// It is nothing that can be read here.
    #[error(
        "it is neither an OpenStreetMap extract (.osm.pbf) nor a table (.csv, .csv.gz, .csv.zst)"
    )]
    Kind,
    /// An extract that is broken.
    #[error(transparent)]
    Extract(#[from] PbfError),
    /// A table that is not the one that was described.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It holds more than was allowed.
    #[error("it holds more than fits into the memory that was allowed; cut it to a smaller area")]
    Memory,
}

impl From<Spent> for Error {
    fn from(_: Spent) -> Self {
        Self::Memory
    }
}
