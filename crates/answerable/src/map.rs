//! Opens a map file for the program's parts.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use application::Travel;
use atlas::MapFile;
use pack::Pack;

use crate::Failure;

/// Opens a map and prepares it for the profiles of a pack.
pub fn open(path: &Path, pack: &Pack) -> Result<Arc<Travel>, Failure> {
    let begun = Instant::now();
    let file = MapFile::open(path).map_err(|error| about(path, error))?;
    let atlas = Arc::new(file.read().map_err(|error| about(path, error))?);
    let opened = begun.elapsed();
    let travel = Travel::new(atlas.clone(), file.digest(), pack);
    println!(
        "map {}: {} roads, {} places, {} shapes, read in {:.0} ms, ready to ask after {:.1} s",
        path.display(),
        atlas.roads.pieces.len(),
        atlas.places.len(),
        atlas.shapes.len(),
        opened.as_secs_f64() * 1_000.0,
        begun.elapsed().as_secs_f64()
    );
    Ok(Arc::new(travel))
}

/// A failure that names the file.
pub fn about(path: &Path, error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    let mut told = format!("{}: {error}", path.display());
    let mut source = error.source();
    while let Some(cause) = source {
        told += &format!(": {cause}");
        source = cause.source();
    }
    told.into()
}
