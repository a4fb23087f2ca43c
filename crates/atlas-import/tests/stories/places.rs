//! Addresses, settlements, landmarks, rows of houses and kilometre posts.

use atlas::{Along, Numbering, Place, PlaceKind, Settlement};
use atlas_import::Reason;

use crate::extract::Extract;
use crate::told::{import, left_out, row};

fn only_place(extract: &Extract) -> (atlas::Atlas, Place) {
    let (atlas, _) = import(extract);
    let [place] = &atlas.places[..] else {
        panic!("one place, not {:?}", atlas.places)
    };
    let place = place.clone();
    (atlas, place)
}

#[test]
fn a_house_has_its_number_its_street_and_its_town() {
    let tags = "addr:housenumber=12a,addr:street=Im Loch,addr:postcode=9490,addr:city=Vaduz";
    let (atlas, place) = only_place(&Extract::new().node(1, 0, 0, tags));
    assert_eq!(
        (place.kind, place.number.as_str()),
        (PlaceKind::Address, "12a")
    );
    assert_eq!(atlas.named(place.street).plain, "Im Loch");
    assert_eq!(atlas.named(place.locality).plain, "Vaduz");
    assert_eq!(place.postcode, "9490");
}

#[test]
fn the_address_of_a_building_is_in_its_middle() {
    let extract = Extract::new()
        .node(1, 0, 0, "")
        .node(2, 100, 0, "")
        .node(3, 100, 100, "")
        .node(4, 0, 100, "")
        .way(
            10,
            &[1, 2, 3, 4, 1],
            "building=yes,addr:housenumber=7,addr:place=Steg",
        );
    let (atlas, place) = only_place(&extract);
    assert_eq!(
        (place.point.lat_e7(), place.point.lon_e7()),
        (471_004_500, 95_006_600)
    );
    assert_eq!((atlas.shapes.len(), place.source_id), (1, 10));
}

#[test]
fn a_settlement_is_called_in_every_language() {
    let tags = "place=village,name=Schaan,name:zh=沙恩,alt_name=Schan";
    let (atlas, place) = only_place(&Extract::new().node(1, 0, 0, tags));
    assert_eq!(place.kind, PlaceKind::Settlement(Settlement::Village));
    let all: Vec<&str> = atlas.named(place.names).all().collect();
    assert_eq!(all, ["Schaan", "沙恩", "Schan"]);
}

#[test]
fn a_hydrant_needs_no_name() {
    let (atlas, place) =
        only_place(&Extract::new().node(1, 0, 0, "emergency=fire_hydrant,ref=H 7"));
    assert_eq!(place.kind, PlaceKind::Landmark("fire_hydrant".to_owned()));
    assert_eq!(atlas.named(place.names).reference, "H 7");
}

#[test]
fn a_kilometre_post_is_called_after_its_road() {
    let extract = Extract::new()
        .node(1, 0, 0, "")
        .node(2, 100, 0, "highway=milestone,distance=14.2")
        .node(3, 200, 0, "highway=milestone")
        .way(10, &[1, 2], "highway=motorway,ref=A13");
    let (atlas, place) = only_place(&extract);
    assert_eq!(
        (&place.kind, place.number.as_str()),
        (&PlaceKind::KilometrePost, "14.2")
    );
    assert_eq!(atlas.named(place.street).reference, "A13");
    left_out(&import(&extract).1, Reason::PostBlank, "node 3");
}

#[test]
fn a_row_of_houses_lies_between_each_two_numbers() {
    let extract = Extract::new()
        .node(1, 0, 0, "addr:housenumber=2,addr:street=Im Loch")
        .node(2, 100, 0, "")
        .node(3, 200, 0, "addr:housenumber=10")
        .node(4, 300, 0, "addr:housenumber=16")
        .way(10, &[1, 2, 3, 4], "addr:interpolation=even");
    let (atlas, report) = import(&extract);
    let found: Vec<_> = atlas
        .ranges
        .iter()
        .map(|range| (range.from, range.to))
        .collect();
    assert_eq!(found, [(2, 10), (10, 16)]);
    let first = &atlas.ranges[0];
    assert_eq!(atlas.named(first.street).plain, "Im Loch");
    assert_eq!(first.numbering, Numbering::Even);
    assert!(matches!(&first.along, Along::Line(line) if line.len() == 3));
    assert_eq!(report.kept_of("house-range"), 2);
}

#[test]
fn a_row_of_houses_without_numbers_is_left_out() {
    let extract = row().way(10, &[1, 2, 3], "addr:interpolation=odd");
    left_out(&import(&extract).1, Reason::Interpolation, "way 10");
}
