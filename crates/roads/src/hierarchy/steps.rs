//! How long each step takes, upwards and downwards, when everything lower may be driven over.

use super::shape::{BLOCK, Chain, Shape};
use crate::network::{ArcId, Network};
use crate::times::Times;

/// Longer than the hierarchy reckons: twelve days. Two of them together still are a number.
pub(super) const TOO_LONG: u32 = 1 << 30;

/// The times of all steps in one direction.
#[derive(Clone, Debug)]
pub(super) struct Steps {
    pub(super) ms: Vec<u32>,
    /// The least time in each block of a rank.
    pub(super) least: Vec<u32>,
}

impl Steps {
    fn of(shape: &Shape) -> Self {
        Self {
            ms: vec![TOO_LONG; shape.steps()],
            least: vec![TOO_LONG; shape.blocks()],
        }
    }

    fn summarise(&mut self, shape: &Shape, rank: u32) {
        for block in 0..shape.blocks_of(rank).len() {
            self.summarise_block(shape, rank, block);
        }
    }

    /// Finds the least time of one block of a rank again.
    pub(super) fn summarise_block(&mut self, shape: &Shape, rank: u32, block: usize) {
        let steps = &self.ms[shape.steps_of(rank)];
        let steps = &steps[block * BLOCK..steps.len().min((block + 1) * BLOCK)];
        let least = steps.iter().copied().min().unwrap_or(TOO_LONG);
        self.least[shape.blocks_of(rank).start + block] = least;
    }
}

/// The times from the end of one arc to the end of another.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// From the lower rank to the higher.
    pub(super) up: Steps,
    /// From the higher rank to the lower.
    pub(super) down: Steps,
    /// The longest step that is not too long.
    pub(super) longest_ms: u32,
}

impl Weights {
    /// Reckons all steps.
    pub(super) fn of(shape: &Shape, network: &Network, times: &Times) -> Self {
        let mut weights = Self {
            up: Steps::of(shape),
            down: Steps::of(shape),
            longest_ms: 0,
        };
        for onto in (0..network.arcs() as u32).map(ArcId) {
            for turn in network.onto(onto) {
                weights.turn(shape, turn.from, onto, turn_ms(times, onto, turn.cost_ms));
            }
        }
        for chain in &shape.chains {
            weights.within(shape, *chain);
            weights.beyond(shape, *chain);
        }
        weights.finish(shape);
        for onto in (0..network.arcs() as u32).map(ArcId) {
            weights.notice((network, times), onto);
        }
        weights
    }

    /// Remembers when an arc takes longer than the hierarchy reckons, and so seems not to be there.
    pub(super) fn notice(&mut self, (network, times): (&Network, &Times), onto: ArcId) {
        let mut turns = network.onto(onto).iter();
        let is_lost = turns.any(|turn| turn_ms(times, onto, turn.cost_ms) >= TOO_LONG);
        if is_lost && !times.is_closed(onto) {
            self.longest_ms = TOO_LONG;
        }
    }

    fn turn(&mut self, shape: &Shape, from: ArcId, onto: ArcId, ms: u32) {
        let (from, onto) = (shape.rank(from), shape.rank(onto));
        let (steps, lower, higher) = match from < onto {
            true => (&mut self.up, from, onto),
            false => (&mut self.down, onto, from),
        };
        // An arc that ends where it begins has a turn onto itself, which shortens no way.
        if let Some(step) = shape.step(lower, higher) {
            steps.ms[step] = steps.ms[step].min(ms);
        }
    }

    /// What the ranks of a chain mean for the later ones of the same chain: what they see above them
    /// is the same list, only shorter.
    fn within(&mut self, shape: &Shape, chain: Chain) {
        for lower in chain.from..chain.to {
            for middle in lower + 1..chain.to {
                let at = (middle - lower) as usize - 1;
                let (low, high) = (shape.steps_of(lower), shape.steps_of(middle));
                let (rest, first) = (low.start + at + 1..low.end, low.start + at);
                over(
                    &mut self.up.ms,
                    self.down.ms[first],
                    rest.clone(),
                    high.start,
                );
                over(&mut self.down.ms, self.up.ms[first], rest, high.start);
            }
        }
    }

    /// What they mean for the ranks above the chain. Where these keep the steps in question is found
    /// once for the whole chain.
    fn beyond(&mut self, shape: &Shape, chain: Chain) {
        let last = chain.to - 1;
        let above = shape.above(last);
        let mut runs = vec![];
        for (at, higher) in above.iter().enumerate() {
            find_runs(&above[at + 1..], shape.above(*higher), &mut runs);
            let to = shape.steps_of(*higher).start;
            for lower in chain.from..chain.to {
                // Counted from the end, because the lists of a chain end alike.
                let end = shape.steps_of(lower).end;
                let first = end - (above.len() - at);
                for run in &runs {
                    let from = first + 1 + run.from;
                    let rest = from..from + run.len;
                    over(
                        &mut self.up.ms,
                        self.down.ms[first],
                        rest.clone(),
                        to + run.to,
                    );
                    over(&mut self.down.ms, self.up.ms[first], rest, to + run.to);
                }
            }
        }
    }

    fn finish(&mut self, shape: &Shape) {
        for rank in 0..shape.ranks() as u32 {
            self.up.summarise(shape, rank);
            self.down.summarise(shape, rank);
        }
        let short = |ms: &&u32| **ms < TOO_LONG;
        let all = self.up.ms.iter().chain(&self.down.ms);
        self.longest_ms = all.filter(short).copied().max().unwrap_or(0);
    }
}

/// What it takes from the end of an arc to the end of the next one.
pub(super) fn turn_ms(times: &Times, onto: ArcId, cost_ms: u32) -> u32 {
    match times.is_closed(onto) {
        true => TOO_LONG,
        false => cost_ms.saturating_add(times.ms(onto)).min(TOO_LONG),
    }
}

/// Steps that can also be made over a lower rank: first `first`, then one of `rest`. The steps they
/// compete with begin at `to`, further on than all of `rest`.
fn over(ms: &mut [u32], first: u32, rest: std::ops::Range<usize>, to: usize) {
    if first >= TOO_LONG {
        return;
    }
    let (before, after) = ms.split_at_mut(to);
    for (known, rest) in after.iter_mut().zip(&before[rest]) {
        *known = (*known).min(first + rest);
    }
}

/// Places in one list that follow one another in another list too.
struct Run {
    from: usize,
    to: usize,
    len: usize,
}

/// Finds where the numbers of a sorted list are in another one that has them all.
fn find_runs(numbers: &[u32], among: &[u32], runs: &mut Vec<Run>) {
    runs.clear();
    let mut to = 0;
    for (from, number) in numbers.iter().enumerate() {
        let skipped = among[to..]
            .iter()
            .take_while(|other| *other < number)
            .count();
        match runs.last_mut() {
            Some(run) if skipped == 0 => run.len += 1,
            _ => runs.push(Run {
                from,
                to: to + skipped,
                len: 1,
            }),
        }
        to += skipped + 1;
    }
}
