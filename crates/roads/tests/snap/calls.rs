//! Where the real calls of San Francisco lie on its streets.

use std::path::Path;

use atlas::Roads;
use atlas_import::{Import, Mapping, Settings};
use kernel::Point;
use roads::Snapper;

use crate::data;

const MAPPING: &str = include_str!("../../../../packs/san-francisco/tables/streets.toml");

fn san_francisco(table: &Path) -> Roads {
    let mut import = Import::new(Settings {
        mappings: vec![Mapping::parse(MAPPING).expect("a mapping")],
        ..Settings::default()
    });
    import.read(table, &mut |_| {}).expect("it is read");
    import.finish().0.roads
}

/// What is known of the export: half of the calls are within 6.1 m of a street, 99 % within 9.6 m.
#[test]
fn the_calls_of_san_francisco_lie_on_its_streets() {
    let (Some(streets), Some(calls)) = (
        data::find("geo/sf-streets.csv.gz"),
        data::find("dispatch/sf-fire-calls-2020-04-07_2020-04-20.csv.zst"),
    ) else {
        return;
    };
    let pieces = san_francisco(&streets).pieces;
    let snapper = Snapper::new(&pieces, |_| true);
    let calls = zstd::Decoder::new(std::fs::File::open(calls).expect("the calls")).expect("zstd");
    let mut calls = csv::Reader::from_reader(calls);
    let header = calls.headers().expect("a first row").clone();
    let column = |name| {
        header
            .iter()
            .position(|known| known == name)
            .expect("the column")
    };
    let (call, location) = (column("Call Number"), column("Location"));
    let mut seen = std::collections::BTreeSet::new();
    let mut distances: Vec<f64> = vec![];
    for row in calls.records() {
        let row = row.expect("a row");
        if !seen.insert(row[call].to_owned()) {
            continue;
        }
        let (lat, lon) = row[location]
            .trim_matches(['(', ')'])
            .split_once(',')
            .expect("two numbers");
        let number = |text: &str| text.trim().parse().expect("a number");
        let point = Point::from_degrees(number(lat), number(lon)).expect("on the globe");
        distances.extend(
            snapper
                .nearest(&pieces, point, 500.0)
                .map(|found| found.distance_m),
        );
    }
    distances.sort_by(f64::total_cmp);
    let percentile =
        |percent: usize| (distances[distances.len() * percent / 100] * 10.0).round() / 10.0;
    assert_eq!((seen.len(), distances.len()), (5_292, 5_292));
    assert_eq!(percentile(50), 6.1);
    assert!(percentile(99) <= 9.6, "{}", percentile(99));
}
