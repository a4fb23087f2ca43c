//! Every reason to say no, provoked. The last test notices a reason that no story provokes.

use std::collections::BTreeSet;

use domain::dispatch::{After, Command as Dispatch, Milestone, Refusal as D, Status};
use domain::intake::{Command as Intake, NewReport, Refusal as I, Relation, Then};
use domain::personal::{Command as Personal, Field, Refusal as P};
use domain::record::Refusal as R;
use domain::rules::Mode;
use domain::{
    Command, Moment, Names, Refusal, State, dispatch, intake, people, personal, record, roads,
};
use kernel::{Digest, IncidentId, ReportId};

use crate::desk::*;
use crate::personal::{
    LOOK, answer, contest, erase, hold, let_go, look_at, open, photo, told_by_nobody,
    told_by_somebody,
};

/// Makes a test of each row, and a list of what all rows provoke.
macro_rules! stories {
    ($($name:ident: [$($given:expr),* $(,)?], $when:expr => $refusal:expr;)*) => {
        $(
            #[test]
            fn $name() {
                refused(&[$($given),*], &Command::from_area($when), $refusal);
            }
        )*

        fn provoked() -> Vec<Refusal> {
            vec![$(Refusal::from($refusal)),*]
        }
    };
}

/// Lets a row name a command of its area, or a ready one of the desk.
trait FromArea<T> {
    fn from_area(command: T) -> Self;
}

impl FromArea<Command> for Command {
    fn from_area(command: Command) -> Self {
        command
    }
}

impl FromArea<Intake> for Command {
    fn from_area(command: Intake) -> Self {
        Self::Intake(command)
    }
}

impl FromArea<Personal> for Command {
    fn from_area(command: Personal) -> Self {
        Self::Personal(command)
    }
}

impl FromArea<Dispatch> for Command {
    fn from_area(command: Dispatch) -> Self {
        Self::Dispatch(command)
    }
}

fn fire() -> Command {
    opens(1, "fire")
}

const STRANGER: u128 = 999;

fn no_incident_i() -> I {
    let incident = i(STRANGER);
    I::NoSuchIncident { incident }
}

fn no_incident_d() -> D {
    let incident = i(STRANGER);
    D::NoSuchIncident { incident }
}

fn dismiss(report: ReportId) -> Command {
    let reason = prose("a test call");
    Command::Intake(Intake::DismissReport { report, reason })
}

fn attach(report: ReportId, incident: IncidentId) -> Command {
    Command::Intake(Intake::AttachReport { report, incident })
}

fn detach(report: ReportId, incident: IncidentId, reason: &str) -> Intake {
    let reason = code(reason);
    Intake::DetachReport {
        report,
        incident,
        reason,
    }
}

fn open_from(report: ReportId, type_code: &str, opened: domain::Stamp) -> Intake {
    let type_code = code(type_code);
    Intake::OpenIncident {
        report,
        type_code,
        priority: None,
        opened: opened.into(),
    }
}

fn link(a: IncidentId, b: IncidentId) -> Command {
    let relation = Relation::SamePlace;
    Command::Intake(Intake::Link { a, b, relation })
}

fn unlink(a: IncidentId, b: IncidentId) -> Command {
    let reason = code("mistake");
    Command::Intake(Intake::Unlink { a, b, reason })
}

fn reopen(incident: IncidentId, reason: &str) -> Intake {
    let (owner, reason) = (seat("desk-2"), code(reason));
    Intake::Reopen {
        incident,
        owner,
        reason,
    }
}

fn closes(incident: IncidentId, outcome: &str, reason: &str) -> Intake {
    let (outcome, reason) = (code(outcome), code(reason));
    Intake::Close {
        incident,
        outcome,
        reason,
        feedback: None,
    }
}

fn hazard(incident: IncidentId, kind: &str) -> Command {
    let hazard = code(kind);
    Command::Intake(Intake::NoteHazard {
        incident,
        hazard,
        text: None,
    })
}

