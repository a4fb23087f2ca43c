//! A caller speaks English.

use gazetteer::{Kind, Position};

use crate::told::{first, found};
use crate::town::at;

#[track_caller]
fn check(words: &str, expected: &str) {
    assert_eq!(found(words, "en"), expected, "{words}");
}

#[test]
fn a_street_is_found_while_it_is_typed() {
    check("ma", "Market Street");
    check("market str", "Market Street");
    check("saint an", "Saint Anne Ave");
    check("st anne", "Saint Anne Ave");
}

#[test]
fn short_forms_and_numbers_in_words_are_understood() {
    check("market st", "Market Street");
    check("fifth avenue", "5th Ave");
    check("4th street", "04th St");
    check("s van ness av", "South Van Ness Ave");
    check("vanness", "South Van Ness Ave");
}

#[test]
fn a_crossing_is_found_however_it_is_said() {
    for words in [
        "Market & 5th",
        "Market St at 5th",
        "corner of 5th and Market",
        "MARKET ST/5TH ST",
        "5th market",
        "intersection of fifth street and market street",
        "Market and 5",
    ] {
        let hit = first(words, None).expect("a hit");
        assert_eq!(hit.point, at(2.0, 0.0), "{words}");
        assert!(hit.is_sure(), "{words}");
    }
}

#[test]
fn the_streets_of_a_crossing_are_read_back_as_they_were_said() {
    check("5th & market", "5th St & Market Street");
    check("market & 5th", "Market Street & 5th St");
}

#[test]
fn streets_that_end_a_few_metres_apart_still_meet() {
    check("Short Alley at Market", "Short Alley & Market Street");
}

#[test]
fn a_known_house_is_exact_and_one_between_is_worked_out_on_its_side() {
    check("16 Oak Street", "16 Oak Street");
    check("18 oak", "18 Oak Street ~");
    let hit = first("oak st 18", None).expect("a hit");
    assert!(hit.point.distance_m(at(1.6, 1.9)) < 1.0);
    assert!(
        (15.0..40.0).contains(&hit.uncertainty_m),
        "{}",
        hit.uncertainty_m
    );
    let odd = first("17 oak", None).expect("a hit");
    assert!(
        odd.point.lat() > at(0.0, 2.0).lat(),
        "odd numbers are north of the street"
    );
}

#[test]
fn a_number_in_a_range_lies_on_its_side_of_the_street() {
    let hit = first("151 market st", None).expect("a hit");
    assert_eq!(
        (hit.kind, hit.position),
        (Kind::Address, Position::Interpolated)
    );
    assert!(
        hit.point.distance_m(at(1.5, 0.08)) < 5.0,
        "north, where the odd numbers are"
    );
    let hit = first("150 market st", None).expect("a hit");
    assert!(
        hit.point.distance_m(at(1.5, -0.08)) < 5.0,
        "south, where the even numbers are"
    );
}

#[test]
fn a_block_is_its_middle() {
    let hit = first("200 Block of MARKET ST", None).expect("a hit");
    assert_eq!((&hit.kind, hit.number.as_str()), (&Kind::Block, "200"));
    assert!(hit.point.distance_m(at(2.5, 0.0)) < 3.0);
    assert!(
        (50.0..70.0).contains(&hit.uncertainty_m),
        "{}",
        hit.uncertainty_m
    );
}

#[test]
fn an_unknown_number_gives_the_street_and_says_so() {
    check("9000 Oak Street", "Oak Street ?");
    let hit = first("9000 Oak Street", None).expect("a hit");
    assert_eq!(hit.missed, ["9000"]);
    assert!(!hit.is_sure());
}

#[test]
fn a_number_that_another_street_has_does_not_lead_there() {
    check("18 Saint Anne Avenue", "Saint Anne Ave ?");
}

#[test]
fn a_misspelt_street_is_found_and_the_guess_is_told() {
    check("markte street", "Market Street (market for markte)");
    check("16 oka st ", "16 Oak Street (oak for oka)");
    check("Lijiazuang", "Lijiazhuang (lijiazhuang for lijiazuang)");
}

#[test]
fn things_people_know_are_found_by_name_and_by_kind() {
    check("pier 39", "Pier 39");
    check("peoples hospital", "People's Hospital");
    let hit = first("fire station", None).expect("a hit");
    assert_eq!(hit.kind, Kind::Landmark("fire_station".to_owned()));
}

#[test]
fn a_kilometre_is_found_on_its_road_and_between_posts() {
    check("G104 km 12", "Jingfu Highway km 12");
    check("jingfu highway km 12.5", "Jingfu Highway km 12.5 ~");
    let hit = first("G104 K12+300", None).expect("a hit");
    assert!(hit.point.distance_m(at(13.0, 20.0)) < 5.0);
}

#[test]
fn of_two_streets_of_one_name_the_nearer_comes_first() {
    for east in [0.0, 90.0] {
        let hit = first("mill lane", Some(at(east, 28.0))).expect("a hit");
        assert!(hit.point.distance_m(at(east, 30.0)) < 200.0);
    }
}

#[test]
fn what_was_said_besides_is_told() {
    let hit = first("Market and 5th zanzibar ", None).expect("a hit");
    assert_eq!(hit.missed, ["zanzibar"]);
    assert_eq!(hit.title("en"), "Market Street & 5th St");
}
