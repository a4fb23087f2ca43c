//! Left, right, straight on and back, by the angle between two streets.

use kernel::Point;
use roads::{ArcId, NodeId, Piece, Streets, TurnCosts};

const COSTS: TurnCosts = TurnCosts {
    left_ms: 5_000,
    right_ms: 2_000,
    back_ms: None,
};

/// Four streets that leave a crossing to the north, east, south and west; the crossing is their tail,
/// and is named twice.
fn crossing() -> Streets {
    let point = |lat, lon| Point::from_degrees(lat, lon).expect("on the globe");
    let middle = point(60.0, 10.0);
    let ends = [(60.01, 10.0), (60.0, 10.02), (59.99, 10.0), (60.0, 9.98)];
    let pieces = ends.iter().zip(1..).map(|((lat, lon), head)| Piece {
        id: String::new(),
        name: String::new(),
        class: String::new(),
        tail: NodeId(0),
        head: NodeId(head),
        line: vec![middle, middle, point(*lat, *lon)],
        one_way: false,
    });
    Streets::new(5, pieces.collect())
}

/// From a street towards the crossing onto another away from it.
fn turn(from: u32, onto: u32) -> Option<u32> {
    crossing().turn_ms(ArcId(from * 2 + 1), ArcId(onto * 2), &COSTS)
}

const NORTH: u32 = 0;
const EAST: u32 = 1;
const SOUTH: u32 = 2;
const WEST: u32 = 3;

#[test]
fn straight_on_costs_nothing() {
    assert_eq!((turn(NORTH, SOUTH), turn(WEST, EAST)), (Some(0), Some(0)));
}

#[test]
fn left_and_right_cost_what_they_cost() {
    assert_eq!(
        (turn(SOUTH, EAST), turn(SOUTH, WEST)),
        (Some(2_000), Some(5_000))
    );
    assert_eq!(
        (turn(NORTH, WEST), turn(NORTH, EAST)),
        (Some(2_000), Some(5_000))
    );
    assert_eq!(
        (turn(EAST, NORTH), turn(WEST, NORTH)),
        (Some(2_000), Some(5_000))
    );
}

#[test]
fn one_does_not_turn_back_unless_that_is_done() {
    assert_eq!(turn(EAST, EAST), None);
    let costs = TurnCosts {
        back_ms: Some(20_000),
        ..COSTS
    };
    assert_eq!(crossing().turn_ms(ArcId(3), ArcId(2), &costs), Some(20_000));
}
