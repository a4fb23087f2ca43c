//! One example of every event type, written once and read by every build after it.

use domain::dispatch::{
    Advice, Advised, After, Basis, Bypassed, Ending, Event as Dispatch, Mark, Milestone, Short,
    Status,
};
use domain::intake::{Event as Intake, Fix, FixSource, Place, Relation, Targets};
use domain::people::{Event as People, ExportOf, Extent, Post, ShareOf, Wish};
use domain::personal::{Event as Personal, Field, Finding, Group, PhotoKind};
use domain::record::{ClockKind, Event as Record};
use domain::roads::{ClassFactor, Effect, Event as Roads, Speeds, Stretch};
use domain::{Day, Event, IncidentNumber, OrderBroken, Source, Stage, Stamp};
use kernel::{
    AccountId, ActKey, AgencyId, Code, DAY_MS, Digest, IncidentId, Line, MINUTE_MS, MachineKeyId,
    Point, Prose, ReportId, RequestId, RoadChangeId, SECOND_MS, SealAlgorithm, Sealed, SeatId,
    ServiceNumber, Timestamp, UnitId, canonical,
};
use serde_json::Value;
use uuid::Uuid;

use crate::files::{formats, frozen, names};
use crate::{reader, schemas};

const ENDING: &str = ".v1.json";

/// 7 April 2026, 08:00:00 in Yunzhou.
const EIGHT: Timestamp = Timestamp(1_775_520_000_000);

fn at(minutes: i64, seconds: i64) -> Timestamp {
    EIGHT.plus_ms(minutes * MINUTE_MS + seconds * SECOND_MS)
}

fn key(text: &str) -> ActKey {
    format!("019d6547-{text}")
        .parse()
        .expect("a key of the examples")
}

/// The call about the fire at the market.
fn fire() -> ActKey {
    key("0a00-7c31-9d5e-2f64a1b80001")
}

/// The second call, which was first taken for something else.
fn second() -> ActKey {
    key("2b40-7f02-8a11-64d0c3e90002")
}

fn code(text: &str) -> Code {
    Code::new(text).expect("a code of the examples")
}

fn line(text: &str) -> Line {
    Line::new(text).expect("a line of the examples")
}

fn prose(text: &str) -> Prose {
    Prose::new(text).expect("a text of the examples")
}

fn unit(text: &str) -> UnitId {
    UnitId::new(text).expect("a unit of the examples")
}

fn seat(text: &str) -> SeatId {
    SeatId::new(text).expect("a seat of the examples")
}

fn number(nth: u32) -> IncidentNumber {
    IncidentNumber::new(Day(260_407), nth)
}

fn button(happened_ms: Timestamp) -> Stamp {
    let device_ms = Some(happened_ms.plus_ms(140));
    Stamp {
        happened_ms,
        device_ms,
        source: Source::Button,
    }
}

fn typed(happened_ms: Timestamp) -> Stamp {
    Stamp {
        happened_ms,
        device_ms: None,
        source: Source::Typed,
    }
}

fn fix(lat_e7: i64, lon_e7: i64, uncertainty_m: u32, source: FixSource) -> Fix {
    let point = Point::from_e7(lat_e7, lon_e7).expect("a point of the examples");
    Fix {
        point,
        uncertainty_m,
        source,
    }
}

fn phone() -> Fix {
    fix(305_928_410, 1_143_055_390, 120, FixSource::Phone)
}

fn place() -> Place {
    Place {
        spoken_place: Some(line("老市场北门，二楼冒烟")),
        address: Some(line("云州市鼓楼区市场街4号")),
        point: Some(phone()),
    }
}

fn targets() -> Targets {
    Targets {
        send_due_ms: Some(at(1, 20)),
        arrive_due_ms: Some(at(8, 20)),
    }
}

