//! GCJ-02 and BD-09, held against what the npm package gcoord 1.0.7 makes of the same points.
//!
//! The table is in `gcoord-1.0.7.csv`; `vectors.mjs` beside it made it and makes it again.

use gazetteer::coordinates::{Bd09, Gcj02};
use kernel::Point;

/// One row of the table, in degrees: latitude and longitude.
struct Vector {
    wgs: (f64, f64),
    gcj: (f64, f64),
    bd: (f64, f64),
    /// The way back of gcoord; none on the edge of the box.
    back: Option<(f64, f64)>,
}

fn vectors() -> Vec<Vector> {
    let text = include_str!("gcoord-1.0.7.csv");
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.expect("a row");
        let number = |at: usize| row[at].parse().ok();
        let pair = |at: usize| Some((number(at + 1)?, number(at)?));
        Vector {
            wgs: pair(0).expect("a place"),
            gcj: pair(2).expect("a place"),
            bd: pair(4).expect("a place"),
            back: pair(6),
        }
    };
    reader.records().map(row).collect()
}

fn point(lat: f64, lon: f64) -> Point {
    Point::from_degrees(lat, lon).expect("on the globe")
}

#[track_caller]
fn same(what: &str, found: (f64, f64), expected: (f64, f64), within: f64) {
    let far = (found.0 - expected.0)
        .abs()
        .max((found.1 - expected.1).abs());
    assert!(far <= within, "{what}: {found:?} is not {expected:?}");
}

#[test]
fn the_table_has_points_inside_and_outside_the_box() {
    let vectors = vectors();
    let shifted = vectors.iter().filter(|row| row.wgs != row.gcj).count();
    assert_eq!((vectors.len(), shifted), (412, 322));
}

#[test]
fn shifted_places_are_those_of_gcoord() {
    for Vector { wgs, gcj, bd, .. } in vectors() {
        let place = point(wgs.0, wgs.1);
        let (own_gcj, own_bd) = (Gcj02::of(place), Bd09::of(place));
        same("GCJ-02", (own_gcj.lat(), own_gcj.lon()), gcj, 1e-9);
        same("BD-09", (own_bd.lat(), own_bd.lon()), bd, 1e-9);
    }
}

#[test]
fn the_way_back_is_that_of_gcoord_within_its_own_error() {
    for Vector { gcj, back, .. } in vectors() {
        let own = Gcj02::from_degrees(gcj.0, gcj.1)
            .expect("on the globe")
            .point();
        // gcoord stops when it is within 1e-6 degrees.
        if let Some(back) = back {
            same("the way back", (own.lat(), own.lon()), back, 1.1e-6);
        }
    }
}

#[test]
fn there_and_back_again_is_the_same_place() {
    // On the edge of the box a shifted place may lie outside, and is taken as it is.
    for Vector { wgs, .. } in vectors().iter().filter(|row| row.back.is_some()) {
        let place = point(wgs.0, wgs.1);
        let steps = |other: Point| {
            let lat = (other.lat_e7() - place.lat_e7()).abs();
            lat.max((other.lon_e7() - place.lon_e7()).abs())
        };
        assert!(steps(Gcj02::of(place).point()) <= 1, "GCJ-02 {wgs:?}");
        assert!(steps(Bd09::of(place).point()) <= 1, "BD-09 {wgs:?}");
    }
}

#[test]
fn numbers_beyond_the_globe_are_no_place() {
    assert!(Gcj02::from_degrees(f64::NAN, 0.0).is_err());
    assert!(Gcj02::from_degrees(91.0, 0.0).is_err());
    assert!(Bd09::from_degrees(0.0, f64::INFINITY).is_err());
}

#[test]
fn no_place_on_the_globe_leads_off_it() {
    for lat in [-90.0, -89.999_999_9, 0.0, 89.999_999_9, 90.0] {
        for lon in [-180.0, -0.000_000_1, 0.0, 180.0] {
            let place = point(lat, lon);
            let _ = (Gcj02::of(place).point(), Bd09::of(place).point());
        }
    }
}
