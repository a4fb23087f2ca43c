//! What a way with some tags is to a car, a motorcycle and a person on foot, in both directions.

use atlas::Level::{
    self, Closed, Destination, Emergency, Open, Private, Reversible, Transit, WrongWay,
};

use super::*;

/// `key=value key=value`, on a way of a class.
#[track_caller]
fn check(class: Class, tags: &str, along: [Level; 3], against: [Level; 3]) {
    let tags: Vec<(&str, &str)> = tags
        .split_whitespace()
        .map(|tag| tag.split_once('=').expect("key=value"))
        .collect();
    let levels = |passage: Passage| [passage.car, passage.motorcycle, passage.foot];
    let (found_along, found_against) = of_way(Tags(&tags), class);
    assert_eq!(
        (levels(found_along), levels(found_against)),
        (along, against)
    );
}

const STREET: Class = Class::Residential;

#[test]
fn a_street_is_open_and_a_footway_is_not() {
    check(STREET, "", [Open; 3], [Open; 3]);
    check(
        Class::Footway,
        "",
        [Closed, Closed, Open],
        [Closed, Closed, Open],
    );
    check(
        Class::Motorway,
        "oneway=no",
        [Open, Open, Closed],
        [Open, Open, Closed],
    );
}

#[test]
fn access_closes_a_street_and_opens_no_footway() {
    check(STREET, "access=private", [Private; 3], [Private; 3]);
    check(
        Class::Footway,
        "access=yes",
        [Closed, Closed, Open],
        [Closed, Closed, Open],
    );
    let vehicles = [Destination, Destination, Open];
    check(
        Class::Footway,
        "motor_vehicle=destination",
        vehicles,
        vehicles,
    );
}

#[test]
fn the_narrower_tag_wins() {
    let levels = [Open, Closed, Destination];
    check(
        STREET,
        "access=private vehicle=no motor_vehicle=no motorcar=yes foot=destination",
        levels,
        levels,
    );
}

#[test]
fn the_tag_of_one_direction_wins() {
    let along = [Closed, Closed, Open];
    check(
        STREET,
        "motor_vehicle:forward=no motor_vehicle=yes",
        along,
        [Open; 3],
    );
}

#[test]
fn a_one_way_street_binds_whoever_drives() {
    let wrong = [WrongWay, WrongWay, Open];
    check(STREET, "oneway=yes", [Open; 3], wrong);
    check(STREET, "oneway=-1", wrong, [Open; 3]);
    check(STREET, "oneway=yes oneway:bicycle=no", [Open; 3], wrong);
    check(STREET, "junction=roundabout", [Open; 3], wrong);
    check(
        STREET,
        "junction=roundabout oneway=no",
        [Open; 3],
        [Open; 3],
    );
    let motorway = ([Open, Open, Closed], [WrongWay, WrongWay, Closed]);
    check(Class::Motorway, "", motorway.0, motorway.1);
}

#[test]
fn a_closed_one_way_street_stays_closed_both_ways() {
    let closed = [Closed, Closed, Open];
    check(STREET, "oneway=yes motor_vehicle=no", closed, closed);
}

#[test]
fn buses_may_go_where_the_sign_lets_them() {
    let bus = [Transit, Transit, Closed];
    check(STREET, "access=no bus=yes", bus, bus);
    check(
        STREET,
        "oneway=yes oneway:bus=no",
        [Open; 3],
        [Transit, Transit, Open],
    );
    check(Class::Busway, "", bus, bus);
}

#[test]
fn emergency_vehicles_may_go_where_the_sign_lets_them() {
    let levels = [Emergency, Emergency, Open];
    check(STREET, "motor_vehicle=no emergency=yes", levels, levels);
    check(Class::Footway, "emergency=designated", levels, levels);
    let closed = [Closed, Closed, Private];
    check(STREET, "access=private emergency=no", closed, closed);
}

#[test]
fn a_reversible_road_is_open_now_and_then() {
    let levels = [Reversible, Reversible, Open];
    check(STREET, "oneway=reversible", levels, levels);
}

#[test]
fn a_ferry_takes_cars_when_it_says_so() {
    check(
        Class::Ferry,
        "",
        [Closed, Closed, Open],
        [Closed, Closed, Open],
    );
    check(Class::Ferry, "motor_vehicle=yes", [Open; 3], [Open; 3]);
}
