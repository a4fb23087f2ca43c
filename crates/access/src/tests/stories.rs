//! People at work, and what they are told.

use std::collections::BTreeSet;

use kernel::{AgencyId, Code};
use proptest::prelude::*;

use super::{PLACES, access, pack};
use crate::{
    Access, Action, Asker, Context, Decision, Ground, Group, Kind, Language, Record, Scope,
};

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn agency(text: &str) -> AgencyId {
    AgencyId::new(text).unwrap()
}

fn official(roles: &[&str]) -> Asker {
    Asker {
        agency: agency("yunzhou"),
        roles: roles.iter().map(|role| code(role)).collect(),
        unit: None,
        seat: true,
        scopes: BTreeSet::new(),
    }
}

fn record() -> Record {
    Record::of(agency("yunzhou"))
}

fn mine() -> Record {
    Record {
        mine: true,
        ..record()
    }
}

fn own() -> Record {
    Record {
        own: true,
        ..record()
    }
}

fn said(purpose: &str, ground: Ground) -> Context {
    Context {
        purpose: Some(code(purpose)),
        record: Some(ground),
        ..Context::default()
    }
}

fn named(decision: &Decision) -> Vec<&str> {
    decision.policies().iter().map(Code::as_str).collect()
}

#[track_caller]
fn allowed(decision: &Decision, by: &[&str]) {
    assert!(decision.is_allowed(), "{decision:?}");
    assert_eq!(named(decision), by);
}

#[track_caller]
fn refused(decision: &Decision, by: &[&str]) {
    assert!(matches!(decision, Decision::Refused { .. }), "{decision:?}");
    assert_eq!(named(decision), by);
}

#[track_caller]
fn unseen(decision: &Decision, by: &[&str]) {
    assert!(matches!(decision, Decision::Unseen { .. }), "{decision:?}");
    assert_eq!(named(decision), by);
}

fn yunzhou() -> Access {
    access("yunzhou")
}

#[test]
fn a_dispatcher_sends_units_and_the_decision_names_the_sentence() {
    let access = yunzhou();
    let decision = access.may(
        &official(&["dispatcher"]),
        Action::Send,
        &record(),
        &Context::default(),
    );
    allowed(&decision, &["dispatcher-dispatch"]);
    let name = &decision.policies()[0];
    assert_eq!(
        access.sentence(name, Language::En),
        Some(
            "A dispatcher does what a call-taker does, sends units and says which roads are closed."
        )
    );
    assert!(
        access
            .sentence(name, Language::ZhCn)
            .unwrap()
            .contains("调度员")
    );
}

#[test]
fn nobody_acts_from_nowhere() {
    let mut asker = official(&["dispatcher"]);
    asker.seat = false;
    let (access, now) = (yunzhou(), Context::default());
    refused(
        &access.may(&asker, Action::Send, &record(), &now),
        &["no-seat"],
    );
    assert!(
        access
            .may(&asker, Action::Board, &record(), &now)
            .is_allowed()
    );
    asker.unit = Some("P12".parse().unwrap());
    assert!(
        access
            .may(&asker, Action::Send, &record(), &now)
            .is_allowed()
    );
}

#[test]
fn a_personal_field_is_opened_for_a_purpose_and_by_whoever_has_the_record_in_hand() {
    let (access, asker) = (yunzhou(), official(&["call-taker"]));
    let open = |record: &Record, context: &Context| {
        access.may(&asker, Action::OpenCaller, record, context)
    };
    let fits = said("call-back", Ground::Report);
    allowed(&open(&mine(), &fits), &["desk-callers"]);
    refused(&open(&record(), &fits), &["no-purpose"]);
    refused(&open(&mine(), &Context::default()), &["no-purpose"]);
    // A purpose that the pack does not have is none.
    refused(
        &open(&mine(), &said("curiosity", Ground::Report)),
        &["no-purpose"],
    );
    // Theirs by an inspection that a call-taker is never given.
    refused(&open(&mine(), &said("call-back", Ground::Inspection)), &[]);
}

