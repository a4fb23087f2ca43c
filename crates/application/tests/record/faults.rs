//! A storage that fails: the writer stops, nothing false is acknowledged, and a fresh start finds
//! every act once.

use std::collections::BTreeMap;
use std::sync::Arc;

use application::{Application, Around, Error, Recorded};
use journal::Store;
use journal::conformance::{Fault, Faulty, Plan};
use kernel::ActKey;

use crate::desk::{OPENS, key, opens};
use crate::small_city::{act, events, man, start, start_around};

/// The first appends are those of the start and the four shifts.
const APPENDS: u64 = 20;

fn failing(inside: Box<dyn Store>, fault: Fault) -> Box<dyn Store> {
    Box::new(Faulty::new(inside, Plan::appends(APPENDS, fault)))
}

/// What became of each act of four desks that act at once.
fn acted(application: &Arc<Application>) -> BTreeMap<ActKey, Result<Recorded, Error>> {
    let desk = |number: u128| {
        let application = Arc::clone(application);
        std::thread::spawn(move || {
            let keys = (1..=30).map(move |nth| key(100 * number + nth));
            keys.map(|key| (key, act(&application, key, OPENS, opens(0, "theft"))))
                .collect::<Vec<_>>()
        })
    };
    let desks: Vec<_> = (1..=4).map(desk).collect();
    let heard = desks
        .into_iter()
        .flat_map(|desk| desk.join().expect("a desk"));
    heard.collect()
}

#[track_caller]
fn stops_and_comes_back(around: Around) {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let application = Arc::new(start_around(folder, Some(around)));
    man(&application);
    let heard = acted(&application);
    let told: BTreeMap<_, _> = heard
        .iter()
        .filter_map(|(key, answer)| Some((*key, answer.as_ref().ok()?.clone())))
        .collect();
    assert!(!told.is_empty(), "some acts were taken before the failure");
    assert!(told.len() < heard.len(), "and some were not");
    for answer in heard.values() {
        if let Err(error) = answer {
            assert!(matches!(error, Error::Stopped(_)), "{error}");
        }
    }
    let status = application.status();
    let reason = status.stopped.expect("the status says why");
    assert!(reason.contains("failed on purpose"), "{reason}");
    // Reads go on, and later acts are told the same.
    application.board(None).expect("a board");
    let late = act(&application, key(999), OPENS, opens(0, "theft"));
    assert!(matches!(late, Err(Error::Stopped(_))), "{late:?}");
    let followed = events(&application).len();
    application.end();
    drop(application);

    let application = start(folder);
    assert!(application.status().stopped.is_none(), "a start clears it");
    assert!(
        events(&application).len() >= followed,
        "nobody was told of entries that are gone"
    );
    let mut entries = BTreeMap::new();
    for key in heard.keys().copied().chain([key(999)]) {
        let recorded = act(&application, key, OPENS, opens(0, "theft")).expect("it is taken now");
        if let Some(told) = told.get(&key) {
            assert_eq!(&recorded, told, "what was told still holds");
        }
        let other = entries.insert(recorded.seq(), key);
        assert_eq!(other, None, "two acts in one entry");
    }
    // Once each: the entries of the start, the shifts, and one for every key.
    assert_eq!(
        application.status().entries,
        2 + 4 + entries.len() as u64,
        "no act has two entries"
    );
    application.end();
    drop(application);
    let signer = application::log_key(folder, None).expect("a key");
    let mut journal = application::open_journal(folder).expect("a journal");
    let verified = application::verify_journal(&mut journal, &signer.verifier());
    verified.expect("it can be read").expect("it is sound");
}

#[test]
fn a_storage_that_fails_before_it_writes() {
    stops_and_comes_back(|inside| failing(inside, Fault::Before));
}

#[test]
fn a_storage_that_fails_after_it_wrote() {
    stops_and_comes_back(|inside| failing(inside, Fault::After));
}
