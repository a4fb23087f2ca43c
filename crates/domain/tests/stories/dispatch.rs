//! Units are sent, tell how far they are, are taken back, and are free again.

use domain::dispatch::{
    After, Command as Dispatch, Ended, Ending, Event, Mark, Milestone, Refusal, Status,
};
use domain::rules::Mode;
use domain::{Command, OrderBroken, Source, Stage, Stamp};
use kernel::{IncidentId, Line};

use crate::desk::*;

fn fire() -> Command {
    opens(1, "fire")
}

fn sent(incident: IncidentId, name: &str, run: u32, sent: Stamp, marks: Vec<Mark>) -> Event {
    Event::UnitSent {
        incident,
        unit: unit(name),
        run,
        sent,
        marks,
    }
}

/// A1 on the fire: this milestone of its first run, on this leg.
fn reached(leg: u32, milestone: Milestone, reached: Stamp, marks: Vec<Mark>) -> Event {
    Event::MilestoneReached {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        leg,
        milestone,
        reached,
        destination: None,
        marks,
    }
}

/// A1 tells the milestone at once.
fn tells(at_minute: i64, milestone: Milestone) -> Command {
    reaches(pressed(at_minute), i(1), "A1", milestone)
}

fn tells_later(happened_minute: i64, milestone: Milestone) -> Command {
    reaches(typed(happened_minute), i(1), "A1", milestone)
}

fn adds_leg(destination: &str) -> Command {
    let (unit, destination) = (unit("A1"), line(destination));
    Command::Dispatch(Dispatch::AddLeg {
        incident: i(1),
        unit,
        destination,
    })
}

fn order_warned(first: (Stage, i64), then: (Stage, i64)) -> Event {
    Event::OrderWarned {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        broken: OrderBroken {
            first: first.0,
            first_ms: minute(first.1),
            then: then.0,
            then_ms: minute(then.1),
        },
    }
}

fn status(desk: &Desk, name: &str) -> Status {
    desk.state.dispatch.units[name].status
}

fn legs(desk: &Desk) -> &[Option<Line>] {
    &desk.state.dispatch.work[&i(1)][0].legs
}

fn ended(desk: &Desk, incident: IncidentId, name: &str) -> Option<Ended> {
    let run = desk.state.dispatch.latest(incident, &unit(name));
    run.and_then(|run| run.ended)
}

fn a1_sent() -> Vec<Command> {
    vec![fire(), send(2, i(1), &["A1"])]
}

fn a1_sent_and(more: &[Command]) -> Vec<Command> {
    [&a1_sent(), more].concat()
}

#[test]
fn two_units_are_sent_in_one_act_and_a_third_follows() {
    let both = vec![
        sent(i(1), "E1", 1, pressed(2), vec![]),
        sent(i(1), "E2", 1, pressed(2), vec![]),
    ];
    happens(&[fire()], &send(2, i(1), &["E1", "E2"]), both);
    let third = vec![sent(i(1), "A1", 1, pressed(3), vec![])];
    let given = [fire(), send(2, i(1), &["E1", "E2"])];
    let desk = happens(&given, &send(3, i(1), &["A1"]), third);
    assert_eq!(desk.state.dispatch.serving(i(1)).count(), 3);
}

#[test]
fn a_unit_goes_all_the_way_and_is_free_again() {
    use Milestone::{Acknowledged, AtDestination, Departed, OnScene, Transporting};
    let mut desk = Desk::after(rules_that(Mode::Enforce), &a1_sent());
    assert_eq!(status(&desk, "A1"), Status::Sent);
    let way = [
        (0, Acknowledged),
        (0, Departed),
        (0, OnScene),
        (1, Transporting),
        (1, AtDestination),
    ];
    for (minute, (leg, milestone)) in (3..).zip(way) {
        let fact = reached(leg, milestone, pressed(minute), vec![]).fact();
        assert_eq!(desk.act(&tells(minute, milestone)), Ok(vec![fact]));
        assert_eq!(status(&desk, "A1"), milestone.status());
    }
    let cleared = Event::UnitCleared {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        cleared: pressed(8),
        then: After::Returning,
        marks: vec![],
    };
    let done = clears(pressed(8), i(1), "A1", After::Returning);
    assert_eq!(desk.act(&done), Ok(vec![cleared.fact()]));
    assert_eq!(status(&desk, "A1"), Status::Returning);
    let home = Command::Dispatch(Dispatch::ReportAvailable { unit: unit("A1") });
    let free = Event::UnitAvailable { unit: unit("A1") }.fact();
    assert_eq!(desk.act(&home), Ok(vec![free]));
    assert_eq!(status(&desk, "A1"), Status::Available);
}