#[test]
fn each_calling_opens_for_its_own_purpose() {
    let access = yunzhou();
    let open = |role: &str, purpose: &str, ground| {
        let context = said(purpose, ground);
        access
            .may(&official(&[role]), Action::OpenCaller, &mine(), &context)
            .is_allowed()
    };
    for role in ["case-officer", "custody-officer", "legal-reviewer"] {
        assert!(open(role, "case-handling", Ground::Case));
        assert!(!open(role, "case-handling", Ground::Incident));
        assert!(!open(role, "call-back", Ground::Case));
    }
    assert!(open("oversight-inspector", "oversight", Ground::Inspection));
    assert!(!open(
        "oversight-inspector",
        "call-back",
        Ground::Inspection
    ));
    assert!(!open("oversight-inspector", "oversight", Ground::Incident));
    assert!(open("clerk", "persons-request", Ground::Incident));
    assert!(!open("clerk", "find-caller", Ground::Incident));
    for role in ["crew", "analyst", "machine", "citizen"] {
        assert!(!open(role, "call-back", Ground::Incident));
    }
    // There is no such purpose, and so no such policy, where nobody handles cases.
    let context = said("case-handling", Ground::Case);
    let asker = official(&["case-officer"]);
    let elsewhere = access_of_san_francisco(&asker, &context);
    assert!(!elsewhere.is_allowed());
}

fn access_of_san_francisco(asker: &Asker, context: &Context) -> Decision {
    access("san-francisco").may(asker, Action::OpenCaller, &mine(), context)
}

#[test]
fn an_administrator_reads_nothing_also_with_another_role() {
    let (access, now) = (yunzhou(), Context::default());
    let alone = official(&["administrator"]);
    unseen(
        &access.may(&alone, Action::Incident, &record(), &now),
        &["administrator-reads-nothing"],
    );
    let both = official(&["administrator", "dispatcher"]);
    refused(
        &access.may(&both, Action::Incident, &mine(), &now),
        &["administrator-reads-nothing"],
    );
    assert!(
        access
            .may(&alone, Action::Accounts, &record(), &now)
            .is_allowed()
    );
    // That there is a board is no secret.
    refused(
        &access.may(&alone, Action::Board, &record(), &now),
        &["administrator-reads-nothing"],
    );
}

#[test]
fn a_crew_has_its_own_unit_and_does_not_hear_of_other_incidents() {
    let (access, now) = (yunzhou(), Context::default());
    let mut crew = official(&["crew"]);
    crew.seat = false;
    crew.unit = Some("P12".parse().unwrap());
    allowed(
        &access.may(&crew, Action::Reach, &mine(), &now),
        &["crew-runs"],
    );
    unseen(&access.may(&crew, Action::Reach, &record(), &now), &[]);
    unseen(&access.may(&crew, Action::Incident, &record(), &now), &[]);
    refused(&access.may(&crew, Action::Close, &mine(), &now), &[]);
}

#[test]
fn what_needs_two_is_asked_by_one_and_approved_by_another() {
    let (access, asker) = (yunzhou(), official(&["supervisor"]));
    let now = Context::default();
    refused(
        &access.may(&asker, Action::Erase, &record(), &now),
        &["two-people"],
    );
    assert!(
        access
            .may_ask(&asker, Action::Erase, &record(), &now)
            .is_allowed()
    );
    let dispatcher = official(&["dispatcher"]);
    assert!(
        !access
            .may_ask(&dispatcher, Action::Erase, &record(), &now)
            .is_allowed()
    );

    let request = |asks, own| Record {
        asks: Some(asks),
        own,
        ..record()
    };
    let approve = |role: &str, asks, own| {
        access.may(
            &official(&[role]),
            Action::ApproveRequest,
            &request(asks, own),
            &now,
        )
    };
    allowed(
        &approve("supervisor", Action::Erase, false),
        &["supervisor-requests"],
    );
    refused(
        &approve("supervisor", Action::Erase, true),
        &["own-request"],
    );
    refused(&approve("supervisor", Action::AdoptPack, false), &[]);
    allowed(
        &approve("administrator", Action::AdoptPack, false),
        &["administrator-requests"],
    );
    refused(&approve("administrator", Action::Erase, false), &[]);
    let both = official(&["supervisor", "administrator", "oversight-inspector"]);
    let own = request(Action::RecoverAccount, true);
    refused(
        &access.may(&both, Action::ApproveRequest, &own, &now),
        &["own-request"],
    );
}

