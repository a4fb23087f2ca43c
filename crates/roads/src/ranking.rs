//! Who reaches a place first, asked in one place: over the hierarchy where it is prepared and pays,
//! and by the plain search where it does not. Both give the same answers.

use kernel::Point;

use crate::fleet::{Fleet, UnitIx};
use crate::hierarchy::Hierarchy;
use crate::nearest::{Found, Goal, Search};
use crate::network::{ArcId, Network};
use crate::times::{Spot, Times};

/// With a unit on every so many arcs, the plain search finds the nearest ones nearly as fast,
/// and its units move for nothing.
const ARCS_A_UNIT: usize = 128;
/// When times have changed more often than that, everything is reckoned anew.
const MANY: usize = 1_000;

/// A network with its times and units, which may be asked who is near.
///
/// Times, closures and units count from the very next question on. A unit that moves is known to the
/// hierarchy at once, and along the arc where it is already in no time. After a change of times, and
/// after the first units, it has to [catch up](Self::catch_up): until then the plain search answers.
/// It also answers where units are so many that it is as fast, where more than some twenty units are
/// asked for or most are not wanted, and where a way takes longer than twelve days.
#[derive(Clone, Debug)]
pub struct Ranking {
    network: Network,
    times: Times,
    fleet: Fleet,
    search: Search,
    hierarchy: Hierarchy,
    /// How often a time has changed since the hierarchy knew all.
    changes: usize,
    is_repaired: bool,
    units: usize,
    /// For how many units the hierarchy was laid out; `None` when it has not heard of all.
    laid_for: Option<usize>,
    arcs_a_unit: usize,
    plainly: u64,
}

impl Ranking {
    /// Prepares a network, which takes seconds for a big city.
    ///
    /// - `places`: where each node is. They decide how fast questions are answered and nothing else.
    #[must_use]
    pub fn new(network: Network, times: Times, places: &[Point]) -> Self {
        Self {
            hierarchy: Hierarchy::of(&network, &times, places),
            fleet: Fleet::new(network.arcs()),
            search: Search::default(),
            changes: 0,
            is_repaired: true,
            units: 0,
            laid_for: None,
            arcs_a_unit: ARCS_A_UNIT,
            plainly: 0,
            network,
            times,
        }
    }

    /// Lets the plain search answer where a unit stands on every so many arcs or fewer: 128 unless
    /// told otherwise, and 0 for never.
    pub fn set_arcs_a_unit(&mut self, arcs: usize) {
        self.arcs_a_unit = arcs;
        self.laid_for = None;
    }

    /// How many questions the plain search has answered.
    #[must_use]
    pub fn answered_plainly(&self) -> u64 {
        self.plainly
    }

    /// The network.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The times and closures in force.
    #[must_use]
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// Where the units are.
    #[must_use]
    pub fn fleet(&self) -> &Fleet {
        &self.fleet
    }

    /// Puts a unit at these spots and nowhere else; at none, it is taken off the network.
    pub fn place(&mut self, unit: UnitIx, spots: &[Spot]) {
        let before = usize::from(self.fleet.spots(unit).next().is_some());
        self.fleet.place(unit, spots);
        self.units = self.units + usize::from(!spots.is_empty()) - before;
        if self.is_crowded() {
            self.laid_for = None;
        } else if self.laid_for.is_some() {
            self.hierarchy.place(&self.times, unit, spots);
        }
    }

    /// Takes a unit off the network.
    pub fn remove(&mut self, unit: UnitIx) {
        self.place(unit, &[]);
    }

    /// Changes what an arc takes, in milliseconds.
    pub fn set_ms(&mut self, arc: ArcId, ms: u32) {
        self.times.set(arc, ms);
        if self.laid_for.is_some() {
            // What is left of the arc before them takes another time too.
            for (unit, _) in self.fleet.on(arc) {
                let spots: Vec<Spot> = self.fleet.spots(unit).collect();
                self.hierarchy.place(&self.times, unit, &spots);
            }
        }
        self.changed(arc);
    }

