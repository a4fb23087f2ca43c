//! Maps of cities from what is published about them: extracts of OpenStreetMap, and plain tables of
//! streets. Every source says in the end what came of it.
//!
//! ```no_run
//! # fn main() -> Result<(), atlas_import::Error> {
//! let mut import = atlas_import::Import::new(atlas_import::Settings::default());
//! import.read(std::path::Path::new("city.osm.pbf"), &mut |_| {})?;
//! let (atlas, report) = import.finish();
//! # let _ = (atlas, report);
//! # Ok(())
//! # }
//! ```
//!
//! Files come from outside: whatever is in them, reading ends in a map or in a sentence, and holds no
//! more memory than [`Settings::memory_bytes_max`] and a block of 32 MiB ask for, a few times over.

mod error;
mod import;
mod memory;
mod numbers;
mod osm;
mod parts;
mod pbf;
mod report;
mod source;
mod table;

pub use error::Error;
pub use import::{Import, Settings};
pub use parts::{Part, Parts, parts};
pub use pbf::{Broken, PbfError};
pub use report::{Dropped, Example, Object, Read, Reason, Remark, Report, SourceReport};
pub use source::Progress;
pub use table::{Mapping, MappingError, TableError};
