//! The quickest way over the streets from one spot to another, and when each corner is passed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use kernel::Timestamp;

use crate::city::City;
use crate::plane::Spot;

/// How a unit drives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Pace {
    /// With lights: faster than the traffic, and through the crossings.
    Urgent,
    /// With the traffic.
    Usual,
    /// On patrol.
    Slow,
    /// On foot.
    Walk,
}

impl Pace {
    /// Share of the road's usual speed, and the wait at a crossing in milliseconds.
    fn terms(self) -> (f64, u32) {
        match self {
            Self::Urgent => (1.15, 700),
            Self::Usual => (0.75, 3_000),
            Self::Slow => (0.45, 4_000),
            Self::Walk => (0.17, 0),
        }
    }
}

/// Above any speed of the network in metres a millisecond, so that the estimate rarely overshoots.
const FASTEST_KM_H: f64 = 72.0;

/// A drive: the spots passed, each with the instant.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    passed: Vec<(Timestamp, Spot)>,
}

impl Route {
    pub(crate) fn start(&self) -> Timestamp {
        self.passed[0].0
    }

    pub(crate) fn end(&self) -> Timestamp {
        self.passed[self.passed.len() - 1].0
    }

    /// Where the drive is at an instant, and the way it goes there.
    pub(crate) fn at(&self, now: Timestamp) -> (Spot, Spot) {
        let next = self.passed.partition_point(|corner| corner.0 <= now);
        let next = next.clamp(1, self.passed.len().max(2) - 1);
        let (from, to) = (
            self.passed[next - 1],
            self.passed[next.min(self.passed.len() - 1)],
        );
        let whole = to.0.since_ms(from.0).max(1) as f64;
        let share = (now.since_ms(from.0) as f64 / whole).clamp(0.0, 1.0);
        (from.1.mix(to.1, share), to.1.minus(from.1))
    }
}

/// Plans a drive that starts at `now`; it ends on the street nearest to `to`.
pub(crate) fn plan(city: &City, from: Spot, to: Spot, pace: Pace, now: Timestamp) -> Route {
    let network = &city.network;
    let (factor, wait_ms) = pace.terms();
    let metre_ms = |km_h: f64| 3_600.0 / (km_h * factor);
    let segment = |id: u32| &network.segments[id as usize];
    let spot = |node: u32| network.spots[node as usize];
    let segment_ms = |id: u32| {
        let segment = segment(id);
        (f64::from(segment.length_m) * metre_ms(f64::from(segment.class.speed_km_h()))) as u32
    };
    let (first, first_share, _) = city.grid.nearest(network, from);
    let (last, last_share, _) = city.grid.nearest(network, to);
    let on = |id: u32, share: f64| spot(segment(id).a).mix(spot(segment(id).b), share);
    let (begin, goal) = (on(first, first_share), on(last, last_share));
    if first == last {
        let ms = (f64::from(segment_ms(first)) * (first_share - last_share).abs()) as i64;
        let passed = vec![(now, begin), (now.plus_ms(ms + 1), goal)];
        return Route { passed };
    }
    let guess = |node: u32| (spot(node).to(goal) * metre_ms(FASTEST_KM_H)) as u32;
    let mut cost = vec![u32::MAX; network.spots.len()];
    let mut came = vec![u32::MAX; network.spots.len()];
    let mut open = BinaryHeap::new();
    for (node, share) in [
        (segment(first).a, first_share),
        (segment(first).b, 1.0 - first_share),
    ] {
        let ms = (f64::from(segment_ms(first)) * share) as u32;
        if ms < cost[node as usize] {
            cost[node as usize] = ms;
            open.push(Reverse((ms + guess(node), node)));
        }
    }
    let ends = [
        (
            segment(last).a,
            (f64::from(segment_ms(last)) * last_share) as u32,
        ),
        (
            segment(last).b,
            (f64::from(segment_ms(last)) * (1.0 - last_share)) as u32,
        ),
    ];
    let mut best = (u32::MAX, ends[0].0);
    while let Some(Reverse((estimate, node))) = open.pop() {
        if estimate >= best.0 {
            break;
        }
        let here = cost[node as usize];
        if estimate > here + guess(node) {
            continue;
        }
        for (end, rest) in ends {
            if end == node && here + rest < best.0 {
                best = (here + rest, node);
            }
        }
        for (next, via) in network.around(node) {
            let there = here + segment_ms(*via) + wait_ms;
            if there < cost[*next as usize] {
                cost[*next as usize] = there;
                came[*next as usize] = node;
                open.push(Reverse((there + guess(*next), *next)));
            }
        }
    }
    let mut passed = vec![(now.plus_ms(i64::from(best.0.min(u32::MAX - 1)) + 1), goal)];
    let mut node = best.1;
    while node != u32::MAX {
        passed.push((
            now.plus_ms(i64::from(cost[node as usize].min(best.0))),
            spot(node),
        ));
        node = came[node as usize];
    }
    passed.push((now, begin));
    passed.reverse();
    Route { passed }
}
