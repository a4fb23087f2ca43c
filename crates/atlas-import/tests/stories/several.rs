//! Several sources become one map.

use std::io::Cursor;

use atlas_import::{Error, Import, Mapping, Reason, Settings};

use crate::extract::Packing;
use crate::told::row;

const MAPPING: &str = r#"
[credit]
en = "The town"
zh-CN = "镇政府"

[columns]
id = "id"
tail = "from"
head = "to"
line = "wkt"
"#;

#[test]
fn what_two_extracts_share_comes_once() {
    let west = row().way(10, &[1, 2, 3], "highway=residential");
    let east =
        row()
            .way(10, &[1, 2, 3], "highway=residential")
            .way(11, &[3, 4, 5], "highway=residential");
    let mut import = Import::new(Settings::default());
    for (name, extract) in [("west", west), ("east", east)] {
        let mut file = Cursor::new(extract.bytes(Packing::Zstd));
        import
            .read_from(name, &mut file, &mut |_| {})
            .expect("an extract");
    }
    let (atlas, report) = import.finish();
    assert_eq!((atlas.roads.pieces.len(), atlas.roads.nodes.len()), (2, 3));
    assert_eq!(report.sources[1].dropped_for(Reason::Again), 1);
    assert_eq!(report.parts.largest.pieces, 2);
}

#[test]
fn a_file_that_was_cut_off_may_be_read_again_when_it_is_whole() {
    let extract = row().way(10, &[1, 2, 3], "highway=residential");
    let whole = extract.bytes(Packing::Raw);
    let second = [&whole[..], &whole[..20]].concat();
    let mut import = Import::new(Settings::default());
    let mut read =
        |bytes: &[u8]| import.read_from("town", &mut Cursor::new(bytes.to_vec()), &mut |_| {});
    assert!(read(&second).is_err());
    read(&whole).expect("an extract");
    let (atlas, report) = import.finish();
    assert_eq!((atlas.roads.pieces.len(), atlas.meta.sources.len()), (1, 1));
    assert_eq!(report.sources[0].dropped_for(Reason::Again), 0);
}

#[test]
fn a_map_credits_everybody_it_was_made_from() {
    let mapping = Mapping::parse(MAPPING).expect("a mapping");
    let mut import = Import::new(Settings {
        mappings: vec![mapping],
        ..Settings::default()
    });
    let extract = row().way(10, &[1, 2, 3], "highway=residential");
    let mut file = Cursor::new(extract.bytes(Packing::Raw));
    import
        .read_from("town.osm.pbf", &mut file, &mut |_| {})
        .expect("an extract");
    let mut table = Cursor::new("id,from,to,wkt\n7,a,b,\"LINESTRING (9.5 47.1, 9.6 47.1)\"\n");
    import
        .read_from("town.csv", &mut table, &mut |_| {})
        .expect("a table");
    let (atlas, _) = import.finish();
    let names: Vec<_> = atlas
        .meta
        .sources
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["town.osm.pbf", "town.csv"]);
    let credit = &atlas.meta.credit;
    assert_eq!(
        credit.in_language("en"),
        "© OpenStreetMap contributors, ODbL 1.0; The town"
    );
    assert_eq!(
        credit.in_language("zh-CN"),
        "© OpenStreetMap 贡献者，ODbL 1.0; 镇政府"
    );
}

#[test]
fn progress_goes_from_nothing_to_everything() {
    let bytes = row()
        .way(10, &[1, 2], "highway=residential")
        .bytes(Packing::Raw);
    let mut seen = vec![];
    let mut import = Import::new(Settings::default());
    import
        .read_from("town", &mut Cursor::new(&bytes), &mut |at| seen.push(at))
        .expect("an extract");
    let last = seen.last().expect("some progress");
    assert!(seen.is_sorted_by_key(|at| at.read_bytes));
    assert_eq!(last.read_bytes, last.total_bytes);
    assert_eq!(last.total_bytes, bytes.len() as u64 * 4);
}

#[test]
fn what_is_no_map_is_refused_in_a_sentence() {
    let mut import = Import::new(Settings::default());
    let mut refuse = |bytes: &[u8]| {
        import
            .read_from("file", &mut Cursor::new(bytes), &mut |_| {})
            .expect_err("no map")
    };
    assert!(matches!(refuse(b""), Error::Kind));
    assert!(matches!(refuse(b"\0\0PNG"), Error::Kind));
    assert_eq!(
        refuse(b"id,name\n").to_string(),
        "a table needs a mapping that says which column is what"
    );
}