#[test]
fn a_returning_unit_is_sent_on_its_way_home() {
    let given = a1_sent_and(&[
        clears(pressed(3), i(1), "A1", After::Returning),
        opens(4, "theft"),
    ]);
    happens(
        &given,
        &send(5, i(4), &["A1"]),
        vec![sent(i(4), "A1", 1, pressed(5), vec![])],
    );
}

#[test]
fn an_ambulance_brings_two_people_to_two_hospitals() {
    use Milestone::{AtDestination, Transporting};
    let given = a1_sent_and(&[
        adds_leg("St Mary"),
        tells(4, Transporting),
        tells(5, AtDestination),
    ]);
    let fact = Event::LegAdded {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        leg: 2,
        destination: line("St John"),
    };
    let mut desk = happens(&given, &adds_leg("St John"), vec![fact]);
    assert_eq!(
        desk.act(&tells(7, Transporting)),
        Ok(vec![reached(2, Transporting, pressed(7), vec![]).fact()])
    );
    assert_eq!(
        desk.act(&tells(8, AtDestination)),
        Ok(vec![reached(2, AtDestination, pressed(8), vec![]).fact()])
    );
    assert_eq!(legs(&desk), [Some(line("St Mary")), Some(line("St John"))]);
}

#[test]
fn a_destination_told_with_a_milestone_belongs_to_the_leg_of_that_milestone() {
    let to = |milestone, destination: &str| {
        Command::Dispatch(Dispatch::Reach {
            incident: i(1),
            unit: unit("A1"),
            milestone,
            reached: pressed(5).into(),
            destination: Some(line(destination)),
        })
    };
    let planned = [adds_leg("St Mary"), adds_leg("St John")];
    let first = to(Milestone::Transporting, "St Luke");
    let desk = Desk::after(rules(), &a1_sent_and(&[&planned[..], &[first]].concat()));
    assert_eq!(legs(&desk), [Some(line("St Luke")), Some(line("St John"))]);

    let scene = to(Milestone::OnScene, "the back door");
    let desk = Desk::after(rules(), &a1_sent_and(&[&planned[..], &[scene]].concat()));
    assert_eq!(legs(&desk), [Some(line("St Mary")), Some(line("St John"))]);
}

#[test]
fn a_unit_is_diverted_and_serves_the_other_incident_only() {
    let given = a1_sent_and(&[opens(3, "fire")]);
    let fact = Event::UnitDiverted {
        unit: unit("A1"),
        from: i(1),
        from_run: 1,
        to: i(3),
        to_run: 1,
        reason: code("nearer"),
        diverted: pressed(4),
    };
    let desk = happens(&given, &divert("A1", i(3)), vec![fact]);
    assert_eq!(ended(&desk, i(1), "A1"), Some(Ended::Diverted));
    assert_eq!(desk.state.dispatch.serving(i(1)).count(), 0);
    assert_eq!(desk.state.dispatch.serving(i(3)).count(), 1);
    assert_eq!(status(&desk, "A1"), Status::Sent);
}

#[test]
fn a_unit_that_comes_back_runs_a_second_time() {
    let given = a1_sent_and(&[opens(3, "fire"), divert("A1", i(3)), cancel(i(3), "A1")]);
    let again = vec![sent(i(1), "A1", 2, pressed(6), vec![])];
    happens(&given, &send(6, i(1), &["A1"]), again);
}

