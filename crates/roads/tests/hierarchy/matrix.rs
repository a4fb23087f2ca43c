//! Times from many places to many, each as a plain search finds it.

use proptest::prelude::*;
use roads::{ArcId, Goal, Network, NodeId, Part, Ranking, Spot, Times};

use crate::plain;
use crate::town::{spots, towns};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_time_is_the_least(
        (town, from, to) in towns(60).prop_flat_map(|town| {
            let arcs = town.network.arcs() as u32;
            let from = prop::collection::vec(spots(arcs), 0..9);
            let to = prop::collection::vec((spots(arcs), 0..900_u32), 0..9);
            (Just(town), from, to)
        })
    ) {
        // What takes longer than a number holds is not for the plain search.
        let arcs = || (0..town.network.arcs() as u32).map(ArcId);
        prop_assume!(arcs().all(|arc| town.times.ms(arc) < 1 << 20));
        let to: Vec<Goal> = to.into_iter().map(|(spot, rest_ms)| Goal { spot, rest_ms }).collect();
        let found = town.ranking().matrix(&from, &to);
        let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (from, to)));
        for ((from, to), found) in pairs.zip(&found) {
            let expected = plain::time_ms(&town.network, &town.times, *from, &[*to]);
            prop_assert_eq!(*found, expected.unwrap_or(u32::MAX));
        }
        prop_assert_eq!(found.len(), from.len() * to.len());
    }
}

#[test]
fn what_takes_weeks_is_left_to_the_plain_search() {
    let ends = (0..4).map(|node| (NodeId(node), NodeId(node + 1)));
    let network = Network::new(5, ends.collect(), |_, _| Some(0));
    let times = Times::new(vec![0, 1_000_000_000, 1_000_000_000, 5]);
    let mut ranking = Ranking::new(network, times, &[]);
    let spot = |arc: u32, part: Part| Spot {
        arc: ArcId(arc),
        part,
    };
    let goal = Goal {
        spot: spot(3, Part::HEAD),
        rest_ms: 0,
    };
    assert_eq!(
        ranking.matrix(&[spot(0, Part::TAIL)], &[goal]),
        [2_000_000_005]
    );
}