fn of_record() -> Vec<Record> {
    let (place, agency) = (
        "yunzhou".into(),
        AgencyId::new("yunzhou").expect("an agency"),
    );
    vec![
        Record::Opened {
            agency,
            clock: ClockKind::Real,
            timezone: "Asia/Shanghai".into(),
        },
        Record::PackAdopted {
            place,
            pack: Digest::of(b"the pack of April"),
            before: Some(Digest::of(b"the pack of March")),
        },
    ]
}

/// The story of a call, an incident, and what becomes of both.
fn of_intake() -> Vec<Intake> {
    let (report, incident): (ReportId, IncidentId) = (fire().report(), fire().incident());
    let (other_report, other) = (second().report(), second().incident());
    let (mistake, noted) = (code("same-event"), key("30c0-7d4a-b7e2-0f51d2a60003"));
    let (before, after) = (code("smoke-seen"), code("structure-fire"));
    vec![
        Intake::ReportReceived {
            report,
            channel: code("call"),
            words: prose("Smoke from the second floor.\nThe caller says \"nobody is inside\"."),
            place: place(),
            received: button(at(0, 0)),
        },
        Intake::ReportDismissed {
            report: other_report,
            reason: prose("A test of the line"),
        },
        Intake::IncidentOpened {
            incident,
            number: number(153),
            report,
            type_code: after.clone(),
            priority: code("p1"),
            place: place(),
            received_ms: at(0, 0),
            opened: button(at(0, 20)),
            targets: targets(),
        },
        Intake::ReportAttached {
            report: other_report,
            incident,
        },
        Intake::ReportDetached {
            report: other_report,
            incident,
            reason: code("wrong-place"),
        },
        Intake::IncidentsMerged {
            hazards: Default::default(),
            from: other,
            into: incident,
            reports: vec![other_report],
            reason: mistake.clone(),
        },
        Intake::MergeUndone {
            from: other,
            into: incident,
            reports: vec![other_report],
            reason: code("wrong-place"),
        },
        Intake::IncidentSplit {
            from: incident,
            incident: other,
            number: number(154),
            reports: vec![other_report],
            type_code: code("bin-fire"),
            priority: code("p3"),
            place: Place {
                spoken_place: Some(line("behind the bus depot")),
                ..Place::default()
            },
            received_ms: at(2, 5),
            opened: button(at(6, 0)),
            targets: Targets {
                send_due_ms: Some(at(16, 0)),
                arrive_due_ms: None,
            },
            reason: code("wrong-place"),
        },
        Intake::SplitUndone {
            hazards: Default::default(),
            from: incident,
            incident: other,
            reports: vec![other_report],
            reason: mistake,
        },
        Intake::IncidentsLinked {
            a: incident,
            b: other,
            relation: Relation::SameCause,
        },
        Intake::IncidentsUnlinked {
            a: incident,
            b: other,
            relation: Relation::SameCause,
            reason: code("no-connection"),
        },
        Intake::TypeChanged {
            incident,
            before,
            after,
            reason: Some(prose("Flames are seen now")),
        },
        Intake::PriorityChanged {
            incident,
            before: code("p2"),
            after: code("p1"),
            targets: targets(),
            reason: Some(prose("People are inside")),
        },
        Intake::SpokenPlaceSet {
            incident,
            before: Some(line("老市场北门，二楼冒烟")),
            after: line("老市场西门"),
        },
        Intake::AddressSet {
            incident,
            before: Some(line("云州市鼓楼区市场街4号")),
            after: line("云州市鼓楼区市场街14号"),
        },
        Intake::PointSet {
            incident,
            before: Some(phone()),
            after: fix(305_930_022, 1_143_057_118, 10, FixSource::Map),
        },
        Intake::NoteAdded {
            incident,
            note: noted,
            text: prose("The gate on the west side is locked; the guard has the key"),
        },
        Intake::HazardNoted {
            incident,
            noted,
            hazard: code("gas-cylinders"),
            text: Some(prose("Two cylinders in the kitchen")),
        },
        Intake::HazardLifted {
            incident,
            noted,
            reason: prose("Both carried out by E32"),
        },
        Intake::FeedbackGiven {
            incident,
            text: prose("A frying pan caught fire; put out with one line, nobody hurt"),
        },
        Intake::OwnerAssigned {
            incident,
            before: Some(seat("desk-1")),
            after: seat("desk-4"),
        },
        Intake::IncidentClosed {
            incident,
            outcome: code("handled"),
            reason: code("fire-out"),
        },
        Intake::IncidentReopened {
            incident,
            owner: seat("desk-4"),
            reason: Some(code("rekindled")),
        },
        Intake::OrderWarned {
            incident,
            broken: OrderBroken {
                first: Stage::Received,
                first_ms: at(0, 0),
                then: Stage::Entered,
                then_ms: at(-1, 0),
            },
        },
    ]
}

