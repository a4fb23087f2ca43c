//! How many tiles a second a map draws, and how many searches a second its index answers.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use atlas::{Atlas, MapFile};
use gazetteer::{Gazetteer, Home};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use tiles::Tiles;

use super::stats::Run;
use crate::{Failure, map};

/// Each question is asked for so long.
const WITHIN: Duration = Duration::from_secs(5);
const ZOOMS: [u8; 4] = [10, 12, 14, 16];

/// Draws and searches one map.
pub fn run(path: &Path) -> Result<(), Failure> {
    let file = MapFile::open(path).map_err(|error| map::about(path, error))?;
    let atlas = Arc::new(file.read().map_err(|error| map::about(path, error))?);
    let begun = Instant::now();
    let tiles = Tiles::new(atlas.clone(), file.digest());
    println!("tiles gathered in {:.2} s", begun.elapsed().as_secs_f64());
    for zoom in ZOOMS {
        draw(&tiles, zoom);
    }
    let begun = Instant::now();
    let gazetteer = Gazetteer::build(&atlas, file.digest(), Home::Memory)?;
    println!("places indexed in {:.2} s", begun.elapsed().as_secs_f64());
    search(&gazetteer, &atlas)
}

/// Draws the tiles of a zoom anew, none from the cache.
fn draw(tiles: &Tiles, zoom: u8) {
    let begun = Instant::now();
    let (mut drawn, mut largest) = (0_u32, 0);
    for cell in tiles.cells(zoom) {
        largest = largest.max(tiles.draw(cell).len());
        drawn += 1;
        if begun.elapsed() > WITHIN {
            break;
        }
    }
    println!(
        "zoom {zoom}: {:.0} tiles a second, the largest {} kB",
        f64::from(drawn) / begun.elapsed().as_secs_f64(),
        largest >> 10
    );
}

/// Types the beginnings of names that are on the map.
fn search(gazetteer: &Gazetteer, atlas: &Atlas) -> Result<(), Failure> {
    let mut chance = ChaCha8Rng::seed_from_u64(11);
    let named: Vec<&str> = atlas
        .names
        .iter()
        .map(|names| names.plain.as_str())
        .filter(|name| name.chars().count() > 2)
        .collect();
    if named.is_empty() {
        return Ok(());
    }
    let mut run = Run::default();
    while run.latencies.len() < 20_000 && run.elapsed < WITHIN {
        let name = named[chance.next_u32() as usize % named.len()];
        let long = 2 + chance.next_u32() as usize % name.chars().count();
        let typed: String = name.chars().take(long).collect();
        let begun = Instant::now();
        std::hint::black_box(gazetteer.search(&typed, None, 10)?);
        run.latencies.push(begun.elapsed());
        run.elapsed += begun.elapsed();
    }
    run.print("places found while typing");
    Ok(())
}
