//! Greater Porto: roads, and 357 turn signs.

use std::collections::BTreeMap;

use atlas::{Atlas, Class, Level, Piece, Roads};
use atlas_import::{Reason, Report, parts};

use crate::read::{Once, once};

const FILE: &str = "geo/porto.osm.pbf";

fn map() -> Option<&'static (Atlas, Report)> {
    static MAP: Once = Once::new();
    once(&MAP, FILE, None)
}

/// The classes that a car drives, as the figures of the file take them.
const MOTOR: &[Class] = &[
    Class::Motorway,
    Class::MotorwayLink,
    Class::Trunk,
    Class::TrunkLink,
    Class::Primary,
    Class::PrimaryLink,
    Class::Secondary,
    Class::SecondaryLink,
    Class::Tertiary,
    Class::TertiaryLink,
    Class::Unclassified,
    Class::Residential,
    Class::LivingStreet,
    Class::Service,
    Class::Road,
];

/// A piece of a motor class that neither the owner nor the sign closes to cars.
fn is_motor(piece: &Piece) -> bool {
    let open = |level| matches!(level, Level::Open | Level::Destination);
    MOTOR.contains(&piece.class) && (open(piece.along.car) || open(piece.against.car))
}

/// The roads that a car drives, way by way in the order of the way.
fn ways(roads: &Roads) -> BTreeMap<i64, Vec<&Piece>> {
    let mut ways: BTreeMap<i64, Vec<&Piece>> = BTreeMap::new();
    for piece in roads.pieces.iter().filter(|piece| is_motor(piece)) {
        ways.entry(piece.source_id).or_default().push(piece);
    }
    ways
}

#[test]
fn everything_in_the_file_is_read() {
    let Some((_, report)) = map() else {
        return;
    };
    let source = &report.sources[0];
    let read = (source.read.nodes, source.read.ways, source.read.relations);
    assert_eq!(read, (347_944, 51_458, 357));
    let left_out = [
        Reason::Construction,
        Reason::NoRoad,
        Reason::AreaOpen,
        Reason::Line,
    ]
    .map(|reason| source.dropped_for(reason));
    assert_eq!(left_out, [97, 19, 3, 41]);
    // Two of the lines without length are pieces of longer ways; 39 are ways of a single point.
    let highways =
        source.kept_of("way") + source.kept["shape plaza"] + left_out.iter().sum::<u64>();
    assert_eq!(highways - 2, 51_349);
}

/// The file is known by the tag `access` alone: 42,795 ways that are not no or private. We hear the narrower
/// tags too: 28 of these ways are closed to motor vehicles, and 23 that are private or closed are open to
/// them. 3 are squares, and 38 are ways of a single point, with neither length nor end.
#[test]
fn the_ways_for_cars_are_those_that_are_known() {
    let Some((atlas, _)) = map() else {
        return;
    };
    let ways = ways(&atlas.roads);
    assert_eq!(ways.len(), 42_795 - 28 + 23 - 3 - 38);
    let first = || ways.values().map(|pieces| pieces[0]);
    // Of 12,993 with a name, 11 are closed by a narrower tag and 11 are points; 8 are opened.
    let named = first().filter(|piece| !atlas.named(piece.names).plain.is_empty());
    assert_eq!(named.count(), 12_993 - 11 - 11 + 8);
    // Of 2,066 with a limit, 3 are closed and 4 are points; 15 are opened, and 7 have one for each direction.
    let limits = |piece: &&Piece| piece.along_km_h.is_some() || piece.against_km_h.is_some();
    assert_eq!(first().filter(limits).count(), 2_066 - 3 - 4 + 15 + 7);
    // The known figure is of ways with oneway=yes and all roundabouts and motorways, not of oneway=-1: of
    // 10,813, 6 are closed and 10 are points; 7 are opened.
    let one_way = |piece: &&Piece| piece.against.car == Level::WrongWay || piece.roundabout;
    assert_eq!(first().filter(one_way).count(), 10_813 - 6 - 10 + 7);
}

