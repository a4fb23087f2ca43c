//! What is at a point of the town.

use gazetteer::{Compass, Location};
use kernel::Point;

use crate::told::gazetteer;
use crate::town::at;

fn located(point: Point) -> Location {
    gazetteer().locate(point).expect("a place")
}

#[test]
fn a_point_beside_a_street_has_a_side_and_a_number() {
    let there = located(at(1.5, 0.1));
    let street = there.street.expect("a street");
    assert_eq!(
        (street.street.plain.as_str(), street.side),
        ("Market Street", Some(Compass::North))
    );
    assert!(
        (9.0..11.0).contains(&street.distance_m),
        "{}",
        street.distance_m
    );
    let address = there.address.expect("a number");
    assert!(address.estimated);
    let number: u32 = address.number.parse().expect("a number");
    assert!(number % 2 == 1 && (145..=155).contains(&number), "{number}");
}

#[test]
fn the_even_side_has_even_numbers() {
    let address = located(at(1.5, -0.1)).address.expect("a number");
    assert!(
        address
            .number
            .parse::<u32>()
            .is_ok_and(|number| number % 2 == 0)
    );
}

#[test]
fn a_known_house_is_the_address() {
    let address = located(at(1.42, 1.9)).address.expect("a house");
    assert_eq!(
        (address.street.plain.as_str(), address.number.as_str()),
        ("Oak Street", "16")
    );
    assert!(!address.estimated);
}

#[test]
fn the_nearest_crossing_and_post_are_told_with_their_distance() {
    let crossing = located(at(2.2, 0.0)).crossing.expect("a crossing");
    let mut names = crossing.streets.map(|names| names.plain);
    names.sort();
    assert_eq!(names, ["5th St", "Market Street"]);
    assert!(
        (19.0..21.0).contains(&crossing.distance_m),
        "{}",
        crossing.distance_m
    );
    let post = located(at(10.5, 20.1)).kilometre.expect("a post");
    assert_eq!(
        (post.road.reference.as_str(), post.kilometre.as_str()),
        ("G104", "12")
    );
}

#[test]
fn in_the_middle_of_a_street_there_is_no_side() {
    assert_eq!(located(at(1.5, 0.0)).street.expect("a street").side, None);
}

#[test]
fn far_from_everything_there_is_nothing() {
    assert_eq!(
        located(Point::from_degrees(0.0, 0.0).expect("a point")),
        Location::default()
    );
    for (lat, lon) in [(90.0, 180.0), (-90.0, -180.0)] {
        let _ = located(Point::from_degrees(lat, lon).expect("a point"));
    }
}
