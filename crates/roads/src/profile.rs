//! What a kind of unit makes of the roads: where it may go, how fast, and what a turn costs it.
//! All of it is data of the pack; nothing here knows a country.

use std::collections::{BTreeMap, BTreeSet};

use atlas::{BarrierKind, Class, Level, Passage, Piece, Restriction};

use crate::turns::TurnCosts;

/// By what a unit moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Moves {
    /// Anything with four wheels or more.
    Car,
    /// A motorcycle.
    Motorcycle,
    /// On foot.
    Foot,
}

/// How a kind of unit uses the roads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// By what it moves.
    pub moves: Moves,
    /// What it may pass beside what is open to all.
    pub passes: BTreeSet<Level>,
    /// What it may pass of that which stands in the way.
    pub opens: BTreeSet<BarrierKind>,
    /// How long that takes.
    pub open_ms: u32,
    /// Signs that spare emergency vehicles spare it.
    pub emergency: bool,
    /// No sign about turns binds it.
    pub ignores_turn_signs: bool,
    /// How fast it is on a class of road of no known limit; a class that is missing is closed to it.
    pub speeds_km_h: BTreeMap<Class, u16>,
    /// How fast it is where a limit is signed, in hundredths of the limit.
    pub of_limit_percent: u16,
    /// How fast it is against the direction of a one-way road, where it may go there at all.
    pub wrong_way_km_h: u16,
    /// What turns cost it.
    pub turns: TurnCosts,
}

impl Profile {
    fn level(&self, passage: Passage) -> Level {
        match self.moves {
            Moves::Car => passage.car,
            Moves::Motorcycle => passage.motorcycle,
            Moves::Foot => passage.foot,
        }
    }

    /// Whether it may drive through.
    pub(crate) fn may_pass(&self, passage: Passage) -> bool {
        let level = self.level(passage);
        level == Level::Open || self.passes.contains(&level)
    }

    /// Whether its way may begin or end there: a unit that has somebody to see on a private road may
    /// go there, whether or not it may use it as a short cut.
    pub(crate) fn may_end(&self, passage: Passage) -> bool {
        let level = self.level(passage);
        matches!(level, Level::Destination | Level::Private) || self.may_pass(passage)
    }

    /// Whether it could drive there if the desk opened it.
    pub(crate) fn could_pass(&self, passage: Passage) -> bool {
        self.level(passage) != Level::Closed
    }

    /// How fast it is on a piece in one direction that is open to it; nothing when it never goes
    /// there.
    pub(crate) fn speed_km_h(&self, piece: &Piece, against: bool) -> Option<f64> {
        let usual = f64::from(*self.speeds_km_h.get(&piece.class)?);
        let limit = match against {
            false => piece.along_km_h,
            true => piece.against_km_h,
        };
        let signed = limit.map(|limit| f64::from(limit) * f64::from(self.of_limit_percent) / 100.0);
        let speed = match self.moves {
            // Who walks does not walk faster where cars may be fast.
            Moves::Foot => usual,
            Moves::Car | Moves::Motorcycle => signed.unwrap_or(usual),
        };
        (speed > 0.0).then_some(speed)
    }

    /// How fast it is where it drives against the direction of a one-way road.
    pub(crate) fn wrong_way_km_h(&self, passage: Passage) -> Option<f64> {
        let wrong = self.level(passage) == Level::WrongWay && self.wrong_way_km_h > 0;
        wrong.then_some(f64::from(self.wrong_way_km_h))
    }

    /// Whether a sign about turns binds it.
    pub(crate) fn is_bound_by(&self, restriction: &Restriction) -> bool {
        let binds = restriction.binds;
        let kind = match self.moves {
            Moves::Car => binds.cars,
            Moves::Motorcycle => binds.motorcycles,
            Moves::Foot => false,
        };
        kind && !self.ignores_turn_signs && (binds.emergency || !self.emergency)
    }
}
