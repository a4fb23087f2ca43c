//! Every call to storage fails once, and every two in a row: what was acknowledged is there, what was
//! signed is one record, and the next start verifies.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

use std::path::Path;
use std::sync::Arc;

use journal::conformance::{Fault, Faulty, Plan};
use journal::{
    Draft, Error, Journal, Log, Options, Read as _, Sealer, SqliteStore, Store, open_reader,
    signer, verify,
};
use tlog::{Checkpoint, verify_consistency};

fn draft(n: u64) -> Draft {
    Draft {
        key: u128::from(n).to_be_bytes(),
        bytes: Arc::from(format!("{{\"entry\":{n}}}").into_bytes()),
        beside: vec![Arc::from(format!("beside {n}").into_bytes())],
    }
}

fn store(folder: &Path) -> Box<dyn Store> {
    Box::new(SqliteStore::open(folder, Options::default()).unwrap())
}

/// What the world was told: how many entries are safe, and every checkpoint.
#[derive(Default)]
struct Told {
    acknowledged: u64,
    signed: Vec<String>,
}

/// A desk at work: opens, appends in groups that fill tiles, signs, reads back, and starts again.
fn work(folder: &Path, plan: &Arc<Plan>, told: &mut Told) -> Result<(), Error> {
    for _ in 0..2 {
        let signer = signer(folder, Some("test/log"))?;
        let faulty = Faulty::new(store(folder), plan.clone());
        let mut journal = Journal::open(Box::new(faulty), &signer.verifier())?;
        let mut sealer = Sealer::new(&journal, journal.seal()?, signer);
        told.signed.push(sealer.seal(journal.size())?.note.clone());
        for group in [100, 1, 180] {
            let from = journal.size();
            journal.append((from..from + group).map(draft).collect())?;
            told.acknowledged = told.acknowledged.max(journal.size());
            told.signed.push(sealer.seal(journal.size())?.note.clone());
            journal.find(&[draft(from).key])?;
            let tree = journal.tree().clone();
            let mut reader = journal.reader()?;
            Log::new(&tree, reader.as_mut()).inclusion(from)?;
        }
    }
    Ok(())
}

/// After it all, with storage that works again.
#[track_caller]
fn is_whole(folder: &Path, told: &Told) {
    let signer = signer(folder, Some("test/log")).unwrap();
    let key = signer.verifier();
    let journal = Journal::open(store(folder), &key).unwrap();
    assert!(
        journal.size() >= told.acknowledged,
        "an acknowledged entry is gone"
    );
    let mut sealer = Sealer::new(&journal, journal.seal().unwrap(), signer);
    sealer.seal(journal.size()).unwrap();
    let (size, tree) = (journal.size(), journal.tree().clone());
    drop((journal, sealer));
    let mut reader = open_reader(folder).unwrap();
    let verified = verify(&mut reader, &key).unwrap();
    assert_eq!(verified.as_ref().map(|found| found.size), Ok(size));
    for note in &told.signed {
        let signed = Checkpoint::from_text(key.open(note).unwrap()).unwrap();
        let proof = Log::new(&tree, &mut reader)
            .consistency(signed.size)
            .unwrap();
        let proof = proof.expect("nothing was signed that is not there");
        verify_consistency(signed.size, signed.root, size, tree.root(), &proof)
            .expect("everything that was signed is one record");
    }
    for entry in 0..told.acknowledged {
        let found = reader.find(&[draft(entry).key]).unwrap();
        assert_eq!(found, [Some(entry)]);
    }
}

fn fails_at(plan: impl Fn(u64) -> Option<Fault> + Send + Sync + 'static) {
    let folder = tempfile::tempdir().unwrap();
    let mut told = Told::default();
    let plan = Plan::new(move |nth, _| plan(nth));
    // It stops somewhere; where, is the plan's business.
    let _ = work(folder.path(), &plan, &mut told);
    is_whole(folder.path(), &told);
}

/// How many calls a day of work makes when nothing fails.
fn calls() -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let (plan, mut told) = (Plan::new(|_, _| None), Told::default());
    work(folder.path(), &plan, &mut told).unwrap();
    is_whole(folder.path(), &told);
    assert_eq!(told.acknowledged, 562);
    plan.calls().len() as u64
}

#[test]
fn any_one_call_may_fail() {
    let calls = calls();
    assert!(calls > 40, "{calls} calls");
    for fault in [Fault::Before, Fault::After] {
        for nth in 0..calls {
            fails_at(move |call| (call == nth).then_some(fault));
        }
    }
}

#[test]
fn any_two_calls_in_a_row_may_fail() {
    for fault in [Fault::Before, Fault::After] {
        for nth in 0..calls() {
            fails_at(move |call| (nth..nth + 2).contains(&call).then_some(fault));
        }
    }
}
