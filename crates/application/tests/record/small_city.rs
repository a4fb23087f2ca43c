//! A running record of the small city, and what it shows from outside.

use std::path::Path;
use std::sync::Arc;

use application::record::ClockKind;
use application::{
    Act, Application, Around, Board, Clock, Error, IncidentView, Options, PublishAs, Recorded,
    Start, UnitView,
};
use domain::{Command, Event, State, evolve};
use kernel::{ActKey, AgencyId, IncidentId, Timestamp};
use pack::Pack;

use crate::desk::{OPENS, seat, start_shift, unit};

/// A clock that stands still, when the desk opens unless a story says otherwise: acts say when they
/// are made, and what is shown must not depend on today.
struct Still(Timestamp);

impl Clock for Still {
    fn now(&self) -> Timestamp {
        self.0
    }
}

pub fn pack() -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/record/small-city");
    Pack::load(&folder).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

pub fn start_around(folder: &Path, around: Option<Around>) -> Application {
    start_at(folder, around, OPENS)
}

/// The record as it runs on at another time.
pub fn start_at(folder: &Path, around: Option<Around>, now: Timestamp) -> Application {
    let start = Start {
        folder: folder.to_owned(),
        agency: AgencyId::new("yunzhou").expect("an agency"),
        clock_kind: ClockKind::Simulated,
        pack: Some(pack()),
        clock: Arc::new(Still(now)),
        options: Options::default(),
        around,
        publish: PublishAs::default(),
    };
    Application::start(start).unwrap_or_else(|error| panic!("{error}"))
}

pub fn start(folder: &Path) -> Application {
    start_around(folder, None)
}

/// The units of the stories, on shift.
pub fn man(application: &Application) {
    let units = [
        ("E1", "engine"),
        ("E2", "engine"),
        ("P1", "patrol"),
        ("A1", "ambulance"),
    ];
    for (nth, (name, kind)) in (1_000_001..).zip(units) {
        let shift = start_shift(name, kind);
        act(application, crate::desk::key(nth), OPENS, shift).expect("a shift");
    }
}

pub fn an_act(key: ActKey, at: Timestamp, command: Command) -> Act {
    Act::new(key, seat("desk-1"), command).at(at)
}

pub fn act(
    application: &Application,
    key: ActKey,
    at: Timestamp,
    command: Command,
) -> Result<Recorded, Error> {
    let answer = application.submit_blocking(an_act(key, at, command))?;
    let recorded = answer.blocking_recv().expect("an answer")?;
    // Whoever asked is answered before the followers are told.
    while application.status().entries <= recorded.seq() {
        std::thread::yield_now();
    }
    Ok(recorded)
}

/// Every event of the record.
pub fn events(application: &Application) -> Vec<Event> {
    let (mut events, mut next) = (vec![], 0);
    loop {
        let some = application.follow(next).expect("entries");
        if some.is_empty() {
            return events;
        }
        for one in some {
            assert_eq!(one.entry.seq, next, "in order");
            next += 1;
            events.extend(one.entry.events.clone());
        }
    }
}

pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> State {
    events.into_iter().fold(State::default(), evolve)
}

/// Everything the views show.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    board: Board,
    incidents: Vec<Option<(IncidentView, Vec<u64>)>>,
    units: Vec<Option<(UnitView, Vec<u64>)>>,
}

/// What is shown once the views have folded every entry.
pub fn shown(application: &Application, incidents: &[IncidentId]) -> Shown {
    let size = application.status().entries;
    let mut folded = application.watch_views();
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let waited = runtime
        .expect("a runtime")
        .block_on(async { folded.wait_for(|folded| *folded == size).await.is_ok() });
    assert!(waited, "the views fold on");
    Shown {
        board: application.board(None).expect("a board"),
        incidents: incidents
            .iter()
            .map(|id| {
                let found = application.incident(*id).expect("an answer");
                found.map(|(view, entries)| {
                    (view, entries.iter().map(|one| one.entry.seq).collect())
                })
            })
            .collect(),
        units: ["E1", "E2", "P1", "A1", "X9"]
            .map(|name| {
                let found = application.unit(&unit(name)).expect("an answer");
                found.map(|(view, entries)| {
                    (view, entries.iter().map(|one| one.entry.seq).collect())
                })
            })
            .into(),
    }
}

/// The state as the last picture of it holds it.
pub fn pictured(folder: &Path) -> State {
    let bytes = std::fs::read(folder.join("state.snapshot")).expect("a picture");
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let body = &bytes[end.expect("a header") + 1..];
    serde_json::from_slice(body).expect("a state")
}
