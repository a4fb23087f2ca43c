//! What the desk changes counts from the next question on, and nothing remains of it afterwards.

use roads::Change;

use crate::town::{Open, Town, car};

const SQUARE: &str = "
A---------B

C---------D
";

fn square() -> Open {
    Town::new(SQUARE)
        .roads(&["A>B", "CA", "CD", "BD"])
        .open(&car())
}

#[test]
fn a_closed_road_is_avoided_until_it_is_open_again() {
    let mut town = square();
    assert_eq!(town.way(("CA", 50), ("BD", 0)), "CA AB BD 11 s");
    town.change("AB", Change::Closed);
    assert_eq!(town.way(("CA", 50), ("BD", 0)), "AC CD DB 13 s");
    town.reset("AB");
    assert_eq!(town.way(("CA", 50), ("BD", 0)), "CA AB BD 11 s");
}

#[test]
fn the_place_that_closed_the_road_is_still_reached() {
    let mut town = square();
    town.change("AB", Change::Closed);
    assert_eq!(town.way(("CA", 50), ("AB", 50)), "CA AB 6 s");
}

#[test]
fn a_slow_road_is_taken_while_it_is_still_the_best() {
    let mut town = square();
    town.change("AB", Change::Slow { percent: 110 });
    assert_eq!(town.way(("CA", 50), ("BD", 0)), "CA AB BD 12 s");
    town.change("AB", Change::Slow { percent: 200 });
    assert_eq!(town.way(("CA", 50), ("BD", 0)), "AC CD DB 13 s");
}

#[test]
fn a_one_way_road_can_be_opened_the_other_way() {
    let mut town = square();
    assert_eq!(town.way(("BD", 0), ("CA", 50)), "BD DC CA 13 s");
    town.change("BA", Change::Open);
    town.change("AB", Change::Closed);
    assert_eq!(town.way(("DB", 50), ("CA", 100)), "DB BA AC 11 s");
}
