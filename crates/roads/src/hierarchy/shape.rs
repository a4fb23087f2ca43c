//! What is connected with what once lower arcs are taken out: depends on the streets and their turns,
//! and not on how long anything takes.
//!
//! An arc's place in the order is its rank. Taking it out connects the arcs above it that were
//! connected with it, so that ways over lower arcs are kept as one step. Everything an arc is then
//! connected with lies on one path upwards, from parent to parent.

use super::order::order;
use crate::network::{ArcId, Network};
use kernel::Point;

/// No parent.
pub(super) const NONE: u32 = u32::MAX;
/// Steps whose least time is kept together, so that a search passes over those that are too long.
pub(super) const BLOCK: usize = 16;

/// Ranks that follow one another and see the same ranks above them: the first sees all others, and so
/// on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    pub(super) from: u32,
    pub(super) to: u32,
}

/// The steps between ranks. All steps of a rank lead upwards; times are kept for both directions.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    rank_of: Vec<u32>,
    arc_of: Vec<ArcId>,
    /// Where the ranks above each rank begin in `above`, and how many they are. Those of a chain
    /// overlap.
    first_above: Vec<u32>,
    count: Vec<u32>,
    above: Vec<u32>,
    first_step: Vec<usize>,
    first_block: Vec<usize>,
    pub(super) chains: Vec<Chain>,
    chain_of: Vec<u32>,
    /// Where the chains below each rank begin in `below`, see [`Self::below`].
    first_below: Vec<u32>,
    below: Vec<u32>,
}

impl Shape {
    /// - `places`: where each node is, see [`super::order`].
    pub(super) fn of(network: &Network, places: &[Point]) -> Self {
        let order = order(network, places);
        let mut rank_of = vec![0; network.arcs()];
        for (rank, arc) in (0..).zip(&order) {
            rank_of[arc.at()] = rank;
        }
        let mut shape = Self {
            first_above: Vec::with_capacity(order.len()),
            count: Vec::with_capacity(order.len()),
            above: vec![],
            first_step: vec![0],
            first_block: vec![0],
            chains: vec![],
            chain_of: Vec::with_capacity(order.len()),
            first_below: vec![],
            below: vec![],
            rank_of,
            arc_of: vec![],
        };
        let neighbours = Neighbours::of(network, &shape.rank_of);
        // The lower ranks of which each rank is the parent, as lists.
        let mut first_child = vec![NONE; order.len()];
        let mut next_child = vec![NONE; order.len()];
        let mut seen = vec![NONE; order.len()];
        let mut found: Vec<u32> = vec![];
        for rank in 0..order.len() as u32 {
            found.clear();
            seen[rank as usize] = rank;
            let mut see = |other: u32| {
                if std::mem::replace(&mut seen[other as usize], rank) != rank {
                    found.push(other);
                }
            };
            neighbours.above(rank).iter().copied().for_each(&mut see);
            let mut child = first_child[rank as usize];
            while child != NONE {
                shape.above(child).iter().copied().for_each(&mut see);
                child = next_child[child as usize];
            }
            shape.push(rank, &mut found);
            if let Some(parent) = shape.parent(rank) {
                next_child[rank as usize] = first_child[parent as usize];
                first_child[parent as usize] = rank;
            }
        }
        shape.arc_of = order;
        shape.turn_round();
        shape
    }

    /// Finds the chains below each rank.
    fn turn_round(&mut self) {
        let mut first = vec![0_u32; self.ranks() + 1];
        for chain in &self.chains {
            for higher in self.above(chain.to - 1) {
                first[*higher as usize + 1] += 1;
            }
        }
        for rank in 1..first.len() {
            first[rank] += first[rank - 1];
        }
        let mut next = first.clone();
        let mut below = vec![0; first[self.ranks()] as usize];
        for (number, chain) in (0..).zip(&self.chains) {
            for higher in self.above(chain.to - 1) {
                let place = &mut next[*higher as usize];
                below[*place as usize] = number;
                *place += 1;
            }
        }
        (self.first_below, self.below) = (first, below);
    }

    /// The chains before that of a rank whose ranks have a step to it.
    pub(super) fn below(&self, rank: u32) -> impl Iterator<Item = Chain> {
        let (from, to) = (
            self.first_below[rank as usize],
            self.first_below[rank as usize + 1],
        );
        let numbers = &self.below[from as usize..to as usize];
        numbers.iter().map(|number| self.chains[*number as usize])
    }

