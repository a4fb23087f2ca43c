//! One flipped bit anywhere in what is stored is found, and put right from a copy.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

use std::path::Path;
use std::sync::Arc;

use journal::{
    Draft, Error, Folder, Journal, Options, Sealer, SqliteStore, open_reader, repair, signer,
    verify,
};

const SIZE: u64 = 700;

fn written(folder: &Path) {
    let signer = signer(folder, Some("test/log")).unwrap();
    let store = SqliteStore::open(folder, Options::default()).unwrap();
    let mut journal = Journal::open(Box::new(store), &signer.verifier()).unwrap();
    let mut sealer = Sealer::new(&journal, journal.seal().unwrap(), signer);
    let draft = |n: u64| Draft {
        key: u128::from(n).to_be_bytes(),
        bytes: Arc::from(format!("{{\"entry\":{n},\"text\":\"{}\"}}", "x".repeat(200)).as_bytes()),
        beside: vec![Arc::from(format!("beside {n}").as_bytes())],
    };
    journal.append((0..SIZE).map(draft).collect()).unwrap();
    sealer.seal(SIZE - 3).unwrap();
}

fn copied(from: &Path) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    for file in ["journal.db", "head.db", "log.key"] {
        std::fs::copy(from.join(file), to.path().join(file)).unwrap();
    }
    to
}

/// What is stored, one row at a time: where it stands and how long it is.
fn rows(folder: &Path) -> Vec<(&'static str, &'static str, i64, i64)> {
    let db = rusqlite::Connection::open(folder.join("journal.db")).unwrap();
    let mut rows = vec![];
    for (table, column) in [
        ("entry", "bytes"),
        ("entry", "leaf"),
        ("tile", "hashes"),
        ("beside", "bytes"),
    ] {
        let rowid = match table {
            "entry" | "beside" => "seq",
            _ => "level * 1000 + idx",
        };
        let mut query = db
            .prepare(&format!("SELECT {rowid}, length({column}) FROM {table}"))
            .unwrap();
        let found = query
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        rows.extend(
            found
                .map(|row| row.unwrap())
                .map(|(id, length)| (table, column, id, length)),
        );
    }
    rows
}

/// Flips one bit of one row.
fn flip(folder: &Path, (table, column, id, length): (&str, &str, i64, i64), chance: u64) {
    let db = rusqlite::Connection::open(folder.join("journal.db")).unwrap();
    let rowid = if table == "tile" {
        "level * 1000 + idx"
    } else {
        "seq"
    };
    let stored = format!("SELECT {column} FROM {table} WHERE {rowid} = ?1");
    let mut bytes: Vec<u8> = db.query_row(&stored, [id], |row| row.get(0)).unwrap();
    let at = chance % (length as u64 * 8);
    bytes[(at / 8) as usize] ^= 1 << (at % 8);
    db.execute(
        &format!("UPDATE {table} SET {column} = ?2 WHERE {rowid} = ?1"),
        rusqlite::params![id, bytes],
    )
    .unwrap();
}

/// Enough chance to choose a row and a bit: splitmix64.
fn chance(seed: u64) -> u64 {
    let mixed = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^ (mixed >> 27)
}

#[test]
fn a_hundred_of_a_hundred_flipped_bits_are_found_and_repaired() {
    let good = tempfile::tempdir().unwrap();
    written(good.path());
    let key = signer(good.path(), None).unwrap().verifier();
    let sound = verify(&mut open_reader(good.path()).unwrap(), &key)
        .unwrap()
        .unwrap();
    let rows = rows(good.path());
    let mut kinds = std::collections::BTreeSet::new();
    for nth in 0..100_u64 {
        let damaged = copied(good.path());
        // Every fourth is a tile, of which there are few.
        let tiles = || rows.iter().filter(|row| row.0 == "tile");
        let at = chance(nth) as usize;
        let row = match nth % 4 {
            0 => *tiles().nth(at % tiles().count()).unwrap(),
            _ => rows[at % rows.len()],
        };
        kinds.insert((row.0, row.1));
        flip(damaged.path(), row, chance(nth + 1_000));
        let found = verify(&mut open_reader(damaged.path()).unwrap(), &key).unwrap();
        assert!(found.is_err(), "{row:?} was not found");
        let folder = Folder::take(damaged.path()).unwrap();
        let repaired = repair(&folder, &mut open_reader(good.path()).unwrap(), &key).unwrap();
        let count = repaired.entries.len() + repaired.tiles.len() + repaired.beside.len();
        assert_eq!(count, 1, "{row:?}: {repaired:?}");
        let again = verify(&mut open_reader(damaged.path()).unwrap(), &key).unwrap();
        assert_eq!(again, Ok(sound.clone()), "{row:?}");
    }
    assert_eq!(kinds.len(), 4, "{kinds:?}");
}

