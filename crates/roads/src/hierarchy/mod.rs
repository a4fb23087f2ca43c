//! Arcs in an order, the lower ones taken out of the way of the higher ones: a customisable
//! contraction hierarchy over arcs, so that turns that are forbidden or cost time count exactly.
//!
//! - [`order`]: nested dissection of the map.
//! - [`shape`]: what is connected once lower arcs are taken out.
//! - [`steps`]: how long each of these connections takes; reckoned anew when times change.
//! - [`repair`]: the same for what a few arcs may have changed.
//! - [`climb`]: the search upwards, which a unit makes forwards and a goal backwards; see
//!   [`climbers`].
//! - [`buckets`]: what units leave where they pass, and goals find; [`cover`] says how far.
//! - [`matrix`]: times from many places to many.
//!
//! After J. Dibbelt, B. Strasser and D. Wagner, "Customizable Contraction Hierarchies" (2016); arcs as
//! vertices after V. Buchhold and others, "Customizable Contraction Hierarchies with Turn Costs"
//! (2020); buckets after S. Knopp and others, "Computing Many-to-Many Shortest Paths Using Highway
//! Hierarchies" (2007).

mod best;
mod buckets;
mod climb;
mod climbers;
mod cover;
mod matrix;
mod order;
mod repair;
mod shape;
mod steps;

use kernel::Point;

use crate::fleet::{Fleet, UnitIx};
use crate::nearest::{Found, Goal};
use crate::network::{ArcId, Network};
use crate::times::{Spot, Times};
use best::Best;
use buckets::{Buckets, StandIx};
use climb::{Climb, Seen};
use climbers::{Asking, Leaving};
use cover::{Cover, UNLIMITED};
use repair::Repair;
use shape::Shape;
use steps::{TOO_LONG, Weights};

/// So many units are known at every rank; more of them make answers to unusual questions sure, and
/// cost more when they move.
const KNOWN: usize = 20;
/// How many units are laid before limits are looked for the first time, and how many times as many
/// the next time.
const FIRST: usize = 32;
const MORE: usize = 4;
/// Laying a unit takes about as long as so many pairs of a repair.
const PAIRS_A_UNIT: usize = 32;

/// The hierarchy of one network, with the units it knows.
#[derive(Clone, Debug)]
pub(crate) struct Hierarchy {
    shape: Shape,
    weights: Weights,
    buckets: Buckets,
    cover: Cover,
    climb: Climb,
    repair: Repair,
    /// Whether no unit's times were longer than the hierarchy reckons.
    seen: Seen,
    /// Whether a unit was on an arc that takes longer than that.
    is_endless: bool,
}

impl Hierarchy {
    pub(crate) fn of(network: &Network, times: &Times, places: &[Point]) -> Self {
        let shape = Shape::of(network, places);
        let weights = Weights::of(&shape, network, times);
        Self {
            buckets: Buckets::of(shape.ranks()),
            cover: Cover::of(&shape, &weights.up),
            climb: Climb::default(),
            repair: Repair::default(),
            seen: Seen::All,
            is_endless: false,
            weights,
            shape,
        }
    }

    /// Reckons all steps anew. Units have to be laid out again.
    pub(crate) fn reckon(&mut self, network: &Network, times: &Times) {
        self.weights = Weights::of(&self.shape, network, times);
        self.repair = Repair::default();
    }

    /// An arc takes another time. Until the [repair](Self::repair) is done, answers would be wrong.
    pub(crate) fn learn(&mut self, network: &Network, times: &Times, arc: ArcId) {
        self.weights.notice((network, times), arc);
        self.repair.learn((&self.shape, network), arc);
    }

    /// Goes on to reckon what arcs with another time mean, and lays the units anew that are touched.
    ///
    /// - `pairs`: how many pairs of ranks are looked at before this returns; see [`PAIRS_A_UNIT`].
    /// - Returns whether nothing is left to do.
    pub(crate) fn repair(&mut self, network: &Network, times: &Times, pairs: usize) -> bool {
        let on = (&self.shape, network, times);
        let mended = (&mut self.weights, &mut self.cover);
        if !self.repair.run(on, mended, pairs) {
            return false;
        }
        self.repair.find_units(&self.shape, &self.buckets);
        for _ in 0..pairs.div_ceil(PAIRS_A_UNIT) {
            let Some(unit) = self.repair.units.pop() else {
                break;
            };
            self.lay_again(unit);
        }
        self.repair.is_done()
    }

    fn lay_again(&mut self, unit: UnitIx) {
        for at in 0..self.buckets.of_unit(unit).len() {
            let stand = self.buckets.of_unit(unit)[at];
            self.buckets.clear(stand);
            self.lay(stand);
        }
    }

