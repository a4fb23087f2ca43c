//! A plain grid over the segments, to find what is near a spot without looking at the whole city.

use super::network::Network;
use crate::plane::{self, Spot};

const CELL_M: f64 = 250.0;
const HALF_M: f64 = 18_000.0;
const WIDE: usize = (2.0 * HALF_M / CELL_M) as usize;

/// Segments by the cells they pass through.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    first: Vec<u32>,
    segments: Vec<u32>,
}

fn cell(spot: Spot) -> (usize, usize) {
    let index = |value: f64| (((value + HALF_M) / CELL_M).max(0.0) as usize).min(WIDE - 1);
    (index(spot.x), index(spot.y))
}

impl Grid {
    pub(super) fn build(network: &Network) -> Self {
        let mut entries: Vec<(u32, u32)> = Vec::new();
        for (id, segment) in network.segments.iter().enumerate() {
            let (a, b) = (
                network.spots[segment.a as usize],
                network.spots[segment.b as usize],
            );
            let (low, high) = (
                cell(Spot::new(a.x.min(b.x), a.y.min(b.y))),
                cell(Spot::new(a.x.max(b.x), a.y.max(b.y))),
            );
            for y in low.1..=high.1 {
                entries.extend((low.0..=high.0).map(|x| ((y * WIDE + x) as u32, id as u32)));
            }
        }
        entries.sort_unstable();
        let mut first = vec![0u32; WIDE * WIDE + 1];
        for (cell, _) in &entries {
            first[*cell as usize + 1] += 1;
        }
        for n in 1..first.len() {
            first[n] += first[n - 1];
        }
        Self {
            first,
            segments: entries.into_iter().map(|entry| entry.1).collect(),
        }
    }

    /// The nearest segment, how far along it (0 to 1) and how far off it the spot lies.
    pub(crate) fn nearest(&self, network: &Network, spot: Spot) -> (u32, f64, f64) {
        let (x, y) = cell(spot);
        let mut best = (0, 0.0, f64::INFINITY);
        for reach in 0..WIDE {
            let safe_m = (reach as f64 - 1.0) * CELL_M;
            if best.2 < safe_m {
                break;
            }
            for cy in y.saturating_sub(reach)..=(y + reach).min(WIDE - 1) {
                for cx in x.saturating_sub(reach)..=(x + reach).min(WIDE - 1) {
                    if cx.abs_diff(x).max(cy.abs_diff(y)) != reach {
                        continue;
                    }
                    let at = cy * WIDE + cx;
                    for id in &self.segments[self.first[at] as usize..self.first[at + 1] as usize] {
                        let segment = &network.segments[*id as usize];
                        let ends = (
                            network.spots[segment.a as usize],
                            network.spots[segment.b as usize],
                        );
                        let (share, off) = plane::foot(ends.0, ends.1, spot);
                        if off < best.2 {
                            best = (*id, share, off);
                        }
                    }
                }
            }
        }
        best
    }
}
