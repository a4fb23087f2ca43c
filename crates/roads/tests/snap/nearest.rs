//! The nearest street is the nearest.

use atlas::{Class, NameIx, NodeIx, Passage, Piece};
use kernel::Point;
use proptest::prelude::*;
use roads::{Part, Side, Snapper};

fn point(lat: f64, lon: f64) -> Point {
    Point::from_degrees(lat, lon).expect("on the globe")
}

fn street(line: Vec<Point>) -> Piece {
    Piece {
        source_id: 0,
        names: NameIx::NONE,
        class: Class::Residential,
        tail: NodeIx(0),
        head: NodeIx(1),
        line,
        along: Passage::OPEN,
        against: Passage::OPEN,
        along_km_h: None,
        against_km_h: None,
        roundabout: false,
        layer: 0,
    }
}

fn north() -> Vec<Piece> {
    let line = [30.0, 30.005, 30.01].map(|lat| point(lat, 100.0));
    vec![street(line.to_vec())]
}

#[test]
fn a_point_beside_a_street_is_snapped_to_it_with_distance_part_and_side() {
    let streets = north();
    let snapper = Snapper::new(&streets, |_| true);
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
    let snapper = Snapper::new(&streets, |_| true);
    assert_eq!(snapper.nearest(&streets, far, 190.0), None);
    assert!(snapper.nearest(&streets, far, 200.0).is_some());
    assert_eq!(snapper.nearest(&streets, point(-30.0, -80.0), 1e9), None);
}

#[test]
fn a_street_that_is_not_wanted_is_not_found() {
    let streets = north();
    let nobody = Snapper::new(&streets, |_| false);
    assert_eq!(nobody.nearest(&streets, point(30.0025, 100.0), 100.0), None);
}

/// Within some kilometres of a city at this latitude.
fn points(lat: f64) -> impl Strategy<Value = Point> {
    (-0.03..0.03_f64, -0.03..0.03_f64)
        .prop_map(move |(north, east)| point(lat + north, 20.0 + east))
}

/// By many small steps along every street, which is slow and inexact but cannot miss one.
fn plain_distance_m(streets: &[Piece], from: Point) -> f64 {
    let mut best = f64::INFINITY;
    for ends in streets.iter().flat_map(|piece| piece.line.windows(2)) {
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
        let streets: Vec<Piece> = lines.into_iter().map(street).collect();
        let found = Snapper::new(&streets, |_| true).nearest(&streets, from, 20_000.0);
        let plain = plain_distance_m(&streets, from);
        let found = found.expect("within 20 km").distance_m;
        // The small steps are up to nine metres from the nearest point of a street, along it; the plane
        // differs from the globe by less than a thousandth.
        prop_assert!(found <= plain * 1.001 + 0.01, "{found} and {plain}");
        prop_assert!((found * found + 81.0).sqrt() >= plain * 0.999 - 0.01, "{found} and {plain}");
    }
}
