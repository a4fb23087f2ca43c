//! What a dispatcher notices.

use kernel::Point;
use roads::{ArcId, Found, Goal, Network, NodeId, Part, Ranking, Spot, Times, UnitIx};

/// A street of so many crossings, driven both ways, ten seconds from each to the next. Arc `2 * n`
/// leads from crossing `n` onwards and the next one back; nobody turns round but at the ends.
fn street(crossings: u32) -> Ranking {
    let ends = (0..crossings - 1).flat_map(|at| {
        let (here, there) = (NodeId(at), NodeId(at + 1));
        [(here, there), (there, here)]
    });
    let last = crossings * 2 - 4;
    let back =
        move |from: ArcId, onto: ArcId| from.0 ^ 1 == onto.0 && from.0 != 1 && from.0 != last;
    let cost = move |from: ArcId, onto: ArcId| (!back(from, onto)).then_some(0);
    let network = Network::new(crossings, ends.collect(), cost);
    let times = Times::new(vec![10_000; network.arcs()]);
    let places = (0..crossings).map(|at| Point::from_e7(0, i64::from(at)).expect("a place"));
    Ranking::new(network, times, &places.collect::<Vec<_>>())
}

fn halfway(arc: u32) -> Spot {
    Spot {
        arc: ArcId(arc),
        part: Part::new(1 << 15),
    }
}

fn nearest(ranking: &mut Ranking, arc: u32, count: usize) -> Vec<(u32, u32)> {
    let goal = Goal {
        spot: halfway(arc),
        rest_ms: 0,
    };
    let found = ranking.nearest(&[goal], count, |_| true);
    let told = |Found { time_ms, unit }| (unit.0, time_ms / 1_000);
    found.into_iter().map(told).collect()
}

/// Two units on a long street, and all of it known.
fn two_units() -> Ranking {
    let mut ranking = street(300);
    ranking.place(UnitIx(1), &[halfway(0)]);
    ranking.place(UnitIx(2), &[halfway(40)]);
    ranking.catch_up();
    assert_eq!(nearest(&mut ranking, 60, 2), [(2, 100), (1, 300)]);
    assert_eq!(ranking.answered_plainly(), 0);
    ranking
}

#[test]
fn a_unit_that_drives_on_along_its_street_is_nearer() {
    let mut ranking = two_units();
    let spot = Spot {
        arc: ArcId(40),
        part: Part::HEAD,
    };
    ranking.place(UnitIx(2), &[spot]);
    assert_eq!(nearest(&mut ranking, 60, 2), [(2, 95), (1, 300)]);
    assert_eq!(ranking.answered_plainly(), 0);
}

#[test]
fn a_unit_that_overtakes_another_comes_first() {
    let mut ranking = two_units();
    ranking.place(UnitIx(1), &[halfway(58)]);
    assert_eq!(nearest(&mut ranking, 60, 2), [(1, 10), (2, 100)]);
    assert_eq!(ranking.answered_plainly(), 0);
}

#[test]
fn a_unit_that_left_is_not_sent() {
    let mut ranking = two_units();
    ranking.remove(UnitIx(2));
    assert_eq!(nearest(&mut ranking, 60, 2), [(1, 300)]);
    assert_eq!(ranking.answered_plainly(), 0);
}

#[test]
fn a_closed_road_counts_before_the_hierarchy_has_caught_up_and_after() {
    let mut ranking = two_units();
    ranking.close(ArcId(50), true);
    assert_eq!(nearest(&mut ranking, 60, 2), []);
    assert_eq!(ranking.answered_plainly(), 1);
    ranking.catch_up();
    assert_eq!(nearest(&mut ranking, 60, 2), []);
    ranking.close(ArcId(50), false);
    ranking.catch_up();
    assert_eq!(nearest(&mut ranking, 60, 2), [(2, 100), (1, 300)]);
    assert_eq!(ranking.answered_plainly(), 1);
}

#[test]
fn a_slow_road_counts_before_the_hierarchy_has_caught_up_and_after() {
    let mut ranking = two_units();
    ranking.set_ms(ArcId(50), 25_000);
    assert_eq!(nearest(&mut ranking, 60, 1), [(2, 115)]);
    ranking.catch_up();
    assert_eq!(nearest(&mut ranking, 60, 1), [(2, 115)]);
    assert_eq!(ranking.answered_plainly(), 1);
}

#[test]
fn catching_up_can_be_interrupted_by_questions() {
    let mut ranking = two_units();
    (44..54)
        .step_by(2)
        .for_each(|arc| ranking.set_ms(ArcId(arc), 12_000));
    let mut pieces = 0;
    while !ranking.catch_up_some(1) {
        assert_eq!(nearest(&mut ranking, 60, 1), [(2, 110)]);
        pieces += 1;
    }
    assert!(pieces > 5, "{pieces} pieces");
    let plainly = ranking.answered_plainly();
    assert_eq!(nearest(&mut ranking, 60, 1), [(2, 110)]);
    assert_eq!(ranking.answered_plainly(), plainly);
}

#[test]
fn where_units_crowd_the_plain_search_answers() {
    let mut ranking = street(300);
    for unit in 0..100 {
        ranking.place(UnitIx(unit), &[halfway(unit * 2)]);
    }
    ranking.catch_up();
    assert_eq!(nearest(&mut ranking, 60, 2), [(30, 0), (29, 10)]);
    assert_eq!(ranking.answered_plainly(), 1);
    // As soon as most have left, the hierarchy takes over.
    (9..100).for_each(|unit| ranking.remove(UnitIx(unit)));
    ranking.set_arcs_a_unit(60);
    ranking.catch_up();
    assert_eq!(nearest(&mut ranking, 60, 2), [(8, 220), (7, 230)]);
    assert_eq!(ranking.answered_plainly(), 1);
}
