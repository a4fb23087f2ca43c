//! The drawing sheet: corners, edges that can be split from either side, and plots of land.

use super::class::Class;
use crate::plane::{self, Spot};

/// A straight stretch between two corners. Streets drawn later split it where they meet it.
pub(super) struct Edge {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) class: Option<Class>,
    /// The long line of the plan this is part of.
    pub(super) line: Option<usize>,
    /// Corners added on the way, with their share of it.
    pub(super) splits: Vec<(f64, u32)>,
    pub(super) district: u8,
}

/// A plot of land: its corners anticlockwise, each with the edge that leads on to the next.
pub(super) struct Plot {
    pub(super) sides: Vec<(u32, u32)>,
    pub(super) water: bool,
    pub(super) district: u8,
    /// How often the plot has been cut.
    pub(super) depth: u8,
}

/// Corners and edges.
pub(super) struct Sheet {
    pub(super) spots: Vec<Spot>,
    pub(super) edges: Vec<Edge>,
}

impl Sheet {
    pub(super) fn new(spots: Vec<Spot>) -> Self {
        Self {
            spots,
            edges: Vec::new(),
        }
    }

    pub(super) fn spot(&self, corner: u32) -> Spot {
        self.spots[corner as usize]
    }

    pub(super) fn ring(&self, plot: &Plot) -> Vec<Spot> {
        plot.sides.iter().map(|side| self.spot(side.0)).collect()
    }

    /// The corner on `edge` nearest to `at`, when one lies within `snap_m`; else a new corner
    /// there. Taking the neighbour's corner turns two staggered ends into one crossing.
    pub(super) fn corner_on(
        &mut self,
        edge: u32,
        between: (u32, u32),
        at: Spot,
        snap_m: f64,
    ) -> u32 {
        let (from, to) = (self.spot(between.0), self.spot(between.1));
        let mut best = (snap_m, None);
        for corner in [between.0, between.1] {
            let off = self.spot(corner).to(at);
            if off < best.0 {
                best = (off, Some(corner));
            }
        }
        let way = to.minus(from);
        for (_, corner) in &self.edges[edge as usize].splits {
            let spot = self.spot(*corner);
            let share = spot.minus(from).dot(way) / way.dot(way).max(1e-9);
            let off = spot.to(at);
            if off < best.0 && (0.0..=1.0).contains(&share) {
                best = (off, Some(*corner));
            }
        }
        if let Some(corner) = best.1 {
            return corner;
        }
        let corner = self.spots.len() as u32;
        self.spots.push(at);
        let edge = &mut self.edges[edge as usize];
        let (a, b) = (self.spots[edge.a as usize], self.spots[edge.b as usize]);
        edge.splits.push((plane::foot(a, b, at).0, corner));
        corner
    }
}
