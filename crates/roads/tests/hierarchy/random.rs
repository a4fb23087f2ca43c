//! Days in random towns: whatever happens, both searches say the same.

use proptest::prelude::*;
use roads::{ArcId, Fleet, Goal, Ranking, Search, Spot, UnitIx};

use crate::town::{Town, goals, spots, takes_ms, towns};

#[derive(Clone, Debug)]
enum Act {
    Place(u32, Vec<Spot>),
    Remove(u32),
    Take(u32, u32),
    Close(u32, bool),
    CatchUp,
    /// So much of it that some is left.
    CatchUpSome(usize),
    Ask(Vec<Goal>, usize, bool),
}

fn acts(arcs: u32, units: u32) -> impl Strategy<Value = Act> {
    let some_spots = prop::collection::vec(spots(arcs), 1..3);
    prop_oneof![
        9 => (0..units, some_spots).prop_map(|(unit, spots)| Act::Place(unit, spots)),
        1 => (0..units).prop_map(Act::Remove),
        1 => (0..arcs, takes_ms()).prop_map(|(arc, ms)| Act::Take(arc, ms)),
        2 => (0..arcs, any::<bool>()).prop_map(|(arc, closed)| Act::Close(arc, closed)),
        4 => Just(Act::CatchUp),
        1 => (0..9_usize).prop_map(Act::CatchUpSome),
        9 => (goals(arcs), 0..13_usize, any::<bool>()).prop_map(|(g, k, odd)| Act::Ask(g, k, odd)),
    ]
}

fn days(arcs: usize, units: u32, length: usize) -> impl Strategy<Value = (Town, Vec<Act>)> {
    towns(arcs).prop_flat_map(move |town| {
        let arcs = town.network.arcs() as u32;
        (Just(town), prop::collection::vec(acts(arcs, units), length))
    })
}

/// Lives through a day. Returns how many questions the hierarchy answered.
fn live(town: &Town, acts: &[Act]) -> Result<u64, TestCaseError> {
    let mut ranking = town.ranking();
    let mut times = town.times.clone();
    let mut fleet = Fleet::new(town.network.arcs());
    let mut search = Search::default();
    let mut asked = 0;
    for act in acts {
        match act {
            Act::Place(unit, spots) => {
                ranking.place(UnitIx(*unit), spots);
                fleet.place(UnitIx(*unit), spots);
            }
            Act::Remove(unit) => {
                ranking.remove(UnitIx(*unit));
                fleet.remove(UnitIx(*unit));
            }
            Act::Take(arc, ms) => {
                ranking.set_ms(ArcId(*arc), *ms);
                times.set(ArcId(*arc), *ms);
            }
            Act::Close(arc, closed) => {
                ranking.close(ArcId(*arc), *closed);
                times.close(ArcId(*arc), *closed);
            }
            Act::CatchUp => ranking.catch_up(),
            Act::CatchUpSome(pairs) => {
                ranking.catch_up_some(*pairs);
            }
            Act::Ask(goals, count, odd) => {
                let wanted = |unit: UnitIx| !odd || unit.0 % 2 == 1;
                let found = ranking.nearest(goals, *count, wanted);
                let on = (&town.network, &times, &fleet);
                let expected = search.nearest(on, goals, *count, wanted);
                prop_assert_eq!(found, expected);
                asked += 1;
            }
        }
    }
    Ok(asked - ranking.answered_plainly())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_few_units_in_a_small_town((town, acts) in days(60, 9, 40)) {
        live(&town, &acts)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn more_units_than_are_known_everywhere((town, acts) in days(400, 90, 400)) {
        live(&town, &acts)?;
    }
}

/// Otherwise the tests above would compare the plain search with itself.
#[test]
fn a_caught_up_hierarchy_answers_by_itself() {
    let street = |from: u32, to: u32| (roads::NodeId(from), roads::NodeId(to));
    let ring = (0..50).map(|node| street(node, (node + 1) % 50)).collect();
    let network = roads::Network::new(50, ring, |_, _| Some(0));
    let places = (0..50).map(|node| kernel::Point::from_e7(node, 0).expect("a place"));
    let times = roads::Times::new(vec![1_000; 50]);
    let mut ranking = Ranking::new(network, times, &places.collect::<Vec<_>>());
    ranking.set_arcs_a_unit(0);
    let spot = |arc: u32| Spot {
        arc: ArcId(arc),
        part: roads::Part::TAIL,
    };
    for unit in 0..40 {
        ranking.place(UnitIx(unit), &[spot(unit)]);
    }
    ranking.catch_up();
    for arc in 0..50 {
        let goal = Goal {
            spot: spot(arc),
            rest_ms: 0,
        };
        assert_eq!(ranking.nearest(&[goal], 3, |_| true).len(), 3);
    }
    assert_eq!(ranking.answered_plainly(), 0);
}
