//! A small city, the words of its desk, and the one place that runs a story.
//!
//! The acts of a story are numbered from 1, and so is what they make: `r(3)` is the report and
//! `i(3)` the incident that the third act made. The third act happens three minutes after the desk
//! opens. E1 and E2 (engines), P1 (patrol) and A1 (ambulance) are on shift before the first act.

use std::collections::{BTreeMap, BTreeSet};

use domain::dispatch::{After, Command as Dispatch, Milestone, Status};
use domain::intake::{Command as Intake, NewReport, Place, Then};
use domain::rules::{
    IncidentType, Mode, Outcome, Priority, Reasons, Rules, Secrecy, Transitions, UnitKind,
};
use domain::{Command, Day, Event, IncidentNumber, Moment, Refusal, Source, Stamp, State, record};
use kernel::{
    AccountId, ActKey, AgencyId, Code, DAY_MS, Digest, IncidentId, Line, MINUTE_MS, Prose,
    ReportId, SeatId, Timestamp, UnitId,
};
use uuid::Uuid;

/// When the desk opens: 7 April 2026, 08:00 in Yunzhou.
pub const OPENS: Timestamp = Timestamp(1_775_520_000_000);
pub const DAY: Day = Day(260_407);

pub fn key(n: u128) -> ActKey {
    ActKey(Uuid::from_u128(n))
}

pub fn r(n: u128) -> ReportId {
    key(n).report()
}

pub fn i(n: u128) -> IncidentId {
    key(n).incident()
}

pub fn code(text: &str) -> Code {
    Code::new(text).expect("a code of the fixture")
}

pub fn line(text: &str) -> Line {
    Line::new(text).expect("a line of the fixture")
}

pub fn prose(text: &str) -> Prose {
    Prose::new(text).expect("a text of the fixture")
}

pub fn seat(text: &str) -> SeatId {
    SeatId::new(text).expect("a seat of the fixture")
}

pub fn unit(text: &str) -> UnitId {
    UnitId::new(text).expect("a unit of the fixture")
}

/// The day's `nth` incident as people quote it.
pub fn number(nth: u32) -> IncidentNumber {
    IncidentNumber::new(DAY, nth)
}

/// The instant this many minutes after the desk opens, which is when the act of that number happens.
pub fn minute(n: i64) -> Timestamp {
    OPENS.plus_ms(n * MINUTE_MS)
}

/// A button pressed at that minute.
pub fn pressed(at_minute: i64) -> Stamp {
    Stamp::now(minute(at_minute))
}

/// Typed in afterwards: it happened at that minute.
pub fn typed(at_minute: i64) -> Stamp {
    Stamp {
        source: Source::Typed,
        ..pressed(at_minute)
    }
}

fn codes(texts: &[&str]) -> BTreeSet<Code> {
    texts.iter().map(|text| code(text)).collect()
}

/// The pack of the small city. Every list has two entries or three, so that a story shows which.
pub fn rules() -> Rules {
    let priority = |rank, minutes: i64| Priority {
        rank,
        send_within_ms: Some(minutes * MINUTE_MS),
        arrive_within_ms: Some(5 * minutes * MINUTE_MS),
    };
    let kind = |priority, feedback| IncidentType {
        priority: code(priority),
        feedback,
    };
    let unit_kind = |capability| UnitKind {
        capabilities: codes(&[capability]),
    };
    let outcome = |reasons: &[&str], feedback| Outcome {
        reasons: codes(reasons),
        feedback,
    };
    Rules {
        digest: Digest::of(b"small city"),
        priorities: BTreeMap::from([
            (code("urgent"), priority(1, 1)),
            (code("routine"), priority(2, 10)),
        ]),
        incident_types: BTreeMap::from([
            (code("fire"), kind("urgent", true)),
            (code("theft"), kind("routine", false)),
            // Its priority is one that the pack forgot.
            (code("riddle"), kind("forgotten", false)),
        ]),
        unit_kinds: BTreeMap::from([
            (code("engine"), unit_kind("water")),
            (code("patrol"), unit_kind("arrest")),
            (code("ambulance"), unit_kind("transport")),
        ]),
        capabilities: codes(&["water", "arrest", "transport", "foam"]),
        stations: codes(&["north", "south"]),
        channels: codes(&["call", "app"]),
        hazards: codes(&["gas", "dog"]),
        purposes: codes(&["call-back", "secret-inquiry"]),
        secrecy: [(
            code("secret-inquiry"),
            Secrecy {
                for_ms: 90 * DAY_MS,
                basis: line("PIPL, articles 18 and 35"),
            },
        )]
        .into(),
        roles: codes(&["administrator", "dispatcher", "machine"]),
        outcomes: BTreeMap::from([
            (code("handled"), outcome(&["served"], false)),
            (code("arrested"), outcome(&["caught"], true)),
        ]),
        reasons: Reasons {
            divert: codes(&["nearer"]),
            cancel: codes(&["not-needed"]),
            stand_down: codes(&["others-there"]),
            out_of_service: codes(&["repair"]),
            reopen: codes(&["not-over"]),
            correct: codes(&["mistake"]),
        },
        transitions: transitions(Mode::Off),
        late_after_ms: 10 * MINUTE_MS,
    }
}

