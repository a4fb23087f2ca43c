//! What is reached is what a way leads to in time.

use roads::{Change, Part, Reach};

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

/// What is reached from a place within so many seconds: `AB 0-50` in hundredths of each road.
fn reached(town: &Open, from: (&str, u32), seconds: u32) -> Vec<String> {
    let drivable = town.drivable();
    let (piece, part) = town.place(from.0, from.1);
    let starts: Vec<_> = drivable.starts(piece, part).collect();
    let reach = Reach::new(drivable);
    let percent = |part: Part| (part.share() * 100.0).round();
    let all = reach.within(drivable, &starts, seconds * 1_000);
    let told = all.iter().map(|one| {
        let name = town.name(drivable.step(one.arc));
        format!("{name} {}-{}", percent(one.from), percent(one.to))
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

#[test]
fn one_gets_as_far_as_the_time_reaches() {
    assert_eq!(reached(&square(), ("CD", 50), 3), ["CD 50-80", "DC 50-80"]);
    assert_eq!(
        reached(&square(), ("CD", 50), 6),
        ["CA 0-50", "CD 50-100", "DB 0-50", "DC 50-100"]
    );
}

#[test]
fn a_one_way_road_is_reached_one_way() {
    assert_eq!(
        reached(&square(), ("CA", 100), 4),
        ["AB 0-40", "AC 0-100", "CA 100-100", "CD 0-20"]
    );
    assert_eq!(
        reached(&square(), ("BD", 0), 4),
        ["BD 0-100", "DB 100-100", "DC 0-20"]
    );
}

#[test]
fn a_closed_road_is_not_entered() {
    let mut town = square();
    town.change("AB", Change::Closed);
    assert_eq!(
        reached(&town, ("CA", 100), 4),
        ["AC 0-100", "CA 100-100", "CD 0-20"]
    );
}
