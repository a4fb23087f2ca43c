//! A whole small country with everything that is mapped of it.

use atlas::{Atlas, PlaceKind, Settlement, ShapeKind};
use atlas_import::{Reason, Report};

use crate::read::{Once, import, once};

const FILE: &str = "geo/liechtenstein-2015.osm.pbf";

fn map() -> Option<&'static (Atlas, Report)> {
    static MAP: Once = Once::new();
    once(&MAP, FILE, None)
}

#[test]
fn everything_in_the_file_is_read() {
    let Some((_, report)) = map() else {
        return;
    };
    let source = &report.sources[0];
    let read = (source.read.nodes, source.read.ways, source.read.relations);
    assert_eq!(read, (142_832, 15_247, 358));
    // Of 4,660 ways with the key highway one is a square, and one a rest area.
    assert_eq!(source.kept_of("way"), 4_660 - 2);
    assert_eq!(source.dropped_for(Reason::NoRoad), 1);
}

/// 9,001 objects have the key building: three are points, one says that it is none, two are not closed, one
/// is a relation without a type, and one says it on its outer way too.
#[test]
fn the_buildings_are_drawn() {
    let Some((atlas, report)) = map() else {
        return;
    };
    let buildings = atlas
        .shapes
        .iter()
        .filter(|shape| shape.kind == ShapeKind::Building);
    assert_eq!(buildings.count(), 9_001 - 3 - 1 - 2 - 1 - 1);
    let source = &report.sources[0];
    let open: Vec<_> = source.dropped[&Reason::AreaOpen].first.iter().collect();
    assert_eq!(open[0].object.to_string(), "way 346556167");
    assert_eq!((open.len(), source.dropped_for(Reason::Ring)), (2, 0));
}

#[test]
fn every_house_number_is_an_address() {
    let Some((atlas, _)) = map() else {
        return;
    };
    let posts = |kind: &PlaceKind| *kind == PlaceKind::KilometrePost;
    let numbered = atlas
        .places
        .iter()
        .filter(|place| !place.number.is_empty() && !posts(&place.kind));
    assert_eq!(numbered.count(), 1_008);
}

#[test]
fn dispatch_finds_its_stations_and_villages() {
    let Some((atlas, _)) = map() else {
        return;
    };
    let of = |kind: &str| {
        let kind = PlaceKind::Landmark(kind.to_owned());
        atlas
            .places
            .iter()
            .filter(|place| place.kind == kind)
            .count()
    };
    assert_eq!(
        (of("fire_station"), of("police"), of("hospital")),
        (6, 1, 1)
    );
    let villages = atlas
        .places
        .iter()
        .filter(|place| place.kind == PlaceKind::Settlement(Settlement::Village));
    assert_eq!(villages.count(), 15);
}

#[test]
fn areas_that_the_cut_left_without_their_ways_are_named() {
    let Some((_, report)) = map() else {
        return;
    };
    let source = &report.sources[0];
    let missing = source.dropped[&Reason::WaysMissing].first.iter();
    let missing: Vec<String> = missing.map(|one| one.object.to_string()).collect();
    let expected = [
        "relation 61508",
        "relation 282409",
        "relation 1839204",
        "relation 3998328",
    ];
    assert_eq!(missing, expected);
}

#[test]
fn the_same_file_makes_the_same_map() {
    let (Some(first), Some(second)) = (import(FILE, None), import(FILE, None)) else {
        return;
    };
    assert!(first == second, "two maps of one file");
}
