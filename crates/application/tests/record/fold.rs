//! Whatever a desk does, the record tells it again: the state that was lived, the state folded from
//! the first entry, and the state from a picture are one, and so are the views.

use std::path::Path;

use domain::State;
use kernel::{IncidentId, MINUTE_MS, Timestamp};
use proptest::prelude::*;

use crate::deal::{Deal, Dealer, deals};
use crate::desk::{OPENS, key};
use crate::small_city::{Shown, act, events, fold, man, pictured, shown, start};

/// Plays a hand of deals on a fresh record; the state that was lived through, and what was shown.
fn lived(folder: &Path, deals: &[Deal]) -> (State, Vec<IncidentId>, Shown) {
    let application = start(folder);
    man(&application);
    let mut state = fold(&events(&application));
    let mut at: Timestamp = OPENS;
    for (nth, deal) in (1_u128..).zip(deals) {
        at = at.plus_ms(i64::from(deal.pause) * MINUTE_MS);
        let command = Dealer {
            state: &state,
            deal,
            at,
        }
        .command();
        if let Ok(recorded) = act(&application, key(nth), at, command.clone()) {
            state = recorded.events().iter().fold(state, domain::evolve);
            let again = act(&application, key(nth), at, command);
            assert_eq!(again.expect("the same answer"), recorded);
        }
    }
    let all = events(&application);
    same(&fold(&all), &state, "the entries fold to what was lived");
    let incidents: Vec<_> = state.intake.incidents.keys().copied().collect();
    let shown = shown(&application, &incidents);
    application.end();
    (state, incidents, shown)
}

/// Starts again after something was done to the folder, and looks whether anything shows.
#[track_caller]
fn starts_alike(folder: &Path, what: &str, lived: &(State, Vec<IncidentId>, Shown)) {
    let application = start(folder);
    assert_eq!(shown(&application, &lived.1), lived.2, "views, {what}");
    application.end();
    same(&pictured(folder), &lived.0, what);
}

/// Compares states, and names the first line that differs: whole states are too long to read.
#[track_caller]
fn same(found: &State, expected: &State, what: &str) {
    let lines = |state| serde_json::to_string_pretty(state).expect("JSON");
    let (found, expected) = (lines(found), lines(expected));
    let pairs = found.lines().zip(expected.lines());
    for (number, (found, expected)) in pairs.enumerate() {
        assert_eq!(found, expected, "{what}: line {number} of the state");
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

fn damage(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).expect("the file is there");
    change(&mut bytes);
    std::fs::write(path, bytes).expect("it can be written");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_record_tells_again_what_was_done(deals in deals()) {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = temporary.path();
        let lived = lived(folder, &deals);
        let picture = folder.join("state.snapshot");
        same(&pictured(folder), &lived.0, "the picture of the end");

        starts_alike(folder, "with the picture", &lived);
        std::fs::remove_file(&picture).expect("the picture is there");
        starts_alike(folder, "without a picture", &lived);
        damage(&picture, |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        });
        starts_alike(folder, "with a bit of the picture changed", &lived);
        damage(&picture, |bytes| bytes.truncate(bytes.len() - 7));
        starts_alike(folder, "with the picture cut off", &lived);
        for views in ["views.db", "views.db-wal", "views.db-shm"] {
            let _ = std::fs::remove_file(folder.join(views));
        }
        starts_alike(folder, "with the views thrown away", &lived);
        damage(&folder.join("views.db"), |bytes| bytes.fill(7));
        starts_alike(folder, "with the views overwritten", &lived);
        let mut journal = application::open_journal(folder).expect("a journal");
        application::rebuild_views(folder, &mut journal, |_, _| {}).expect("new views");
        drop(journal);
        starts_alike(folder, "with the views folded anew", &lived);
    }
}