fn lift(incident: IncidentId, noted: u128) -> Command {
    let (noted, reason) = (key(noted), prose("the valve is shut"));
    Command::Intake(Intake::LiftHazard {
        incident,
        noted,
        reason,
    })
}

fn change_type(incident: IncidentId, type_code: &str) -> Intake {
    let type_code = code(type_code);
    Intake::ChangeType {
        incident,
        type_code,
        reason: None,
    }
}

fn change_priority(incident: IncidentId, priority: &str) -> Intake {
    let priority = code(priority);
    Intake::ChangePriority {
        incident,
        priority,
        reason: None,
    }
}

fn shift(kind: &str, capability: &str, station: &str, crew: u32) -> Dispatch {
    Dispatch::StartShift {
        unit: unit("B1"),
        kind: code(kind),
        capabilities: vec![code(capability)],
        station: code(station),
        crew,
    }
}

fn goes_to_the_yard(name: &str, reason: &str) -> Dispatch {
    let (unit, reason) = (unit(name), code(reason));
    Dispatch::TakeOutOfService {
        unit,
        reason,
        text: None,
    }
}

fn unknown_i(what: &str) -> I {
    I::Unknown {
        what: what.into(),
        code: code("nonsense"),
    }
}

fn unknown_d(what: &str) -> D {
    D::Unknown {
        what: what.into(),
        code: code("nonsense"),
    }
}

fn busy(name: &str) -> D {
    D::Busy {
        unit: unit(name),
        number: number(1),
    }
}

