//! Closed incidents leave memory and come back when somebody asks, as if they had never gone.

use std::path::Path;

use application::Application;
use domain::dispatch::Command as Dispatch;
use domain::intake::Command as Intake;
use domain::{Command, Day, Moment, Rules, State, decide, evolve};
use kernel::{IncidentId, MINUTE_MS, Timestamp};

use crate::desk::*;
use crate::small_city::{act, an_act, events, fold, man, pack, pictured, shown, start};

/// Acts after which a closed incident may be gone, and some more.
const OTHERS: u128 = 1_100;

/// A record beside a desk that forgets nothing; both do the same acts and must decide alike.
struct Both {
    application: Application,
    full: State,
    rules: Rules,
    acts: u128,
}

impl Both {
    fn new(folder: &Path) -> Self {
        let application = start(folder);
        man(&application);
        let full = fold(&events(&application));
        Self {
            application,
            full,
            rules: pack().rules(),
            acts: 0,
        }
    }

    fn at(&self) -> Timestamp {
        OPENS.plus_ms(i64::try_from(self.acts).expect("few acts") * MINUTE_MS / 100)
    }

    /// Does an act, and gives the incident that bears its number.
    #[track_caller]
    fn does(&mut self, command: Command) -> IncidentId {
        self.acts += 1;
        let (at, key) = (self.at(), key(self.acts));
        let moment = Moment {
            at,
            day: Day(260_407),
            key,
            seat: seat("desk-1"),
            by: None,
        };
        let expected = decide(Some(&self.rules), &self.full, &moment, &command);
        let found = act(&self.application, key, at, command.clone());
        match (&expected, found) {
            (Ok(events), Ok(recorded)) => {
                assert_eq!(recorded.events(), events, "{command:?}");
                self.full = events.iter().fold(std::mem::take(&mut self.full), evolve);
            }
            (Err(refusal), Err(application::Error::Refused(found))) => {
                assert_eq!(&found, refusal, "{command:?}");
            }
            (expected, found) => panic!("{command:?}: {expected:?} and {found:?}"),
        }
        i(self.acts)
    }

    /// Many other acts at once, so that they share their writes.
    fn others(&mut self) {
        let mut waiting = vec![];
        for _ in 0..OTHERS {
            self.acts += 1;
            let act = an_act(key(self.acts), self.at(), waits(0));
            waiting.push(self.application.submit_blocking(act).expect("it is taken"));
        }
        for answer in waiting {
            let recorded = answer
                .blocking_recv()
                .expect("an answer")
                .expect("an answer");
            self.full = recorded
                .events()
                .iter()
                .fold(std::mem::take(&mut self.full), evolve);
        }
        // The writer lets go when it has written and the views have folded what it wrote.
        shown(&self.application, &[]);
        self.does(waits(0));
    }
}

fn note(incident: IncidentId) -> Command {
    Command::Intake(Intake::AddNote {
        incident,
        text: prose("the owner called again"),
    })
}

fn reopen(incident: IncidentId) -> Command {
    Command::Intake(Intake::Reopen {
        incident,
        owner: seat("desk-2"),
        reason: code("not-over"),
    })
}

fn comes_back(restart: bool) {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let mut both = Both::new(folder);
    let noted = both.does(opens(0, "theft"));
    let reopened = both.does(opens(0, "theft"));
    let (merged, into) = (both.does(opens(0, "theft")), both.does(opens(0, "theft")));
    let added_to = both.does(opens(0, "theft"));
    let forgotten = both.does(opens(0, "theft"));
    let run = both.does(opens(0, "theft"));
    both.does(adds(0, reopened));
    both.does(send(0, run, &["P1"]));
    both.does(clears(
        pressed(0),
        run,
        "P1",
        domain::dispatch::After::Available,
    ));
    both.does(merge(merged, into));
    for incident in [noted, reopened, into, added_to, forgotten, run] {
        both.does(close(incident));
    }
    both.others();
    if restart {
        both.application.end();
        let held = pictured(folder).intake.incidents;
        assert!(held.is_empty(), "all of them have left: {:?}", held.keys());
        let full = both.full.clone();
        drop(both.application);
        both = Both {
            application: start(folder),
            full,
            rules: both.rules,
            acts: both.acts,
        };
    }
    both.does(note(noted));
    both.does(send(0, noted, &["P1"]));
    both.does(close(noted));
    both.does(reopen(reopened));
    both.does(reopen(reopened));
    both.does(send(0, reopened, &["P1", "E1"]));
    both.does(undo_merge(merged));
    both.does(send(0, merged, &["A1"]));
    both.does(adds(0, added_to));
    both.does(Command::Dispatch(Dispatch::Cancel {
        incident: run,
        unit: unit("P1"),
        reason: code("not-needed"),
    }));
    both.does(reopen(run));
    both.does(undo_merge(into));
    both.does(reopen(i(5_000_000)));
    let all: Vec<_> = both.full.intake.incidents.keys().copied().collect();
    let live = shown(&both.application, &all);
    both.application.end();
    // Those that came back are as the full desk has them; the one nobody asked about stays away.
    let held = pictured(folder).intake.incidents;
    for (id, incident) in &held {
        assert_eq!(Some(incident), both.full.intake.incidents.get(id));
    }
    for (id, incident) in &both.full.intake.incidents {
        if incident.is_open() {
            assert!(held.contains_key(id), "{id} is open and must be held");
        }
    }
    assert!(!held.contains_key(&forgotten), "nobody asked about it");
    drop(both.application);
    std::fs::remove_file(folder.join("state.snapshot")).expect("a picture");
    let application = start(folder);
    assert_eq!(shown(&application, &all), live);
}

#[test]
fn a_closed_incident_comes_back_when_somebody_asks() {
    comes_back(false);
}

#[test]
fn a_closed_incident_comes_back_after_a_restart() {
    comes_back(true);
}