    /// Places all units anew, each so far that everywhere enough are known.
    pub(crate) fn lay_out(&mut self, times: &Times, fleet: &Fleet) {
        self.buckets = Buckets::of(self.shape.ranks());
        self.cover = Cover::of(&self.shape, &self.weights.up);
        self.seen = Seen::All;
        self.is_endless = false;
        let mut pause = FIRST;
        for (laid, unit) in fleet.units().enumerate() {
            if laid == pause {
                self.shrink();
                pause *= MORE;
            }
            let spots: Vec<Spot> = fleet.spots(unit).collect();
            self.place(times, unit, &spots);
        }
        // The first ones were laid further than is needed now.
        self.shrink();
        for unit in fleet.units() {
            self.lay_again(unit);
        }
    }

    fn shrink(&mut self) {
        let up = (&self.shape, &self.weights.up);
        self.cover.shrink(up, &self.buckets, KNOWN);
    }

    /// Puts a unit at these spots and nowhere else; at none, it is gone. Along the arcs where it is
    /// already it moves without a search.
    pub(crate) fn place(&mut self, times: &Times, unit: UnitIx, spots: &[Spot]) {
        let left_ms = |spot: &Spot| {
            let whole_ms = times.ms(spot.arc);
            whole_ms - spot.part.of(whole_ms)
        };
        self.is_endless |= spots.iter().any(|spot| times.ms(spot.arc) >= TOO_LONG);
        let known = self.buckets.of_unit(unit).iter();
        let known = known.map(|stand| self.buckets.stand(*stand).arc);
        let stays = known.eq(spots.iter().map(|spot| spot.arc));
        if stays {
            for (at, spot) in spots.iter().enumerate() {
                let stand = self.buckets.of_unit(unit)[at];
                self.buckets.drive(stand, left_ms(spot));
            }
            return;
        }
        self.buckets.remove(unit);
        for spot in spots {
            let stand = self.buckets.add(unit, spot.arc, left_ms(spot));
            self.lay(stand);
        }
    }

    fn lay(&mut self, stand: StandIx) {
        let arc = self.buckets.stand(stand).arc;
        self.climb.begin(&self.shape, self.shape.rank(arc), 0);
        let up = (&self.shape, &self.weights.up, self.weights.longest_ms);
        let mut leaving = Leaving {
            stand,
            buckets: &mut self.buckets,
            cover: &self.cover,
        };
        let seen = self.climb.up(up, &mut leaving);
        self.seen = self.seen.and(seen);
    }

    /// From a spot one drives to the end of its arc.
    fn begin_at_spot(&mut self, times: &Times, Spot { arc, part }: Spot) -> Seen {
        let whole_ms = times.ms(arc);
        self.begin(arc, whole_ms - part.of(whole_ms))
    }

    /// One comes to a goal from the ends of the arcs before it.
    fn begin_at_goal(&mut self, (network, times): (&Network, &Times), goal: Goal) -> Seen {
        let Goal { spot, rest_ms } = goal;
        let from_tail = rest_ms.saturating_add(spot.part.of(times.ms(spot.arc)));
        let turns = network.onto(spot.arc).iter();
        turns.fold(Seen::All, |seen, turn| {
            seen.and(self.begin(turn.from, from_tail.saturating_add(turn.cost_ms)))
        })
    }

    fn begin(&mut self, arc: ArcId, ms: u32) -> Seen {
        self.climb.begin(&self.shape, self.shape.rank(arc), ms)
    }

    /// The first `count` wanted units by time, as [`crate::Search::nearest`] finds them; `None` when
    /// the hierarchy does not see far enough to be sure.
    pub(crate) fn nearest(
        &mut self,
        (network, times, fleet): (&Network, &Times, &Fleet),
        goals: &[Goal],
        count: usize,
        mut wanted: impl FnMut(UnitIx) -> bool,
    ) -> Option<Vec<Found>> {
        if self.is_endless {
            return None;
        }
        let mut best = Best::of(count);
        let mut seen = Seen::All;
        for goal in goals {
            let Goal { spot, rest_ms } = *goal;
            let whole_ms = times.ms(spot.arc);
            let from_tail = rest_ms.saturating_add(spot.part.of(whole_ms));
            for (unit, at) in fleet.on(spot.arc).filter(|(_, at)| *at <= spot.part) {
                let time_ms = from_tail - at.of(whole_ms);
                best.offer(Found { time_ms, unit }, &mut wanted);
            }
            seen = seen.and(self.begin_at_goal((network, times), *goal));
        }
        let down = (&self.shape, &self.weights.down, self.weights.longest_ms);
        let mut asking = Asking {
            buckets: &self.buckets,
            cover: &self.cover,
            steps: &self.weights.down,
            best,
            wanted,
            sure_ms: UNLIMITED,
        };
        let climbed = self.climb.up(down, &mut asking);
        let Asking { best, sure_ms, .. } = asking;
        // Whoever is missing takes longer than that.
        let is_sure = match best.is_full() {
            true => best.limit_ms() <= sure_ms,
            false => {
                let all = seen.and(climbed).and(self.seen) == Seen::All && sure_ms == UNLIMITED;
                all && self.weights.longest_ms < TOO_LONG / 2
            }
        };
        is_sure.then(|| best.into_found())
    }
}
