//! What is read from a table of streets, and what is refused.

use std::io::{Cursor, Write};

use atlas::{Along, Atlas, Class, HouseRange, Level, Numbering};
use atlas_import::{
    Error, Import, Mapping, MappingError, Reason, Settings, SourceReport, TableError,
};
use proptest::prelude::*;

const MAPPING: &str = r#"
[credit]
en = "The town"
zh-CN = "镇政府"

[columns]
id = "id"
tail = "from"
head = "to"
line = "wkt"
name = ["street", "type"]
postcode = "zip"

[names]
language = "en"

[class]
column = "class"
of = { 1 = "motorway", 5 = "residential" }

[speed]
column = "mph"
unit = "mph"
unknown = ["99"]

[houses]
left = ["left_from", "left_to"]
right = ["right_from", "right_to"]
"#;

const HEADER: &str =
    "id,street,type,from,to,class,mph,zip,left_from,left_to,right_from,right_to,wkt\n";

fn mapping(extra: &str) -> Mapping {
    Mapping::parse(&format!("{MAPPING}{extra}")).expect("a mapping")
}

fn import(bytes: &[u8], mapping: Mapping) -> Result<(Atlas, SourceReport), Error> {
    let mut import = Import::new(Settings {
        mappings: vec![mapping],
        ..Settings::default()
    });
    import.read_from("town.csv", &mut Cursor::new(bytes), &mut |_| {})?;
    let (atlas, mut report) = import.finish();
    Ok((atlas, report.sources.remove(0)))
}

fn read(rows: &str, extra: &str) -> (Atlas, SourceReport) {
    import(format!("{HEADER}{rows}").as_bytes(), mapping(extra)).expect("a table")
}

#[test]
fn a_row_is_a_street_that_is_driven_both_ways() {
    let row =
        "7,CROWN,CT,a,b,5,25,94114,0,0,0,0,\"LINESTRING (-122.4469 37.7572, -122.4466 37.7573)\"\n";
    let (atlas, report) = read(row, "");
    let piece = &atlas.roads.pieces[0];
    let names = atlas.named(piece.names);
    assert_eq!(
        (names.plain.as_str(), names.in_language("en")),
        ("CROWN CT", "CROWN CT")
    );
    assert_eq!(
        (piece.class, piece.along_km_h),
        (Class::Residential, Some(40))
    );
    assert_eq!(
        (piece.along.car, piece.against.car),
        (Level::Open, Level::Open)
    );
    assert_eq!((piece.source_id, piece.line[1].lat_e7()), (7, 377_573_000));
    assert_eq!(piece.length_m().round(), 29.0);
    assert_eq!((atlas.roads.nodes.len(), report.read.rows), (2, 1));
}

#[test]
fn the_order_of_the_columns_does_not_matter() {
    let mapping = Mapping::parse(
        "[credit]\nen=''\nzh-CN=''\n[columns]\nid='id'\ntail='from'\nhead='to'\nline='wkt'\nname=['street']",
    );
    let text = "wkt,to,from,type,street,id\n\"LINESTRING(1 2,1 3)\",b,a,5,MAIN,7\n";
    let (atlas, _) = import(text.as_bytes(), mapping.expect("a mapping")).expect("a table");
    assert_eq!(atlas.named(atlas.roads.pieces[0].names).plain, "MAIN");
}

