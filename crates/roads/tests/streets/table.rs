//! What is read from a table, and what is refused.

use roads::{Columns, Reason, Table, TableError};

fn columns() -> Columns {
    let text = str::to_owned;
    Columns {
        id: text("id"),
        tail: text("from"),
        head: text("to"),
        line: text("wkt"),
        class: Some(text("class")),
        name: vec![text("street"), text("type")],
        one_way_rows: false,
    }
}

const HEADER: &str = "id,street,type,from,to,class,wkt\n";

fn read(rows: &str) -> Table {
    Table::read(format!("{HEADER}{rows}").as_bytes(), &columns()).expect("a table")
}

#[test]
fn a_row_is_a_street_that_can_be_driven_both_ways() {
    let table = read("7,CROWN,CT,a,b,5,\"LINESTRING (-122.4469 37.7572, -122.4466 37.7573)\"\n");
    let piece = &table.streets.pieces()[0];
    assert_eq!(
        (piece.name.as_str(), piece.class.as_str()),
        ("CROWN CT", "5")
    );
    assert_eq!(piece.line[1].lat_e7(), 377_573_000);
    assert_eq!(piece.length_m().round(), 29.0);
    assert_eq!(table.streets.network(|_, _| Some(0)).arcs(), 2);
}

#[test]
fn the_order_of_the_columns_does_not_matter() {
    let text = "wkt,to,from,class,type,street,id\n\"LINESTRING(1 2,1 3)\",b,a,5,,MAIN,7\n";
    let table = Table::read(text.as_bytes(), &columns()).expect("a table");
    assert_eq!(table.streets.pieces()[0].name, "MAIN");
}

#[test]
fn a_row_that_cannot_be_read_is_named_and_stops_nothing_else() {
    let good = |id: u32| format!("{id},A,,a,b,5,\"LINESTRING (1 2, 1 3)\"\n");
    let bad = [
        "2,A,,a,b,5,POINT (1 2)\n",
        "3,A,,a,b,5,\"LINESTRING (1 2)\"\n",
        "4,A,,a,b,5,\"LINESTRING (1 2, 1 95)\"\n",
        "5,A,,a,b,5,\"LINESTRING (1 2, 1 nan)\"\n",
        "6,A,,,b,5,\"LINESTRING (1 2, 1 3)\"\n",
        "7,A\n",
    ];
    let table = read(&format!("{}{}{}", good(1), bad.concat(), good(8)));
    let ids: Vec<_> = table
        .streets
        .pieces()
        .iter()
        .map(|piece| piece.id.clone())
        .collect();
    assert_eq!((table.rows, ids), (8, vec!["1".to_owned(), "8".to_owned()]));
    let lines: Vec<_> = table.dropped.iter().map(|dropped| dropped.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8]);
    assert_eq!(table.dropped[4].reason, Reason::Empty("from".into()));
    assert_eq!(
        table.dropped[1].reason.to_string(),
        "its course is not LINESTRING (lon lat, lon lat): it has fewer than two points"
    );
}

#[test]
fn a_table_without_a_named_column_is_refused_with_the_columns_it_has() {
    let error = Table::read("id,from,to\n".as_bytes(), &columns()).expect_err("no wkt");
    assert!(
        matches!(error, TableError::Column(column, known) if column == "wkt" && known == "id, from, to")
    );
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(rows in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let bytes = [HEADER.as_bytes(), &rows].concat();
        let _ = Table::read(bytes.as_slice(), &columns());
    }

    #[test]
    fn no_course_makes_the_reader_panic(course in "LINESTRING ?\\(?[-0-9a-z. ,()]{0,60}") {
        let _ = read(&format!("1,A,,a,b,5,\"{course}\"\n"));
    }
}
