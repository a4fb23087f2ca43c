//! Times from many places to many: each place to reach leaves its times where it climbs, and each
//! place to start from gathers them.

use super::Hierarchy;
use super::climb::Seen;
use super::climbers::Everywhere;
use super::steps::TOO_LONG;
use crate::nearest::Goal;
use crate::network::Network;
use crate::times::{Spot, Times};

/// Not to be reached.
pub(crate) const NEVER: u32 = u32::MAX;

/// What the goals leave, sorted by rank.
struct Left {
    /// Where the entries of each rank begin.
    first: Vec<u32>,
    /// Which goal, and how long it takes from the rank.
    entries: Vec<(u32, u32)>,
}

impl Left {
    fn of(ranks: usize, climbed: &[(u32, u32, u32)]) -> Self {
        let mut first = vec![0_u32; ranks + 1];
        for (rank, ..) in climbed {
            first[*rank as usize + 1] += 1;
        }
        for rank in 1..first.len() {
            first[rank] += first[rank - 1];
        }
        let mut next = first.clone();
        let mut entries = vec![(0, 0); climbed.len()];
        for (rank, goal, ms) in climbed {
            let place = &mut next[*rank as usize];
            entries[*place as usize] = (*goal, *ms);
            *place += 1;
        }
        Self { first, entries }
    }

    fn at(&self, rank: u32) -> &[(u32, u32)] {
        let (from, to) = (self.first[rank as usize], self.first[rank as usize + 1]);
        &self.entries[from as usize..to as usize]
    }
}

impl Hierarchy {
    /// The times from each spot to each goal, spot by spot; [`NEVER`] where there is no way. `None`
    /// when something takes longer than the hierarchy reckons.
    pub(crate) fn matrix(
        &mut self,
        (network, times): (&Network, &Times),
        from: &[Spot],
        to: &[Goal],
    ) -> Option<Vec<u32>> {
        let mut seen = Seen::All;
        let mut climbed = vec![];
        for (number, goal) in (0..).zip(to) {
            seen = seen.and(self.begin_at_goal((network, times), *goal));
            let down = (&self.shape, &self.weights.down, self.weights.longest_ms);
            seen = seen.and(self.climb.up(
                down,
                &mut Everywhere {
                    steps: &self.weights.down,
                    visit: |rank, ms| climbed.push((rank, number, ms)),
                },
            ));
        }
        let left = Left::of(self.shape.ranks(), &climbed);
        let mut rows = vec![NEVER; from.len() * to.len()];
        for (spot, row) in from.iter().zip(rows.chunks_mut(to.len().max(1))) {
            along(times, *spot, to, row);
            seen = seen.and(self.begin_at_spot(times, *spot));
            let up = (&self.shape, &self.weights.up, self.weights.longest_ms);
            seen = seen.and(self.climb.up(
                up,
                &mut Everywhere {
                    steps: &self.weights.up,
                    visit: |rank, ms| {
                        for (goal, rest_ms) in left.at(rank) {
                            let known = &mut row[*goal as usize];
                            *known = (*known).min(ms + rest_ms);
                        }
                    },
                },
            ));
        }
        let is_sure = seen == Seen::All && self.weights.longest_ms < TOO_LONG / 2;
        is_sure.then_some(rows)
    }
}

/// Goals further on along the arc where one stands.
fn along(times: &Times, spot: Spot, to: &[Goal], row: &mut [u32]) {
    for (goal, known) in to.iter().zip(row) {
        if goal.spot.arc == spot.arc && spot.part <= goal.spot.part {
            let whole_ms = times.ms(spot.arc);
            let from_tail = goal.rest_ms.saturating_add(goal.spot.part.of(whole_ms));
            *known = from_tail - spot.part.of(whole_ms);
        }
    }
}