#[test]
fn a_machine_does_what_its_key_was_made_for() {
    let (access, now) = (yunzhou(), Context::default());
    let mut machine = official(&["machine"]);
    machine.seat = false;
    machine.scopes = BTreeSet::from([Action::Receive, Action::OpenCaller]);
    allowed(
        &access.may(&machine, Action::Receive, &record(), &now),
        &["machine-operations"],
    );
    refused(
        &access.may(&machine, Action::Board, &record(), &now),
        &["machine-scopes"],
    );
    // A scope gives nothing that machines do not do.
    let context = said("call-back", Ground::Report);
    assert!(
        !access
            .may(&machine, Action::OpenCaller, &mine(), &context)
            .is_allowed()
    );
    // Nor does another role beside it.
    machine.roles.insert(code("dispatcher"));
    refused(
        &access.may(&machine, Action::Send, &record(), &now),
        &["machine-scopes"],
    );
}

#[test]
fn a_person_with_the_code_sees_who_looked_and_nothing_else() {
    let (access, now) = (yunzhou(), Context::default());
    let mut person = official(&["citizen"]);
    person.seat = false;
    allowed(
        &access.may(&person, Action::Looks, &mine(), &now),
        &["person-looks"],
    );
    unseen(&access.may(&person, Action::Looks, &record(), &now), &[]);
    allowed(
        &access.may(&person, Action::ReceiptState, &record(), &now),
        &["public"],
    );
    unseen(&access.may(&person, Action::Receipt, &record(), &now), &[]);
    assert!(
        access
            .may(&person, Action::Receipt, &mine(), &now)
            .is_allowed()
    );
    unseen(&access.may(&person, Action::Account, &record(), &now), &[]);
}

#[test]
fn nobody_answers_for_themselves() {
    let (access, now) = (yunzhou(), Context::default());
    let inspector = official(&["oversight-inspector"]);
    refused(
        &access.may(&inspector, Action::AnswerContest, &own(), &now),
        &["own-look"],
    );
    let administrator = official(&["administrator"]);
    for action in [Action::ChangeRoles, Action::ResumeAccount] {
        refused(
            &access.may(&administrator, action, &own(), &now),
            &["own-rights"],
        );
    }
}

#[test]
fn lists_are_bounded_before_they_are_read() {
    let access = yunzhou();
    let scope = |roles: &[&str], action| access.scope(&official(roles), action);
    assert_eq!(scope(&["dispatcher"], Action::List), Scope::All);
    assert_eq!(scope(&["crew"], Action::List), Scope::Mine);
    assert_eq!(scope(&["crew", "dispatcher"], Action::List), Scope::All);
    assert_eq!(scope(&["analyst"], Action::List), Scope::Nothing);
    assert_eq!(
        scope(&["crew", "administrator"], Action::List),
        Scope::Nothing
    );
    assert_eq!(scope(&["crew"], Action::Sessions), Scope::Own);
    assert_eq!(scope(&[], Action::List), Scope::Nothing);
    assert_eq!(scope(&["administrator"], Action::Accounts), Scope::All);
    assert_eq!(scope(&["citizen"], Action::Looks), Scope::Mine);
    let asking = |role, asks| access.scope_asking(&official(&[role]), Action::Requests, Some(asks));
    assert_eq!(asking("administrator", Action::AdoptPack), Scope::All);
    assert_eq!(asking("administrator", Action::Erase), Scope::Own);
    assert_eq!(asking("supervisor", Action::Erase), Scope::All);
}