/// One way through a run, and no other.
pub fn transitions(mode: Mode) -> Transitions {
    use Status::{
        Acknowledged, AtDestination, Available, Departed, OnScene, Returning, Sent, Transporting,
    };
    let moves = [
        (Sent, Acknowledged),
        (Acknowledged, Departed),
        (Departed, OnScene),
        (OnScene, Transporting),
        (Transporting, AtDestination),
        (AtDestination, Transporting),
        (OnScene, Available),
        (OnScene, Returning),
        (AtDestination, Available),
        (AtDestination, Returning),
    ];
    let mut allowed: BTreeMap<Status, BTreeSet<Status>> = BTreeMap::new();
    for (from, to) in moves {
        allowed.entry(from).or_default().insert(to);
    }
    Transitions { mode, allowed }
}

/// The same city with another way to treat moves its table does not list.
pub fn rules_that(mode: Mode) -> Rules {
    Rules {
        transitions: transitions(mode),
        ..rules()
    }
}

/// The desk at work: what it knows, what it wrote down, and how many acts it has seen.
#[derive(Clone)]
pub struct Desk {
    pub rules: Rules,
    pub state: State,
    pub journal: Vec<Event>,
    pub acts: u32,
    pub day: Day,
    /// Who does the next act.
    pub by: Option<AccountId>,
}

impl Desk {
    /// The record is open, the pack adopted, and the units on shift.
    pub fn open(rules: Rules) -> Self {
        let mut desk = Self {
            state: State::default(),
            journal: vec![],
            acts: 0,
            day: DAY,
            by: None,
            rules,
        };
        let pack = desk.rules.digest;
        let mut setup = vec![open_record(), adopt(pack)];
        setup.extend(
            [
                ("E1", "engine"),
                ("E2", "engine"),
                ("P1", "patrol"),
                ("A1", "ambulance"),
            ]
            .map(|(name, kind)| start_shift(name, kind)),
        );
        for command in &setup {
            desk.act(command)
                .unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
        }
        desk.acts = 0;
        desk
    }

    /// The circumstances of the next act.
    pub fn moment(&self) -> Moment {
        let nth = self.acts + 1;
        Moment {
            at: minute(nth.into()),
            day: self.day,
            key: key(nth.into()),
            seat: seat("desk-1"),
            by: self.by,
        }
    }

    pub fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        domain::decide(Some(&self.rules), &self.state, &self.moment(), command)
    }

    /// Does the next act. A refused one counts too, so that the numbers of a story stay put.
    pub fn act(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        let decided = self.decide(command);
        self.acts += 1;
        for event in decided.iter().flatten() {
            self.state = domain::evolve(std::mem::take(&mut self.state), event);
            self.journal.push(event.clone());
        }
        crate::invariants::check(&self.state);
        decided
    }

    /// Does acts that must all be accepted.
    #[track_caller]
    pub fn after(rules: Rules, given: &[Command]) -> Self {
        let mut desk = Self::open(rules);
        for command in given {
            if let Err(refusal) = desk.act(command) {
                panic!("act {}, {command:?}: {refusal}", desk.acts);
            }
        }
        desk
    }
}

/// A fact of one area, so that a story need not repeat which.
pub trait Fact {
    fn fact(self) -> Event;
}

impl Fact for domain::intake::Event {
    fn fact(self) -> Event {
        Event::Intake(self)
    }
}

impl Fact for domain::dispatch::Event {
    fn fact(self) -> Event {
        Event::Dispatch(self)
    }
}

/// Given these acts, when this one, then this refusal, and nothing has changed.
#[track_caller]
pub fn refused(given: &[Command], when: &Command, then: impl Into<Refusal>) {
    refused_under(rules(), given, when, then);
}

/// The same under other rules.
#[track_caller]
pub fn refused_under(rules: Rules, given: &[Command], when: &Command, then: impl Into<Refusal>) {
    let mut desk = Desk::after(rules, given);
    let before = desk.state.clone();
    assert_eq!(desk.act(when), Err(then.into()));
    assert_eq!(desk.state, before);
}

/// Given these acts, when this one, then exactly these facts. Returns the desk, for what follows.
#[track_caller]
pub fn happens<E: Fact>(given: &[Command], when: &Command, then: Vec<E>) -> Desk {
    happens_under(rules(), given, when, then)
}

/// The same under other rules.
#[track_caller]
pub fn happens_under<E: Fact>(
    rules: Rules,
    given: &[Command],
    when: &Command,
    then: Vec<E>,
) -> Desk {
    let mut desk = Desk::after(rules, given);
    let facts: Vec<Event> = then.into_iter().map(Fact::fact).collect();
    assert_eq!(desk.act(when), Ok(facts));
    desk
}