/// An entry that was rewritten together with its hash is no accident, and is put right all the same.
#[test]
fn a_rewritten_entry_is_put_back_because_the_root_says_so() {
    let (good, key) = {
        let good = tempfile::tempdir().unwrap();
        written(good.path());
        let key = signer(good.path(), None).unwrap().verifier();
        (good, key)
    };
    let forged = copied(good.path());
    let db = rusqlite::Connection::open(forged.path().join("journal.db")).unwrap();
    let leaf = tlog::leaf_hash(b"{\"entry\":\"forged\"}");
    db.execute(
        "UPDATE entry SET bytes = CAST('{\"entry\":\"forged\"}' AS BLOB), leaf = ?1 WHERE seq = 30",
        [&leaf.0[..]],
    )
    .unwrap();
    drop(db);
    let folder = Folder::take(forged.path()).unwrap();
    let repaired = repair(&folder, &mut open_reader(good.path()).unwrap(), &key).unwrap();
    assert_eq!(repaired.entries, [30]);
    assert!(
        verify(&mut open_reader(forged.path()).unwrap(), &key)
            .unwrap()
            .is_ok()
    );
}

/// The journal does not know what has to lie beside an entry; a copy that has it does.
#[test]
fn what_is_missing_beside_an_entry_is_put_back_from_the_same_record_only() {
    let (good, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    written(good.path());
    let key = signer(good.path(), None).unwrap().verifier();
    let robbed = copied(good.path());
    let db = rusqlite::Connection::open(robbed.path().join("journal.db")).unwrap();
    db.execute("DELETE FROM beside WHERE seq = 40", []).unwrap();
    drop(db);
    std::fs::copy(good.path().join("log.key"), other.path().join("log.key")).unwrap();
    let store = SqliteStore::open(other.path(), Options::default()).unwrap();
    let mut journal = Journal::open(Box::new(store), &key).unwrap();
    let foreign = |n: u64| Draft {
        key: u128::from(n).to_be_bytes(),
        bytes: Arc::from(format!("{{\"another\":{n}}}").as_bytes()),
        beside: vec![Arc::from(&b"foreign"[..])],
    };
    journal.append(vec![foreign(0)]).unwrap();
    drop(journal);
    let folder = Folder::take(robbed.path()).unwrap();
    let from = |copy: &Path| repair(&folder, &mut open_reader(copy).unwrap(), &key).unwrap();
    assert_eq!(from(other.path()), journal::Repaired::default());
    assert_eq!(from(good.path()).beside, [40]);
    assert_eq!(from(good.path()), journal::Repaired::default());
}

#[test]
fn nothing_is_changed_when_the_copy_is_no_better() {
    let good = tempfile::tempdir().unwrap();
    written(good.path());
    let key = signer(good.path(), None).unwrap().verifier();
    let (one, two) = (copied(good.path()), copied(good.path()));
    for folder in [&one, &two] {
        flip(folder.path(), ("entry", "bytes", 5, 100), 8);
    }
    let before = std::fs::read(one.path().join("journal.db")).unwrap();
    let folder = Folder::take(one.path()).unwrap();
    let refused = repair(&folder, &mut open_reader(two.path()).unwrap(), &key);
    assert!(matches!(refused, Err(Error::Changed { .. })), "{refused:?}");
    assert_eq!(
        std::fs::read(one.path().join("journal.db")).unwrap(),
        before
    );
}