#[test]
fn a_role_that_the_pack_does_not_have_gives_nothing() {
    let asker = official(&["emperor"]);
    let decision = yunzhou().may(&asker, Action::Board, &record(), &Context::default());
    refused(&decision, &[]);
}

fn anybody() -> impl Strategy<Value = (Asker, Record, Context)> {
    let roles: Vec<Code> = pack("yunzhou")
        .roles
        .into_iter()
        .map(|role| role.code)
        .collect();
    let purposes: Vec<Code> = pack("yunzhou")
        .purposes
        .into_iter()
        .map(|p| p.code)
        .collect();
    let count = roles.len();
    let asker = (
        proptest::sample::subsequence(roles, 0..=count),
        any::<(bool, bool)>(),
        proptest::sample::subsequence(Action::ALL.to_vec(), 0..=Action::ALL.len()),
    );
    let record = (
        any::<(bool, bool, bool)>(),
        proptest::option::of(0..Action::ALL.len()),
    );
    let context = (
        proptest::option::of(proptest::sample::select(purposes)),
        proptest::option::of(proptest::sample::select(Ground::ALL.to_vec())),
        any::<(bool, bool)>(),
    );
    (asker, record, context).prop_map(
        |(
            (roles, (seat, unit), scopes),
            ((mine, own, open), asks),
            (purpose, ground, (second, loopback)),
        )| {
            let asker = Asker {
                agency: agency("yunzhou"),
                roles: roles.into_iter().collect(),
                unit: unit.then(|| "P12".parse().unwrap()),
                seat,
                scopes: scopes.into_iter().collect(),
            };
            let record = Record {
                agency: agency("yunzhou"),
                mine,
                own,
                open,
                asks: asks.map(|place| Action::ALL[place]),
            };
            let context = Context {
                purpose,
                record: ground,
                second,
                loopback,
            };
            (asker, record, context)
        },
    )
}

/// What holds for every set of roles and however things are.
#[test]
fn whoever_they_are_and_however_things_are() {
    for place in PLACES {
        let access = access(place);
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
            failure_persistence: None,
            ..ProptestConfig::with_cases(100)
        });
        let result = runner.run(&anybody(), |(asker, record, context)| {
            let may = |asker: &Asker, action: Action, record: &Record| {
                access.may(asker, action, record, &context).is_allowed()
            };
            let mut administrator = asker.clone();
            administrator.roles.insert(code("administrator"));
            let elsewhere = Record {
                agency: agency("elsewhere"),
                open: false,
                ..record.clone()
            };
            let alone = Context {
                second: false,
                ..context.clone()
            };
            let asks_nothing = Context {
                purpose: None,
                ..context.clone()
            };
            for action in Action::ALL.iter().copied() {
                let reads = matches!(action.kind(), Kind::Incident | Kind::Report | Kind::Caller);
                prop_assert!(
                    !(reads && may(&administrator, action, &record)),
                    "{action:?}"
                );
                let public = action.is_in(Group::Public);
                prop_assert!(public || !may(&asker, action, &elsewhere), "{action:?}");
                if action.is_in(Group::Weighty) {
                    prop_assert!(!access.may(&asker, action, &record, &alone).is_allowed());
                }
                if action.is_in(Group::Personal) {
                    prop_assert!(
                        !access
                            .may(&asker, action, &record, &asks_nothing)
                            .is_allowed()
                    );
                    let theirs = Record {
                        mine: false,
                        ..record.clone()
                    };
                    prop_assert!(!may(&asker, action, &theirs));
                }
                if asker.roles.contains("machine") && !asker.scopes.contains(&action) {
                    prop_assert!(public || !may(&asker, action, &record));
                }
            }
            let own = Record {
                own: true,
                ..record.clone()
            };
            prop_assert!(!may(&asker, Action::ApproveRequest, &own));
            Ok(())
        });
        result.unwrap();
    }
}