#[test]
fn each_side_of_a_street_has_its_numbers() {
    let row = "7,MAIN,ST,a,b,5,,94114,101,199,100,200,\"LINESTRING (1 2, 1 3)\"\n\
               8,MAIN,ST,b,c,5,,94114,0,0,300,201,\"LINESTRING (1 3, 1 4)\"\n";
    let (atlas, _) = read(row, "");
    let sides = |range: &HouseRange| match range.along {
        Along::Side { piece, left } => (piece.0, left, range.from, range.to, range.numbering),
        Along::Line(_) => panic!("a side"),
    };
    let found: Vec<_> = atlas.ranges.iter().map(sides).collect();
    let expected = [
        (0, true, 101, 199, Numbering::Odd),
        (0, false, 100, 200, Numbering::Even),
        (1, false, 300, 201, Numbering::All),
    ];
    assert_eq!(found, expected);
    assert_eq!(atlas.ranges[0].postcode, "94114");
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_stops_nothing_else() {
    let good = |id: u32| format!("{id},A,,a,b,5,,,,,,,\"LINESTRING (1 2, 1 3)\"\n");
    let bad = [
        "2,A,,a,b,5,,,,,,,POINT (1 2)\n",
        "3,A,,a,b,5,,,,,,,\"LINESTRING (1 2)\"\n",
        "4,A,,a,b,5,,,,,,,\"LINESTRING (1 2, 1 95)\"\n",
        "5,A,,a,b,5,,,,,,,\"LINESTRING (1 2, 1 nan)\"\n",
        "6,A,,,b,5,,,,,,,\"LINESTRING (1 2, 1 3)\"\n",
        "x7,A,,a,b,5,,,,,,,\"LINESTRING (1 2, 1 3)\"\n",
        "8,A,,a,b,9,,,,,,,\"LINESTRING (1 2, 1 3)\"\n",
        "9,A,,c,c,5,,,,,,,\"LINESTRING (1 2, 1 2)\"\n",
        "10,A,,a,b,5,,,,,,,\"LINESTRING (5 5, 5 6)\"\n",
        "11,A\n",
    ];
    let (atlas, report) = read(&format!("{}{}{}", good(1), bad.concat(), good(12)), "");
    let ids: Vec<_> = atlas
        .roads
        .pieces
        .iter()
        .map(|piece| piece.source_id)
        .collect();
    assert_eq!((report.read.rows, ids), (12, vec![1, 12]));
    let lines = |reason: Reason| -> Vec<String> {
        let first = &report.dropped[&reason].first;
        first
            .iter()
            .map(|one| format!("{}: {}", one.object, one.detail))
            .collect()
    };
    let courses = [
        "line 3: POINT (1 2)",
        "line 4: it has fewer than two points",
        "line 5: latitude 950000000e-7 is outside -90..90 degrees",
    ];
    assert_eq!(lines(Reason::Course)[..3], courses);
    assert_eq!(lines(Reason::FieldEmpty), ["line 7: from"]);
    assert_eq!(
        lines(Reason::FieldUnread),
        ["line 8: id is 'x7'", "line 9: class is '9'"]
    );
    assert_eq!(report.dropped[&Reason::Line].first.len(), 1);
    assert_eq!(lines(Reason::CourseAside), ["line 11: "]);
    assert_eq!(report.dropped_for(Reason::Row), 1);
}

#[test]
fn a_limit_or_a_number_that_cannot_be_read_leaves_the_street() {
    let row = "7,A,,a,b,5,fast,,5,x,0,0,\"LINESTRING (1 2, 1 3)\"\n\
               8,A,,b,a,5,99,,0,0,0,0,\"LINESTRING (1 3, 1 2)\"\n";
    let (atlas, report) = read(row, "");
    let limits: Vec<_> = atlas
        .roads
        .pieces
        .iter()
        .map(|piece| piece.along_km_h)
        .collect();
    assert_eq!((limits, atlas.ranges.len()), (vec![None, None], 0));
    assert_eq!(
        (
            report.dropped_for(Reason::Speed),
            report.dropped_for(Reason::Numbers)
        ),
        (1, 1)
    );
}

#[test]
fn two_rows_back_to_back_are_one_street() {
    let rows = "1,A,,a,b,5,30,,,,,,\"LINESTRING (1 2, 1 3, 1 4)\"\n\
                2,B,,b,c,5,,,,,,,\"LINESTRING (1 4, 1 5)\"\n\
                3,A,,b,a,5,20,,7,9,,,\"LINESTRING (1 4, 1 3, 1 2)\"\n";
    let (atlas, _) = read(rows, "[direction]\nrows = 'twins'");
    let [both, one] = &atlas.roads.pieces[..] else {
        panic!("two streets")
    };
    assert_eq!(
        (both.along.car, both.against.car),
        (Level::Open, Level::Open)
    );
    assert_eq!((both.along_km_h, both.against_km_h), (Some(48), Some(32)));
    assert_eq!(
        (one.along.car, one.against.car),
        (Level::Open, Level::WrongWay)
    );
    // The left of the way back is the right of the way there.
    let range = &atlas.ranges[0];
    assert!(matches!(range.along, Along::Side { left: false, .. }));
    assert_eq!((range.from, range.to), (9, 7));
}

#[test]
fn a_column_may_say_which_way_a_street_is_driven() {
    let rows = "1,A,,a,b,5,,,,,,,\"LINESTRING (1 2, 1 3)\"\n\
                2,B,,a,b,1,,,,,,,\"LINESTRING (1 2, 1 3)\"\n";
    let direction =
        "[direction]\nrows = 'column'\ncolumn = 'class'\nalong = ['5']\nagainst = ['1']";
    let (atlas, _) = read(rows, direction);
    let driven = |at: usize| {
        (
            atlas.roads.pieces[at].along.car,
            atlas.roads.pieces[at].against.car,
        )
    };
    assert_eq!(driven(0), (Level::Open, Level::WrongWay));
    assert_eq!(driven(1), (Level::WrongWay, Level::Open));
}

#[test]
fn a_table_without_a_named_column_is_refused_with_the_columns_it_has() {
    let error = import(b"id,from,to\n", mapping("")).expect_err("no wkt");
    let Error::Table(TableError::Column { column, known }) = error else {
        panic!("{error}")
    };
    assert_eq!((column.as_str(), known.as_str()), ("wkt", "id, from, to"));
}

#[test]
fn a_mapping_that_is_none_is_refused_in_a_sentence() {
    let wrong = format!("{MAPPING}[direction]\nrows = 'column'\n");
    assert!(matches!(Mapping::parse(&wrong), Err(MappingError::Toml(_))));
    let wrong = MAPPING.replace("motorway", "highway");
    let error = Mapping::parse(&wrong).expect_err("no such class");
    assert!(
        error
            .to_string()
            .starts_with("'highway' is no class of road; classes are: motorway,")
    );
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let level = flate2::Compression::fast();
    let mut packer = flate2::write::GzEncoder::new(vec![], level);
    packer.write_all(bytes).expect("into memory");
    packer.finish().expect("into memory")
}

#[test]
fn a_table_may_be_packed() {
    let table = format!("{HEADER}7,A,,a,b,5,,,,,,,\"LINESTRING (1 2, 1 3)\"\n");
    for packed in [
        gzip(table.as_bytes()),
        zstd::encode_all(table.as_bytes(), 3).expect("zstd"),
    ] {
        let (atlas, _) = import(&packed, mapping("")).expect("a table");
        assert_eq!(atlas.roads.pieces.len(), 1);
        let cut = &packed[..packed.len() - 6];
        assert!(matches!(
            import(cut, mapping("")),
            Err(Error::Table(TableError::Read(_)))
        ));
    }
}

#[test]
fn a_row_that_never_ends_is_refused_before_it_is_held() {
    let mut table = format!("{HEADER}7,\"").into_bytes();
    table.resize(64 << 20, b'a');
    let error = import(&gzip(&table), mapping("")).expect_err("no end");
    assert_eq!(
        error.to_string(),
        "the table cannot be read: a row of the table has more than 4 MiB"
    );
}

#[test]
fn a_table_that_holds_more_than_was_allowed_is_refused() {
    let row = "7,A,,a,b,5,,,,,,,\"LINESTRING (1 2, 1 3)\"\n";
    let table = format!("{HEADER}{}", row.repeat(100_000));
    let mut import = Import::new(Settings {
        mappings: vec![mapping("")],
        memory_bytes_max: 1 << 20,
        ..Settings::default()
    });
    let mut file = Cursor::new(gzip(table.as_bytes()));
    let error = import
        .read_from("town.csv", &mut file, &mut |_| {})
        .expect_err("too much");
    assert!(matches!(error, Error::Memory));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(rows in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [HEADER.as_bytes(), &rows].concat();
        let _ = import(&bytes, mapping("[direction]\nrows = 'twins'"));
    }

    #[test]
    fn no_packed_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = import(&[&[0x1f, 0x8b, 8, 0][..], &bytes].concat(), mapping(""));
        let _ = import(&[&[0x28, 0xb5, 0x2f, 0xfd][..], &bytes].concat(), mapping(""));
    }

    #[test]
    fn no_fields_make_the_reader_panic(
        course in "LINESTRING ?\\(?[-0-9a-z. ,()]{0,60}",
        fields in "[-0-9a-c,]{0,40}",
    ) {
        let rows = format!("1,A,,a,b,5,,,,,,,\"{course}\"\n{fields},\"LINESTRING (1 2, 1 3)\"\n");
        let _ = read(&rows, "");
    }

    #[test]
    fn no_text_makes_the_mapping_panic(text in "\\PC{0,200}") {
        let _ = Mapping::parse(&text);
        let _ = Mapping::parse(&format!("{MAPPING}{text}"));
    }
}
