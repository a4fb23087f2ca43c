//! The street tables of San Francisco and Jinan.

use std::collections::BTreeMap;

use atlas::{Along, Atlas, Level, Numbering};
use atlas_import::{Reason, Report};

use crate::read::{Once, once};

const SAN_FRANCISCO: &str = include_str!("../../../../packs/san-francisco/tables/streets.toml");
const JINAN: &str = include_str!("jinan.toml");

fn san_francisco() -> Option<&'static (Atlas, Report)> {
    static MAP: Once = Once::new();
    once(&MAP, "geo/sf-streets.csv.gz", Some(SAN_FRANCISCO))
}

fn jinan() -> Option<&'static (Atlas, Report)> {
    static MAP: Once = Once::new();
    once(&MAP, "geo/jinan-roads.csv.gz", Some(JINAN))
}

#[test]
fn san_francisco_is_read_whole() {
    let Some((atlas, report)) = san_francisco() else {
        return;
    };
    let source = &report.sources[0];
    assert_eq!((source.read.rows, source.dropped.len()), (15_602, 0));
    assert_eq!(
        (atlas.roads.pieces.len(), atlas.roads.nodes.len()),
        (15_602, 9_401)
    );
    // Both ways everywhere, so that what is connected is connected both ways.
    assert_eq!(report.parts.largest.nodes, 9_366);
    // 4,175 rows have a value, and 229 of those are the sentinel.
    let posted = atlas
        .roads
        .pieces
        .iter()
        .filter(|piece| piece.along_km_h.is_some());
    assert_eq!(posted.count(), 4_175 - 229);
}

#[test]
fn the_houses_of_san_francisco_lie_on_two_sides() {
    let Some((atlas, _)) = san_francisco() else {
        return;
    };
    let side = |left: bool| {
        let of_side = atlas.ranges.iter().filter(
            move |range| matches!(range.along, Along::Side { left: side, .. } if side == left),
        );
        of_side.count()
    };
    let mixed = atlas
        .ranges
        .iter()
        .filter(|range| range.numbering == Numbering::All);
    assert_eq!(
        (side(true), side(false), mixed.count()),
        (13_537, 13_508, 4)
    );
}

#[test]
fn jinan_has_one_street_for_two_rows_back_to_back() {
    let Some((atlas, report)) = jinan() else {
        return;
    };
    let source = &report.sources[0];
    let pieces = &atlas.roads.pieces;
    assert_eq!(
        (source.read.rows, atlas.roads.nodes.len()),
        (28_597, 12_766)
    );
    // 20,981 rows have a twin by their nodes. 22 of those are loops without one by their course, and one
    // is a loop of a single point, which is left out.
    let both = pieces
        .iter()
        .filter(|piece| piece.against.car == Level::Open)
        .count();
    assert_eq!(both, (20_981 - 22 - 1) / 2);
    assert_eq!(source.dropped_for(Reason::Line), 1);
    assert_eq!(pieces.len() + both + 1, 28_597);
}

#[test]
fn jinan_has_as_many_roads_of_each_class_as_are_known() {
    let Some((atlas, _)) = jinan() else {
        return;
    };
    let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
    let mut length_km = 0.0;
    for piece in &atlas.roads.pieces {
        let directions = 1 + u64::from(piece.against.car == Level::Open);
        *rows.entry(piece.class.code()).or_default() += directions;
        length_km += piece.length_m() / 1_000.0 * directions as f64;
    }
    // One loop of a single point is left out, and it was a service road.
    let known = [
        ("residential", 9_298),
        ("tertiary", 6_691),
        ("secondary", 3_913),
        ("service", 2_430 - 1),
        ("primary", 1_956),
        ("living-street", 1_558),
        ("trunk", 1_108),
        ("unclassified", 914),
    ];
    assert_eq!(known.map(|(class, _)| (class, rows[class])), known);
    assert_eq!(f64::round(length_km), 5_128.0);
}