pub fn open_record() -> Command {
    Command::Record(record::Command::Open {
        agency: AgencyId::new("yunzhou").expect("an agency of the fixture"),
        clock: record::ClockKind::Simulated,
        timezone: "Asia/Shanghai".into(),
    })
}

pub fn adopt(pack: Digest) -> Command {
    Command::Record(record::Command::AdoptPack {
        place: "small-city".into(),
        pack,
    })
}

/// A report that came in at that minute.
pub fn report(received: Stamp) -> NewReport {
    NewReport {
        channel: code("call"),
        words: prose("There is smoke over the market"),
        place: Place {
            spoken_place: Some(line("the old market")),
            ..Place::default()
        },
        received: received.into(),
        caller: None,
    }
}

fn receive(at_minute: i64, then: Then) -> Command {
    Command::Intake(Intake::ReceiveReport {
        report: report(pressed(at_minute)),
        then,
    })
}

/// A report at that minute, and an incident of this type from it.
pub fn opens(at_minute: i64, type_code: &str) -> Command {
    receive(
        at_minute,
        Then::Open {
            type_code: code(type_code),
            priority: None,
        },
    )
}

/// A report at that minute that waits.
pub fn waits(at_minute: i64) -> Command {
    receive(at_minute, Then::Wait)
}

/// A report at that minute about an incident that is known.
pub fn adds(at_minute: i64, incident: IncidentId) -> Command {
    receive(at_minute, Then::Attach(incident))
}

pub fn start_shift(name: &str, kind: &str) -> Command {
    Command::Dispatch(Dispatch::StartShift {
        unit: unit(name),
        kind: code(kind),
        capabilities: vec![],
        station: code("north"),
        crew: 3,
    })
}

pub fn merge(from: IncidentId, into: IncidentId) -> Command {
    Command::Intake(Intake::Merge {
        from,
        into,
        reason: code("mistake"),
    })
}

pub fn undo_merge(from: IncidentId) -> Command {
    Command::Intake(Intake::UndoMerge {
        from,
        reason: code("mistake"),
    })
}

pub fn split(from: IncidentId, reports: &[ReportId]) -> Command {
    Command::Intake(Intake::Split {
        from,
        reports: reports.to_vec(),
        type_code: code("theft"),
        priority: None,
        reason: code("mistake"),
    })
}

pub fn undo_split(incident: IncidentId) -> Command {
    Command::Intake(Intake::UndoSplit {
        incident,
        reason: code("mistake"),
    })
}

pub fn close(incident: IncidentId) -> Command {
    Command::Intake(Intake::Close {
        incident,
        outcome: code("handled"),
        reason: code("served"),
        feedback: None,
    })
}

pub fn send(at_minute: i64, incident: IncidentId, names: &[&str]) -> Command {
    send_told(pressed(at_minute), incident, names)
}

pub fn send_told(sent: Stamp, incident: IncidentId, names: &[&str]) -> Command {
    Command::Dispatch(Dispatch::Send {
        incident,
        units: names.iter().map(|name| unit(name)).collect(),
        sent: sent.into(),
        advice: None,
    })
}

pub fn reaches(reached: Stamp, incident: IncidentId, name: &str, milestone: Milestone) -> Command {
    Command::Dispatch(Dispatch::Reach {
        incident,
        unit: unit(name),
        milestone,
        reached: reached.into(),
        destination: None,
    })
}

pub fn clears(cleared: Stamp, incident: IncidentId, name: &str, then: After) -> Command {
    Command::Dispatch(Dispatch::Clear {
        incident,
        unit: unit(name),
        cleared: cleared.into(),
        then,
    })
}

pub fn cancel(incident: IncidentId, name: &str) -> Command {
    Command::Dispatch(Dispatch::Cancel {
        incident,
        unit: unit(name),
        reason: code("not-needed"),
    })
}

pub fn stand_down(incident: IncidentId, name: &str) -> Command {
    Command::Dispatch(Dispatch::StandDown {
        incident,
        unit: unit(name),
        reason: code("others-there"),
    })
}

pub fn divert(name: &str, to: IncidentId) -> Command {
    Command::Dispatch(Dispatch::Divert {
        unit: unit(name),
        to,
        reason: code("nearer"),
    })
}

/// Kept for a parade from one minute to another.
pub fn reserve(name: &str, from: i64, to: i64) -> Command {
    Command::Dispatch(Dispatch::Reserve {
        unit: unit(name),
        from: minute(from),
        to: minute(to),
        purpose: line("the parade"),
    })
}

pub fn out_of_service(name: &str) -> Command {
    Command::Dispatch(Dispatch::TakeOutOfService {
        unit: unit(name),
        reason: code("repair"),
        text: None,
    })
}
