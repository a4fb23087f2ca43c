//! Opens a map for the parts of the program that use one.

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use application::Travel;
use atlas::{Atlas, MapFile};
use gazetteer::{Gazetteer, Home};
use kernel::Digest;
use pack::Pack;
use surface::MapSource;
use tiles::Tiles;

use crate::Failure;

/// The file of the index of places, in a data folder; it can be thrown away.
pub const INDEX: &str = "places.db";

/// A map, ready to be drawn and asked.
pub struct Map {
    /// What the desk draws.
    pub source: MapSource,
    /// How long units take.
    pub travel: Arc<Travel>,
}

impl Map {
    /// Prepares a map for the profiles of a pack. The index of its places is kept in a file; it is
    /// made beside everything else, and places can be searched once it is there.
    pub fn new(atlas: Arc<Atlas>, digest: Digest, pack: &Pack, index: &Path) -> Self {
        let gazetteer = Arc::new(OnceLock::new());
        let source = MapSource::new(
            Arc::new(Tiles::new(atlas.clone(), digest)),
            gazetteer.clone(),
        );
        let (map, index) = (atlas.clone(), index.to_owned());
        std::thread::spawn(move || match places(&map, digest, &index) {
            Ok(places) => drop(gazetteer.set(Arc::new(places))),
            Err(error) => tracing::error!(
                error = &error as &dyn std::error::Error,
                "places cannot be searched"
            ),
        });
        Self {
            source,
            travel: Arc::new(Travel::new(atlas, digest, pack)),
        }
    }

    /// Opens a map file, and says what is in it and how long it took.
    pub fn open(path: &Path, pack: &Pack, index: &Path) -> Result<Self, Failure> {
        let begun = Instant::now();
        let (atlas, digest) = read(path)?;
        let map = Self::new(atlas.clone(), digest, pack, index);
        // Beside what a command answers with, which others may read.
        eprintln!(
            "map {}: {} roads, {} places, {} shapes, ready after {:.1} s",
            path.display(),
            atlas.roads.pieces.len(),
            atlas.places.len(),
            atlas.shapes.len(),
            begun.elapsed().as_secs_f64()
        );
        Ok(map)
    }
}

/// Opens a map file for travel times alone.
pub fn travel(path: &Path, pack: &Pack) -> Result<Travel, Failure> {
    let (atlas, digest) = read(path)?;
    Ok(Travel::new(atlas, digest, pack))
}

fn read(path: &Path) -> Result<(Arc<Atlas>, Digest), Failure> {
    let file = MapFile::open(path).map_err(|error| about(path, error))?;
    let atlas = file.read().map_err(|error| about(path, error))?;
    Ok((Arc::new(atlas), file.digest()))
}

/// The index of a map's places: the one that is there, or a fresh one.
fn places(atlas: &Atlas, digest: Digest, index: &Path) -> Result<Gazetteer, gazetteer::Error> {
    Gazetteer::open(index, digest).or_else(|_| {
        // The folder may be made by this very start.
        if let Some(folder) = index.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        Gazetteer::build(atlas, digest, Home::File(index))
    })
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
