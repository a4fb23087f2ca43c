//! What went wrong with the logs of others, tried with ours. Each test is named after the log.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

use std::path::Path;
use std::sync::Arc;

use journal::conformance::{Call, Fault, Faulty, Plan};
use journal::{
    Draft, Error, ExportError, Journal, Options, Sealer, SqliteStore, Store, export, open_reader,
    signer, verify,
};

fn draft(n: u64) -> Draft {
    Draft {
        key: u128::from(n).to_be_bytes(),
        bytes: Arc::from(format!("{{\"entry\":{n}}}").into_bytes()),
        beside: vec![],
    }
}

fn store(folder: &Path) -> Box<dyn Store> {
    Box::new(SqliteStore::open(folder, Options::default()).unwrap())
}

fn open(folder: &Path, store: Box<dyn Store>) -> Result<(Journal, Sealer), Error> {
    let signer = signer(folder, Some("test/log"))?;
    let journal = Journal::open(store, &signer.verifier())?;
    let mut sealer = Sealer::new(&journal, journal.seal()?, signer);
    sealer.seal(sealer.head().map_or(0, |head| head.size))?;
    Ok((journal, sealer))
}

/// A record of so many entries, all of them signed.
fn written(folder: &Path, size: u64) {
    let (mut journal, mut sealer) = open(folder, store(folder)).unwrap();
    let from = journal.size();
    journal.append((from..size).map(draft).collect()).unwrap();
    sealer.seal(size).unwrap();
}

fn sql(folder: &Path, statement: &str) {
    let db = rusqlite::Connection::open(folder.join("journal.db")).unwrap();
    db.execute_batch(statement).unwrap();
}

fn head(folder: &Path) -> u64 {
    use journal::Read as _;
    open_reader(folder).unwrap().head().unwrap().unwrap().size
}

/// One bit of an entry flipped between writing and signing: the log signed a tree that its entries
/// did not have. Ours reads every new leaf back before it signs.
#[test]
fn yeti_2022_a_flipped_bit_is_noticed_before_anything_is_signed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut journal, mut sealer) = open(folder.path(), store(folder.path())).unwrap();
    journal.append((0..300).map(draft).collect()).unwrap();
    // The 4 of entry 42 becomes a 5: one bit.
    sql(
        folder.path(),
        "UPDATE entry SET bytes = CAST('{\"entry\":52}' AS BLOB) WHERE seq = 42;",
    );
    let refused = sealer.seal(300);
    assert!(
        matches!(refused, Err(Error::Changed { entry: 42, .. })),
        "{refused:?}"
    );
    drop((journal, sealer));
    assert_eq!(head(folder.path()), 0, "nothing was signed");
}

/// A tile was not written, the reload failed too, the error was lost, and sequencing went on. Ours
/// stays stopped whatever fails next, and only a start that verifies everything clears it.
#[test]
fn raio_2025_two_failures_in_a_row_leave_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 200);
    // The append that fills a tile fails, after it was done and before; so does whatever follows.
    for fault in [Fault::Before, Fault::After] {
        let broken = std::sync::atomic::AtomicBool::new(false);
        let plan = Plan::new(move |_, call| {
            use std::sync::atomic::Ordering::SeqCst;
            let fails = broken.load(SeqCst) || call == Call::Append;
            broken.store(fails, SeqCst);
            fails.then_some(fault)
        });
        let faulty = Box::new(Faulty::new(store(folder.path()), plan));
        let (mut journal, _) = open(folder.path(), faulty).unwrap();
        let from = journal.size();
        assert!(
            journal
                .append((from..from + 100).map(draft).collect())
                .is_err()
        );
        assert!(journal.seal().is_err(), "the reload fails as well");
        let again = journal.append(vec![draft(9_999)]);
        assert!(matches!(again, Err(Error::Stopped(_))), "{again:?}");
        drop(journal);
        let (journal, mut sealer) = open(folder.path(), store(folder.path())).unwrap();
        sealer.seal(journal.size()).unwrap();
        let key = signer(folder.path(), None).unwrap().verifier();
        let verified = verify(&mut open_reader(folder.path()).unwrap(), &key).unwrap();
        assert!(verified.is_ok(), "{verified:?}");
    }
}

/// A late write put an older tile over a newer one. Ours never writes over what is there: an append
/// for another size is refused, and an export compares before it writes.
#[test]
fn sunlight_pr_13_a_late_write_changes_nothing_that_is_there() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    written(folder.path(), 100);
    let mut late = store(folder.path());
    written(folder.path(), 300);
    let group = journal::Group {
        entries: vec![(draft(100), tlog::leaf_hash(b"late"))],
        tiles: vec![],
    };
    assert!(
        late.append(100, &group).is_err(),
        "entry 100 is there already"
    );
    let there = journal::read_some(late.as_mut(), 100, 1, usize::MAX).unwrap();
    assert_eq!(there[0].bytes, draft(100).bytes, "and stays as it was");
    assert_eq!(head(folder.path()), 300);
    drop(late);
    let old = tempfile::tempdir().unwrap();
    for file in ["journal.db", "head.db", "log.key"] {
        std::fs::copy(folder.path().join(file), old.path().join(file)).unwrap();
    }
    let key = signer(folder.path(), None).unwrap().verifier();
    written(folder.path(), 600);
    export(
        &mut open_reader(folder.path()).unwrap(),
        &key,
        out.path(),
        true,
    )
    .unwrap();
    let checkpoint = std::fs::read(out.path().join("checkpoint")).unwrap();
    let refused = export(
        &mut open_reader(old.path()).unwrap(),
        &key,
        out.path(),
        true,
    );
    assert!(
        matches!(refused, Err(ExportError::Older { .. })),
        "{refused:?}"
    );
    assert_eq!(
        std::fs::read(out.path().join("checkpoint")).unwrap(),
        checkpoint
    );
    // A tile that somebody changed is left for a person to look at.
    let tile = out.path().join("tile/0/000");
    std::fs::write(&tile, [0; 8_192]).unwrap();
    let refused = export(
        &mut open_reader(folder.path()).unwrap(),
        &key,
        out.path(),
        true,
    );
    assert!(matches!(refused, Err(ExportError::Different(path)) if path == tile));
    assert_eq!(std::fs::read(&tile).unwrap(), [0; 8_192]);
}

/// A partial tile was served under the path of the full one, where it is kept for ever. Ours has a
/// full tile with exactly 8,192 bytes or none.
#[test]
fn tessera_1178_a_truncated_tile_is_never_taken_for_a_full_one() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 300);
    let short = "UPDATE tile SET hashes = substr(hashes, 1, 3200) WHERE level = 0 AND idx = 0;";
    let db = rusqlite::Connection::open(folder.path().join("journal.db")).unwrap();
    assert!(db.execute_batch(short).is_err(), "the table itself refuses");
    db.execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {short}"))
        .unwrap();
    drop(db);
    let out = tempfile::tempdir().unwrap();
    let key = signer(folder.path(), None).unwrap().verifier();
    let refused = export(
        &mut open_reader(folder.path()).unwrap(),
        &key,
        out.path(),
        true,
    );
    assert!(
        matches!(refused, Err(ExportError::Record(_))),
        "{refused:?}"
    );
    assert!(!out.path().join("tile/0/000").exists());
    let found = verify(&mut open_reader(folder.path()).unwrap(), &key);
    assert!(!matches!(found, Ok(Ok(_))), "and a scrub finds it");
}
