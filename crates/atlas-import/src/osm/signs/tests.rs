//! What a relation says, and whom it binds.

use super::*;
use crate::pbf::Member;

fn member(kind: MemberKind, id: i64, role: &str) -> Member<'_> {
    Member { kind, id, role }
}

fn read_sign(tags: &[(&str, &str)], members: &[Member<'_>]) -> Result<Sign, Reason> {
    let relation = Relation {
        id: 1,
        tags: Tags(tags),
        members,
    };
    read(&relation).map_err(|(reason, _)| reason)
}

fn crossing() -> [Member<'static>; 3] {
    [
        member(MemberKind::Way, 10, "from"),
        member(MemberKind::Node, 5, "via"),
        member(MemberKind::Way, 20, "to"),
    ]
}

fn binds(cars: bool, motorcycles: bool, emergency: bool) -> Binds {
    Binds {
        cars,
        motorcycles,
        emergency,
    }
}

#[track_caller]
fn check(tags: &[(&str, &str)], found: Result<(Rule, Binds), Reason>) {
    let sign = read_sign(tags, &crossing());
    assert_eq!(sign.map(|sign| (sign.rule, sign.binds)), found);
}

#[test]
fn a_sign_binds_whoever_drives() {
    let all = binds(true, true, true);
    check(
        &[("restriction", "no_left_turn")],
        Ok((Rule::Forbidden, all)),
    );
    check(
        &[("restriction", "only_straight_on")],
        Ok((Rule::Only, all)),
    );
}

#[test]
fn a_sign_does_not_bind_those_it_excepts() {
    let tags = [
        ("restriction", "no_left_turn"),
        ("except", "psv;emergency;motorcycle"),
    ];
    check(&tags, Ok((Rule::Forbidden, binds(true, false, false))));
    let tags = [("restriction", "no_left_turn"), ("except", "motor_vehicle")];
    check(&tags, Err(Reason::SignOthers));
}

#[test]
fn a_sign_for_some_vehicles_binds_them_alone() {
    let tags = [("restriction:motorcycle", "no_u_turn")];
    check(&tags, Ok((Rule::Forbidden, binds(false, true, true))));
    check(&[("restriction:hgv", "no_u_turn")], Err(Reason::SignOthers));
    let tags = [
        ("type", "restriction:motorcar"),
        ("restriction", "no_u_turn"),
    ];
    check(&tags, Ok((Rule::Forbidden, binds(true, false, true))));
}

#[test]
fn a_sign_that_holds_at_times_is_told_from_one_nobody_knows() {
    let conditional = [("restriction:conditional", "no_left_turn @ (07:00-09:00)")];
    check(&conditional, Err(Reason::SignConditional));
    let hours = [("restriction", "no_left_turn"), ("hour_on", "07:00")];
    check(&hours, Err(Reason::SignConditional));
    check(&[("restriction", "maybe")], Err(Reason::SignUnknown));
    check(&[], Err(Reason::SignUnknown));
}

#[test]
fn only_entries_and_exits_have_several_ends() {
    let mut members = crossing().to_vec();
    members.push(member(MemberKind::Way, 11, "from"));
    let entry = read_sign(&[("restriction", "no_entry")], &members);
    assert_eq!(entry.map(|sign| sign.from), Ok(vec![10, 11]));
    let turn = read_sign(&[("restriction", "no_left_turn")], &members);
    assert_eq!(turn, Err(Reason::SignIncomplete));
}
