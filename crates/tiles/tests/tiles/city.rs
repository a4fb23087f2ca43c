//! A whole city: the invented one, with its sixty thousand pieces of road.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use kernel::Digest;
use tiles::{Cell, Tiles};

use crate::reader::{layer, read};

fn city() -> &'static Tiles {
    static TILES: OnceLock<Tiles> = OnceLock::new();
    TILES.get_or_init(|| {
        let mut builder = atlas::Builder::new();
        let meta = sim::City::generate(1).draw(&mut builder);
        let atlas = builder.finish(meta.expect("the city fits together"));
        Tiles::new(Arc::new(atlas), Digest::of(b"a city"))
    })
}

/// Whoever waits for a tile on a slow line waits for these bytes, before compression.
#[test]
fn no_tile_of_a_whole_city_is_large() {
    for (zoom, bytes_max) in [(8, 5_000), (10, 20_000), (12, 100_000), (14, 40_000)] {
        let sizes = city().cells(zoom).map(|cell| city().draw(cell).len());
        let largest = sizes.max().unwrap_or_default();
        assert!(largest < bytes_max, "zoom {zoom}: {largest} bytes");
    }
}

#[test]
fn every_tile_of_the_city_can_be_read() {
    for zoom in 0..=13 {
        for cell in city().cells(zoom) {
            read(&city().draw(cell));
        }
    }
}

#[test]
fn a_street_is_in_few_lines_and_keeps_its_name_in_both_languages() {
    let all = city().cells(15).map(|cell| city().draw(cell));
    let tile = read(&all.max_by_key(Vec::len).expect("a tile"));
    let streets = layer(&tile, "road");
    assert!(!streets.is_empty());
    let names: BTreeSet<_> = streets.iter().map(|street| street.tag("name")).collect();
    for street in streets {
        assert!(street.tag("name:en").is_ascii(), "{street:?}");
        assert!(!street.tag("name").is_ascii(), "{street:?}");
    }
    let lines: usize = streets.iter().map(|street| street.parts.len()).sum();
    assert!(
        lines < 2 * names.len(),
        "{lines} lines of {} names",
        names.len()
    );
}

#[test]
fn hospitals_stations_and_districts_are_on_the_map() {
    let mut seen = BTreeSet::new();
    for cell in city().cells(12) {
        let tile = read(&city().tile(cell));
        for name in ["place", "poi", "water", "border", "land", "label"] {
            let classes = layer(&tile, name)
                .iter()
                .map(|one| one.tag("class").to_owned());
            seen.extend(classes.map(|class| format!("{name} {class}")));
        }
    }
    let expected = [
        "border border-district",
        "label water",
        "land park",
        "land residential",
        "place city",
        "place suburb",
        "poi fire_station",
        "poi hospital",
        "poi police",
        "water water",
    ];
    assert_eq!(seen, expected.map(str::to_owned).into());
}

#[test]
fn a_tile_far_from_the_city_is_empty() {
    let far = Cell::new(12, 0, 0).expect("such a tile");
    assert!(city().tile(far).is_empty());
}

#[test]
fn a_tile_that_is_kept_is_the_tile_that_would_be_drawn() {
    for cell in city().cells(11) {
        assert_eq!(city().tile(cell)[..], city().draw(cell)[..]);
        assert_eq!(city().tile(cell)[..], city().draw(cell)[..]);
    }
}