stories! {
    nothing_is_opened_where_nothing_was_sealed: [fire()], open("call-back", &[Field::Name])
        => P::NothingSealed { report: r(1) };
    nothing_is_opened_for_an_unknown_purpose: [told_by_somebody()], open("curiosity", &[Field::Name])
        => P::NotInPack { what: "purpose", code: code("curiosity") };
    nothing_is_searched_for_an_unknown_purpose: [told_by_somebody()],
        Personal::Search { report: r(1), purpose: code("curiosity"), words: None }
        => P::NotInPack { what: "purpose", code: code("curiosity") };
    a_photo_is_of_a_report_that_is_there: [], photo() => I::NoSuchReport { report: r(1) };
    a_photo_that_is_not_there_is_not_opened: [told_by_nobody(), photo()], look_at(key(9).photo())
        => P::NoSuchPhoto { photo: key(9).photo() };
    a_photo_is_no_fields: [told_by_nobody(), photo()], open("call-back", &[Field::Name])
        => P::NothingSealed { report: r(1) };
    a_report_has_twelve_photos: [
        told_by_nobody(), photo(), photo(), photo(), photo(), photo(), photo(), photo(), photo(), photo(),
        photo(), photo(), photo()
    ], photo() => P::TooManyPhotos { count: 12 };
    an_opening_names_fields: [told_by_somebody()], open("call-back", &[]) => P::NoFields;
    what_is_erased_stays_erased: [told_by_somebody(), erase()], open("call-back", &[Field::Name])
        => P::Erased { report: r(1), erased_ms: minute(2) };
    what_is_held_is_not_erased: [told_by_somebody(), hold(60)], erase()
        => P::Held { until_ms: minute(60), basis: line("Criminal Procedure Law, article 54") };
    what_is_not_held_is_not_let_go: [told_by_somebody()], let_go() => P::NotHeld { report: r(1) };
    a_hold_ends_later: [told_by_somebody()], hold(1) => P::HoldOver { until_ms: minute(1) };
    a_look_is_contested_once: [told_by_somebody(), contest()], contest() => P::ContestStands { look: LOOK };
    what_nobody_contests_is_not_answered: [told_by_somebody()], answer(None) => P::NoContest { look: LOOK };
    an_epoch_is_turned_once: [Command::Personal(Personal::TurnEpoch { epoch: 1 })],
        Personal::TurnEpoch { epoch: 1 } => P::EpochPast { epoch: 1 };
    // Reports.
    a_report_nobody_made_is_not_put_aside: [],
        dismiss(r(STRANGER)) => I::NoSuchReport { report: r(STRANGER) };
    a_report_that_opened_an_incident_opens_no_other: [fire()],
        open_from(r(1), "fire", pressed(2)) => I::ReportTaken { report: r(1) };
    a_report_of_one_incident_is_not_attached_to_another: [fire(), opens(2, "theft")],
        attach(r(1), i(2)) => I::ReportTaken { report: r(1) };
    a_report_that_was_put_aside_opens_nothing: [waits(1), dismiss(r(1))],
        open_from(r(1), "fire", pressed(3)) => I::ReportDismissed { report: r(1) };
    a_report_that_was_put_aside_is_not_put_aside_again: [waits(1), dismiss(r(1))],
        dismiss(r(1)) => I::ReportDismissed { report: r(1) };
    a_report_is_detached_only_where_it_is_attached: [fire(), waits(2)],
        detach(r(2), i(1), "mistake") => I::ReportElsewhere { report: r(2), number: number(1) };
    a_split_names_the_reports_of_its_own_incident: [fire(), adds(2, i(1)), waits(3)],
        split(i(1), &[r(2), r(3)]) => I::ReportElsewhere { report: r(3), number: number(1) };
    the_last_report_stays_with_its_incident: [fire()],
        detach(r(1), i(1), "mistake") => I::LastReport { number: number(1) };
    a_merge_whose_reports_have_all_left_is_not_undone:
        [fire(), opens(2, "theft"), merge(i(2), i(1)),
         Command::Intake(detach(r(2), i(1), "mistake"))],
        undo_merge(i(2)) => I::LastReport { number: number(1) };
    a_merge_is_not_undone_when_the_other_would_be_left_with_nothing:
        [fire(), opens(2, "theft"), merge(i(2), i(1)),
         Command::Intake(detach(r(1), i(1), "mistake"))],
        undo_merge(i(2)) => I::LastReport { number: number(1) };
    a_report_by_a_way_the_pack_has_not_is_not_taken: [],
        Intake::ReceiveReport {
            report: NewReport { channel: code("nonsense"), ..report(pressed(1)) },
            then: Then::Wait,
        } => unknown_i("channel");
    a_report_from_six_minutes_ahead_is_not_taken: [],
        waits(7) => I::Ahead { ahead_s: 360 };
    an_opening_from_six_minutes_ahead_is_not_taken: [waits(1)],
        open_from(r(1), "fire", pressed(8)) => I::Ahead { ahead_s: 360 };

    // Incidents.
    a_note_needs_an_incident: [],
        Intake::AddNote { incident: i(STRANGER), text: prose("hm") } => no_incident_i();
    news_about_an_incident_nobody_opened_is_not_taken: [],
        adds(1, i(STRANGER)) => no_incident_i();
    a_closed_incident_takes_no_new_type: [opens(1, "theft"), close(i(1))],
        change_type(i(1), "fire") => I::Closed { number: number(1) };
    a_closed_incident_is_not_closed_again: [opens(1, "theft"), close(i(1))],
        close(i(1)) => I::Closed { number: number(1) };
    a_merge_into_a_closed_incident_is_not_undone:
        [opens(1, "theft"), opens(2, "theft"), merge(i(2), i(1)), close(i(1))],
        undo_merge(i(2)) => I::Closed { number: number(1) };
    a_split_from_a_closed_incident_is_not_undone:
        [opens(1, "theft"), adds(2, i(1)), split(i(1), &[r(2)]), close(i(1))],
        undo_split(i(3)) => I::Closed { number: number(1) };
    a_merged_incident_sends_the_desk_to_the_other: [fire(), opens(2, "theft"), merge(i(2), i(1))],
        adds(4, i(2)) => I::Merged { number: number(2), into: i(1) };
    a_merged_incident_is_not_closed: [fire(), opens(2, "theft"), merge(i(2), i(1))],
        close(i(2)) => I::Merged { number: number(2), into: i(1) };
    an_open_incident_is_not_reopened: [fire()],
        reopen(i(1), "not-over") => I::NotClosed { number: number(1) };
    an_incident_that_was_not_merged_has_no_merge_to_undo: [fire()],
        undo_merge(i(1)) => I::NotMerged { number: number(1) };
    an_incident_that_no_split_made_has_no_split_to_undo: [fire()],
        undo_split(i(1)) => I::NotSplit { number: number(1) };
    an_incident_is_not_merged_into_itself: [fire()],
        merge(i(1), i(1)) => I::SameIncident { number: number(1) };
    an_incident_is_not_linked_to_itself: [fire()],
        link(i(1), i(1)) => I::SameIncident { number: number(1) };
    two_incidents_are_linked_once: [fire(), opens(2, "theft"), link(i(1), i(2))],
        link(i(2), i(1)) => I::AlreadyLinked { number: number(2), other: number(1) };
    incidents_without_a_link_are_not_unlinked: [fire(), opens(2, "theft")],
        unlink(i(1), i(2)) => I::NotLinked { number: number(1), other: number(2) };
    a_split_leaves_a_report_behind: [fire(), adds(2, i(1))],
        split(i(1), &[r(1), r(2)]) => I::SplitTakesAll { number: number(1) };
    a_split_takes_a_report_along: [fire()],
        split(i(1), &[]) => I::SplitTakesAll { number: number(1) };
    an_incident_with_units_on_it_is_not_closed: [opens(1, "theft"), send(2, i(1), &["P1", "E1"])],
        close(i(1)) => I::UnitsServing { number: number(1), units: Names(vec!["E1".into(), "P1".into()]) };
    an_incident_with_units_on_it_is_not_merged_away:
        [fire(), opens(2, "theft"), send(3, i(2), &["P1"])],
        merge(i(2), i(1)) => I::UnitsServing { number: number(2), units: Names(vec!["P1".into()]) };
    a_split_with_units_on_it_is_not_undone:
        [fire(), adds(2, i(1)), split(i(1), &[r(2)]), send(4, i(3), &["P1"])],
        undo_split(i(3)) => I::UnitsServing { number: number(2), units: Names(vec!["P1".into()]) };
    a_fire_is_not_closed_before_the_crews_said_what_they_found: [fire()],
        close(i(1)) => I::FeedbackNeeded { number: number(1) };
    an_arrest_is_not_closed_without_feedback_whatever_the_type: [opens(1, "theft")],
        closes(i(1), "arrested", "caught") => I::FeedbackNeeded { number: number(1) };
    a_type_is_not_changed_to_itself: [fire()],
        change_type(i(1), "fire") => I::Unchanged { number: number(1), value: "'fire'".into() };
    a_priority_is_not_changed_to_itself: [fire()],
        change_priority(i(1), "urgent") => I::Unchanged { number: number(1), value: "'urgent'".into() };
    a_place_is_not_set_to_the_words_it_has: [fire()],
        Intake::SetSpokenPlace { incident: i(1), spoken_place: line("the old market") }
            => I::Unchanged { number: number(1), value: "'the old market'".into() };
    a_hazard_nobody_noted_is_not_lifted: [fire()],
        lift(i(1), STRANGER) => I::NoSuchHazard { number: number(1) };
    a_hazard_is_lifted_once: [fire(), hazard(i(1), "gas"), lift(i(1), 2)],
        lift(i(1), 2) => I::NoSuchHazard { number: number(1) };
    a_type_the_pack_has_not_is_not_opened: [],
        opens(1, "nonsense") => unknown_i("incident-type");
    a_type_whose_priority_the_pack_forgot_is_not_opened: [],
        opens(1, "riddle") => I::Unknown { what: "priority".into(), code: code("forgotten") };
    a_priority_the_pack_has_not_is_not_given: [fire()],
        change_priority(i(1), "nonsense") => unknown_i("priority");
    a_hazard_the_pack_has_not_is_not_noted: [fire()],
        hazard(i(1), "nonsense") => unknown_i("hazard");
    an_outcome_the_pack_has_not_closes_nothing: [opens(1, "theft")],
        closes(i(1), "nonsense", "served") => unknown_i("outcome");
    a_reason_of_another_outcome_closes_nothing: [opens(1, "theft")],
        closes(i(1), "handled", "caught")
            => I::Unknown { what: "reason-for-this-outcome".into(), code: code("caught") };
    a_reason_the_pack_has_not_corrects_nothing: [fire(), adds(2, i(1))],
        detach(r(2), i(1), "nonsense") => unknown_i("reason-for-a-correction");
    a_reason_the_pack_has_not_reopens_nothing: [opens(1, "theft"), close(i(1))],
        reopen(i(1), "nonsense") => unknown_i("reason-to-reopen");

    // Shifts and reservations.
    a_unit_that_is_not_on_shift_is_not_sent: [fire()],
        send(2, i(1), &["B1"]) => D::NotOnShift { unit: unit("B1") };
    a_unit_that_went_home_is_not_sent:
        [fire(), Command::Dispatch(Dispatch::EndShift { unit: unit("E1") })],
        send(3, i(1), &["E1"]) => D::NotOnShift { unit: unit("E1") };
    a_shift_is_not_begun_twice: [],
        start_shift("E1", "engine") => D::OnShift { unit: unit("E1") };
    a_kind_the_pack_has_not_begins_no_shift: [],
        shift("nonsense", "foam", "north", 3) => unknown_d("unit-kind");
    a_capability_the_pack_has_not_begins_no_shift: [],
        shift("engine", "nonsense", "north", 3) => unknown_d("capability");
    a_station_the_pack_has_not_begins_no_shift: [],
        shift("engine", "foam", "nonsense", 3) => unknown_d("station");
    a_crew_of_nobody_begins_no_shift: [],
        shift("engine", "foam", "north", 0) => D::BadCrew { unit: unit("B1"), crew: 0 };
    a_crew_of_a_hundred_begins_no_shift: [],
        shift("engine", "foam", "north", 100) => D::BadCrew { unit: unit("B1"), crew: 100 };
    a_unit_at_work_does_not_end_its_shift: [fire(), send(2, i(1), &["E1"])],
        Dispatch::EndShift { unit: unit("E1") } => busy("E1");
    a_reservation_that_is_over_is_not_made: [],
        reserve("E1", -2, 1) => D::BadWindow { unit: unit("E1") };
    a_reservation_that_ends_as_it_begins_is_not_made: [],
        reserve("E1", 5, 5) => D::BadWindow { unit: unit("E1") };
    a_reservation_beyond_a_month_is_not_made: [],
        reserve("E1", 5, 31 * 24 * 60 + 2) => D::BadWindow { unit: unit("E1") };
    a_unit_that_is_not_reserved_is_not_released: [],
        Dispatch::Release { unit: unit("E1"), reason: line("the parade is off") }
            => D::NotReserved { unit: unit("E1") };
    a_reserved_unit_is_not_sent: [fire(), reserve("E1", 2, 9)],
        send(3, i(1), &["E1"]) => D::Reserved { unit: unit("E1"), purpose: "the parade".into() };
    a_reason_the_pack_has_not_takes_no_unit_out_of_service: [],
        goes_to_the_yard("E1", "nonsense") => unknown_d("reason");
    a_unit_out_of_service_is_not_sent: [fire(), out_of_service("E1")],
        send(3, i(1), &["E1"]) => D::OutOfService { unit: unit("E1"), reason: code("repair") };
    a_unit_at_work_is_not_taken_out_of_service: [fire(), send(2, i(1), &["E1"])],
        out_of_service("E1") => busy("E1");
    a_unit_in_service_does_not_return_to_it: [],
        Dispatch::ReturnToService { unit: unit("E1") } => D::InService { unit: unit("E1") };
    a_unit_that_is_free_does_not_come_home: [],
        Dispatch::ReportAvailable { unit: unit("E1") } => D::NotReturning { unit: unit("E1") };

    // Sending and taking back.
    nobody_is_not_sent: [fire()],
        send(2, i(1), &[]) => D::NoUnits;
    a_unit_is_named_once: [fire()],
        send(2, i(1), &["E1", "E1"]) => D::NamedTwice { unit: unit("E1") };
    a_unit_at_work_is_not_sent_elsewhere: [fire(), send(2, i(1), &["E1"]), opens(3, "theft")],
        send(4, i(3), &["E1"]) => busy("E1");
    a_unit_is_sent_to_an_incident_once: [fire(), send(2, i(1), &["E1"])],
        send(3, i(1), &["E1"]) => D::AlreadyThere { unit: unit("E1"), number: number(1) };
    nobody_is_sent_to_an_incident_nobody_opened: [],
        send(1, i(STRANGER), &["E1"]) => no_incident_d();
    nobody_is_sent_to_a_closed_incident: [opens(1, "theft"), close(i(1))],
        send(3, i(1), &["E1"]) => D::NotOpen { number: number(1) };
    a_sending_from_six_minutes_ahead_is_not_taken: [fire()],
        send(8, i(1), &["E1"]) => D::Ahead { ahead_s: 360 };
    a_unit_that_serves_nothing_is_sent_not_diverted: [fire()],
        divert("E1", i(1)) => D::NotBusy { unit: unit("E1") };
    a_unit_is_not_diverted_to_where_it_is: [fire(), send(2, i(1), &["E1"])],
        divert("E1", i(1)) => D::AlreadyThere { unit: unit("E1"), number: number(1) };
    a_reason_the_pack_has_not_diverts_nobody: [fire(), send(2, i(1), &["E1"]), opens(3, "theft")],
        Dispatch::Divert { unit: unit("E1"), to: i(3), reason: code("nonsense") }
            => unknown_d("reason-to-divert");
    a_unit_is_cancelled_only_where_it_was_sent: [fire()],
        cancel(i(1), "E1") => D::NotServing { unit: unit("E1"), number: number(1) };
    a_unit_is_cancelled_once: [fire(), send(2, i(1), &["E1"]), cancel(i(1), "E1")],
        cancel(i(1), "E1") => D::NotServing { unit: unit("E1"), number: number(1) };
    a_reason_the_pack_has_not_cancels_nobody: [fire(), send(2, i(1), &["E1"])],
        Dispatch::Cancel { incident: i(1), unit: unit("E1"), reason: code("nonsense") }
            => unknown_d("reason-to-cancel");
    a_unit_on_scene_is_stood_down_not_cancelled:
        [fire(), send(2, i(1), &["E1"]), reaches(pressed(3), i(1), "E1", Milestone::OnScene)],
        cancel(i(1), "E1") => D::Arrived { unit: unit("E1"), number: number(1) };
    a_unit_on_its_way_is_cancelled_not_stood_down:
        [fire(), send(2, i(1), &["E1"]), reaches(pressed(3), i(1), "E1", Milestone::Departed)],
        stand_down(i(1), "E1") => D::NotArrived { unit: unit("E1"), number: number(1) };
    a_reason_the_pack_has_not_stands_nobody_down: [fire(), send(2, i(1), &["E1"])],
        Dispatch::StandDown { incident: i(1), unit: unit("E1"), reason: code("nonsense") }
            => unknown_d("reason-to-stand-down");

    // Milestones.
    a_unit_arrives_only_where_it_was_sent: [fire()],
        reaches(pressed(2), i(1), "E1", Milestone::OnScene)
            => D::NotServing { unit: unit("E1"), number: number(1) };
    an_arrival_is_told_once:
        [fire(), send(2, i(1), &["E1"]), reaches(pressed(3), i(1), "E1", Milestone::OnScene)],
        reaches(pressed(4), i(1), "E1", Milestone::OnScene)
            => D::AlreadyReached { unit: unit("E1"), milestone: Milestone::OnScene };
    an_arrival_from_six_minutes_ahead_is_not_taken: [fire(), send(2, i(1), &["E1"])],
        reaches(pressed(9), i(1), "E1", Milestone::OnScene) => D::Ahead { ahead_s: 360 };
    a_unit_that_is_done_gets_no_further_destination:
        [fire(), send(2, i(1), &["A1"]), clears(pressed(3), i(1), "A1", After::Available)],
        Dispatch::AddLeg { incident: i(1), unit: unit("A1"), destination: line("St Mary") }
            => D::NotServing { unit: unit("A1"), number: number(1) };
}

