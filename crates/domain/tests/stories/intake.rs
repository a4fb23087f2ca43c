//! Reports become incidents, which are told apart, joined, corrected, closed and opened again.

use domain::intake::{Command as Intake, Event, Fix, FixSource, Phase, Place, Relation, Targets};
use domain::{Command, Day, IncidentNumber, OrderBroken, Stage, Stamp};
use kernel::{IncidentId, MINUTE_MS, Point};

use crate::desk::*;

fn fire() -> Command {
    opens(1, "fire")
}

fn mistake() -> kernel::Code {
    code("mistake")
}

fn market() -> Place {
    report(pressed(1)).place
}

fn targets(opened: i64, send: i64, arrive: i64) -> Targets {
    Targets {
        send_due_ms: Some(minute(opened + send)),
        arrive_due_ms: Some(minute(opened + arrive)),
    }
}

fn received(n: u128, at_minute: i64) -> Event {
    let told = report(pressed(at_minute));
    Event::ReportReceived {
        report: r(n),
        channel: told.channel,
        words: told.words,
        place: told.place,
        received: told.received.stamp(minute(0)),
    }
}

fn reports_of(desk: &Desk, incident: IncidentId) -> Vec<kernel::ReportId> {
    desk.state.intake.incidents[&incident]
        .reports
        .iter()
        .copied()
        .collect()
}

fn phase_of(desk: &Desk, incident: IncidentId) -> &Phase {
    &desk.state.intake.incidents[&incident].phase
}

#[test]
fn a_report_opens_an_incident_with_the_priority_and_targets_of_its_type() {
    happens(
        &[],
        &fire(),
        vec![
            received(1, 1),
            Event::IncidentOpened {
                incident: i(1),
                number: number(1),
                report: r(1),
                type_code: code("fire"),
                priority: code("urgent"),
                place: market(),
                received_ms: minute(1),
                opened: pressed(1),
                targets: targets(1, 1, 5),
            },
        ],
    );
}

#[test]
fn a_report_that_waited_opens_an_incident_later_and_keeps_when_it_came() {
    let opening = Command::Intake(Intake::OpenIncident {
        report: r(1),
        type_code: code("fire"),
        priority: Some(code("routine")),
        opened: pressed(2).into(),
    });
    happens(
        &[waits(1)],
        &opening,
        vec![Event::IncidentOpened {
            incident: i(2),
            number: number(1),
            report: r(1),
            type_code: code("fire"),
            priority: code("routine"),
            place: market(),
            received_ms: minute(1),
            opened: pressed(2),
            targets: targets(2, 10, 50),
        }],
    );
}

#[test]
fn an_opening_before_its_report_is_kept_and_warned_about() {
    let opening = Command::Intake(Intake::OpenIncident {
        report: r(1),
        type_code: code("theft"),
        priority: None,
        opened: typed(0).into(),
    });
    let desk = Desk::after(rules(), &[waits(1)]);
    let broken = OrderBroken {
        first: Stage::Received,
        first_ms: minute(1),
        then: Stage::Entered,
        then_ms: minute(0),
    };
    let facts = desk.decide(&opening).unwrap();
    let incident = i(2);
    assert_eq!(facts[1], Event::OrderWarned { incident, broken }.fact());
}

#[test]
fn a_second_report_is_attached_and_detached_and_waits_again() {
    let attach = Command::Intake(Intake::AttachReport {
        report: r(2),
        incident: i(1),
    });
    let attached = Event::ReportAttached {
        report: r(2),
        incident: i(1),
    };
    let desk = happens(&[fire(), waits(2)], &attach, vec![attached]);
    assert_eq!(reports_of(&desk, i(1)), [r(1), r(2)]);

    let (report, incident, reason) = (r(2), i(1), mistake());
    let detach = Command::Intake(Intake::DetachReport {
        report,
        incident,
        reason: reason.clone(),
    });
    let detached = Event::ReportDetached {
        report,
        incident,
        reason,
    };
    let desk = happens(&[fire(), waits(2), attach], &detach, vec![detached]);
    assert_eq!(reports_of(&desk, i(1)), [r(1)]);
    assert_eq!(desk.state.intake.reports[&r(2)].incident, None);
}

