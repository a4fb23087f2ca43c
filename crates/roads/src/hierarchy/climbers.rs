//! Who climbs: a unit that leaves its times, a goal that looks for units, and both for a matrix.

use super::best::Best;
use super::buckets::{Buckets, StandIx};
use super::climb::Climber;
use super::cover::{Cover, UNLIMITED};
use super::steps::{Steps, TOO_LONG};
use crate::fleet::UnitIx;
use crate::nearest::Found;

/// A unit leaves its times where it is within the limits.
pub(super) struct Leaving<'a> {
    pub(super) stand: StandIx,
    pub(super) buckets: &'a mut Buckets,
    pub(super) cover: &'a Cover,
}

impl Climber for Leaving<'_> {
    fn visit(&mut self, rank: u32, ms: u32) -> bool {
        let is_within = ms <= self.cover.limit_ms(rank);
        if is_within {
            self.buckets.leave(self.stand, rank, ms);
        }
        is_within
    }

    fn enters(&mut self, block: usize, ms: u32) -> bool {
        !self.cover.is_too_late(block, ms)
    }
}

/// A goal looks for the nearest units.
pub(super) struct Asking<'a, Wanted> {
    pub(super) buckets: &'a Buckets,
    pub(super) cover: &'a Cover,
    pub(super) steps: &'a Steps,
    pub(super) best: Best,
    pub(super) wanted: Wanted,
    /// Nobody within this time is missing.
    pub(super) sure_ms: u32,
}

impl<Wanted> Asking<'_, Wanted> {
    /// Further on there is nobody who is among the first for certain.
    fn limit_ms(&self) -> u32 {
        self.best.limit_ms().min(self.sure_ms)
    }
}

impl<Wanted: FnMut(UnitIx) -> bool> Climber for Asking<'_, Wanted> {
    fn visit(&mut self, rank: u32, ms: u32) -> bool {
        if ms > self.limit_ms() {
            return false;
        }
        let known_ms = self.cover.limit_ms(rank);
        if known_ms < UNLIMITED {
            self.sure_ms = self.sure_ms.min(ms + known_ms);
        }
        let (best, wanted) = (&mut self.best, &mut self.wanted);
        self.buckets
            .offer((rank, ms), best.limit_ms(), |time_ms, unit| {
                best.offer(Found { time_ms, unit }, wanted);
                best.limit_ms()
            });
        ms <= self.limit_ms()
    }

    fn enters(&mut self, block: usize, ms: u32) -> bool {
        self.steps.least[block] <= self.limit_ms() - ms
    }
}

/// Climbs to everything there is.
pub(super) struct Everywhere<'a, Visit> {
    pub(super) steps: &'a Steps,
    pub(super) visit: Visit,
}

impl<Visit: FnMut(u32, u32)> Climber for Everywhere<'_, Visit> {
    fn visit(&mut self, rank: u32, ms: u32) -> bool {
        (self.visit)(rank, ms);
        true
    }

    fn enters(&mut self, block: usize, _: u32) -> bool {
        self.steps.least[block] < TOO_LONG
    }
}
