//! What a few arcs mean that take longer or shorter than before: their steps are reckoned anew, and
//! then those above them that were made over a changed one or now could be.

use std::collections::BTreeSet;

use super::buckets::Buckets;
use super::cover::Cover;
use super::shape::{BLOCK, Chain, Shape};
use super::steps::{TOO_LONG, Weights, turn_ms};
use crate::fleet::UnitIx;
use crate::network::{ArcId, Network};
use crate::times::Times;

/// What is left to repair.
#[derive(Clone, Debug, Default)]
pub(super) struct Repair {
    /// Pairs of ranks whose steps have to be reckoned, the lower ones first.
    waiting: BTreeSet<(u32, u32)>,
    /// The ranks that have other steps upwards than before.
    touched: BTreeSet<u32>,
    /// The units that took such steps.
    pub(super) units: Vec<UnitIx>,
}

/// The times of the steps between two ranks.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pair {
    up_ms: u32,
    down_ms: u32,
}

impl Pair {
    /// The least times between two ranks, straight or over ranks below both.
    fn of(
        (shape, network, times): (&Shape, &Network, &Times),
        weights: &Weights,
        (lower, higher): (u32, u32),
    ) -> Self {
        let straight = |from: u32, onto: u32| {
            let (from, onto) = (shape.arc(from), shape.arc(onto));
            let turns = network.onto(onto).iter().filter(|turn| turn.from == from);
            let ms = turns.map(|turn| turn_ms(times, onto, turn.cost_ms)).min();
            ms.unwrap_or(TOO_LONG)
        };
        let mut pair = Self {
            up_ms: straight(lower, higher),
            down_ms: straight(higher, lower),
        };
        let before = Chain {
            to: lower,
            ..shape.chain(lower)
        };
        pair.shorten((shape, weights), before, (lower, higher));
        for chain in shape.below(lower) {
            pair.shorten((shape, weights), chain, (lower, higher));
        }
        pair
    }

    /// Takes the ways over the ranks of a chain, which all see the same above it.
    fn shorten(
        &mut self,
        (shape, weights): (&Shape, &Weights),
        chain: Chain,
        (lower, higher): (u32, u32),
    ) {
        let Some(last) = (chain.from..chain.to).last() else {
            return;
        };
        let (Some(low), Some(high)) = (shape.step(last, lower), shape.step(last, higher)) else {
            return;
        };
        // Counted from the end, because the lists of a chain end alike.
        let end = shape.steps_of(last).end;
        let (up, down) = (&weights.up.ms, &weights.down.ms);
        for rank in chain.from..chain.to {
            let end_of_rank = shape.steps_of(rank).end;
            let (low, high) = (end_of_rank - (end - low), end_of_rank - (end - high));
            self.up_ms = self.up_ms.min(down[low] + up[high]);
            self.down_ms = self.down_ms.min(down[high] + up[low]);
        }
    }
}

impl Repair {
    pub(super) fn is_done(&self) -> bool {
        self.waiting.is_empty() && self.touched.is_empty() && self.units.is_empty()
    }

    /// An arc takes another time.
    pub(super) fn learn(&mut self, (shape, network): (&Shape, &Network), onto: ArcId) {
        let onto_rank = shape.rank(onto);
        for turn in network.onto(onto) {
            let from = shape.rank(turn.from);
            if from != onto_rank {
                let pair = (from.min(onto_rank), from.max(onto_rank));
                self.waiting.insert(pair);
            }
        }
    }

    /// Reckons so many pairs at most. Tells whether that were all.
    pub(super) fn run(
        &mut self,
        (shape, network, times): (&Shape, &Network, &Times),
        (weights, cover): (&mut Weights, &mut Cover),
        pairs: usize,
    ) -> bool {
        for _ in 0..pairs {
            let Some(pair) = self.waiting.pop_first() else {
                return true;
            };
            self.pair((shape, network, times), (weights, cover), pair);
        }
        self.waiting.is_empty()
    }

    fn pair(
        &mut self,
        (shape, network, times): (&Shape, &Network, &Times),
        (weights, cover): (&mut Weights, &mut Cover),
        (lower, higher): (u32, u32),
    ) {
        let Some(step) = shape.step(lower, higher) else {
            return;
        };
        let new = Pair::of((shape, network, times), weights, (lower, higher));
        let old = Pair {
            up_ms: std::mem::replace(&mut weights.up.ms[step], new.up_ms),
            down_ms: std::mem::replace(&mut weights.down.ms[step], new.down_ms),
        };
        if old == new {
            return;
        }
        for ms in [new.up_ms, new.down_ms] {
            if ms < TOO_LONG {
                weights.longest_ms = weights.longest_ms.max(ms);
            }
        }
        let number = step - shape.steps_of(lower).start;
        weights.up.summarise_block(shape, lower, number / BLOCK);
        weights.down.summarise_block(shape, lower, number / BLOCK);
        if old.up_ms != new.up_ms {
            self.touched.insert(lower);
            cover.lower((shape, &weights.up), lower);
        }
        self.spread((shape, weights), (lower, higher), old, new);
    }

    /// Once all pairs are reckoned, the units that took a step that has changed have to be laid anew.
    pub(super) fn find_units(&mut self, shape: &Shape, buckets: &Buckets) {
        if self.touched.is_empty() {
            return;
        }
        let mut marked = vec![false; shape.ranks()];
        for rank in std::mem::take(&mut self.touched) {
            marked[rank as usize] = true;
        }
        self.units.extend(buckets.units_at(&marked));
    }

    /// Lets those steps be reckoned that were made over a changed pair, or could be now.
    fn spread(
        &mut self,
        (shape, weights): (&Shape, &Weights),
        (lower, higher): (u32, u32),
        old: Pair,
        new: Pair,
    ) {
        let steps = shape.steps_of(lower);
        for (step, other) in steps.zip(shape.above(lower)) {
            if *other == higher {
                continue;
            }
            let (first, second) = (higher.min(*other), higher.max(*other));
            let Some(known) = shape.step(first, second) else {
                continue;
            };
            let (to_other, from_other) = match first == higher {
                true => (weights.up.ms[known], weights.down.ms[known]),
                false => (weights.down.ms[known], weights.up.ms[known]),
            };
            let (on, back) = (weights.up.ms[step], weights.down.ms[step]);
            if matters(to_other, old.down_ms, new.down_ms, on)
                || matters(from_other, old.up_ms, new.up_ms, back)
            {
                self.waiting.insert((first, second));
            }
        }
    }
}

/// Whether a way that takes so long may have another time when one of its two parts has.
fn matters(known_ms: u32, old_ms: u32, new_ms: u32, rest_ms: u32) -> bool {
    let (old_ms, new_ms) = (
        (old_ms + rest_ms).min(TOO_LONG),
        (new_ms + rest_ms).min(TOO_LONG),
    );
    new_ms < known_ms || (old_ms == known_ms && new_ms > old_ms)
}