    /// Closes an arc, or opens it again with the time it had.
    pub fn close(&mut self, arc: ArcId, closed: bool) {
        self.times.close(arc, closed);
        self.changed(arc);
    }

    fn changed(&mut self, arc: ArcId) {
        self.is_repaired = false;
        self.changes += 1;
        if self.changes <= MANY {
            self.hierarchy.learn(&self.network, &self.times, arc);
        }
    }

    /// The first `count` units by time to the nearest of the goals, at equal times by number. Units
    /// that are not `wanted` do not count. See [`Search::nearest`], whose answers these are.
    pub fn nearest(
        &mut self,
        goals: &[Goal],
        count: usize,
        mut wanted: impl FnMut(UnitIx) -> bool,
    ) -> Vec<Found> {
        let on = (&self.network, &self.times, &self.fleet);
        let over_hierarchy = match self.is_caught_up() && !self.is_crowded() {
            true => self.hierarchy.nearest(on, goals, count, &mut wanted),
            false => None,
        };
        over_hierarchy.unwrap_or_else(|| {
            self.plainly += 1;
            self.search.nearest(on, goals, count, wanted)
        })
    }

    /// Whether the hierarchy knows all there is to know, or is not needed.
    #[must_use]
    pub fn is_caught_up(&self) -> bool {
        self.is_crowded() || (self.is_repaired && self.laid_for.is_some())
    }

    /// Whether units stand so close together that the plain search is as fast.
    fn is_crowded(&self) -> bool {
        self.units * self.arcs_a_unit > self.network.arcs()
    }

    /// Lets the hierarchy learn what has changed: times, and after many units have come or gone, how
    /// far each has to be known.
    pub fn catch_up(&mut self) {
        while !self.catch_up_some(usize::MAX) {}
    }

    /// The same in small pieces, between which questions are answered by the plain search.
    ///
    /// - `pairs`: how much is done, in pairs of arcs that are looked at: some microseconds each. When
    ///   more than a thousand arcs have changed, or many units have come or gone, one piece is larger
    ///   than that.
    /// - Returns whether the hierarchy has caught up.
    pub fn catch_up_some(&mut self, pairs: usize) -> bool {
        if self.is_crowded() {
            return true;
        }
        if self.changes > MANY {
            self.hierarchy.reckon(&self.network, &self.times);
            self.laid_for = None;
            self.is_repaired = true;
        }
        if !self.is_repaired {
            let repaired = self.hierarchy.repair(&self.network, &self.times, pairs);
            self.is_repaired = repaired;
        }
        if !self.is_repaired {
            return false;
        }
        self.changes = 0;
        let is_laid_for = |laid_for: usize| {
            let (few, many) = (self.units.min(laid_for), self.units.max(laid_for));
            many <= few * 2
        };
        if !self.laid_for.is_some_and(is_laid_for) {
            self.hierarchy.lay_out(&self.times, &self.fleet);
            self.laid_for = Some(self.units);
        }
        true
    }

    /// The least times from each spot to each goal in milliseconds, a row for each spot;
    /// [`u32::MAX`] where there is no way.
    pub fn matrix(&mut self, from: &[Spot], to: &[Goal]) -> Vec<u32> {
        self.catch_up();
        let on = (&self.network, &self.times);
        let over_hierarchy = self.hierarchy.matrix(on, from, to);
        over_hierarchy.unwrap_or_else(|| self.plain_matrix(from, to))
    }

    fn plain_matrix(&mut self, from: &[Spot], to: &[Goal]) -> Vec<u32> {
        let mut fleet = Fleet::new(self.network.arcs());
        for (unit, spot) in (0..).map(UnitIx).zip(from) {
            fleet.place(unit, &[*spot]);
        }
        let mut rows = vec![u32::MAX; from.len() * to.len()];
        let on = (&self.network, &self.times, &fleet);
        for (column, goal) in to.iter().enumerate() {
            for found in self.search.nearest(on, &[*goal], from.len(), |_| true) {
                rows[found.unit.0 as usize * to.len() + column] = found.time_ms;
            }
        }
        rows
    }
}