/// The story of an engine and an ambulance that are sent there.
fn of_dispatch() -> Vec<Dispatch> {
    let (incident, other) = (fire().incident(), second().incident());
    let (engine, ambulance) = (unit("鼓楼-12"), unit("A07"));
    vec![
        Dispatch::ShiftStarted {
            unit: engine.clone(),
            kind: code("engine"),
            capabilities: vec![code("ladder"), code("water")],
            station: code("gulou"),
            crew: 6,
        },
        Dispatch::ShiftEnded {
            unit: engine.clone(),
        },
        Dispatch::UnitReserved {
            unit: engine.clone(),
            from_ms: at(120, 0),
            to_ms: at(240, 0),
            purpose: line("school visit"),
        },
        Dispatch::ReservationReleased {
            unit: engine.clone(),
            reason: line("visit put off"),
        },
        Dispatch::UnitOutOfService {
            unit: engine.clone(),
            reason: code("repair"),
            text: Some(line("pump seal")),
        },
        Dispatch::UnitInService {
            unit: engine.clone(),
        },
        Dispatch::UnitAvailable {
            unit: engine.clone(),
        },
        Dispatch::SendAdvised {
            incident,
            advice: Advice {
                basis: Basis::Roads(Digest::of(b"a map")),
                plan: Some(code("structure-fire")),
                advised: vec![Advised {
                    unit: engine.clone(),
                    capability: code("fire-suppression"),
                    travel_ms: 254_000,
                }],
                bypassed: vec![Bypassed {
                    unit: unit("E04"),
                    travel_ms: 131_000,
                    status: Status::OnScene,
                }],
                short: vec![Short {
                    capability: code("aerial"),
                    count: 1,
                }],
            },
        },
        Dispatch::UnitSent {
            incident,
            unit: engine.clone(),
            run: 1,
            sent: button(at(0, 48)),
            marks: vec![],
        },
        Dispatch::UnitDiverted {
            unit: engine.clone(),
            from: incident,
            from_run: 1,
            to: other,
            to_run: 1,
            reason: code("nearest-free"),
            diverted: button(at(6, 12)),
        },
        Dispatch::UnitReleased {
            incident,
            unit: engine.clone(),
            run: 1,
            ending: Ending::Cancelled,
            reason: code("not-needed"),
            released: button(at(3, 30)),
        },
        Dispatch::MilestoneReached {
            incident,
            unit: ambulance.clone(),
            run: 1,
            leg: 1,
            milestone: Milestone::Transporting,
            reached: typed(at(21, 0)),
            destination: Some(line("云州市第一医院")),
            marks: vec![Mark::Late, Mark::OutOfOrder, Mark::FilledIn],
        },
        Dispatch::LegAdded {
            incident,
            unit: ambulance.clone(),
            run: 1,
            leg: 2,
            destination: line("St Mary's Hospital"),
        },
        Dispatch::UnitCleared {
            incident,
            unit: ambulance.clone(),
            run: 1,
            cleared: button(at(44, 10)),
            then: After::Returning,
            marks: vec![Mark::Late],
        },
        Dispatch::OverlapWarned {
            unit: engine.clone(),
            serving: incident,
            sent_to: other,
        },
        Dispatch::TransitionWarned {
            incident,
            unit: engine.clone(),
            run: 1,
            before: Status::Sent,
            after: Status::OnScene,
        },
        Dispatch::OrderWarned {
            incident,
            unit: ambulance.clone(),
            run: 1,
            broken: OrderBroken {
                first: Stage::Transporting,
                first_ms: at(21, 0),
                then: Stage::AtDestination,
                then_ms: at(19, 0),
            },
        },
        Dispatch::StampsMissing {
            incident,
            unit: engine,
            run: 1,
            missing: vec![Milestone::Departed, Milestone::OnScene],
        },
    ]
}

