//! The SQLite back end: the suite every back end passes, and what happens to damaged records.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot even set up may stop with the bare error"
)]

use std::path::Path;
use std::sync::Arc;

use journal::conformance::{Fault, Faulty, Plan};
use journal::{
    Draft, Error, Folder, Journal, Options, Read as _, Sealer, SqliteStore, Store, open_reader,
    signer, verify,
};

fn draft(n: u64) -> Draft {
    let mut key = [0; 16];
    key[8..].copy_from_slice(&n.to_be_bytes());
    Draft {
        key,
        bytes: Arc::from(format!("{{\"entry\":{n},\"text\":\"{}\"}}", "x".repeat(300)).as_bytes()),
        beside: vec![Arc::from(format!("beside {n}").into_bytes())],
    }
}

fn store(folder: &Path) -> Box<dyn Store> {
    Box::new(SqliteStore::open(folder, Options::default()).unwrap())
}

fn open(folder: &Path) -> Result<(Journal, Sealer), Error> {
    let signer = signer(folder, Some("test/log"))?;
    let journal = Journal::open(store(folder), &signer.verifier())?;
    let mut sealer = Sealer::new(&journal, journal.seal()?, signer);
    // As the first start does: from then on, a missing head is noticed.
    sealer.seal(sealer.head().map_or(0, |head| head.size))?;
    Ok((journal, sealer))
}

/// A record of `size` entries, signed up to `signed`.
fn written(folder: &Path, size: u64, signed: u64) {
    let (mut journal, mut sealer) = open(folder).unwrap();
    for from in (0..size).step_by(100) {
        journal
            .append((from..size.min(from + 100)).map(draft).collect())
            .unwrap();
    }
    sealer.seal(signed).unwrap();
    // Everything into the main file, so that tests can damage it in one place.
    drop((journal, sealer));
    let db = rusqlite::Connection::open(folder.join("journal.db")).unwrap();
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
}

fn sql(folder: &Path, file: &str, statement: &str) {
    let db = rusqlite::Connection::open(folder.join(file)).unwrap();
    db.execute_batch(statement).unwrap();
}

#[test]
fn sqlite_passes_the_suite_that_every_back_end_passes() {
    let folder = tempfile::tempdir().unwrap();
    journal::conformance::check(|| store(folder.path()));
}

#[test]
fn a_record_opens_where_it_stopped_and_signs_the_same_root() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 700, 300);
    let (journal, mut sealer) = open(folder.path()).unwrap();
    assert_eq!(journal.size(), 700);
    assert_eq!(sealer.seal(700).unwrap().size, 700);
    let key = signer(folder.path(), None).unwrap().verifier();
    let verified = verify(&mut open_reader(folder.path()).unwrap(), &key)
        .unwrap()
        .unwrap();
    assert_eq!(
        (verified.size, verified.signed, verified.root),
        (700, 700, journal.tree().root())
    );
}

/// As a build before it wrote the file: without the table, and with its own number.
#[test]
fn a_journal_of_the_first_format_is_read_as_it_is_and_taken_further_by_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 3, 3);
    sql(
        folder.path(),
        "journal.db",
        "DROP TABLE beside; PRAGMA user_version = 1;",
    );
    let mut old = journal::open_reader(folder.path()).unwrap();
    assert_eq!(old.beside(&[0; 32]).unwrap(), None);
    drop(old);
    let (mut journal, _) = open(folder.path()).unwrap();
    journal.append(vec![draft(3)]).unwrap();
    drop(journal);
    let mut new = journal::open_reader(folder.path()).unwrap();
    let mut beside = vec![];
    new.all_beside(&mut |found| beside.push(found.seq)).unwrap();
    assert_eq!(beside, [3]);
}

#[test]
fn a_flipped_bit_beside_an_entry_is_found() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 5, 5);
    sql(
        folder.path(),
        "journal.db",
        "UPDATE beside SET bytes = x'00' WHERE seq = 2;",
    );
    let key = journal::signer(folder.path(), None).unwrap().verifier();
    let mut reader = journal::open_reader(folder.path()).unwrap();
    let finding = journal::verify(&mut reader, &key).unwrap().unwrap_err();
    assert_eq!(finding.entry, Some(2));
}