fn released(ending: Ending, reason: &str, at_minute: i64) -> Event {
    Event::UnitReleased {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        ending,
        reason: code(reason),
        released: pressed(at_minute),
    }
}

#[test]
fn a_unit_on_its_way_is_cancelled_and_one_on_scene_is_stood_down() {
    let fact = released(Ending::Cancelled, "not-needed", 3);
    let desk = happens(&a1_sent(), &cancel(i(1), "A1"), vec![fact]);
    assert_eq!(ended(&desk, i(1), "A1"), Some(Ended::Cancelled));
    assert_eq!(status(&desk, "A1"), Status::Available);

    let there = a1_sent_and(&[tells(3, Milestone::OnScene)]);
    let fact = released(Ending::StoodDown, "others-there", 4);
    let desk = happens(&there, &stand_down(i(1), "A1"), vec![fact]);
    assert_eq!(ended(&desk, i(1), "A1"), Some(Ended::StoodDown));
}

#[test]
fn a_reservation_holds_from_its_first_instant_up_to_but_not_with_its_last() {
    // Act 3 sends before the window, act 4 in its first instant, act 9 in its last.
    let until = |acts: usize| -> Vec<Command> {
        let mut given = vec![fire(), reserve("A1", 4, 9)];
        given.extend((given.len() + 1..acts).map(|minute| waits(minute as i64)));
        given
    };
    let sends = |minute| vec![sent(i(1), "A1", 1, pressed(minute), vec![])];
    let reserved = || Refusal::Reserved {
        unit: unit("A1"),
        purpose: "the parade".into(),
    };
    happens(&until(3), &send(3, i(1), &["A1"]), sends(3));
    refused(&until(4), &send(4, i(1), &["A1"]), reserved());
    refused(&until(8), &send(8, i(1), &["A1"]), reserved());
    happens(&until(9), &send(9, i(1), &["A1"]), sends(9));
}

#[test]
fn a_reservation_for_the_evening_leaves_that_for_noon_standing() {
    let given = [fire(), reserve("A1", 4, 9), reserve("A1", 100, 200)];
    let reserved = Refusal::Reserved {
        unit: unit("A1"),
        purpose: "the parade".into(),
    };
    refused(&given, &send(4, i(1), &["A1"]), reserved);
}

#[test]
fn reservations_that_are_over_leave_room_for_others() {
    let mut given: Vec<Command> = (0..20).map(|n| reserve("A1", 21 + n, 22 + n)).collect();
    given.extend((21..=22).map(waits));
    assert!(
        Desk::after(rules(), &given)
            .act(&reserve("A1", 100, 200))
            .is_ok()
    );
}

#[test]
fn a_released_unit_is_sent_at_once() {
    let reason = line("the parade is off");
    let release = Dispatch::Release {
        unit: unit("A1"),
        reason: reason.clone(),
    };
    let fact = Event::ReservationReleased {
        unit: unit("A1"),
        reason,
    };
    let given = [fire(), reserve("A1", 2, 9)];
    let mut desk = happens(&given, &Command::Dispatch(release), vec![fact]);
    assert!(desk.act(&send(4, i(1), &["A1"])).is_ok());
}

#[test]
fn a_unit_leaves_service_and_returns_to_it() {
    let (unit, reason, text) = (unit("A1"), code("repair"), None);
    let out = Event::UnitOutOfService {
        unit: unit.clone(),
        reason,
        text,
    };
    let mut desk = happens(&[fire()], &out_of_service("A1"), vec![out]);
    assert_eq!(status(&desk, "A1"), Status::OutOfService);
    let back = Command::Dispatch(Dispatch::ReturnToService { unit: unit.clone() });
    assert_eq!(
        desk.act(&back),
        Ok(vec![Event::UnitInService { unit }.fact()])
    );
    assert_eq!(status(&desk, "A1"), Status::Available);
    assert!(desk.act(&send(4, i(1), &["A1"])).is_ok());
}

