//! Random networks with everything that can be wrong with one, and what happens on them.

use kernel::Point;
use proptest::prelude::*;
use roads::{ArcId, Goal, Network, NodeId, Part, Ranking, Spot, Times};

/// Longer than the hierarchy reckons.
const FOREVER_MS: u32 = 1 << 30;

#[derive(Clone, Debug)]
pub struct Town {
    pub network: Network,
    pub times: Times,
    pub places: Vec<Point>,
}

impl Town {
    /// A ranking in which the plain search answers only what the hierarchy does not know.
    pub fn ranking(&self) -> Ranking {
        let (network, times) = (self.network.clone(), self.times.clone());
        let mut ranking = Ranking::new(network, times, &self.places);
        ranking.set_arcs_a_unit(0);
        ranking.catch_up();
        ranking
    }
}

pub fn spots(arcs: u32) -> impl Strategy<Value = Spot> {
    (0..arcs, 0..=65_536_u32).prop_map(|(arc, part)| Spot {
        arc: ArcId(arc),
        part: Part::new(part),
    })
}

pub fn goals(arcs: u32) -> impl Strategy<Value = Vec<Goal>> {
    let goal = (spots(arcs), 0..900_u32);
    prop::collection::vec(goal, 1..3).prop_map(|goals| {
        let goals = goals.into_iter();
        goals
            .map(|(spot, rest_ms)| Goal { spot, rest_ms })
            .collect()
    })
}

/// What an arc takes: often nothing, so that many ways are equally long.
pub fn takes_ms() -> impl Strategy<Value = u32> {
    prop_oneof![2 => Just(0), 9 => 0..9_000_u32, 3 => (1..4_u32).prop_map(|s| s * 1_000)]
}

/// Towns of up to so many arcs; loops, streets that double another and nodes that lead nowhere too.
pub fn towns(arcs_max: usize) -> impl Strategy<Value = Town> {
    (1..40_u32, 1..arcs_max, any::<bool>()).prop_flat_map(|(nodes, arcs, has_forever)| {
        // Drawn so that most arcs join near nodes.
        let arc = (0..nodes, 0..6_u32, any::<bool>());
        let ms = match has_forever {
            true => {
                prop_oneof![8 => takes_ms(), 1 => Just(FOREVER_MS - 1_000), 1 => Just(u32::MAX)]
                    .boxed()
            }
            false => takes_ms().boxed(),
        };
        let turn = prop_oneof![
            4 => Just(Some(0)),
            1 => Just(None),
            1 => (0..5_000_u32).prop_map(Some)
        ];
        let place = (-50..50_i64, -50..50_i64);
        (
            prop::collection::vec((arc, ms, prop::bool::weighted(0.1)), arcs),
            prop::collection::vec(turn, 101),
            prop::collection::vec(place, nodes as usize),
        )
            .prop_map(move |(arcs, turns, places)| {
                let ends = arcs.iter().map(|((tail, step, back), ..)| {
                    let head = (tail + step) % nodes;
                    match back {
                        true => (NodeId(head), NodeId(*tail)),
                        false => (NodeId(*tail), NodeId(head)),
                    }
                });
                let cost = |a: ArcId, b: ArcId| turns[(a.0 * 7 + b.0 * 13) as usize % turns.len()];
                let network = Network::new(nodes, ends.collect(), cost);
                let mut times = Times::new(arcs.iter().map(|(_, ms, _)| *ms).collect());
                for (arc, (.., closed)) in (0..).map(ArcId).zip(&arcs) {
                    times.close(arc, *closed);
                }
                let point = |(lat, lon): &(i64, i64)| Point::from_e7(*lat, *lon);
                let places = places
                    .iter()
                    .map(|place| point(place).expect("on the globe"));
                Town {
                    network,
                    times,
                    places: places.collect(),
                }
            })
    })
}
