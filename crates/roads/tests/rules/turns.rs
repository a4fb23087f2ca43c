//! Left, right, straight on and back, by the angle between two roads.

use roads::{Profile, TurnCosts};

use crate::town::{Town, car};

/// Ten metres from the middle in each direction.
const CROSSING: &str = "
 N
WXE
 S
";

fn seconds(way: &str) -> String {
    let profile = Profile {
        turns: TurnCosts {
            left_ms: 5_000,
            right_ms: 2_000,
            back_ms: 20_000,
        },
        ..car()
    };
    let town = Town::new(CROSSING)
        .roads(&["XN", "XE", "XS", "XW"])
        .open(&profile);
    let (from, to) = way.split_once(' ').expect("two roads");
    let told = town.way((from, 0), (to, 100));
    told.split(' ')
        .rev()
        .nth(1)
        .expect("the seconds")
        .to_owned()
}

#[test]
fn straight_on_costs_nothing() {
    assert_eq!([seconds("NX XS"), seconds("WX XE")], ["2", "2"]);
}

#[test]
fn left_and_right_cost_what_they_cost() {
    assert_eq!([seconds("SX XE"), seconds("SX XW")], ["4", "7"]);
    assert_eq!([seconds("NX XW"), seconds("NX XE")], ["4", "7"]);
    assert_eq!([seconds("EX XN"), seconds("WX XN")], ["4", "7"]);
}

#[test]
fn to_turn_back_costs_what_it_costs() {
    assert_eq!(seconds("EX XE"), "0", "one is there already");
    let profile = car();
    let town = Town::new(CROSSING)
        .road("XE", |road| road.against.car = atlas::Level::Closed)
        .roads(&["XN"]);
    // Out to E and back is not allowed, so the only way to the other side is none.
    assert_eq!(town.open(&profile).way(("XE", 100), ("XN", 100)), "no way");
}
