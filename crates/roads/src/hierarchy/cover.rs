//! How far units are known: at each rank, so far that a few are.
//!
//! A unit leaves no entry at a rank that some twenty others reach sooner: it would be found by nobody
//! who asks for ten. How long the last of the twenty takes is kept as the limit of the rank, and
//! limits stay as they are while units move. An answer tells by them whether it is sure.
//!
//! A limit is at most that of a lower rank and the step from there, so that a unit that is beyond the
//! limit of one rank is beyond those of all to which it would go on.

use std::collections::BTreeSet;

use super::buckets::Buckets;
use super::shape::{BLOCK, Shape};
use super::steps::{Steps, TOO_LONG};

/// All units are known.
pub(super) const UNLIMITED: u32 = TOO_LONG - 1;

/// The limits in force.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    limit_ms: Vec<u32>,
    /// For each block of steps upwards, the times from which on none of them leads to a rank that
    /// is within its limit then.
    too_late_ms: Vec<u32>,
}

impl Cover {
    /// No limits.
    pub(super) fn of(shape: &Shape, up: &Steps) -> Self {
        let mut cover = Self {
            limit_ms: vec![UNLIMITED; shape.ranks()],
            too_late_ms: vec![0; shape.blocks()],
        };
        cover.summarise_all(shape, up);
        cover
    }

    /// Limits such that the nearest `count` units are known everywhere, from entries that reach at
    /// least so far.
    pub(super) fn shrink(
        &mut self,
        (shape, up): (&Shape, &Steps),
        buckets: &Buckets,
        count: usize,
    ) {
        for (rank, limit_ms) in (0..).zip(&mut self.limit_ms) {
            if let Some(ms) = buckets.nth_ms(rank, count) {
                *limit_ms = (*limit_ms).min(ms);
            }
        }
        self.summarise_all(shape, up);
    }

    pub(super) fn limit_ms(&self, rank: u32) -> u32 {
        self.limit_ms[rank as usize]
    }

    /// Lowers limits that a shorter step has made too high. Entries beyond them do no harm.
    pub(super) fn lower(&mut self, (shape, up): (&Shape, &Steps), rank: u32) {
        self.summarise(shape, up, rank);
        let mut lowered = BTreeSet::from([rank]);
        while let Some(rank) = lowered.pop_first() {
            let limit_ms = self.limit_ms(rank);
            let steps = up.ms[shape.steps_of(rank)].iter();
            for (step_ms, higher) in steps.zip(shape.above(rank)) {
                let known = &mut self.limit_ms[*higher as usize];
                if limit_ms + step_ms < *known {
                    *known = limit_ms + step_ms;
                    lowered.insert(*higher);
                }
            }
        }
    }

    /// Whether it is too late for all steps of a block.
    pub(super) fn is_too_late(&self, block: usize, ms: u32) -> bool {
        ms >= self.too_late_ms[block]
    }

    fn summarise_all(&mut self, shape: &Shape, up: &Steps) {
        for rank in 0..shape.ranks() as u32 {
            self.summarise(shape, up, rank);
        }
    }

    /// Finds anew from when on it is too late for the steps of a rank.
    fn summarise(&mut self, shape: &Shape, up: &Steps, rank: u32) {
        let steps = up.ms[shape.steps_of(rank)].chunks(BLOCK);
        let above = shape.above(rank).chunks(BLOCK);
        let blocks = &mut self.too_late_ms[shape.blocks_of(rank)];
        for (too_late_ms, (steps, above)) in blocks.iter_mut().zip(steps.zip(above)) {
            let last_ms = steps.iter().zip(above).map(|(step_ms, higher)| {
                (self.limit_ms[*higher as usize] + 1).saturating_sub(*step_ms)
            });
            *too_late_ms = last_ms.max().unwrap_or(0);
        }
    }
}