#[test]
fn a_unit_sent_by_voice_while_out_of_service_and_typed_in_later_is_out_again_when_done() {
    let sending = send_told(typed(2), i(1), &["A1"]);
    let given = [fire(), out_of_service("A1"), sending];
    let mut desk = Desk::after(rules(), &given);
    assert_eq!(status(&desk, "A1"), Status::Sent);
    let mut repaired = desk.clone();

    desk.act(&clears(pressed(4), i(1), "A1", After::Available))
        .unwrap();
    assert_eq!(status(&desk, "A1"), Status::OutOfService);

    let back = Command::Dispatch(Dispatch::ReturnToService { unit: unit("A1") });
    repaired.act(&back).unwrap();
    assert_eq!(status(&repaired, "A1"), Status::Sent);
}

#[test]
fn an_arrival_typed_in_later_is_marked_late_and_filled_in_and_changes_no_status() {
    let mut given = a1_sent_and(&[tells(3, Milestone::Transporting)]);
    given.extend((4..=13).map(waits));
    let marks = vec![Mark::Late, Mark::FilledIn];
    let fact = reached(0, Milestone::OnScene, typed(3), marks);
    let desk = happens(&given, &tells_later(3, Milestone::OnScene), vec![fact]);
    assert_eq!(status(&desk, "A1"), Status::Transporting);
    let run = desk.state.dispatch.latest(i(1), &unit("A1")).unwrap();
    assert!(run.has(0, Milestone::OnScene));
}

#[test]
fn ten_minutes_are_prompt_and_a_millisecond_more_is_late() {
    let mut given = a1_sent();
    given.extend((3..=12).map(waits));
    let mut late = typed(3);
    happens(
        &given,
        &tells_later(3, Milestone::OnScene),
        vec![reached(0, Milestone::OnScene, late, vec![])],
    );
    late.happened_ms = late.happened_ms.plus_ms(-1);
    happens(
        &given,
        &reaches(late, i(1), "A1", Milestone::OnScene),
        vec![reached(0, Milestone::OnScene, late, vec![Mark::Late])],
    );
}

#[test]
fn a_hospital_told_before_its_transport_is_kept_and_warned_about_never_refused() {
    let given = a1_sent_and(&[
        tells(3, Milestone::OnScene),
        tells(4, Milestone::AtDestination),
    ]);
    happens(
        &given,
        &tells(5, Milestone::Transporting),
        vec![
            reached(
                1,
                Milestone::Transporting,
                pressed(5),
                vec![Mark::OutOfOrder, Mark::FilledIn],
            ),
            order_warned((Stage::Transporting, 5), (Stage::AtDestination, 4)),
        ],
    );
}

#[test]
fn a_transport_typed_in_after_the_unit_was_done_belongs_to_the_first_leg() {
    let given = a1_sent_and(&[
        tells(3, Milestone::OnScene),
        clears(pressed(4), i(1), "A1", After::Available),
    ]);
    let transport = reached(1, Milestone::Transporting, typed(4), vec![Mark::FilledIn]);
    let mut desk = happens(
        &given,
        &tells_later(4, Milestone::Transporting),
        vec![transport],
    );
    let hospital = reached(1, Milestone::AtDestination, typed(4), vec![Mark::FilledIn]);
    assert_eq!(
        desk.act(&tells_later(4, Milestone::AtDestination)),
        Ok(vec![hospital.fact()])
    );
    assert_eq!(status(&desk, "A1"), Status::Available);
    assert_eq!(legs(&desk), [None]);
}

#[test]
fn a_sending_before_the_report_is_kept_and_warned_about() {
    let marks = vec![Mark::OutOfOrder];
    happens(
        &[fire()],
        &send_told(typed(0), i(1), &["A1"]),
        vec![
            sent(i(1), "A1", 1, typed(0), marks),
            order_warned((Stage::Received, 1), (Stage::Sent, 0)),
            order_warned((Stage::Entered, 1), (Stage::Sent, 0)),
        ],
    );
}

