//! A crash at any step leaves a vault that opens, with everything that was promised.

use std::sync::{Arc, Mutex};

use kernel::Timestamp;
use tempfile::TempDir;

use super::{Field, copied, fields, number, watched};
use crate::error::Error;
use crate::vault::Vault;

type Steps = Arc<Mutex<Vec<(&'static str, TempDir)>>>;

/// Fields from everywhere open, and the file of epoch keys holds one key.
fn sound(vault: &Vault, folder: &TempDir, kept: &[Field]) {
    for (field, n) in kept.iter().zip(0..).step_by(3) {
        assert_eq!(field.open(vault).unwrap().text(), field.text);
        assert_eq!(vault.find("telephone", &number(n)).unwrap(), [field.key]);
    }
    let keys = std::fs::read_to_string(folder.path().join("epoch.key")).unwrap();
    assert_eq!(keys.lines().count(), 2, "one key, after the first line");
    assert!(!folder.path().join("epoch.key.new").exists());
}

#[test]
fn a_turn_that_is_cut_off_at_any_step_leaves_a_vault_that_opens() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, watch) = watched(folder.path());
    // More than one chunk, and more than fits into the page cache, so that pages that were not
    // committed are in the log too.
    let kept = fields(&vault, 1_100);
    let db = &vault.inner().db.pragma_update(None, "cache_size", 20);
    assert!(db.is_ok());
    let steps = Steps::default();
    let (path, seen) = (folder.path().to_owned(), steps.clone());
    watch.set(move |step| seen.lock().unwrap().push((step, copied(&path))));
    let turned = vault.turn_epoch().unwrap();
    assert_eq!((turned.epoch, turned.keys), (2, 1_100));

    let steps = std::mem::take(&mut *steps.lock().unwrap());
    let names: Vec<&str> = steps.iter().map(|(step, _)| *step).collect();
    let file = [
        "epoch file written",
        "epoch file renamed",
        "old epoch file overwritten",
    ];
    let between = [
        "next key added",
        "rewrapped, not committed",
        "rewrapping committed",
        "log cut",
    ];
    let expected = [&file[..], &between, &file, &["old key destroyed"]].concat();
    assert_eq!(names, expected);
    let log = |n: usize| std::fs::read(steps[n].1.path().join("vault.db-wal")).unwrap();
    assert!(
        log(3) != log(4),
        "pages that are not committed are in the log"
    );
    for (n, (step, copy)) in steps.iter().enumerate() {
        let again = Vault::open(copy.path()).unwrap_or_else(|error| panic!("{step}: {error}"));
        assert_eq!(again.epoch(), if n < 5 { 1 } else { 2 }, "{step}");
        sound(&again, copy, &kept);
        // What was cut off can be done.
        again.turn_epoch().unwrap();
        sound(&again, copy, &kept);
    }
    sound(&vault, &folder, &kept);
}

#[test]
fn an_erasure_that_was_committed_is_finished_by_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, watch) = watched(folder.path());
    let mut kept = fields(&vault, 40);
    let gone = kept.pop().unwrap();
    let wrapped: Vec<u8> = vault
        .inner()
        .db
        .query_row(
            "SELECT wrapped FROM person WHERE key = ?1",
            [gone.key.0.as_bytes()],
            |row| row.get(0),
        )
        .unwrap();
    let steps = Steps::default();
    let (path, seen) = (folder.path().to_owned(), steps.clone());
    watch.set(move |step| seen.lock().unwrap().push((step, copied(&path))));
    assert_eq!(vault.erase(&[gone.key], Timestamp(0)).unwrap(), 1);

    let (step, copy) = steps.lock().unwrap().pop().unwrap();
    assert_eq!(step, "erasure committed");
    let holds = |name: &str| {
        let bytes = std::fs::read(copy.path().join(name)).unwrap_or_default();
        bytes.windows(wrapped.len()).any(|some| some == wrapped)
    };
    assert!(holds("vault.db") || holds("vault.db-wal"), "not cut yet");
    let again = Vault::open(copy.path()).unwrap();
    assert!(!holds("vault.db") && !holds("vault.db-wal"));
    assert!(matches!(gone.open(&again), Err(Error::NoSuchKey(_))));
    sound(&again, &copy, &kept);
}

#[test]
fn a_first_start_that_was_cut_off_is_begun_again() {
    let folder = tempfile::tempdir().unwrap();
    drop(Vault::open_or_make(folder.path()).unwrap());
    // The epoch key was made, and vault.db not yet, or not whole.
    std::fs::remove_file(folder.path().join("vault.db")).unwrap();
    drop(Vault::open_or_make(folder.path()).unwrap());
    std::fs::write(folder.path().join("vault.db"), b"").unwrap();
    let missing = Vault::open(folder.path()).unwrap_err();
    assert!(matches!(missing, Error::Missing(_)));
    assert!(Vault::open_or_make(folder.path()).is_ok());
}
