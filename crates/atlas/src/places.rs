//! What people name when they say where they are.

use kernel::Point;

use crate::roads::numbered;
use crate::{NameIx, PieceIx};

/// A point that has a name or a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What its source calls it: the number of the object or of the row.
    pub source_id: i64,
    /// What it is.
    pub kind: PlaceKind,
    /// What it is called; an address alone has none.
    pub names: NameIx,
    /// The street it belongs to.
    pub street: NameIx,
    /// The house number, or the kilometre on a post; empty when there is none.
    pub number: String,
    /// Empty when it is not known.
    pub postcode: String,
    /// The village, town or part of it.
    pub locality: NameIx,
    /// Where it is.
    pub point: Point,
}

/// What a place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A house number.
    Address,
    /// Where people live together.
    Settlement(Settlement),
    /// Something people know, by its category in the words of OpenStreetMap: `hospital`,
    /// `fire_station`, `school`, `restaurant`, …
    Landmark(String),
    /// A post that says how far along its road one is.
    KilometrePost,
}

numbered! {
    /// How large a settlement is.
    Settlement {
        /// A city.
        City = 0 "city",
        /// A town.
        Town = 1 "town",
        /// A district of a city.
        Suburb = 2 "suburb",
        /// A village.
        Village = 3 "village",
        /// A part of a district.
        Quarter = 4 "quarter",
        /// A few houses.
        Hamlet = 5 "hamlet",
        /// A name on the land where nobody lives.
        Locality = 6 "locality",
    }
}

/// House numbers from here to there, of which the single houses are not known.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseRange {
    /// The street.
    pub street: NameIx,
    /// Along what.
    pub along: Along,
    /// The number at its beginning.
    pub from: u32,
    /// The number at its end; may be the smaller one.
    pub to: u32,
    /// Which numbers between them there are.
    pub numbering: Numbering,
    /// Empty when it is not known.
    pub postcode: String,
}

/// Where a range of house numbers lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Along {
    /// On one side of a piece of road, looking from its tail to its head.
    Side {
        /// Which piece.
        piece: PieceIx,
        /// To the left of it.
        left: bool,
    },
    /// On a line of its own.
    Line(Vec<Point>),
}

numbered! {
    /// Which numbers of a range there are.
    Numbering {
        /// Every one.
        All = 0 "all",
        /// Even ones.
        Even = 1 "even",
        /// Odd ones.
        Odd = 2 "odd",
    }
}