#[test]
fn the_key_can_be_read_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).unwrap();
    let mode = std::fs::metadata(folder.path().join("log.key"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_folder_is_taken_by_one_process_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let taken = Folder::take(folder.path()).unwrap();
    assert!(matches!(Folder::take(folder.path()), Err(Error::InUse(_))));
    drop(taken);
    assert!(Folder::take(folder.path()).is_ok());
}

#[test]
fn an_old_journal_beside_a_newer_head_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 300, 300);
    sql(
        folder.path(),
        "journal.db",
        "DELETE FROM entry WHERE seq >= 250; DELETE FROM act WHERE seq >= 250;",
    );
    let refused = open(folder.path()).map(|_| ());
    assert!(
        matches!(
            refused,
            Err(Error::Lost {
                head: 300,
                size: 250
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn a_rewritten_entry_is_named_at_the_start_even_with_a_fitting_hash() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 600, 600);
    let leaf: String = tlog::leaf_hash(b"{}").to_string();
    sql(
        folder.path(),
        "journal.db",
        &format!("UPDATE entry SET bytes = x'7b7d', leaf = x'{leaf}' WHERE seq = 123"),
    );
    let (journal_size, key) = (600, signer(folder.path(), None).unwrap().verifier());
    let found = verify(&mut open_reader(folder.path()).unwrap(), &key)
        .unwrap()
        .unwrap_err();
    assert_eq!(found.entry, Some(123), "{found:?} of {journal_size}");
}

#[test]
fn a_rewritten_tail_is_refused_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 600, 600);
    sql(
        folder.path(),
        "journal.db",
        "UPDATE entry SET bytes = x'7b7d' WHERE seq = 599",
    );
    let refused = open(folder.path()).map(|_| ());
    assert!(
        matches!(refused, Err(Error::Changed { entry: 599, .. })),
        "{refused:?}"
    );
}

#[test]
fn a_missing_entry_is_named() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 600, 600);
    sql(
        folder.path(),
        "journal.db",
        "DELETE FROM entry WHERE seq = 77",
    );
    let key = signer(folder.path(), None).unwrap().verifier();
    let found = verify(&mut open_reader(folder.path()).unwrap(), &key)
        .unwrap()
        .unwrap_err();
    assert_eq!(found.entry, Some(77));
}

#[test]
fn a_missing_head_beside_a_journal_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 10, 10);
    for name in ["head.db", "head.db-wal", "head.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
    }
    let refused = open(folder.path()).map(|_| ());
    assert!(matches!(refused, Err(Error::BadHead(_))), "{refused:?}");
}

#[test]
fn a_head_signed_by_somebody_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 10, 10);
    std::fs::remove_file(folder.path().join("log.key")).unwrap();
    let refused = open(folder.path()).map(|_| ());
    assert!(matches!(refused, Err(Error::BadHead(_))), "{refused:?}");
}

#[test]
fn a_failing_write_stops_the_writer_and_what_it_may_have_written_is_whole() {
    for (fault, size_after) in [(Fault::Before, 2), (Fault::After, 5)] {
        let folder = tempfile::tempdir().unwrap();
        open(folder.path()).unwrap();
        let key = signer(folder.path(), None).unwrap().verifier();
        let faulty = Faulty::new(store(folder.path()), Plan::appends(1, fault));
        let mut journal = Journal::open(Box::new(faulty), &key).unwrap();
        journal.append(vec![draft(0), draft(1)]).unwrap();
        assert!(journal.append(vec![draft(2), draft(3), draft(4)]).is_err());
        assert!(matches!(
            journal.append(vec![draft(5)]),
            Err(Error::Stopped(_))
        ));
        drop(journal);
        assert_eq!(open(folder.path()).unwrap().0.size(), size_after);
    }
}

#[test]
fn a_full_disk_stops_the_writer_and_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path()).unwrap();
    let key = signer(folder.path(), None).unwrap().verifier();
    let full = SqliteStore::open(
        folder.path(),
        Options {
            pages_max: Some(40),
        },
    )
    .unwrap();
    let mut journal = Journal::open(Box::new(full), &key).unwrap();
    let acknowledged = (0..)
        .take_while(|n| journal.append(vec![draft(*n)]).is_ok())
        .count() as u64;
    assert!(
        acknowledged > 100,
        "the quota holds some entries: {acknowledged}"
    );
    assert!(
        matches!(journal.append(vec![draft(9_999)]), Err(Error::Stopped(reason)) if reason.contains("full"))
    );
    drop(journal);
    assert_eq!(open(folder.path()).unwrap().0.size(), acknowledged);
}

/// One flipped bit in the stored bytes of any entry, a hundred times: verify finds every one.
#[test]
fn one_flipped_bit_in_any_entry_is_found() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 2_000, 1_900);
    let path = folder.path().join("journal.db");
    let good = std::fs::read(&path).unwrap();
    let key = signer(folder.path(), None).unwrap().verifier();
    let mut random = 42_u64;
    let mut draw = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for _ in 0..100 {
        let entry = draw(2_000) as u64;
        let bytes = draft(entry).bytes;
        // A page that was split keeps a stale copy in its free space; the live one is among them.
        let copies: Vec<usize> = (0..good.len() - bytes.len())
            .filter(|i| good[*i..].starts_with(&bytes))
            .collect();
        let (byte, bit) = (draw(bytes.len()), draw(8));
        let mut bad = good.clone();
        copies.iter().for_each(|copy| bad[copy + byte] ^= 1 << bit);
        std::fs::write(&path, &bad).unwrap();
        let found = verify(&mut open_reader(folder.path()).unwrap(), &key).unwrap();
        assert_eq!(found.map_err(|finding| finding.entry), Err(Some(entry)));
    }
}
