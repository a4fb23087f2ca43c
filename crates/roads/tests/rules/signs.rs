//! Signs about turns.

use atlas::Rule;

use crate::town::{Town, car, with_signals};

const LADDER: &str = "
A----B----C
     |    |
D----E----F
";

fn ladder() -> Town {
    Town::new(LADDER).roads(&["AB", "BC", "BE", "CF", "DE", "EF"])
}

#[test]
fn without_a_sign_one_turns_where_it_is_shortest() {
    let town = ladder().open(&car());
    assert_eq!(town.way(("AB", 0), ("BE", 100)), "AB BE 7 s");
}

#[test]
fn a_forbidden_turn_sends_one_around_the_block() {
    let town = ladder().sign(Rule::Forbidden, "ABE", true).open(&car());
    assert_eq!(town.way(("AB", 0), ("BE", 100)), "AB BC CF FE EB 17 s");
}

#[test]
fn a_forbidden_turn_binds_nobody_who_comes_from_elsewhere() {
    let town = ladder().sign(Rule::Forbidden, "ABE", true).open(&car());
    assert_eq!(town.way(("CB", 20), ("BE", 100)), "CB BE 6 s");
}

#[test]
fn a_commanded_turn_forbids_every_other() {
    let town = ladder().sign(Rule::Only, "ABC", true).open(&car());
    assert_eq!(town.way(("AB", 0), ("BE", 50)), "AB BC CF FE EB 18 s");
    assert_eq!(town.way(("AB", 0), ("BC", 100)), "AB BC 10 s");
}

#[test]
fn a_path_over_a_road_between_is_forbidden_as_a_whole_only() {
    let town = ladder().sign(Rule::Forbidden, "ABEF", true).open(&car());
    // Not from A over BE to F, but from C over BE to F, and from A over BE to D.
    assert_eq!(town.way(("AB", 0), ("EF", 20)), "AB BC CF FE 16 s");
    assert_eq!(town.way(("CB", 60), ("EF", 20)), "CB BE EF 5 s");
    assert_eq!(town.way(("AB", 0), ("ED", 100)), "AB BE ED 12 s");
}

#[test]
fn a_goal_on_the_road_between_is_reached() {
    let town = ladder().sign(Rule::Forbidden, "ABEF", true).open(&car());
    assert_eq!(town.way(("AB", 0), ("BE", 50)), "AB BE 6 s");
}

#[test]
fn a_commanded_path_over_a_road_between_is_followed_to_its_end() {
    let town = ladder().sign(Rule::Only, "ABEF", true).open(&car());
    assert_eq!(town.way(("AB", 0), ("BC", 100)), "AB BE EF FC CB 14 s");
    assert_eq!(town.way(("AB", 0), ("EF", 100)), "AB BE EF 12 s");
}

#[test]
fn two_forbidden_paths_that_share_a_beginning_both_hold() {
    let town = || {
        ladder()
            .sign(Rule::Forbidden, "ABEF", true)
            .sign(Rule::Forbidden, "ABED", true)
    };
    let town = town().open(&car());
    assert_eq!(town.way(("AB", 0), ("EF", 20)), "AB BC CF FE 16 s");
    assert_eq!(town.way(("AB", 0), ("ED", 100)), "AB BC CF FE ED 22 s");
}

#[test]
fn a_sign_that_spares_emergency_vehicles_spares_them() {
    let town = |emergency| ladder().sign(Rule::Forbidden, "ABE", emergency);
    assert_eq!(
        town(false).open(&with_signals()).way(("AB", 0), ("BE", 50)),
        "AB BE 6 s"
    );
    assert_eq!(
        town(true).open(&with_signals()).way(("AB", 0), ("BE", 50)),
        "AB BC CF FE EB 18 s"
    );
}

#[test]
fn nobody_who_walks_is_bound_by_a_sign_about_turns() {
    let mut walker = car();
    walker.moves = roads::Moves::Foot;
    let town = ladder().sign(Rule::Forbidden, "ABE", true).open(&walker);
    assert_eq!(town.way(("AB", 0), ("BE", 50)), "AB BE 6 s");
}
