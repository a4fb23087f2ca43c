//! The map as vector tiles, each drawn when it is asked for.
//!
//! The tiles are of the published vector tile format, version 2, for zoom 0 to 18; what is nearer the
//! desk enlarges. Their layers, from the ground upwards:
//!
//! | layer | geometry | tags |
//! | --- | --- | --- |
//! | `land` | areas | `class`: a kind of shape, such as `park`, `wood`, `residential` |
//! | `water` | areas | `class` |
//! | `waterway` | lines | `class`: `river`, `stream`; names |
//! | `building` | areas | `class` |
//! | `runway` | lines, areas | `class` |
//! | `rail` | lines | `class`: `railway`, `tram` |
//! | `road` | lines | `class`: a class of road; `layer` on bridges (above 0) and in tunnels (below); names |
//! | `border` | lines | `class`: `border-state` to `border-district` |
//! | `label` | points | `class` of the area that is named; names |
//! | `place` | points | `class`: `city` to `locality`; names |
//! | `poi` | points | `class`: a category of landmark, or `kilometre` with `number`; names |
//! | `house` | points | `number` |
//!
//! Names are `name` as the signs say it, `name:en` and `name:zh` where those differ, and `ref`.

mod cache;
mod chain;
mod clip;
mod draw;
mod index;
mod middle;
mod rank;
mod scene;
mod select;
mod wire;
mod world;

pub use world::{Cell, ZOOM_MAX};

use std::sync::Arc;

use atlas::{Atlas, Meta};
use kernel::Digest;

use cache::Cache;
use scene::Scene;
use world::Spot;

/// Bytes of tiles that are kept: about every tile of a city that desks look at.
pub const KEPT_BYTES_MAX: usize = 64 << 20;

/// Goes up whenever tiles of the same map are drawn otherwise, so that addresses that hold a digest can
/// be kept for ever.
const DRAWING: u32 = 1;

/// A map that can be asked for its tiles.
#[derive(Debug)]
pub struct Tiles {
    atlas: Arc<Atlas>,
    scene: Scene,
    digest: Digest,
    cache: Cache,
}

impl Tiles {
    /// Gathers what tiles are drawn from: lines are joined, ranked and indexed once, which takes about
    /// a second for each million of points.
    ///
    /// - `map`: the digest that names the map.
    #[must_use]
    pub fn new(atlas: Arc<Atlas>, map: Digest) -> Self {
        Self {
            scene: Scene::of(&atlas),
            atlas,
            digest: Digest::of(&[&map.0[..], &DRAWING.to_le_bytes()].concat()),
            cache: Cache::new(KEPT_BYTES_MAX),
        }
    }

    /// The bytes of a tile, not compressed; none for a tile on which there is nothing. Kept for the
    /// next time, up to [`KEPT_BYTES_MAX`].
    #[must_use]
    pub fn tile(&self, cell: Cell) -> Arc<[u8]> {
        self.cache.get(cell, || self.draw(cell))
    }

    /// The same, drawn afresh: what a measurement asks for.
    #[must_use]
    pub fn draw(&self, cell: Cell) -> Vec<u8> {
        draw::tile(&self.scene, &self.atlas, cell)
    }

    /// What the map says of itself.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.atlas.meta
    }

    /// Changes whenever a tile of this map may be another one.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// All tiles of a zoom (0 to 18) that touch the map's bounds, row by row from the north-west; none
    /// for an empty map.
    pub fn cells(&self, zoom: u8) -> impl Iterator<Item = Cell> {
        let zoom = zoom.min(ZOOM_MAX);
        let corners = self.meta().bounds.map(|(south_west, north_east)| {
            let around = |point| Cell::around(Spot::of(point), zoom);
            (around(south_west), around(north_east))
        });
        corners.into_iter().flat_map(move |(low, high)| {
            let columns = low.column()..=high.column();
            // Rows run southwards.
            (high.row()..=low.row()).flat_map(move |row| {
                let cell = move |column| Cell::new(zoom.into(), column, row);
                columns.clone().filter_map(cell)
            })
        })
    }
}
