//! Opens a map for the parts of the program that use one.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use application::Travel;
use atlas::{Atlas, MapFile};
use kernel::Digest;
use pack::Pack;
use surface::MapSource;
use tiles::Tiles;

use crate::Failure;

/// A map, ready to be drawn and asked.
pub struct Map {
    /// What the desk draws.
    pub source: MapSource,
    /// How long units take.
    pub travel: Arc<Travel>,
}

impl Map {
    /// Prepares a map for the profiles of a pack.
    pub fn new(atlas: Arc<Atlas>, digest: Digest, pack: &Pack) -> Self {
        Self {
            source: MapSource::new(Arc::new(Tiles::new(atlas.clone()))),
            travel: Arc::new(Travel::new(atlas, digest, pack)),
        }
    }

    /// Opens a map file, and says what is in it and how long it took.
    pub fn open(path: &Path, pack: &Pack) -> Result<Self, Failure> {
        let begun = Instant::now();
        let file = MapFile::open(path).map_err(|error| about(path, error))?;
        let atlas = Arc::new(file.read().map_err(|error| about(path, error))?);
        let read = begun.elapsed();
        let map = Self::new(atlas.clone(), file.digest(), pack);
        println!(
            "map {}: {} roads, {} places, {} shapes, read in {:.0} ms, ready after {:.1} s",
            path.display(),
            atlas.roads.pieces.len(),
            atlas.places.len(),
            atlas.shapes.len(),
            read.as_secs_f64() * 1_000.0,
            begun.elapsed().as_secs_f64()
        );
        Ok(map)
    }
}

/// A failure that names the file.
pub fn about(path: &Path, error: impl std::error::Error) -> Failure {
    let mut told = format!("{}: {error}", path.display());
    let mut source = error.source();
    while let Some(cause) = source {
        told += &format!(": {cause}");
        source = cause.source();
    }
    told.into()
}