    /// The chain of a rank.
    pub(super) fn chain(&self, rank: u32) -> Chain {
        self.chains[self.chain_of[rank as usize] as usize]
    }

    fn push(&mut self, rank: u32, found: &mut [u32]) {
        let continues = rank > 0
            && self.parent(rank - 1) == Some(rank)
            && self.count[rank as usize - 1] as usize == found.len() + 1;
        match self.chains.last_mut() {
            // What the rank before sees is among what this one sees, so equally many are the same.
            Some(chain) if continues => {
                chain.to = rank + 1;
                self.first_above
                    .push(self.first_above[rank as usize - 1] + 1);
            }
            _ => {
                found.sort_unstable();
                self.chains.push(Chain {
                    from: rank,
                    to: rank + 1,
                });
                self.first_above.push(self.above.len() as u32);
                self.above.extend_from_slice(found);
            }
        }
        self.chain_of.push(self.chains.len() as u32 - 1);
        self.count.push(found.len() as u32);
        self.first_step
            .push(self.first_step[rank as usize] + found.len());
        self.first_block
            .push(self.first_block[rank as usize] + found.len().div_ceil(BLOCK));
    }

    /// How many ranks there are.
    pub(super) fn ranks(&self) -> usize {
        self.rank_of.len()
    }

    /// How many steps there are.
    pub(super) fn steps(&self) -> usize {
        self.first_step[self.ranks()]
    }

    /// How many blocks of steps there are.
    pub(super) fn blocks(&self) -> usize {
        self.first_block[self.ranks()]
    }

    pub(super) fn rank(&self, arc: ArcId) -> u32 {
        self.rank_of[arc.at()]
    }

    pub(super) fn arc(&self, rank: u32) -> ArcId {
        self.arc_of[rank as usize]
    }

    /// The ranks to which the steps of a rank lead, in order.
    pub(super) fn above(&self, rank: u32) -> &[u32] {
        let (first, count) = (self.first_above[rank as usize], self.count[rank as usize]);
        &self.above[first as usize..(first + count) as usize]
    }

    /// The lowest rank above.
    pub(super) fn parent(&self, rank: u32) -> Option<u32> {
        self.above(rank).first().copied()
    }

    /// Where the chain of a rank ends: each of its ranks is the parent of the one before.
    pub(super) fn chain_end(&self, rank: u32) -> u32 {
        self.chain(rank).to
    }

    /// Where the steps of a rank are among all.
    pub(super) fn steps_of(&self, rank: u32) -> std::ops::Range<usize> {
        self.first_step[rank as usize]..self.first_step[rank as usize + 1]
    }

    /// Where the blocks of a rank are among all.
    pub(super) fn blocks_of(&self, rank: u32) -> std::ops::Range<usize> {
        self.first_block[rank as usize]..self.first_block[rank as usize + 1]
    }

    /// The step from one rank to another above it.
    pub(super) fn step(&self, from: u32, to: u32) -> Option<usize> {
        let found = self.above(from).binary_search(&to).ok()?;
        Some(self.first_step[from as usize] + found)
    }
}

/// The higher ranks that each rank meets at a turn, in one direction or the other.
struct Neighbours {
    first: Vec<u32>,
    ranks: Vec<u32>,
}

impl Neighbours {
    fn of(network: &Network, rank_of: &[u32]) -> Self {
        let pairs = || {
            let arcs = (0..network.arcs() as u32).map(ArcId);
            let turns =
                arcs.flat_map(|onto| network.onto(onto).iter().map(move |turn| (turn.from, onto)));
            turns
                .map(|(from, onto)| (rank_of[from.at()], rank_of[onto.at()]))
                .filter(|(from, onto)| from != onto)
                .map(|(from, onto)| (from.min(onto), from.max(onto)))
        };
        let mut first = vec![0_u32; rank_of.len() + 1];
        for (lower, _) in pairs() {
            first[lower as usize + 1] += 1;
        }
        for rank in 1..first.len() {
            first[rank] += first[rank - 1];
        }
        let mut next = first.clone();
        let mut ranks = vec![0; first[rank_of.len()] as usize];
        for (lower, higher) in pairs() {
            let place = &mut next[lower as usize];
            ranks[*place as usize] = higher;
            *place += 1;
        }
        Self { first, ranks }
    }

    fn above(&self, rank: u32) -> &[u32] {
        let (from, to) = (self.first[rank as usize], self.first[rank as usize + 1]);
        &self.ranks[from as usize..to as usize]
    }
}
