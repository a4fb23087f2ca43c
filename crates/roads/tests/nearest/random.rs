//! Random networks with turns, closures and units: the search finds what a plain one finds.

use proptest::prelude::*;
use roads::{ArcId, Fleet, Found, Goal, Network, NodeId, Part, Search, Spot, Times, UnitIx};

use crate::plain;

#[derive(Debug)]
struct Case {
    network: Network,
    times: Times,
    units: Vec<Vec<Spot>>,
    goals: Vec<Goal>,
}

fn spots(arcs: u32) -> impl Strategy<Value = Spot> {
    (0..arcs, 0..=65_536_u32).prop_map(|(arc, part)| Spot {
        arc: ArcId(arc),
        part: Part::new(part),
    })
}

fn cases() -> impl Strategy<Value = Case> {
    (1..10_u32, 1..32_usize).prop_flat_map(|(nodes, arcs)| {
        let count = arcs as u32;
        let arc = (0..nodes, 0..nodes, 0..9_000_u32, prop::bool::weighted(0.1));
        let turn =
            prop_oneof![3 => Just(Some(0)), 1 => Just(None), 1 => (0..5_000_u32).prop_map(Some)];
        let units = prop::collection::vec(prop::collection::vec(spots(count), 1..3), 0..8);
        let goals = prop::collection::vec((spots(count), 0..900_u32), 1..3);
        let turns = prop::collection::vec(turn, arcs * arcs);
        (prop::collection::vec(arc, arcs), turns, units, goals).prop_map(
            move |(arcs, turns, units, goals)| {
                let ends = arcs
                    .iter()
                    .map(|(a, b, ..)| (NodeId(*a), NodeId(*b)))
                    .collect();
                let cost = |a: ArcId, b: ArcId| turns[a.0 as usize * arcs.len() + b.0 as usize];
                let network = Network::new(nodes, ends, cost);
                let mut times = Times::new(arcs.iter().map(|(_, _, ms, _)| *ms).collect());
                for (arc, (.., closed)) in (0..).map(ArcId).zip(&arcs) {
                    times.close(arc, *closed);
                }
                let goals = goals
                    .into_iter()
                    .map(|(spot, rest_ms)| Goal { spot, rest_ms });
                Case {
                    network,
                    times,
                    units,
                    goals: goals.collect(),
                }
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_search_finds_what_a_plain_one_finds(case in cases(), count in 1..9_usize, odd in any::<bool>()) {
        let Case { network, times, units, goals } = &case;
        let mut fleet = Fleet::new(network.arcs());
        let numbered = || (0..).map(UnitIx).zip(units);
        // Placed twice, so that moving is part of every case.
        for (unit, spots) in numbered() {
            fleet.place(unit, &spots[..1]);
        }
        for (unit, spots) in numbered() {
            fleet.place(unit, spots);
        }
        let wanted = |unit: UnitIx| !odd || unit.0 % 2 == 1;
        let mut expected: Vec<Found> = numbered()
            .filter(|(unit, _)| wanted(*unit))
            .filter_map(|(unit, spots)| {
                let time = spots.iter().filter_map(|spot| plain::time_ms(network, times, *spot, goals));
                time.min().map(|time_ms| Found { time_ms, unit })
            })
            .collect();
        expected.sort();
        expected.truncate(count);
        let mut search = Search::default();
        for _ in 0..2 {
            let found = search.nearest((network, times, &fleet), goals, count, wanted);
            prop_assert_eq!(&found, &expected, "the second time with used memory");
        }
    }
}
