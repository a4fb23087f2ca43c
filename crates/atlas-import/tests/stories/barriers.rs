//! What stands in the way, and how far a car gets.

use atlas::{BarrierKind, Level};
use atlas_import::{Reason, parts};

use crate::extract::Extract;
use crate::told::{import, left_out, pieces};

fn street_with(barrier: &str) -> Extract {
    Extract::new()
        .node(1, 0, 0, "")
        .node(2, 100, 0, barrier)
        .node(3, 200, 0, "")
        .way(10, &[1, 2, 3], "highway=residential")
}

#[test]
fn a_street_is_cut_at_what_blocks_it() {
    let (atlas, _) = import(&street_with("barrier=bollard"));
    assert_eq!(pieces(&atlas.roads), [(10, 2), (10, 2)]);
    let barrier = &atlas.roads.barriers[0];
    assert_eq!(barrier.kind, BarrierKind::Bollard);
    assert_eq!(barrier.node, atlas.roads.pieces[0].head);
    assert_eq!(barrier.passage.car, Level::Closed);
}

#[test]
fn a_street_is_not_cut_at_what_blocks_nobody() {
    let (atlas, report) = import(&street_with("barrier=cattle_grid"));
    assert_eq!(pieces(&atlas.roads), [(10, 3)]);
    left_out(&report, Reason::NoObstacle, "node 2");
}

#[test]
fn a_gate_in_a_fence_is_no_matter_of_the_roads() {
    let extract = street_with("").node(4, 0, 50, "barrier=gate");
    let (atlas, report) = import(&extract);
    assert!(atlas.roads.barriers.is_empty() && report.dropped.is_empty());
}

#[test]
fn nobody_drives_through_a_bollard_to_the_other_part() {
    let (atlas, _) = import(&street_with("barrier=bollard"));
    let parts = parts(&atlas.roads);
    assert_eq!((parts.largest.pieces, parts.rest.pieces), (1, 1));
    let (atlas, _) = import(&street_with("barrier=toll_booth"));
    assert_eq!(parts_of_two(&atlas), (2, 0));
}

fn parts_of_two(atlas: &atlas::Atlas) -> (u64, u64) {
    let parts = parts(&atlas.roads);
    (parts.largest.pieces, parts.rest.pieces)
}

#[test]
fn a_street_that_only_leads_away_hangs_off_the_rest() {
    let extract =
        street_with("")
            .node(4, 300, 0, "")
            .way(20, &[3, 4], "highway=residential,oneway=yes");
    let (atlas, _) = import(&extract);
    let parts = parts(&atlas.roads);
    assert_eq!(
        (parts.largest.nodes, parts.rest.nodes, parts.rest_parts),
        (2, 1, 1)
    );
    assert_eq!(parts.rest.length_m.round(), 100.0);
}
