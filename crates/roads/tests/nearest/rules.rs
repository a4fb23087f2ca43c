//! One rule of the road each.

use crate::ascii::Town;

const SQUARE: &str = "
A---------B

C---------D
";

fn square(turns: &[(&str, Option<u32>)]) -> Town {
    Town::new(SQUARE, &["AB", "BD", "DC", "CA"], turns)
}

#[test]
fn a_unit_drives_on_along_its_own_street() {
    let town = square(&[]).unit(1, "AB", 20);
    assert_eq!(town.nearest("AB", 70, 1), [(1, 5)]);
}

#[test]
fn a_unit_that_has_passed_the_place_goes_around_the_block() {
    // 3 s to B, around over D, C and A 2 + 10 + 2 s, and 2 s along AB.
    let town = square(&[]).unit(1, "AB", 70);
    assert_eq!(town.nearest("AB", 20, 1), [(1, 19)]);
}

#[test]
fn it_may_turn_around_where_that_is_allowed() {
    // 3 s to B, back over BA for 10 s, around at A, and 2 s: as long as around the block, and shorter
    // by the turns that cost something.
    let town = square(&[("ABA", Some(1)), ("BAB", Some(1))]).unit(1, "AB", 70);
    assert_eq!(town.nearest("AB", 20, 1), [(1, 17)]);
}

#[test]
fn nobody_drives_against_a_one_way_street() {
    let streets = ["A>B", "BD", "DC", "CA"];
    let town = Town::new(SQUARE, &streets, &[]).unit(1, "DB", 0);
    // Not over BA, but around over C.
    assert_eq!(town.nearest("CA", 100, 1), []);
    let town = Town::new(SQUARE, &streets, &[]).unit(1, "BD", 0);
    assert_eq!(town.nearest("CA", 100, 1), [(1, 14)]);
}

#[test]
fn a_forbidden_turn_is_not_taken_even_when_it_is_the_shortest() {
    let town = square(&[("BDC", None)]).unit(1, "BD", 0).unit(2, "BA", 0);
    assert_eq!(town.nearest("DC", 100, 2), []);
    assert_eq!(town.nearest("AC", 100, 2), [(2, 12)]);
}

#[test]
fn a_turn_that_costs_time_can_make_the_longer_way_the_shorter() {
    let picture = "
A----B
     |
     C
";
    let town =
        |turns: &[(&str, Option<u32>)]| Town::new(picture, &["AB", "BC"], turns).unit(1, "AB", 0);
    assert_eq!(town(&[]).nearest("BC", 100, 1), [(1, 7)]);
    assert_eq!(town(&[("ABC", Some(6))]).nearest("BC", 100, 1), [(1, 13)]);
}

#[test]
fn a_closed_street_is_avoided_from_the_next_question_on() {
    let mut town = square(&[]).unit(1, "CD", 0);
    assert_eq!(town.nearest("DB", 100, 1), [(1, 12)]);
    let closed = town.arc("CD");
    town.times.close(closed, true);
    let mut town = town.unit(1, "DC", 0);
    assert_eq!(
        town.nearest("DB", 100, 1),
        [],
        "over C and A it would arrive by AB"
    );
    assert_eq!(town.nearest("AB", 100, 1), [(1, 22)]);
    town.times.close(closed, false);
    assert_eq!(town.unit(1, "CD", 0).nearest("DB", 100, 1), [(1, 12)]);
}

#[test]
fn the_place_on_a_closed_street_is_reached_and_who_stands_there_drives_off() {
    let mut town = square(&[]).unit(1, "CA", 0).unit(2, "AB", 90);
    let closed = town.arc("AB");
    town.times.close(closed, true);
    assert_eq!(town.nearest("AB", 50, 1), [(1, 7)]);
    assert_eq!(town.nearest("BD", 100, 1), [(2, 3)]);
}

#[test]
fn the_nearest_by_road_is_not_the_nearest_by_air() {
    // A river lies between the two banks; the only bridge is at the far end.
    let picture = "
A-------------B
              |
C-------------D
";
    let town = Town::new(picture, &["AB", "BD", "DC"], &[])
        .unit(1, "CD", 0)
        .unit(2, "AB", 90);
    assert_eq!(town.nearest("AB", 100, 2), [(2, 1)]);
    assert_eq!(town.nearest("DB", 100, 2), [(1, 16)]);
}

#[test]
fn units_come_in_order_and_no_more_than_were_asked_for() {
    let town = square(&[])
        .unit(3, "AB", 10)
        .unit(1, "AB", 50)
        .unit(2, "CA", 0);
    assert_eq!(town.nearest("AB", 100, 9), [(1, 5), (3, 9), (2, 12)]);
    assert_eq!(town.nearest("AB", 100, 2), [(1, 5), (3, 9)]);
}

#[test]
fn a_unit_that_left_is_not_found_and_one_that_moved_is_found_where_it_is() {
    let town = square(&[])
        .unit(1, "AB", 10)
        .unit(2, "AB", 20)
        .gone(1)
        .unit(2, "AB", 60);
    assert_eq!(town.nearest("AB", 100, 9), [(2, 4)]);
}