fn of_roads() -> Vec<Roads> {
    let change = RoadChangeId(fire().0);
    let corner = |lon| Point::from_e7(305_412_300, lon).expect("on the globe");
    vec![
        Roads::ChangeMade {
            change,
            effect: Effect::Slow { percent: 150 },
            stretches: vec![Stretch {
                road: 4_217,
                line: vec![corner(1_143_000_000), corner(1_143_009_000)],
                along: true,
                against: false,
            }],
            made_ms: at(2, 0),
            until_ms: Some(at(62, 0)),
            reason: line("hoses across the lane"),
            incident: Some(fire().incident()),
        },
        Roads::ChangeLifted {
            change,
            reason: line("hoses taken in"),
        },
        Roads::SpeedsAdopted {
            speeds: Speeds {
                pause_ms: 41_000,
                classes: vec![ClassFactor {
                    class: code("residential"),
                    permille: 1_180,
                }],
                hour_permille: vec![1_000; 24],
                urgent_permille: 960,
                calm_permille: 1_300,
            },
            basis: line("3,012 drives of seven days"),
        },
    ]
}

fn sealed() -> Sealed {
    Sealed {
        algorithm: SealAlgorithm::XChaCha20Poly1305Sha256,
        commitment: Digest::of(b"tag, salt and text"),
        envelope: Digest::of(b"ciphertext"),
        key: "5f1c8a52-0b1e-4c6f-9a57-3d2e81c0b7aa"
            .parse()
            .expect("a key of the examples"),
    }
}

/// Who called: sealed, opened, asked after, held, let go, erased for good.
fn of_personal() -> Vec<Personal> {
    let report = fire().report();
    let key = sealed().key;
    let (group, basis) = (Group::Caller, line("PIPL article 47(1)(1)"));
    let sealed = sealed();
    vec![
        Personal::Sealed {
            report,
            group,
            sealed,
        },
        Personal::Opened {
            report,
            group,
            key,
            fields: vec![Field::Name, Field::Callback, Field::Anonymous],
            purpose: code("call-back"),
            words: Some(prose("The line broke off")),
        },
        Personal::PhotoSealed {
            report,
            photo: fire().photo(),
            kind: PhotoKind::Jpeg,
            width: 4_032,
            height: 3_024,
            bytes: 3_145_728,
            original: self::sealed(),
            viewing: self::sealed(),
        },
        Personal::PhotoOpened {
            report,
            photo: fire().photo(),
            key,
            original: false,
            purpose: code("find-caller"),
            words: Some(prose("Which entrance is it")),
        },
        Personal::Searched {
            report,
            key,
            purpose: code("same-caller"),
            words: Some(prose("The voice seemed known")),
        },
        Personal::TracesRead {
            report: Some(report),
            purpose: code("oversight"),
            words: Some(prose("A complaint of 7 April")),
        },
        Personal::Held {
            report,
            key,
            until_ms: EIGHT.plus_ms(180 * DAY_MS),
            basis: line("Public Security Administration Punishments Law article 94"),
        },
        Personal::HoldLifted {
            report,
            key,
            reason: line("The case was closed"),
        },
        Personal::Erased {
            report,
            group,
            key,
            basis,
            erased_ms: at(30, 0),
        },
        Personal::EpochTurned { epoch: 12 },
        Personal::SecondSecretGiven {
            report: fire().report(),
        },
        Personal::LookSealed {
            report: fire().report(),
            until_ms: at(90, 0),
            basis: line("PIPL, articles 18 and 35"),
        },
        Personal::WordsReleased {
            look: 4_711,
            report: fire().report(),
        },
        Personal::LookContested {
            look: 4_711,
            report: fire().report(),
            words: Some(prose("Nobody has called me back.")),
        },
        Personal::ContestAnswered {
            look: 4_711,
            report: fire().report(),
            finding: Finding::Upheld,
            words: prose("There was no reason to look. The officer was spoken to."),
        },
    ]
}

