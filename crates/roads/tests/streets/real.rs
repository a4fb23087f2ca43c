//! The street centre lines of San Francisco and Jinan as published, and where real calls lie on them.

use std::io::Read;
use std::path::Path;

use kernel::Point;
use roads::{Columns, Snapper, Table};

use crate::data;

fn unpacked(path: &Path) -> impl Read {
    flate2::read::GzDecoder::new(std::fs::File::open(path).expect("the file opens"))
}

fn columns(id: &str, ends: [&str; 2], class: &str, name: &[&str], one_way_rows: bool) -> Columns {
    let text = str::to_owned;
    Columns {
        id: text(id),
        tail: text(ends[0]),
        head: text(ends[1]),
        line: text("wkt"),
        class: Some(text(class)),
        name: name.iter().map(|part| text(part)).collect(),
        one_way_rows,
    }
}

fn san_francisco(path: &Path) -> Table {
    let ends = ["f_node_cnn", "t_node_cnn"];
    let columns = columns("cnn", ends, "class_code", &["street", "st_type"], false);
    Table::read(unpacked(path), &columns).expect("a table")
}

#[test]
fn every_row_of_both_tables_is_read() {
    let (Some(sf), Some(jinan)) = (
        data::find("geo/sf-streets.csv.gz"),
        data::find("geo/jinan-roads.csv.gz"),
    ) else {
        return;
    };
    let sf = san_francisco(&sf);
    assert_eq!(
        (sf.rows, sf.streets.pieces().len(), sf.dropped.len()),
        (15_602, 15_602, 0)
    );
    let jinan_columns = columns("edge_id", ["from_node", "to_node"], "highway", &[], true);
    let jinan = Table::read(unpacked(&jinan), &jinan_columns).expect("a table");
    assert_eq!(
        (
            jinan.rows,
            jinan.streets.pieces().len(),
            jinan.dropped.len()
        ),
        (28_597, 28_597, 0)
    );
    let length_km: f64 = jinan
        .streets
        .pieces()
        .iter()
        .map(|piece| piece.length_m() / 1_000.0)
        .sum();
    assert_eq!(length_km.round(), 5_128.0);
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
    let table = san_francisco(&streets);
    let snapper = Snapper::new(&table.streets);
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
                .nearest(&table.streets, point, 500.0)
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