#[test]
fn two_incidents_that_are_one_are_merged() {
    let (from, into, reports, reason) = (i(2), i(1), vec![r(2)], mistake());
    let desk = happens(
        &[fire(), opens(2, "theft")],
        &merge(from, into),
        vec![Event::IncidentsMerged {
            hazards: Default::default(),
            from,
            into,
            reports,
            reason,
        }],
    );
    assert_eq!(reports_of(&desk, i(1)), [r(1), r(2)]);
    assert_eq!(reports_of(&desk, i(2)), []);
    assert_eq!(desk.state.intake.reports[&r(2)].incident, Some(i(1)));
}

#[test]
fn a_merge_is_undone_and_each_has_its_reports_again() {
    let (from, into, reports, reason) = (i(2), i(1), vec![r(2)], mistake());
    let desk = happens(
        &[fire(), opens(2, "theft"), merge(i(2), i(1))],
        &undo_merge(i(2)),
        vec![Event::MergeUndone {
            from,
            into,
            reports,
            reason,
        }],
    );
    assert_eq!(reports_of(&desk, i(1)), [r(1)]);
    assert_eq!(reports_of(&desk, i(2)), [r(2)]);
    assert_eq!(phase_of(&desk, i(2)), &Phase::Open);
}

#[test]
fn a_report_that_came_after_the_merge_stays_when_it_is_undone() {
    let desk = Desk::after(
        rules(),
        &[
            fire(),
            opens(2, "theft"),
            merge(i(2), i(1)),
            adds(4, i(1)),
            undo_merge(i(2)),
        ],
    );
    assert_eq!(reports_of(&desk, i(1)), [r(1), r(4)]);
    assert_eq!(reports_of(&desk, i(2)), [r(2)]);
}

#[test]
fn an_incident_that_is_two_is_split_and_the_new_one_takes_the_place_of_its_first_report() {
    let desk = happens(
        &[fire(), adds(2, i(1)), adds(3, i(1))],
        &split(i(1), &[r(3), r(2)]),
        vec![Event::IncidentSplit {
            from: i(1),
            incident: i(4),
            number: number(2),
            reports: vec![r(2), r(3)],
            type_code: code("theft"),
            priority: code("routine"),
            place: market(),
            received_ms: minute(2),
            opened: pressed(4),
            targets: targets(4, 10, 50),
            reason: mistake(),
        }],
    );
    assert_eq!(reports_of(&desk, i(1)), [r(1)]);
    assert_eq!(reports_of(&desk, i(4)), [r(2), r(3)]);
    assert_eq!(desk.state.intake.reports[&r(3)].incident, Some(i(4)));
}

#[test]
fn a_split_is_undone_and_its_reports_go_back() {
    let (from, incident, reports, reason) = (i(1), i(3), vec![r(2)], mistake());
    let desk = happens(
        &[fire(), adds(2, i(1)), split(i(1), &[r(2)])],
        &undo_split(i(3)),
        vec![Event::SplitUndone {
            hazards: Default::default(),
            from,
            incident,
            reports,
            reason,
        }],
    );
    assert_eq!(reports_of(&desk, i(1)), [r(1), r(2)]);
    let (into, reports) = (i(1), vec![r(2)]);
    assert_eq!(phase_of(&desk, i(3)), &Phase::Merged { into, reports });
}

#[test]
fn two_incidents_are_linked_and_unlinked_from_either_side() {
    let (a, b, relation) = (i(1), i(2), Relation::SameCause);
    let link = Command::Intake(Intake::Link { a, b, relation });
    let given = [fire(), opens(2, "theft")];
    let desk = happens(
        &given,
        &link,
        vec![Event::IncidentsLinked { a, b, relation }],
    );
    assert_eq!(desk.state.intake.incidents[&b].links[&a], relation);

    let (a, b, reason) = (i(2), i(1), mistake());
    let unlink = Command::Intake(Intake::Unlink {
        a,
        b,
        reason: reason.clone(),
    });
    let given = [fire(), opens(2, "theft"), link];
    let desk = happens(
        &given,
        &unlink,
        vec![Event::IncidentsUnlinked {
            a,
            b,
            relation,
            reason,
        }],
    );
    assert!(
        desk.state
            .intake
            .incidents
            .values()
            .all(|found| found.links.is_empty())
    );
}

