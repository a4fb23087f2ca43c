//! The units that reach a place first: one search backwards from it, over arcs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::fleet::{Fleet, UnitIx};
use crate::network::{ArcId, Network};
use crate::times::{Spot, Times};

/// A way to arrive: a place on an arc, and what is left from there, such as the walk to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// Where the driving ends.
    pub spot: Spot,
    /// The time from there.
    pub rest_ms: u32,
}

/// A unit and how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// From where it is now, with what is left at the goal.
    pub time_ms: u32,
    /// Which.
    pub unit: UnitIx,
}

/// What waits to be settled, by time. At the same time arcs come before units and low numbers first,
/// so that the answer does not depend on the order of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Waiting {
    Arc(ArcId),
    Unit(UnitIx),
}

/// Not reached yet.
const UNREACHED: u32 = u32::MAX;

/// The memory of a search, used again by the next one.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The time from the tail of each arc to the goal, along the arc.
    from_tail: Vec<u32>,
    touched: Vec<ArcId>,
    queue: BinaryHeap<Reverse<(u32, Waiting)>>,
}

impl Search {
    /// The first `count` units by time to the nearest of the goals, at equal times by number. Units
    /// that are not `wanted` do not count.
    ///
    /// A closed arc is not driven through; a goal on one is still reached, because the reason for the
    /// closure is often the very place one has to go to, and a unit on one still drives off.
    pub fn nearest(
        &mut self,
        (network, times, fleet): (&Network, &Times, &Fleet),
        goals: &[Goal],
        count: usize,
        mut wanted: impl FnMut(UnitIx) -> bool,
    ) -> Vec<Found> {
        self.begin(network.arcs());
        for goal in goals {
            self.seed((network, times, fleet), *goal);
        }
        let mut found: Vec<Found> = Vec::with_capacity(count.min(64));
        while found.len() < count
            && let Some(Reverse((time_ms, waiting))) = self.queue.pop()
        {
            match waiting {
                Waiting::Unit(unit) => {
                    let known = found.iter().any(|found| found.unit == unit);
                    if !known && wanted(unit) {
                        found.push(Found { time_ms, unit });
                    }
                }
                Waiting::Arc(arc) if self.from_tail[arc.at()] == time_ms => {
                    self.turn_onto((network, times, fleet), arc, time_ms);
                }
                // A shorter way onto it has been followed already.
                Waiting::Arc(_) => {}
            }
        }
        found
    }

    fn begin(&mut self, arcs: usize) {
        for arc in self.touched.drain(..) {
            self.from_tail[arc.at()] = UNREACHED;
        }
        self.from_tail.resize(arcs, UNREACHED);
        self.queue.clear();
    }

    fn seed(&mut self, (network, times, fleet): (&Network, &Times, &Fleet), goal: Goal) {
        let Spot { arc, part } = goal.spot;
        let whole_ms = times.ms(arc);
        let from_tail = goal.rest_ms.saturating_add(part.of(whole_ms));
        for (unit, at) in fleet.on(arc).filter(|(_, at)| *at <= part) {
            self.wait(from_tail - at.of(whole_ms), Waiting::Unit(unit));
        }
        self.turn_onto((network, times, fleet), arc, from_tail);
    }

    /// Whoever is on an arc from which one may turn onto this one can reach the goal over it, which
    /// takes `rest_ms` from its tail.
    fn turn_onto(
        &mut self,
        (network, times, fleet): (&Network, &Times, &Fleet),
        arc: ArcId,
        rest_ms: u32,
    ) {
        for turn in network.onto(arc) {
            let from_head = rest_ms.saturating_add(turn.cost_ms);
            let whole_ms = times.ms(turn.from);
            let from_tail = from_head.saturating_add(whole_ms);
            let known = &mut self.from_tail[turn.from.at()];
            if from_tail >= *known {
                continue;
            }
            if *known == UNREACHED {
                self.touched.push(turn.from);
            }
            *known = from_tail;
            for (unit, at) in fleet.on(turn.from) {
                self.wait(from_tail - at.of(whole_ms), Waiting::Unit(unit));
            }
            if !times.is_closed(turn.from) {
                self.wait(from_tail, Waiting::Arc(turn.from));
            }
        }
    }

    fn wait(&mut self, time_ms: u32, waiting: Waiting) {
        self.queue.push(Reverse((time_ms, waiting)));
    }
}
