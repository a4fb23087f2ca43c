//! What every back end must do, as tests that any of them can be put through, and a wrapper that
//! makes a good back end fail on purpose.

mod faulty;

use std::sync::Arc;

pub use faulty::{Call, Fault, Faulty, Plan};

use sha2::{Digest as _, Sha256};
use tlog::{Hash, Tile, leaf_hash};

use crate::error::StoreError;
use crate::store::{Beside, Draft, Group, Head, Seal, Store, read_some};

/// Puts a back end through the suite. `open` opens the same, at first empty, storage every time.
///
/// # Panics
/// With a sentence, at the first thing the back end does wrong.
pub fn check(mut open: impl FnMut() -> Box<dyn Store>) {
    let mut store = open();
    assert_eq!(store.size().expect("size"), 0, "a fresh journal is empty");
    assert_eq!(
        store.head().expect("head"),
        None,
        "a fresh journal has no head"
    );
    appends_in_order(store.as_mut());
    refuses_a_stale_size(store.as_mut());
    refuses_a_key_twice(store.as_mut());
    let mut seal = store.seal().expect("seal");
    swaps_the_head_only_from_the_expected_one(seal.as_mut());
    let mut reader = store.reader().expect("reader");
    assert_eq!(
        reader.size().expect("size"),
        3,
        "a reader sees what was appended"
    );
    assert_eq!(
        store.scrub().expect("scrub"),
        Vec::<String>::new(),
        "nothing is wrong with it"
    );
    drop((store, reader, seal));
    let mut again = open();
    assert_eq!(
        again.size().expect("size"),
        3,
        "what was appended is there after a restart"
    );
    assert_eq!(
        again.find(&[key(1)]).expect("find")[0],
        Some(1),
        "and so are the keys"
    );
    assert_eq!(
        again.head().expect("head").map(|head| head.size),
        Some(3),
        "and so is the head"
    );
    assert_eq!(
        again.tile(0, 7).expect("tile").map(|tile| tile.index),
        Some(7),
        "and so are tiles"
    );
}

fn key(n: u8) -> [u8; 16] {
    [n; 16]
}

/// A group of one-byte entries with these keys.
fn group(keys: &[u8]) -> Group {
    let entry = |n: &u8| {
        let bytes: Arc<[u8]> = Arc::from([*n]);
        (
            Draft {
                key: key(*n),
                bytes,
                beside: vec![Arc::from([*n; 5])],
            },
            leaf_hash(&[*n]),
        )
    };
    Group {
        entries: keys.iter().map(entry).collect(),
        tiles: vec![],
    }
}

fn appends_in_order(store: &mut dyn Store) {
    store.append(0, &group(&[0, 1])).expect("append");
    let tile = Tile {
        level: 0,
        index: 7,
        hashes: vec![Hash([9; 32]); 256],
    };
    store
        .append(
            2,
            &Group {
                tiles: vec![tile.clone()],
                ..group(&[2])
            },
        )
        .expect("append");
    let entries = read_some(store, 0, 10, usize::MAX).expect("range");
    let read: Vec<_> = entries
        .iter()
        .map(|entry| (entry.seq, entry.bytes.to_vec()))
        .collect();
    assert_eq!(
        read,
        [(0, vec![0]), (1, vec![1]), (2, vec![2])],
        "entries come back in order"
    );
    assert!(
        entries
            .iter()
            .all(|entry| entry.leaf == leaf_hash(&entry.bytes)),
        "with their hashes"
    );
    assert_eq!(
        read_some(store, 1, 1, usize::MAX).expect("range").len(),
        1,
        "a range is bounded"
    );
    assert_eq!(
        store.tile(0, 7).expect("tile"),
        Some(tile),
        "a tile comes back"
    );
    let digest: [u8; 32] = Sha256::digest([1; 5]).into();
    assert_eq!(
        store.beside(&digest).expect("beside"),
        Some(vec![1; 5]),
        "what lies beside an entry is found by its digest"
    );
    let mut beside = vec![];
    let mut note = |found: Beside<'_>| beside.push((found.seq, found.bytes.to_vec()));
    store.all_beside(&mut note).expect("all beside");
    beside.sort();
    let all: Vec<_> = (0..3).map(|n| (n, vec![n as u8; 5])).collect();
    assert_eq!(beside, all, "and everything is visited");
    assert_eq!(
        store.find(&[key(9)]).expect("find")[0],
        None,
        "an unknown key is not found"
    );
}

fn refuses_a_stale_size(store: &mut dyn Store) {
    let refused = store.append(2, &group(&[7]));
    assert!(
        matches!(
            refused,
            Err(StoreError::Moved {
                expected: 2,
                found: 3
            })
        ),
        "stale size"
    );
    assert_eq!(
        store.size().expect("size"),
        3,
        "a refused group leaves nothing behind"
    );
}

fn refuses_a_key_twice(store: &mut dyn Store) {
    assert!(
        store.append(3, &group(&[8, 1])).is_err(),
        "a key stands for one entry only"
    );
    assert_eq!(
        store.size().expect("size"),
        3,
        "and its whole group leaves nothing behind"
    );
    assert_eq!(
        store.find(&[key(8)]).expect("find")[0],
        None,
        "not even the good half of it"
    );
}

fn swaps_the_head_only_from_the_expected_one(store: &mut dyn Seal) {
    let head = |size, note: &str| Head {
        size,
        note: note.into(),
    };
    store
        .swap_head(None, &head(2, "first"))
        .expect("first head");
    assert!(
        store.swap_head(None, &head(3, "other")).is_err(),
        "a head is not made twice"
    );
    let wrong = head(2, "not the first");
    assert!(
        store.swap_head(Some(&wrong), &head(3, "other")).is_err(),
        "nor swapped unseen"
    );
    store
        .swap_head(Some(&head(2, "first")), &head(3, "second"))
        .expect("second head");
    assert_eq!(
        store.head().expect("head"),
        Some(head(3, "second")),
        "the head is the last one"
    );
}
