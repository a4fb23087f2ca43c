//! Turn signs become paths over pieces of road.

use atlas::{Atlas, Restriction, Rule};
use atlas_import::Reason;

use crate::extract::Extract;
use crate::told::{import, left_out, row};

/// A street from west to east (10, 11) with one to the north (20) and one to the south (30) of its middle.
fn crossing() -> Extract {
    row()
        .way(10, &[1, 2, 3], "highway=residential")
        .way(11, &[3, 4, 5], "highway=residential")
        .way(20, &[3, 6], "highway=residential")
        .way(30, &[7, 3], "highway=residential")
}

/// The ways of a path, with a minus where one is taken against its direction.
fn path(atlas: &Atlas, restriction: &Restriction) -> Vec<i64> {
    let way = |piece: atlas::PieceIx| atlas.roads.pieces[piece.0 as usize].source_id;
    let steps = restriction.path.iter();
    steps
        .map(|step| way(step.piece) * if step.against { -1 } else { 1 })
        .collect()
}

fn paths(extract: &Extract) -> Vec<(Vec<i64>, Rule)> {
    let (atlas, _) = import(extract);
    let restrictions = atlas.roads.restrictions.iter();
    restrictions
        .map(|restriction| (path(&atlas, restriction), restriction.rule))
        .collect()
}

#[test]
fn no_left_turn_forbids_the_path_to_the_left() {
    let members = ["way 10 from", "node 3 via", "way 20 to"];
    let extract = crossing().relation(1, &members, "type=restriction,restriction=no_left_turn");
    assert_eq!(paths(&extract), [(vec![10, 20], Rule::Forbidden)]);
}

#[test]
fn only_straight_on_commands_the_path_straight_on() {
    let members = ["way 11 from", "node 3 via", "way 10 to"];
    let extract = crossing().relation(1, &members, "type=restriction,restriction=only_straight_on");
    assert_eq!(paths(&extract), [(vec![-11, -10], Rule::Only)]);
}

#[test]
fn no_u_turn_forbids_the_way_back() {
    let members = ["way 20 from", "node 3 via", "way 20 to"];
    let extract = crossing().relation(1, &members, "type=restriction,restriction=no_u_turn");
    assert_eq!(paths(&extract), [(vec![-20, 20], Rule::Forbidden)]);
}

#[test]
fn nobody_enters_from_any_of_the_ways() {
    let members = ["way 10 from", "way 11 from", "node 3 via", "way 20 to"];
    let extract = crossing().relation(1, &members, "type=restriction,restriction=no_entry");
    let expected = [
        (vec![10, 20], Rule::Forbidden),
        (vec![-11, 20], Rule::Forbidden),
    ];
    assert_eq!(paths(&extract), expected);
}

/// Two carriageways (40 to the east, 50 to the west) with a link (60) between their middles, which a
/// path cuts in two.
fn divided() -> Extract {
    let nodes = [
        (1, 0, 0),
        (2, 100, 0),
        (3, 200, 0),
        (4, 200, 50),
        (5, 100, 50),
        (6, 0, 50),
    ];
    let extract = nodes.iter().fold(Extract::new(), |all, (id, east, north)| {
        all.node(*id, *east, *north, "")
    });
    extract
        .node(7, 100, 25, "")
        .node(8, 150, 25, "")
        .way(40, &[1, 2], "highway=primary,oneway=yes")
        .way(41, &[2, 3], "highway=primary,oneway=yes")
        .way(50, &[4, 5], "highway=primary,oneway=yes")
        .way(51, &[5, 6], "highway=primary,oneway=yes")
        .way(60, &[5, 7, 2], "highway=primary_link")
        .way(70, &[7, 8], "highway=footway")
}

#[test]
fn a_sign_may_speak_of_the_way_between() {
    let members = ["way 40 from", "way 60 via", "way 51 to"];
    let extract = divided().relation(1, &members, "type=restriction,restriction=no_u_turn");
    assert_eq!(paths(&extract), [(vec![40, -60, -60, 51], Rule::Forbidden)]);
}

#[test]
fn where_a_way_goes_on_beyond_the_via_the_one_that_is_driven_there_is_meant() {
    // One way for the whole carriageway: only its first half leads to the via.
    let extract = row()
        .way(10, &[1, 2, 3, 4, 5], "highway=primary,oneway=yes")
        .way(20, &[3, 6], "highway=residential");
    let members = ["way 10 from", "node 3 via", "way 20 to"];
    let sign = |extract: Extract| {
        extract.relation(1, &members, "type=restriction,restriction=no_left_turn")
    };
    assert_eq!(paths(&sign(extract)), [(vec![10, 20], Rule::Forbidden)]);
    // Both halves of a street lead to it: nobody knows which is meant.
    let extract =
        row()
            .way(10, &[1, 2, 3, 4, 5], "highway=primary")
            .way(20, &[3, 6], "highway=residential");
    let (_, report) = import(&sign(extract));
    left_out(&report, Reason::SignUnclear, "relation 1");
}

#[test]
fn a_broken_sign_is_named_with_its_reason() {
    let kind = "type=restriction,restriction=no_left_turn";
    let far = ["way 10 from", "node 1 via", "way 20 to"];
    let (_, report) = import(&crossing().relation(1, &far, kind));
    left_out(&report, Reason::SignApart, "relation 1");
    let missing = ["way 10 from", "node 3 via", "way 99 to"];
    let (_, report) = import(&crossing().relation(2, &missing, kind));
    left_out(&report, Reason::SignMissing, "relation 2");
    let (_, report) = import(&crossing().relation(3, &["way 10 from"], kind));
    left_out(&report, Reason::SignIncomplete, "relation 3");
    let detail = &report.dropped[&Reason::SignIncomplete].first[0].detail;
    assert_eq!(detail, "no_left_turn with 1 from, 0 via, 0 to");
}