#[test]
fn a_new_type_keeps_the_old_one_beside_it() {
    let (incident, reason) = (i(1), Some(prose("only the alarm was stolen")));
    let (before, after) = (code("fire"), code("theft"));
    let change = Command::Intake(Intake::ChangeType {
        incident,
        type_code: after.clone(),
        reason: reason.clone(),
    });
    let changed = Event::TypeChanged {
        incident,
        before,
        after,
        reason,
    };
    happens(&[fire()], &change, vec![changed]);
}

#[test]
fn a_new_priority_keeps_the_old_one_and_its_targets_count_from_the_opening() {
    let (incident, before, after) = (i(1), code("urgent"), code("routine"));
    let change = Command::Intake(Intake::ChangePriority {
        incident,
        priority: after.clone(),
        reason: None,
    });
    let targets = targets(1, 10, 50);
    let changed = Event::PriorityChanged {
        incident,
        before,
        after,
        targets,
        reason: None,
    };
    happens(&[fire(), waits(2), waits(3)], &change, vec![changed]);
}

#[test]
fn the_three_ways_to_say_where_never_overwrite_one_another() {
    let incident = i(1);
    let fix = Fix {
        point: Point::from_e7(305_000_000, 1_143_000_000).unwrap(),
        uncertainty_m: 25,
        source: FixSource::Phone,
    };
    let words = Intake::SetSpokenPlace {
        incident,
        spoken_place: line("behind the old market"),
    };
    let address = Intake::SetAddress {
        incident,
        address: line("4 Market Street"),
    };
    let point = Intake::SetPoint {
        incident,
        point: fix,
    };
    let set = [words, address, point].map(Command::Intake);
    let desk = happens(
        &[fire(), set[1].clone(), set[2].clone()],
        &set[0],
        vec![Event::SpokenPlaceSet {
            incident,
            before: Some(line("the old market")),
            after: line("behind the old market"),
        }],
    );
    let place = Place {
        spoken_place: Some(line("behind the old market")),
        address: Some(line("4 Market Street")),
        point: Some(fix),
    };
    assert_eq!(desk.state.intake.incidents[&incident].place, place);
    // What the first report said stays with the report.
    assert_eq!(desk.state.intake.reports[&r(1)].place, market());
    refused(
        &[fire(), set[2].clone()],
        &set[2],
        domain::intake::Refusal::Unchanged {
            number: number(1),
            value: "this point".into(),
        },
    );
}

#[test]
fn a_hazard_is_named_by_the_act_that_noted_it_until_it_is_lifted() {
    let (incident, noted, hazard) = (i(1), key(2), code("gas"));
    let note = Command::Intake(Intake::NoteHazard {
        incident,
        hazard: hazard.clone(),
        text: None,
    });
    let fact = Event::HazardNoted {
        incident,
        noted,
        hazard,
        text: None,
    };
    happens(&[fire()], &note, vec![fact]);

    let reason = prose("the valve is shut");
    let lift = Command::Intake(Intake::LiftHazard {
        incident,
        noted,
        reason: reason.clone(),
    });
    let fact = Event::HazardLifted {
        incident,
        noted,
        reason,
    };
    let desk = happens(&[fire(), note], &lift, vec![fact]);
    assert!(desk.state.intake.incidents[&incident].hazards.is_empty());
}

#[test]
fn a_note_is_kept_even_on_a_closed_incident() {
    let (incident, text) = (i(1), prose("The owner called to say thanks"));
    let note = Command::Intake(Intake::AddNote {
        incident,
        text: text.clone(),
    });
    let fact = Event::NoteAdded {
        incident,
        note: key(3),
        text,
    };
    happens(&[opens(1, "theft"), close(i(1))], &note, vec![fact]);
}

#[test]
fn an_owner_follows_an_owner() {
    let (incident, owner) = (i(1), seat("desk-2"));
    let first = Command::Intake(Intake::AssignOwner {
        incident,
        owner: owner.clone(),
    });
    let second = Command::Intake(Intake::AssignOwner {
        incident,
        owner: seat("desk-3"),
    });
    let (before, after) = (Some(owner), seat("desk-3"));
    let fact = Event::OwnerAssigned {
        incident,
        before,
        after,
    };
    happens(&[fire(), first], &second, vec![fact]);
}