/// Officials: they come in, sit down, are kept out, and need one another.
fn of_people() -> Vec<People> {
    let account = |n: u128| {
        AccountId(Uuid::from_u128(
            0x9d1c_0000_0000_4000_8000_0000_0000_0000 + n,
        ))
    };
    let (one, two) = (account(1), account(2));
    let post = |role: &str, unit: Option<&str>| Post {
        role: code(role),
        unit: unit.map(|unit| UnitId::new(unit).expect("a call sign")),
    };
    let request = fire().report().0;
    let bound = seat("desk-1");
    let (request, seat) = (RequestId(request), SeatId::new("desk-2").expect("a seat"));
    let reason = line("The shift is over");
    let extent = Extent {
        of: ExportOf::Incidents,
        from_ms: at(-600, 0),
        until_ms: at(0, 0),
    };
    vec![
        People::AccountInvited {
            account: one,
            service_number: ServiceNumber::new("022817").expect("a service number"),
            posts: vec![post("crew", Some("E32")), post("dispatcher", None)],
            name: Some(sealed()),
        },
        People::InvitedAgain { account: one },
        People::AccountOpened { account: one },
        People::Named {
            account: one,
            name: sealed(),
        },
        People::NameOpened {
            account: one,
            key: sealed().key,
            purpose: code("staffing"),
            words: Some(prose("The link is to be sent to the right person")),
        },
        People::PostsChanged {
            account: one,
            posts: vec![post("supervisor", None)],
            was: vec![post("dispatcher", None)],
        },
        People::AccountSuspended {
            account: one,
            reason: reason.clone(),
        },
        People::AccountResumed {
            account: one,
            reason: reason.clone(),
        },
        People::AccountClosed {
            account: one,
            reason: reason.clone(),
        },
        People::RecoveryGranted { account: one },
        People::SeatEntered {
            seat: seat.clone(),
            account: one,
        },
        People::SeatLeft {
            seat: seat.clone(),
            account: one,
        },
        People::SeatTaken {
            seat,
            account: one,
            from: two,
            reason: reason.clone(),
        },
        People::RequestMade {
            request,
            wish: Wish::EraseCaller {
                report: fire().report(),
                basis: line("PIPL article 47(1)(1)"),
            },
            by: one,
            reason: reason.clone(),
            expires_ms: at(600, 0),
        },
        People::RequestApproved { request, by: two },
        People::RequestRefused {
            request,
            by: two,
            reason,
        },
        People::RequestWithdrawn { request },
        People::RulesAsked {
            request,
            pack: Digest::of(b"other rules"),
            by: one,
            reason: line("the plans of the flood season"),
            expires_ms: at(600, 0),
        },
        People::RulesGranted {
            request,
            pack: Digest::of(b"other rules"),
        },
        People::ExportAsked {
            request,
            extent,
            by: one,
            reason: line("the yearly inspection"),
            expires_ms: at(600, 0),
        },
        People::ExportGranted {
            request,
            extent,
            by: one,
            expires_ms: at(1_200, 0),
        },
        People::Exported {
            request,
            by: one,
            extent,
        },
        People::KeyCeremonyAsked {
            request,
            by: one,
            reason: line("the monthly change of keepers"),
            expires_ms: at(600, 0),
        },
        People::KeyCeremonyBegun {
            request,
            epoch: 7,
            asked_by: one,
            approved_by: two,
            expires_ms: at(660, 0),
        },
        People::KeyShareTaken {
            request,
            by: two,
            share: ShareOf::Approver,
        },
        People::KeyMade {
            account: two,
            key: MachineKeyId(Uuid::from_u128(0x019d_6547_0a00_7c31_9d5e_2f64_a1b8_00aa)),
            scopes: vec![line("reach"), line("receive")],
            expires_ms: at(600, 0),
        },
        People::KeyEnded {
            account: two,
            key: MachineKeyId(Uuid::from_u128(0x019d_6547_0a00_7c31_9d5e_2f64_a1b8_00aa)),
            reason: line("the terminal was replaced"),
        },
        People::SeatBound {
            seat: bound.clone(),
        },
        People::SeatUnbound {
            seat: bound,
            reason: line("the console was replaced"),
        },
    ]
}

