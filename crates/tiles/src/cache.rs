//! Keeps tiles that were made, up to a number of bytes.
//!
//! Two shelves: what is asked for lies on the new one; when that is full it becomes the old one, and
//! what was on the old one and was not asked for since is forgotten. So the much-used stays, and
//! nothing needs to be sorted.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::world::Cell;

/// What a tile costs beside its bytes.
const ENTRY_BYTES: usize = 96;

/// Tiles by their cell, shared between threads.
#[derive(Debug)]
pub struct Cache {
    shelves: Mutex<Shelves>,
    shelf_bytes_max: usize,
}

#[derive(Debug, Default)]
struct Shelves {
    new: HashMap<Cell, Arc<[u8]>>,
    new_bytes: usize,
    old: HashMap<Cell, Arc<[u8]>>,
}

impl Cache {
    /// Keeps so many bytes at most.
    pub fn new(bytes_max: usize) -> Self {
        Self {
            shelves: Mutex::default(),
            shelf_bytes_max: bytes_max / 2,
        }
    }

    /// The tile of a cell, made when it is not kept. Two who ask at once may both make it.
    pub fn get(&self, cell: Cell, make: impl FnOnce() -> Vec<u8>) -> Arc<[u8]> {
        if let Some(kept) = self.find(cell) {
            return kept;
        }
        let made: Arc<[u8]> = make().into();
        self.lock().keep(cell, made.clone(), self.shelf_bytes_max);
        made
    }

    fn find(&self, cell: Cell) -> Option<Arc<[u8]>> {
        let mut shelves = self.lock();
        if let Some(kept) = shelves.new.get(&cell) {
            return Some(kept.clone());
        }
        let kept = shelves.old.remove(&cell)?;
        shelves.keep(cell, kept.clone(), self.shelf_bytes_max);
        Some(kept)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shelves> {
        // A thread that panicked here left whole tiles behind.
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelves {
    fn keep(&mut self, cell: Cell, tile: Arc<[u8]>, bytes_max: usize) {
        let bytes = tile.len() + ENTRY_BYTES;
        if bytes > bytes_max {
            return;
        }
        if self.new_bytes + bytes > bytes_max {
            self.old = std::mem::take(&mut self.new);
            self.new_bytes = 0;
        }
        if self.new.insert(cell, tile).is_none() {
            self.new_bytes += bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(x: u32) -> Cell {
        Cell::new(10, x, 0).unwrap()
    }

    fn never() -> Vec<u8> {
        panic!("it was kept")
    }

    #[test]
    fn a_tile_is_made_once() {
        let cache = Cache::new(10_000);
        cache.get(cell(1), || vec![7; 10]);
        assert_eq!(cache.get(cell(1), never)[..], [7; 10]);
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_forgotten() {
        let cache = Cache::new(10_000);
        for x in 0..1_000 {
            cache.get(cell(x), || vec![0; 900]);
            cache.get(cell(0), never);
        }
        let shelves = cache.lock();
        assert!(shelves.new.len() + shelves.old.len() <= 11);
    }

    #[test]
    fn a_tile_larger_than_everything_is_not_kept() {
        let cache = Cache::new(100);
        assert_eq!(cache.get(cell(1), || vec![1; 1_000]).len(), 1_000);
        assert!(cache.lock().new.is_empty());
    }
}
