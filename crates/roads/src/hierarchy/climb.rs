//! The search upwards: from a few ranks to everything above them that matters.
//!
//! Ranks are visited in order, so that each is left with the least time the way up to it takes. No
//! queue is needed: what lies above a rank lies on one path.

use super::shape::{BLOCK, Shape};
use super::steps::{Steps, TOO_LONG};

/// Not reached.
const UNREACHED: u32 = u32::MAX;

/// The memory of a search, used again by the next one.
#[derive(Clone, Debug, Default)]
pub(super) struct Climb {
    ms: Vec<u32>,
    /// The ranks to visit next, one for each path that has not met another; the lowest one last.
    paths: Vec<u32>,
}

/// Whoever climbs decides how far.
pub(super) trait Climber {
    /// Is at a rank after so many milliseconds. Tells whether it goes on from there.
    fn visit(&mut self, rank: u32, ms: u32) -> bool;

    /// Whether one of a block of steps is worth taking from a rank reached after so many milliseconds.
    fn enters(&mut self, block: usize, ms: u32) -> bool;
}

/// Whether times stayed within what the hierarchy reckons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// They did.
    All,
    /// Something may lie beyond.
    Some,
}

impl Seen {
    /// Everything, when both saw everything.
    pub(super) fn and(self, other: Self) -> Self {
        match self {
            Self::All => other,
            Self::Some => self,
        }
    }
}

impl Climb {
    /// Adds a rank and the time at which the search begins there.
    pub(super) fn begin(&mut self, shape: &Shape, rank: u32, ms: u32) -> Seen {
        if ms >= TOO_LONG {
            return Seen::Some;
        }
        self.ms.resize(shape.ranks(), UNREACHED);
        let known = &mut self.ms[rank as usize];
        *known = (*known).min(ms);
        self.meet(rank);
        Seen::All
    }

    /// Visits what is above the ranks where the search begins, and these, in order.
    pub(super) fn up(
        &mut self,
        (shape, steps, longest_ms): (&Shape, &Steps, u32),
        climber: &mut impl Climber,
    ) -> Seen {
        let mut seen = Seen::All;
        while let Some(begin) = self.paths.pop() {
            let meets = self.paths.last().copied().unwrap_or(u32::MAX);
            let end = shape.chain_end(begin).min(meets);
            let mut next = begin;
            while let Some(rank) = self.next_reached(next, end) {
                next = rank + 1;
                let ms = std::mem::replace(&mut self.ms[rank as usize], UNREACHED);
                if ms >= TOO_LONG {
                    seen = Seen::Some;
                } else if climber.visit(rank, ms) {
                    self.relax((shape, steps), rank, ms, climber);
                    // A step that leads to twelve days is lost among those that lead nowhere.
                    if longest_ms >= TOO_LONG - ms {
                        seen = Seen::Some;
                    }
                }
            }
            if let Some(parent) = shape.parent(end - 1) {
                self.meet(parent);
            }
        }
        seen
    }

    /// The first rank of a part of a path to which some step led.
    fn next_reached(&self, from: u32, end: u32) -> Option<u32> {
        let mut part = self.ms[from as usize..end as usize].iter();
        let found = part.position(|ms| *ms != UNREACHED)?;
        // A place between two ranks is a rank.
        Some(from + found as u32)
    }

    fn relax(
        &mut self,
        (shape, steps): (&Shape, &Steps),
        rank: u32,
        ms: u32,
        climber: &mut impl Climber,
    ) {
        let blocks = steps.ms[shape.steps_of(rank)].chunks(BLOCK);
        let above = shape.above(rank).chunks(BLOCK);
        let numbered = shape.blocks_of(rank).zip(blocks.zip(above));
        for (block, (steps, above)) in numbered {
            if !climber.enters(block, ms) {
                continue;
            }
            for (step_ms, higher) in steps.iter().zip(above) {
                let known = &mut self.ms[*higher as usize];
                let reached = match *step_ms < TOO_LONG {
                    true => ms + step_ms,
                    false => UNREACHED,
                };
                *known = (*known).min(reached);
            }
        }
    }

    fn meet(&mut self, rank: u32) {
        let place = self.paths.partition_point(|other| *other > rank);
        if self.paths.get(place) != Some(&rank) {
            self.paths.insert(place, rank);
        }
    }
}