fn examples() -> Vec<Event> {
    let record = of_record().into_iter().map(Event::Record);
    let intake = of_intake().into_iter().map(Event::Intake);
    record
        .chain(intake)
        .chain(of_dispatch().into_iter().map(Event::Dispatch))
        .chain(of_roads().into_iter().map(Event::Roads))
        .chain(of_personal().into_iter().map(Event::Personal))
        .chain(of_people().into_iter().map(Event::People))
        .collect()
}

fn name_of(example: &Event) -> String {
    let written = serde_json::to_value(example).unwrap();
    written["type"].as_str().unwrap().to_owned()
}

#[test]
fn every_example_is_still_written_as_it_was() {
    for example in examples() {
        let name = name_of(&example);
        let path = formats().join(format!("golden/{name}{ENDING}"));
        let bytes = canonical::to_bytes(&example).unwrap();
        let kept = frozen(&path, &bytes, false);
        assert_eq!(String::from_utf8(kept), String::from_utf8(bytes), "{name}");
    }
}

#[test]
fn every_golden_is_read_and_written_again_to_the_same_bytes() {
    for name in names("golden", ".json") {
        let bytes = std::fs::read(formats().join(format!("golden/{name}.json"))).unwrap();
        canonical::parse(&bytes).unwrap();
        let event: Event = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(canonical::to_bytes(&event).unwrap(), bytes, "{name}");
    }
}

#[test]
fn every_event_type_has_a_golden_and_every_golden_an_event_type() {
    let written: Vec<_> = schemas::all().into_keys().collect();
    assert_eq!(names("golden", ENDING), written);
}

#[test]
fn every_golden_fits_its_frozen_schema() {
    for name in names("golden", ENDING) {
        let read = |folder: &str| -> Value {
            let bytes = std::fs::read(formats().join(format!("{folder}/{name}{ENDING}"))).unwrap();
            serde_json::from_slice(&bytes).unwrap()
        };
        let (schema, golden) = (read("schemas"), read("golden"));
        assert_eq!(reader::check(&schema, &golden), Ok(()), "{name}");

        // A reader that passed everything would say the same, so something is broken on purpose.
        let mut more = golden.clone();
        more["data"]["more"] = Value::Null;
        assert!(
            reader::check(&schema, &more).is_err(),
            "{name} takes an unknown field"
        );
        for field in golden["data"].as_object().unwrap().keys() {
            let mut other = golden.clone();
            other["data"][field] = Value::Null;
            assert!(
                reader::check(&schema, &other).is_err(),
                "{name} takes {field} as null"
            );
        }
    }
}

#[test]
fn an_event_with_more_than_its_version_says_is_not_read() {
    for example in examples() {
        let mut written = serde_json::to_value(&example).unwrap();
        written["data"]["more"] = Value::from(1);
        assert!(
            serde_json::from_value::<Event>(written.clone()).is_err(),
            "{written}"
        );
        let mut newer = serde_json::to_value(&example).unwrap();
        newer["v"] = Value::from(2);
        assert!(
            serde_json::from_value::<Event>(newer.clone()).is_err(),
            "{newer}"
        );
    }
}