#[test]
fn a_move_the_pack_does_not_allow_is_not_made_where_it_is_enforced() {
    refused_under(
        rules_that(Mode::Enforce),
        &a_unit_on_its_way(),
        &leaps(),
        not_allowed(),
    );
}

fn a_unit_on_its_way() -> [Command; 2] {
    [fire(), send(2, i(1), &["E1"])]
}

fn leaps() -> Command {
    reaches(pressed(3), i(1), "E1", Milestone::OnScene)
}

fn not_allowed() -> D {
    let (before, after) = (Status::Sent, Status::OnScene);
    D::Transition {
        unit: unit("E1"),
        before,
        after,
    }
}

#[test]
fn the_hundred_and_first_hazard_is_too_many() {
    let mut given = vec![fire()];
    given.extend((0..100).map(|_| hazard(i(1), "gas")));
    refused(&given, &hazard(i(1), "gas"), too_many_hazards());
}

fn too_many_hazards() -> I {
    I::TooMany {
        number: number(1),
        things: "hazards".into(),
    }
}

#[test]
fn more_units_than_one_incident_holds_are_not_sent() {
    let names: Vec<String> = (0..1_001).map(|n| format!("X{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    refused(&[fire()], &send(2, i(1), &names), too_many_units());
}

fn too_many_units() -> D {
    D::TooManyUnits { number: number(1) }
}

#[test]
fn the_twenty_first_reservation_is_too_many() {
    let given: Vec<Command> = (0..20).map(|n| reserve("E1", 100 + n, 101 + n)).collect();
    refused(&given, &reserve("E1", 200, 201), too_many_reservations());
}

fn too_many_reservations() -> D {
    D::TooManyReservations { unit: unit("E1") }
}

/// The application knows a repeated key and answers it itself. Should it ever not, nothing that was
/// made under the key is overwritten.
#[track_caller]
fn refused_under_a_used_key(when: &Command, then: impl Into<Refusal>) {
    let desk = Desk::after(rules(), &[fire(), waits(2)]);
    let moment = Moment {
        key: key(1),
        ..desk.moment()
    };
    let decided = domain::decide(Some(&desk.rules), &desk.state, &moment, when);
    assert_eq!(decided, Err(then.into()));
}

#[test]
fn a_key_that_made_a_report_makes_no_other() {
    refused_under_a_used_key(&waits(3), report_exists());
}

#[test]
fn a_key_that_made_an_incident_makes_no_other() {
    let opens = Command::Intake(open_from(r(2), "fire", pressed(3)));
    refused_under_a_used_key(&opens, incident_exists());
}

fn report_exists() -> I {
    I::ReportExists { report: r(1) }
}

fn incident_exists() -> I {
    I::IncidentExists { incident: i(1) }
}

/// Before the desk opens there is no desk to tell the story with.
#[track_caller]
fn refused_before_opening(given: &[Command], when: &Command, then: R) {
    let moment = Desk::open(rules()).moment();
    let state = given.iter().fold(State::default(), |state, command| {
        let events = domain::decide(None, &state, &moment, command).unwrap();
        events.iter().fold(state, domain::evolve)
    });
    assert_eq!(
        domain::decide(None, &state, &moment, when),
        Err(then.into())
    );
}

#[test]
fn nothing_is_recorded_before_the_record_is_opened() {
    refused_before_opening(&[], &waits(1), R::NotOpen);
    refused_before_opening(&[], &adopt(Digest::of(b"a")), R::NotOpen);
}

#[test]
fn nothing_is_decided_before_a_pack_is_adopted() {
    refused_before_opening(&[open_record()], &waits(1), R::NoPack);
}

#[test]
fn a_record_is_opened_once() {
    refused(&[], &open_record(), R::AlreadyOpen);
}

#[test]
fn a_pack_in_force_is_not_adopted_again() {
    refused(
        &[],
        &adopt(rules().digest),
        R::SamePack {
            pack: rules().digest,
        },
    );
}

/// What the tests outside the table provoke.
fn provoked_elsewhere() -> Vec<Refusal> {
    let pack = rules().digest;
    let own_look = domain::personal::Refusal::OwnLook;
    let no_reason = domain::personal::Refusal::NoReasonHeld {
        look: crate::personal::LOOK,
    };
    vec![
        not_allowed().into(),
        own_look.into(),
        no_reason.into(),
        too_many_hazards().into(),
        too_many_units().into(),
        too_many_reservations().into(),
        report_exists().into(),
        incident_exists().into(),
        R::NotOpen.into(),
        R::NoPack.into(),
        R::AlreadyOpen.into(),
        R::SamePack { pack }.into(),
        // The stories of roads stand beside its rules.
        roads::Refusal::BadStretch.into(),
        roads::Refusal::BadSlowness { percent: 100 }.into(),
        roads::Refusal::BadEnd.into(),
        roads::Refusal::TooManyChanges { count: 500 }.into(),
        roads::Refusal::NoSuchChange.into(),
        roads::Refusal::BadSpeeds.into(),
        roads::Refusal::NoSuchIncident {
            incident: key(1).incident(),
        }
        .into(),
    ]
}

/// A code may be used by two areas, and each has to provoke it.
fn area(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Record(_) => "record",
        Refusal::Intake(_) => "intake",
        Refusal::Dispatch(_) => "dispatch",
        Refusal::Roads(_) => "roads",
        Refusal::Personal(_) => "personal",
        Refusal::People(_) => "people",
    }
}

#[test]
fn every_reason_to_say_no_has_a_story() {
    let told: BTreeSet<_> = provoked()
        .into_iter()
        .chain(provoked_elsewhere())
        .chain(crate::people::provoked())
        .map(|refusal| (area(&refusal), refusal.code()))
        .collect();
    let areas = [
        ("record", record::Refusal::CODES),
        ("intake", intake::Refusal::CODES),
        ("dispatch", dispatch::Refusal::CODES),
        ("roads", roads::Refusal::CODES),
        ("personal", personal::Refusal::CODES),
        ("people", people::Refusal::CODES),
    ];
    let codes = areas
        .iter()
        .flat_map(|(area, codes)| codes.iter().map(|code| (*area, *code)));
    let untold: Vec<_> = codes.filter(|code| !told.contains(code)).collect();
    assert_eq!(untold, [], "refusals that no story provokes");
    let listed: usize = areas.iter().map(|(_, codes)| codes.len()).sum();
    assert_eq!(
        Refusal::codes().len(),
        listed,
        "an area is missing from this test"
    );
}

/// A sentence that names its own words can be said in another language.
#[test]
fn every_sentence_names_what_it_is_about() {
    let all = provoked().into_iter().chain(provoked_elsewhere());
    for refusal in all.chain(crate::people::provoked()) {
        let sentence = refusal.to_string();
        for (name, word) in refusal.words() {
            assert!(
                sentence.contains(&word),
                "'{sentence}' leaves out its {name}, '{word}'"
            );
        }
    }
}
