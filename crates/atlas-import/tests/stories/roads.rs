//! Ways become pieces of road between nodes.

use atlas::{Class, Level};
use atlas_import::Reason;

use crate::extract::Extract;
use crate::told::{import, left_out, pieces, roads, row};

#[test]
fn a_way_is_cut_where_another_meets_it() {
    let roads = roads(&row().way(10, &[1, 2, 3, 4, 5], "highway=residential").way(
        20,
        &[3, 6],
        "highway=service",
    ));
    assert_eq!(pieces(&roads), [(10, 3), (10, 3), (20, 2)]);
    assert_eq!(roads.nodes.len(), 4);
    assert_eq!(roads.pieces[0].head, roads.pieces[2].tail);
    assert_eq!(roads.pieces[0].length_m().round(), 200.0);
}

#[test]
fn a_way_is_cut_where_it_meets_itself() {
    let roads = roads(&row().way(10, &[1, 2, 3, 6, 4, 3, 7], "highway=residential"));
    assert_eq!(pieces(&roads), [(10, 3), (10, 4), (10, 2)]);
    assert_eq!(roads.pieces[1].tail, roads.pieces[1].head);
}

#[test]
fn a_node_written_twice_is_one_node() {
    let roads = roads(&row().way(10, &[1, 2, 2, 3], "highway=residential"));
    assert_eq!(pieces(&roads), [(10, 3)]);
}

#[test]
fn a_road_has_a_gap_where_its_nodes_are_not_in_the_file() {
    let extract = row().way(10, &[1, 2, 99, 4, 5], "highway=residential");
    let (atlas, report) = import(&extract);
    assert_eq!(pieces(&atlas.roads), [(10, 2), (10, 2)]);
    left_out(&report, Reason::PointsMissing, "way 10");
}

#[test]
fn a_piece_says_what_its_way_says() {
    let (atlas, _) = import(&row().way(
        10,
        &[1, 2],
        "highway=primary_link,name=Hafen,name:zh=海港路,ref=N14,oneway=yes,maxspeed=30 mph,bridge=yes",
    ));
    let piece = &atlas.roads.pieces[0];
    let names = atlas.named(piece.names);
    assert_eq!(
        (
            names.plain.as_str(),
            names.in_language("zh-CN"),
            names.reference.as_str()
        ),
        ("Hafen", "海港路", "N14")
    );
    assert_eq!((piece.class, piece.layer), (Class::PrimaryLink, 1));
    assert_eq!(
        (piece.along.car, piece.against.car),
        (Level::Open, Level::WrongWay)
    );
    assert_eq!((piece.along_km_h, piece.against_km_h), (Some(48), Some(48)));
}

#[test]
fn what_is_being_built_is_left_out_and_counted() {
    let (atlas, report) = import(
        &row()
            .way(10, &[1, 2], "highway=construction,construction=primary")
            .way(20, &[2, 3], "highway=platform")
            .way(30, &[3, 4], "highway=residential,maxspeed=slow")
            .way(
                40,
                &[4, 5],
                "highway=residential,access:conditional=no @ (22:00-06:00)",
            ),
    );
    assert_eq!(pieces(&atlas.roads), [(30, 2), (40, 2)]);
    left_out(&report, Reason::Construction, "way 10");
    left_out(&report, Reason::NoRoad, "way 20");
    left_out(&report, Reason::Speed, "way 30");
    left_out(&report, Reason::Conditional, "way 40");
    assert_eq!((report.kept_of("road"), report.kept_of("way")), (2, 2));
}

#[test]
fn a_ferry_is_a_road_for_whom_it_takes() {
    let roads = roads(&row().way(10, &[1, 2], "route=ferry,motor_vehicle=yes"));
    assert_eq!(roads.pieces[0].class, Class::Ferry);
    assert_eq!(roads.pieces[0].along.car, Level::Open);
}

#[test]
fn a_road_without_length_is_left_out() {
    let extract =
        Extract::new()
            .node(1, 0, 0, "")
            .node(2, 0, 0, "")
            .way(10, &[1, 2], "highway=service");
    let (atlas, report) = import(&extract);
    assert!(atlas.roads.pieces.is_empty());
    left_out(&report, Reason::Line, "way 10");
}