fn close_with(feedback: &str) -> Command {
    Command::Intake(Intake::Close {
        incident: i(1),
        outcome: code("handled"),
        reason: code("served"),
        feedback: Some(prose(feedback)),
    })
}

fn feedback() -> Command {
    let (incident, text) = (i(1), prose("A bin burnt out"));
    Command::Intake(Intake::GiveFeedback { incident, text })
}

fn closed() -> Event {
    Event::IncidentClosed {
        incident: i(1),
        outcome: code("handled"),
        reason: code("served"),
    }
}

#[test]
fn a_fire_is_closed_once_the_crews_have_said_what_they_found() {
    let given_before = [fire(), feedback()];
    happens(&given_before, &close(i(1)), vec![closed()]);

    let (incident, text) = (i(1), prose("A bin burnt out"));
    let given_with_it = Event::FeedbackGiven { incident, text };
    happens(
        &[fire()],
        &close_with("A bin burnt out"),
        vec![given_with_it, closed()],
    );
}

#[test]
fn late_news_opens_a_closed_incident_again_and_the_seat_that_took_it_owns_it() {
    let desk = happens(
        &[fire(), close_with("A bin burnt out")],
        &adds(3, i(1)),
        vec![
            received(3, 3),
            Event::IncidentReopened {
                incident: i(1),
                owner: seat("desk-1"),
                reason: None,
            },
            Event::ReportAttached {
                report: r(3),
                incident: i(1),
            },
        ],
    );
    assert_eq!(
        desk.state.intake.incidents[&i(1)].owner,
        Some(seat("desk-1"))
    );
    assert_eq!(desk.state.intake.incidents[&i(1)].number, number(1));
}

#[test]
fn a_reopened_fire_needs_feedback_of_its_own_before_it_is_closed_again() {
    let (incident, owner, reason) = (i(1), seat("desk-2"), code("not-over"));
    let reopen = Command::Intake(Intake::Reopen {
        incident,
        owner: owner.clone(),
        reason: reason.clone(),
    });
    let given = [fire(), close_with("A bin burnt out")];
    let fact = Event::IncidentReopened {
        incident,
        owner,
        reason: Some(reason),
    };
    happens(&given, &reopen, vec![fact]);

    let [fire, closing] = given;
    let number = number(1);
    let again = [fire, closing, reopen];
    refused(
        &again,
        &close(i(1)),
        domain::intake::Refusal::FeedbackNeeded { number },
    );
}

#[test]
fn numbers_count_per_local_day_and_splits_count_along() {
    let mut desk = Desk::after(
        rules(),
        &[fire(), adds(2, i(1)), split(i(1), &[r(2)]), fire()],
    );
    assert_eq!(desk.state.intake.incidents[&i(3)].number, number(2));
    assert_eq!(desk.state.intake.incidents[&i(4)].number, number(3));
    desk.day = Day(260_408);
    desk.act(&fire()).unwrap();
    let first = IncidentNumber::new(Day(260_408), 1);
    assert_eq!(desk.state.intake.incidents[&i(5)].number, first);
}

#[test]
fn a_report_may_come_from_five_minutes_ahead_because_clocks_drift() {
    let desk = Desk::open(rules());
    let drift = Stamp {
        happened_ms: minute(1).plus_ms(5 * MINUTE_MS),
        ..pressed(1)
    };
    let mut told = report(drift);
    told.words = prose("My phone is fast");
    let then = domain::intake::Then::Wait;
    assert!(
        desk.decide(&Command::Intake(Intake::ReceiveReport {
            report: told,
            then
        }))
        .is_ok()
    );
}

#[test]
fn the_rules_of_the_day_decide_even_about_an_old_incident() {
    // The pack adopted meanwhile knows no fires: what it does not ask for, nobody has to give.
    let mut desk = Desk::after(rules(), &[fire()]);
    desk.rules.incident_types.remove(&code("fire"));
    assert_eq!(desk.act(&close(i(1))), Ok(vec![closed().fact()]));
}
