//! What is drawn, as lines, areas with holes, and borders.

use atlas::{Geometry, Shape, ShapeKind};
use atlas_import::{Reason, Remark};

use crate::extract::Extract;
use crate::told::{import, left_out, row};

/// Two squares, nodes 1 to 4 and, inside, 5 to 8; the outer one in two halves (10, 11).
fn lake() -> Extract {
    let nodes = [
        (1, 0, 0),
        (2, 100, 0),
        (3, 100, 100),
        (4, 0, 100),
        (5, 40, 40),
        (6, 60, 40),
        (7, 60, 60),
        (8, 40, 60),
    ];
    let extract = nodes.iter().fold(Extract::new(), |all, (id, east, north)| {
        all.node(*id, *east, *north, "")
    });
    extract
        .way(10, &[1, 2, 3], "")
        .way(11, &[1, 4, 3], "")
        .way(12, &[5, 6, 7, 8, 5], "")
}

fn rings(shape: &Shape) -> Vec<(usize, usize)> {
    match &shape.geometry {
        Geometry::Line(_) => vec![],
        Geometry::Area(polygons) => {
            let rings = polygons.iter();
            rings
                .map(|one| (one.outer.len(), one.holes.len()))
                .collect()
        }
    }
}

#[test]
fn an_island_is_a_hole_in_the_lake() {
    let members = ["way 10 outer", "way 11 outer", "way 12 inner"];
    let extract = lake().relation(1, &members, "type=multipolygon,natural=water,name=See");
    let (atlas, _) = import(&extract);
    let [shape] = &atlas.shapes[..] else {
        panic!("one shape")
    };
    assert_eq!((shape.kind, rings(shape)), (ShapeKind::Water, vec![(5, 1)]));
    assert_eq!(atlas.named(shape.names).plain, "See");
}

#[test]
fn the_outer_way_may_say_what_the_area_is() {
    let extract = lake().way(13, &[1, 2, 3, 4, 1], "landuse=forest").relation(
        1,
        &["way 13 outer", "way 12 inner"],
        "type=multipolygon",
    );
    let (atlas, _) = import(&extract);
    let [shape] = &atlas.shapes[..] else {
        panic!("one shape")
    };
    assert_eq!((shape.kind, rings(shape)), (ShapeKind::Wood, vec![(5, 1)]));
}

#[test]
fn an_area_whose_rings_do_not_close_is_left_out_and_named() {
    let open = lake().relation(1, &["way 10 outer"], "type=multipolygon,natural=water");
    let (atlas, report) = import(&open);
    assert!(atlas.shapes.is_empty());
    left_out(&report, Reason::Ring, "relation 1");
    let cut = lake().relation(2, &["way 99 outer"], "type=multipolygon,natural=water");
    left_out(&import(&cut).1, Reason::WaysMissing, "relation 2");
}

#[test]
fn a_square_is_drawn_and_a_street_is_not() {
    let extract = lake()
        .way(
            20,
            &[1, 2, 3, 4, 1],
            "highway=pedestrian,area=yes,name=Platz",
        )
        .way(21, &[1, 2, 3], "highway=pedestrian,area=yes");
    let (atlas, report) = import(&extract);
    assert!(atlas.roads.pieces.is_empty());
    let kinds: Vec<_> = atlas.shapes.iter().map(|shape| shape.kind).collect();
    assert_eq!(kinds, [ShapeKind::Plaza]);
    left_out(&report, Reason::AreaOpen, "way 21");
}

#[test]
fn a_border_is_drawn_once_as_that_of_the_higher_unit() {
    let unit = |level: u8| format!("type=boundary,boundary=administrative,admin_level={level}");
    let extract = row()
        .way(10, &[1, 2, 3], "")
        .relation(1, &["way 10 outer"], &unit(8))
        .relation(2, &["way 10 outer"], &unit(4));
    let (atlas, _) = import(&extract);
    let kinds: Vec<_> = atlas.shapes.iter().map(|shape| shape.kind).collect();
    assert_eq!(kinds, [ShapeKind::BorderRegion]);
}

#[test]
fn the_report_says_that_the_coast_is_open() {
    let (_, report) = import(&row().way(10, &[1, 2], "natural=coastline"));
    assert_eq!(report.remarks, [Remark::CoastOpen]);
}