#[test]
fn a_sending_imported_while_the_unit_was_busy_is_kept_with_the_overlap() {
    let imported = Stamp {
        source: Source::Import,
        ..pressed(4)
    };
    let overlap = Event::OverlapWarned {
        unit: unit("A1"),
        serving: i(1),
        sent_to: i(4),
    };
    let given = a1_sent_and(&[tells(3, Milestone::OnScene), opens(4, "theft")]);
    let mut desk = happens(
        &given,
        &send_told(imported, i(4), &["A1"]),
        vec![overlap, sent(i(4), "A1", 1, imported, vec![])],
    );
    // Done at the second, it goes on with the first.
    assert_eq!(status(&desk, "A1"), Status::Sent);
    desk.act(&clears(pressed(6), i(4), "A1", After::Available))
        .unwrap();
    assert_eq!(status(&desk, "A1"), Status::OnScene);
}

fn leaps() -> Command {
    tells(3, Milestone::OnScene)
}

#[test]
fn a_move_the_pack_does_not_list_is_kept_silently_warned_about_or_refused() {
    let (before, after) = (Status::Sent, Status::OnScene);
    let told = || reached(0, Milestone::OnScene, pressed(3), vec![]);
    happens_under(rules_that(Mode::Off), &a1_sent(), &leaps(), vec![told()]);
    let warning = Event::TransitionWarned {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        before,
        after,
    };
    happens_under(
        rules_that(Mode::Warn),
        &a1_sent(),
        &leaps(),
        vec![told(), warning],
    );
    let refusal = Refusal::Transition {
        unit: unit("A1"),
        before,
        after,
    };
    refused_under(rules_that(Mode::Enforce), &a1_sent(), &leaps(), refusal);
}

#[test]
fn a_milestone_filled_in_later_asks_no_table() {
    let given = a1_sent_and(&[
        tells(3, Milestone::Acknowledged),
        tells(4, Milestone::Departed),
        cancel(i(1), "A1"),
    ]);
    let fact = reached(0, Milestone::OnScene, typed(5), vec![Mark::FilledIn]);
    let later = tells_later(5, Milestone::OnScene);
    happens_under(rules_that(Mode::Enforce), &given, &later, vec![fact]);
}

#[test]
fn a_unit_that_is_done_is_asked_for_the_milestones_it_never_told() {
    use Milestone::{Departed, OnScene, Transporting};
    let given = a1_sent_and(&[tells(3, Milestone::AtDestination)]);
    let cleared = Event::UnitCleared {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        cleared: pressed(4),
        then: After::Available,
        marks: vec![],
    };
    let missing = vec![Departed, OnScene, Transporting];
    let gaps = Event::StampsMissing {
        incident: i(1),
        unit: unit("A1"),
        run: 1,
        missing,
    };
    let done = clears(pressed(4), i(1), "A1", After::Available);
    happens(&given, &done, vec![cleared, gaps]);
}

#[test]
fn capabilities_of_the_kind_and_of_the_day_are_one_list() {
    let (kind, station) = (code("engine"), code("south"));
    let start = Command::Dispatch(Dispatch::StartShift {
        unit: unit("B1"),
        kind: kind.clone(),
        capabilities: vec![code("foam"), code("water")],
        station: station.clone(),
        crew: 6,
    });
    let capabilities = vec![code("foam"), code("water")];
    let fact = Event::ShiftStarted {
        unit: unit("B1"),
        kind,
        capabilities,
        station,
        crew: 6,
    };
    happens(&[], &start, vec![fact]);
}

#[test]
fn a_unit_ends_its_shift_and_begins_another() {
    let end = Command::Dispatch(Dispatch::EndShift { unit: unit("A1") });
    let mut desk = happens(&[], &end, vec![Event::ShiftEnded { unit: unit("A1") }]);
    assert_eq!(status(&desk, "A1"), Status::OffShift);
    desk.act(&start_shift("A1", "ambulance")).unwrap();
    assert_eq!(status(&desk, "A1"), Status::Available);
}
