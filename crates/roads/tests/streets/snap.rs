//! The nearest street is the nearest.

use kernel::Point;
use proptest::prelude::*;
use roads::{NodeId, Part, Piece, PieceIx, Side, Snapper, Streets};

fn point(lat: f64, lon: f64) -> Point {
    Point::from_degrees(lat, lon).expect("on the globe")
}

fn street(line: Vec<Point>, one_way: bool) -> Piece {
    let (id, name, class) = (String::new(), String::new(), String::new());
    let (tail, head) = (NodeId(0), NodeId(1));
    Piece {
        id,
        name,
        class,
        tail,
        head,
        line,
        one_way,
    }
}

fn north() -> Streets {
    let line = vec![
        point(30.0, 100.0),
        point(30.005, 100.0),
        point(30.01, 100.0),
    ];
    Streets::new(2, vec![street(line, false)])
}

#[test]
fn a_point_beside_a_street_is_snapped_to_it_with_distance_part_and_side() {
    let streets = north();
    let snapper = Snapper::new(&streets);
    let found = snapper
        .nearest(&streets, point(30.0075, 100.0002), 100.0)
        .expect("near");
    assert_eq!((found.part, found.side), (Part::new(49_152), Side::Right));
    assert_eq!((found.distance_m * 10.0).round(), 193.0);
    let left = snapper
        .nearest(&streets, point(30.0025, 99.9998), 100.0)
        .expect("near");
    assert_eq!((left.part, left.side), (Part::new(16_384), Side::Left));
}

#[test]
fn a_point_too_far_away_is_on_no_street() {
    let streets = north();
    let far = point(30.005, 100.002);
    let snapper = Snapper::new(&streets);
    assert_eq!(snapper.nearest(&streets, far, 190.0), None);
    assert!(snapper.nearest(&streets, far, 200.0).is_some());
    assert_eq!(snapper.nearest(&streets, point(-30.0, -80.0), 1e9), None);
}

#[test]
fn a_place_on_a_street_is_one_spot_in_each_direction_it_may_be_driven() {
    let spots = |one_way| {
        let streets = Streets::new(2, vec![street(north().pieces()[0].line.clone(), one_way)]);
        let spots = streets.spots(PieceIx(0), Part::new(16_384));
        spots
            .map(|spot| (spot.arc.0, spot.part))
            .collect::<Vec<_>>()
    };
    assert_eq!(spots(true), [(0, Part::new(16_384))]);
    assert_eq!(
        spots(false),
        [(0, Part::new(16_384)), (1, Part::new(49_152))]
    );
}

/// Within some kilometres of a city at this latitude.
fn points(lat: f64) -> impl Strategy<Value = Point> {
    (-0.03..0.03_f64, -0.03..0.03_f64)
        .prop_map(move |(north, east)| point(lat + north, 20.0 + east))
}

/// By many small steps along every street, which is slow and inexact but cannot miss one.
fn plain_distance_m(streets: &Streets, from: Point) -> f64 {
    let mut best = f64::INFINITY;
    for ends in streets
        .pieces()
        .iter()
        .flat_map(|piece| piece.line.windows(2))
    {
        for step in 0..=400 {
            let share = f64::from(step) / 400.0;
            let mix = |a: f64, b: f64| a + share * (b - a);
            let here = point(
                mix(ends[0].lat(), ends[1].lat()),
                mix(ends[0].lon(), ends[1].lon()),
            );
            best = best.min(from.distance_m(here));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_nearer_is_missed(
        lines in prop::collection::vec(prop::collection::vec(points(59.9), 2..4), 1..12),
        from in points(59.9),
    ) {
        let streets = Streets::new(2, lines.into_iter().map(|line| street(line, false)).collect());
        let found = Snapper::new(&streets).nearest(&streets, from, 20_000.0);
        let plain = plain_distance_m(&streets, from);
        let found = found.expect("within 20 km").distance_m;
        // The small steps are up to nine metres from the nearest point of a street, along it; the plane
        // differs from the globe by less than a thousandth.
        prop_assert!(found <= plain * 1.001 + 0.01, "{found} and {plain}");
        prop_assert!((found * found + 81.0).sqrt() >= plain * 0.999 - 0.01, "{found} and {plain}");
    }
}
