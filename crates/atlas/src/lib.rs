//! What a map of a city holds: roads and their rules, addresses, places, and what is drawn.
//!
//! The map says what is on the ground and on the signs. What a unit makes of it, how fast it drives
//! and what it may pass, is the pack's matter and the room of roads.

mod builder;
mod file;
mod names;
mod places;
mod roads;
mod shapes;

pub use builder::{Builder, POINTS_MAX, Refused};
pub use file::{Damage, FileError, Malformed, MapFile, read_bytes};
pub use names::{NameIx, Names};
pub use places::{Along, HouseRange, Numbering, Place, PlaceKind, Settlement};
pub use roads::{
    Barrier, BarrierKind, Binds, Class, Level, NodeIx, Passage, Piece, PieceIx, Restriction, Roads,
    Rule, Step,
};
pub use shapes::{Geometry, Polygon, Shape, ShapeKind};

use kernel::{Digest, Point};

/// A whole map.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atlas {
    /// What the map says of itself.
    pub meta: Meta,
    /// All names; the first has none, so that [`NameIx::NONE`] is a place like any other.
    pub names: Vec<Names>,
    /// Where one can move.
    pub roads: Roads,
    /// Addresses, places and landmarks.
    pub places: Vec<Place>,
    /// House numbers that lie somewhere along a line.
    pub ranges: Vec<HouseRange>,
    /// What is drawn under the roads and over them.
    pub shapes: Vec<Shape>,
}

impl Atlas {
    /// The names of something.
    #[must_use]
    pub fn named(&self, name: NameIx) -> &Names {
        &self.names[name.0 as usize]
    }
}

/// What the map says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// What it is called.
    pub title: Names,
    /// Whom to credit, wherever the map or anything made from it is shown.
    pub credit: Names,
    /// South-west and north-east corner of everything in it; nothing for an empty map.
    pub bounds: Option<(Point, Point)>,
    /// What it was made from.
    pub sources: Vec<Source>,
}

/// A file the map was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub digest: Digest,
}