/// Known are 9,354 km, 62,898 junctions and 83,698 segments. Counted over the ways that we take, the file has
/// 62,881 junctions and 83,670 segments, of which one has no length.
#[test]
fn the_streets_for_cars_are_as_long_and_as_many_as_is_known() {
    let Some((atlas, _)) = map() else {
        return;
    };
    let ways = ways(&atlas.roads);
    let length_m: f64 = ways.values().flatten().map(|piece| piece.length_m()).sum();
    assert_eq!((length_m / 1_000.0).round(), 9_353.0);
    assert_eq!(segments(&ways), (62_881, 83_670 - 1));
}

/// Junctions and the segments between them, when only these ways are looked at: our pieces end at footways
/// and gates too.
fn segments(ways: &BTreeMap<i64, Vec<&Piece>>) -> (usize, usize) {
    let mut uses: BTreeMap<u32, usize> = BTreeMap::new();
    for pieces in ways.values() {
        let heads = pieces.iter().map(|piece| piece.head.0);
        // The ends of a way are junctions, whoever meets them.
        let (first, last) = (pieces[0].tail.0, pieces[pieces.len() - 1].head.0);
        for node in heads.chain([first, first, last]) {
            *uses.entry(node).or_default() += 1;
        }
    }
    let is_junction = |node: &u32| uses[node] > 1;
    let heads = ways.values().flatten().map(|piece| piece.head.0);
    let segments = heads.filter(is_junction).count();
    (
        uses.keys().filter(|node| is_junction(node)).count(),
        segments,
    )
}

/// Known are 62,292 junctions in the largest part, that is 606 of 62,898 outside it. Nodes at which nothing
/// but a footway meets the street count here too.
#[test]
fn nearly_all_of_it_is_one_part() {
    let Some((atlas, report)) = map() else {
        return;
    };
    let motor = Roads {
        pieces: atlas
            .roads
            .pieces
            .iter()
            .filter(|piece| is_motor(piece))
            .cloned()
            .collect(),
        nodes: atlas.roads.nodes.clone(),
        ..Roads::default()
    };
    let motor = parts(&motor);
    assert_eq!(
        (motor.largest.nodes, motor.rest.nodes, motor.rest_parts),
        (64_989, 671, 436)
    );
    // With tracks, and with the gates and bollards that are in the way.
    let all = report.parts;
    assert_eq!(
        (all.largest.nodes, all.rest.nodes, all.rest_parts),
        (68_824, 1_026, 524)
    );
    assert_eq!((all.rest.length_m / 1_000.0).round(), 112.0);
}

#[test]
fn every_turn_sign_is_on_the_map_or_named_with_its_reason() {
    let Some((atlas, report)) = map() else {
        return;
    };
    let source = &report.sources[0];
    let left_out = [
        Reason::SignIncomplete,
        Reason::SignMissing,
        Reason::SignApart,
        Reason::SignUnclear,
        Reason::SignOthers,
        Reason::SignConditional,
        Reason::SignUnknown,
    ]
    .map(|reason| source.dropped_for(reason));
    assert_eq!(left_out, [19, 1, 1, 0, 0, 0, 0]);
    assert_eq!(
        (source.kept["sign forbidden"], source.kept["sign only"]),
        (268, 68)
    );
    assert_eq!(268 + 68 + left_out.iter().sum::<u64>(), 357);
    assert_eq!(atlas.roads.restrictions.len(), 336);
    let missing = &source.dropped[&Reason::SignMissing].first[0];
    assert_eq!(missing.object.to_string(), "relation 4563813");
    let incomplete = &source.dropped[&Reason::SignIncomplete].first[0];
    assert_eq!(
        incomplete.detail,
        "only_straight_on with 0 from, 0 via, 1 to"
    );
}
