//! Words that say they are a place, in a made-up town; and numbers that say they are on another map.
#![no_main]

use std::sync::LazyLock;

use gazetteer::coordinates::{Bd09, Gcj02};
use gazetteer::{Gazetteer, Home};
use kernel::{Digest, Point};

#[path = "../../crates/gazetteer/tests/stories/town.rs"]
mod town;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let map = Digest::of(b"a made-up town");
    Gazetteer::build(&town::town(), map, Home::Memory).expect("an index")
});

/// There and back again is the same place, to a fingertip, well inside the box that is shifted.
fn there_and_back(point: Point) {
    let (gcj, bd) = (Gcj02::of(point).point(), Bd09::of(point).point());
    let inside = (5.0..50.0).contains(&point.lat()) && (75.0..135.0).contains(&point.lon());
    assert!(!inside || point.distance_m(gcj) < 0.1, "{point:?} came back as {gcj:?}");
    assert!(!inside || point.distance_m(bd) < 0.1, "{point:?} came back as {bd:?}");
}

libfuzzer_sys::fuzz_target!(|input: (f64, f64, &str)| {
    let (lat, lon, words) = input;
    let near = Point::from_degrees(lat, lon).ok();
    if let Some(point) = near {
        there_and_back(point);
        GAZETTEER.locate(point).expect("the index is whole");
    }
    let elsewhere = [
        Gcj02::from_degrees(lat, lon).map(Gcj02::point),
        Bd09::from_degrees(lat, lon).map(Bd09::point),
    ];
    assert!(elsewhere.iter().all(|point| point.is_ok() == near.is_some()));
    let hits = GAZETTEER.search(words, near, 10).expect("whatever the words, they are no error");
    assert!(hits.len() <= 10);
});
