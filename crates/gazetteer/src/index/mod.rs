//! The index of a map: one SQLite file, or memory, made from the map alone.

mod along;
mod build;
mod crossings;
mod entries;
mod error;
mod grid;
mod open;
mod pack;
mod streets;

pub use error::Error;

pub(crate) use grid::{Kept, cells_around};
pub(crate) use open::point as point_at;
pub(crate) use pack::{course, names};

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use atlas::{Atlas, Names, Settlement};
use kernel::{Digest, Point};
use rusqlite::Connection;

use crate::forms::{Form, forms};
use crate::vocabulary::Vocabulary;

/// Where an index lives.
#[derive(Clone, Copy, Debug)]
pub enum Home<'a> {
    /// In memory, as long as it is held.
    Memory,
    /// In a file, which is written whole or not at all.
    File(&'a Path),
}

/// Finds places by what is said of them, and says what is at a point.
#[derive(Debug)]
pub struct Gazetteer {
    pub(crate) database: Mutex<Connection>,
    /// Everything that is found by words; its place is its row in the index.
    pub(crate) entries: Vec<Entry>,
    pub(crate) names: Vec<Named>,
    pub(crate) vocabulary: Vocabulary,
}

/// Something that is found by words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) sort: Sort,
    /// One name, or the two of a crossing.
    pub(crate) names: Vec<u32>,
    /// The names of what it belongs to.
    pub(crate) within: Vec<u32>,
    /// The house number of a landmark.
    pub(crate) number: String,
    pub(crate) point: Point,
    pub(crate) uncertainty_m: f64,
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sort {
    Street,
    Crossing,
    Settlement(Settlement),
    /// With its category.
    Landmark(String),
}

/// Names with the forms in which they are compared, which are made when they are first needed.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) names: Names,
    forms: OnceLock<Vec<Form>>,
}

impl Named {
    pub(crate) fn new(names: Names) -> Self {
        Self {
            names,
            forms: OnceLock::new(),
        }
    }

    pub(crate) fn forms(&self) -> &[Form] {
        self.forms.get_or_init(|| forms(&self.names))
    }
}

impl Gazetteer {
    /// Makes the index of a map. A file of an older index is replaced when the new one is whole.
    ///
    /// - `map`: the digest of the map file, by which [`Gazetteer::open`] knows the index again.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be written.
    pub fn build(atlas: &Atlas, map: Digest, home: Home<'_>) -> Result<Self, Error> {
        match home {
            Home::Memory => {
                let mut database = Connection::open_in_memory()?;
                build::write(&mut database, atlas, map)?;
                open::read(database)
            }
            Home::File(path) => {
                build::write_file(path, atlas, map)?;
                Self::open(path, map)
            }
        }
    }

    /// Opens the index of a map, for reading alone.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is not the index of this map, or of another version of the program;
    /// build it anew. Other [`Error`]s when it cannot be read.
    pub fn open(path: &Path, map: Digest) -> Result<Self, Error> {
        open::file(path, map)
    }

    pub(crate) fn named(&self, name: u32) -> Result<&Named, Error> {
        self.names.get(name as usize).ok_or(Error::Broken("a name"))
    }

    /// Runs something on the database; readers take turns, each for about a millisecond.
    pub(crate) fn asked<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // A reader that panicked changed nothing.
        let database = self.database.lock().unwrap_or_else(PoisonError::into_inner);
        ask(&database)
    }
}
