//! Who may go where, and how fast.

use atlas::{BarrierKind, Class, Level, Passage};

use crate::town::{Town, car, with_signals};

const SQUARE: &str = "
A---------B

C---------D
";

fn square() -> Town {
    Town::new(SQUARE).roads(&["CA", "CD", "BD"])
}

#[test]
fn a_one_way_road_is_driven_one_way() {
    let town = || square().roads(&["A>B"]);
    assert_eq!(
        town().open(&car()).way(("CA", 0), ("BD", 0)),
        "CA AB BD 12 s"
    );
    assert_eq!(
        town().open(&car()).way(("BD", 0), ("CA", 100)),
        "BD DC CA 14 s"
    );
}

#[test]
fn with_signals_on_one_drives_it_the_other_way_too_and_slowly() {
    let town = square().roads(&["A>B"]).open(&with_signals());
    // Twenty seconds against one-way traffic are worse than going around.
    assert_eq!(town.way(("BD", 0), ("CA", 100)), "BD DC CA 14 s");
    assert_eq!(town.way(("BA", 90), ("CA", 100)), "BA AC 2 s");
}

#[test]
fn a_private_road_is_no_short_cut_but_may_be_where_one_has_to_go() {
    let private = |town: Town| {
        town.road("AB", |road| {
            road.along = Passage::all(Level::Private);
            road.against = Passage::all(Level::Private);
        })
    };
    let town = private(square()).open(&car());
    assert_eq!(town.way(("CA", 0), ("BD", 0)), "AC CD DB 12 s");
    assert_eq!(town.way(("CA", 0), ("AB", 50)), "CA AB 7 s");
    let town = private(square()).open(&with_signals());
    assert_eq!(town.way(("CA", 50), ("BD", 0)), "CA AB BD 11 s");
}

#[test]
fn a_bus_lane_is_for_buses_and_for_units_with_signals_on() {
    let lane = |town: Town| town.road("AB", |road| road.along.car = Level::Transit);
    assert_eq!(
        lane(square()).open(&car()).way(("CA", 50), ("BD", 0)),
        "AC CD DB 13 s"
    );
    assert_eq!(
        lane(square())
            .open(&with_signals())
            .way(("CA", 50), ("BD", 0)),
        "CA AB BD 11 s"
    );
}

#[test]
fn a_road_of_a_class_without_a_speed_is_closed() {
    let town = square()
        .road("AB", |road| road.class = Class::Footway)
        .open(&car());
    assert_eq!(town.way(("CA", 50), ("BD", 0)), "AC CD DB 13 s");
    assert_eq!(town.way(("CA", 50), ("AB", 50)), "no way");
}

#[test]
fn a_signed_limit_counts_and_a_class_stands_in_for_it() {
    let town = square()
        .road("AB", |road| road.along_km_h = Some(72))
        .open(&car());
    assert_eq!(town.way(("CA", 100), ("AB", 100)), "CA AB 5 s");
    let town = square()
        .road("AB", |road| road.class = Class::Motorway)
        .open(&car());
    assert_eq!(town.way(("CA", 100), ("AB", 100)), "CA AB 3 s");
}

const LINE: &str = "
A----B----C
";

#[test]
fn a_bollard_stops_a_car_and_no_motorcycle() {
    let town = || {
        Town::new(LINE)
            .roads(&["AB", "BC"])
            .barrier('B', BarrierKind::Bollard, Level::Closed)
    };
    assert_eq!(town().open(&car()).way(("AB", 0), ("BC", 100)), "no way");
    let mut motorcycle = car();
    motorcycle.moves = roads::Moves::Motorcycle;
    assert_eq!(
        town().open(&motorcycle).way(("AB", 0), ("BC", 100)),
        "AB BC 10 s"
    );
}

#[test]
fn a_gate_is_opened_by_who_may_and_takes_its_time() {
    let town = || {
        Town::new(LINE)
            .roads(&["AB", "BC"])
            .barrier('B', BarrierKind::Gate, Level::Private)
    };
    assert_eq!(town().open(&car()).way(("AB", 0), ("BC", 100)), "no way");
    let mut crew = with_signals();
    crew.passes.remove(&Level::Private);
    assert_eq!(town().open(&crew).way(("AB", 0), ("BC", 100)), "AB BC 40 s");
}

#[test]
fn what_hangs_off_the_rest_is_known() {
    let picture = "
A---------B    E
               |
C---------D    F
";
    let town = Town::new(picture)
        .roads(&["AB", "BD", "DC", "CA", "EF"])
        .open(&car());
    assert!(town.in_main_part("AB") && !town.in_main_part("EF"));
}
