//! Stories written by chance: whatever a desk does, sensible or not, the record tells it again.
//!
//! Two desks do the same acts. The *full* one keeps everything in memory; the *lean* one takes out
//! closed and merged incidents at any moment and puts back, from the journal alone, those that the
//! next act needs. Nobody may be able to tell them apart.

use std::collections::BTreeSet;

use domain::rules::Mode;
use domain::{Command, Day, Event, Moment, State, decide, evolve};
use kernel::{ActKey, DAY_MS, IncidentId, MINUTE_MS, Timestamp, canonical};
use proptest::prelude::*;

use crate::deal::{Deal, Dealer, Kind, deals, modes};
use crate::desk::*;
use crate::invariants;

fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> State {
    events.into_iter().fold(State::default(), evolve)
}

/// The incident told again from its own entries and those of its reports, as the application does:
/// its own entries say which reports those are.
fn told_again(journal: &[Event], incident: IncidentId) -> State {
    let own = |event: &&Event| event.incidents().contains(&incident);
    let first = fold(journal.iter().filter(own));
    let found = first.intake.incidents.get(&incident);
    let reports = found.map(|found| found.reports.clone()).unwrap_or_default();
    let of_reports = |event: &Event| {
        event
            .reports()
            .iter()
            .any(|report| reports.contains(report))
    };
    fold(
        journal
            .iter()
            .filter(|event| own(event) || of_reports(event)),
    )
}

/// The desk that forgets.
#[derive(Default)]
struct Lean {
    state: State,
    forgotten: usize,
}

impl Lean {
    fn forget(&mut self, full: &State, which: u8) {
        for (nth, incident) in full.intake.incidents.keys().enumerate() {
            if nth < 8 && which & (1 << nth) == 0 {
                continue;
            }
            let open = self
                .state
                .intake
                .incidents
                .get(incident)
                .is_some_and(|found| found.is_open());
            let before = open.then(|| self.state.clone());
            self.forgotten += usize::from(self.state.take_out(*incident));
            assert!(
                before.is_none_or(|before| before == self.state),
                "an open one was taken out"
            );
        }
    }

    fn hold(&mut self, journal: &[Event], incident: IncidentId) -> bool {
        let held = self.state.intake.incidents.contains_key(&incident);
        !held
            && self
                .state
                .put_back(incident, &told_again(journal, incident))
    }

    /// Holds what the command is about. Which incident a report belongs to, and whether a key was
    /// used, the application looks up in its index; here the full state is the index.
    fn prepare(&mut self, journal: &[Event], full: &State, key: ActKey, command: &Command) {
        let asked = match command {
            Command::Intake(command) => command.report(),
            _ => None,
        };
        for report in asked.into_iter().chain([key.report()]) {
            let report = full.intake.reports.get(&report);
            if let Some(incident) = report.and_then(|report| report.incident) {
                self.hold(journal, incident);
            }
        }
        self.hold(journal, key.incident());
        while self
            .state
            .needed(command)
            .into_iter()
            .any(|incident| self.hold(journal, incident))
        {}
    }
}

/// The agency's local date; the stories begin on the 7th and end within the month.
fn day(at: Timestamp) -> Day {
    let days = at.since_ms(OPENS) / DAY_MS;
    Day(DAY.0 + u32::try_from(days).expect("acts come after the opening"))
}

/// What a run of acts showed, for the tests that look whether chance deals well.
#[derive(Default)]
struct Seen {
    accepted: BTreeSet<String>,
    refused: BTreeSet<&'static str>,
    forgotten: usize,
}

fn name_of(event: &Event) -> String {
    let written = serde_json::to_value(event).expect("an event has a JSON form");
    written["type"].as_str().expect("a type").to_owned()
}

/// Plays a hand of deals on both desks and checks everything that must hold.
fn play(mode: Mode, hand: &[Deal]) -> Seen {
    let desk = Desk::open(rules_that(mode));
    let (rules, mut full, mut journal) = (desk.rules, desk.state, desk.journal);
    let (mut lean, mut at) = (
        Lean {
            state: full.clone(),
            forgotten: 0,
        },
        OPENS,
    );
    let mut seen = Seen::default();
    for (nth, deal) in (1..).zip(hand) {
        at = at.plus_ms(i64::from(deal.pause) * MINUTE_MS);
        let old = matches!(deal.kind, Kind::OldKey);
        let key = key(if old {
            u128::from(deal.report) % nth + 1
        } else {
            nth
        });
        let moment = Moment {
            at,
            day: day(at),
            key,
            seat: seat("desk-1"),
            by: None,
        };
        let command = Dealer {
            state: &full,
            deal,
            at,
        }
        .command();

        lean.forget(&full, deal.forget);
        lean.prepare(&journal, &full, key, &command);
        let decided = decide(Some(&rules), &full, &moment, &command);
        let again = decide(Some(&rules), &full, &moment, &command);
        assert_eq!(decided, again, "deciding twice differs: {command:?}");
        let forgetful = decide(Some(&rules), &lean.state, &moment, &command);
        assert_eq!(forgetful, decided, "the lean desk differs: {command:?}");

        match decided {
            Err(refusal) => {
                seen.refused.insert(refusal.code());
            }
            Ok(events) => {
                for event in events {
                    seen.accepted.insert(name_of(&event));
                    check_spelling(&event);
                    full = evolve(full, &event);
                    lean.state = evolve(lean.state, &event);
                    journal.push(event);
                }
            }
        }
        invariants::check(&full);
    }
    for incident in full.intake.incidents.keys() {
        lean.hold(&journal, *incident);
    }
    assert_eq!(lean.state, full, "the lean desk ends elsewhere");
    assert_eq!(fold(&journal), full, "the journal tells another story");
    let kept = serde_json::to_vec(&full).expect("a state has a JSON form");
    let kept: State = serde_json::from_slice(&kept).expect("a kept state is read");
    assert_eq!(kept, full, "a kept state differs");
    seen.forgotten = lean.forgotten;
    seen
}

/// An event is read back from its bytes as it was.
fn check_spelling(event: &Event) {
    let bytes = canonical::to_bytes(event).expect("an event is canonical");
    let read: Event = serde_json::from_slice(&bytes).expect("an event is read back");
    assert_eq!(&read, event);
    assert_eq!(
        canonical::to_bytes(&read).expect("an event is canonical"),
        bytes
    );
}

proptest! {
    #[test]
    fn whatever_a_desk_does_is_told_again_from_the_record(mode in modes(), hand in deals()) {
        play(mode, &hand);
    }
}

/// Chance that never opens, merges or forgets anything would prove nothing.
#[test]
fn chance_deals_every_kind_of_fact_and_forgets_often() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut all = Seen::default();
    for _ in 0..200 {
        let hand = (modes(), deals())
            .new_tree(&mut runner)
            .expect("a hand is dealt");
        let (mode, hand) = hand.current();
        let seen = play(mode, &hand);
        all.accepted.extend(seen.accepted);
        all.refused.extend(seen.refused);
        all.forgotten += seen.forgotten;
    }
    assert_eq!(all.accepted.len(), 41, "kinds of fact: {:?}", all.accepted);
    assert!(
        all.refused.len() >= 30,
        "kinds of refusal: {:?}",
        all.refused
    );
    assert!(
        all.forgotten >= 200,
        "taken out only {} times",
        all.forgotten
    );
}
