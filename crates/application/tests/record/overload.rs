//! More acts than the storage can take: everybody is answered in time, with an entry or with the
//! advice to come again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use application::{Act, Error};
use journal::Store;
use journal::conformance::{Call, Faulty, Plan};
use kernel::ActKey;
use tokio::task::JoinSet;

use crate::desk::{OPENS, key, opens, seat};
use crate::small_city::{events, start, start_around};

/// A disk that takes its time for every group, and never fails.
fn slow(inside: Box<dyn Store>) -> Box<dyn Store> {
    let slowly = |_, call| {
        if call == Call::Append {
            std::thread::sleep(Duration::from_millis(600));
        }
        None
    };
    Box::new(Faulty::new(inside, Plan::new(slowly)))
}

/// A database that was overloaded took more than it could write, and lost its promise. Ours refuses
/// before the queue outgrows the time in which it has to answer.
#[test]
fn nessie_2025_what_cannot_be_answered_in_time_is_refused_at_the_door() {
    let folder = tempfile::tempdir().expect("a folder");
    let application = Arc::new(start_around(folder.path(), Some(slow)));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (mut taken, mut refused, mut slowest) = (vec![], 0_u32, Duration::ZERO);
    runtime.block_on(async {
        let mut asked = JoinSet::new();
        for nth in 0..9_000_u128 {
            let application = application.clone();
            asked.spawn(async move {
                let act = Act::new(key(nth + 1), seat("desk-1"), opens(0, "theft")).at(OPENS);
                let begun = Instant::now();
                let answer = application.act(act).await;
                (key(nth + 1), answer, begun.elapsed())
            });
        }
        while let Some(done) = asked.join_next().await {
            match done.expect("nobody panics") {
                (key, Ok(recorded), took) => {
                    taken.push((key, recorded.seq()));
                    slowest = slowest.max(took);
                }
                (_, Err(Error::Overloaded), took) => {
                    slowest = slowest.max(took);
                    refused += 1;
                }
                (_, Err(error), _) => panic!("{error}"),
            }
        }
    });
    assert!(refused > 0, "the storm was more than the disk could take");
    assert!(taken.len() > 1_000, "{} were taken", taken.len());
    // The patience of those who wait, one group beside it, and what this machine adds.
    assert!(
        slowest < Duration::from_secs(6),
        "somebody waited {slowest:?}"
    );
    application.end();
    drop(application);
    let application = start(folder.path());
    assert!(events(&application).len() > taken.len());
    let known: Vec<(ActKey, u64)> = taken
        .iter()
        .map(|(key, _)| {
            let again = crate::small_city::act(&application, *key, OPENS, opens(0, "theft"));
            (*key, again.expect("it was taken").seq())
        })
        .collect();
    assert_eq!(
        known, taken,
        "everything acknowledged is where it was told to be"
    );
}
