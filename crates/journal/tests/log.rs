//! The log as it is published: every path, every proof, at every kind of size.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

use std::path::Path;
use std::sync::Arc;

use journal::conformance::{Call, Faulty, Plan};
use journal::{Draft, Journal, Log, Options, SqliteStore, open_reader};
use tlog::{TilePath, Tree, leaf_hash, read_bundle, root, verify_consistency, verify_inclusion};

fn entry(n: u64) -> Vec<u8> {
    format!("{{\"entry\":{n}}}").into_bytes()
}

/// A record of so many entries, and the tree at each size that is asked about.
fn written(folder: &Path, size: u64) -> Journal {
    let key = journal::signer(folder, Some("test/log"))
        .unwrap()
        .verifier();
    let store = SqliteStore::open(folder, Options::default()).unwrap();
    let mut journal = Journal::open(Box::new(store), &key).unwrap();
    for from in (0..size).step_by(1_000) {
        let draft = |n: u64| Draft {
            key: u128::from(n).to_be_bytes(),
            bytes: Arc::from(entry(n)),
            beside: vec![],
        };
        let group = (from..size.min(from + 1_000)).map(draft);
        journal.append(group.collect()).unwrap();
    }
    journal
}

fn grown(size: u64) -> Tree {
    let mut tree = Tree::default();
    (0..size).for_each(|n| tree.push(leaf_hash(&entry(n)), &mut vec![]));
    tree
}

/// Tiles that are read from the store while something is asked of the log.
fn tiles_read(folder: &Path, tree: &Tree, ask: impl FnOnce(&mut Log<'_>)) -> usize {
    let plan = Plan::new(|_, _| None);
    let mut counted = Faulty::new(Box::new(open_reader(folder).unwrap()), plan.clone());
    ask(&mut Log::new(tree, &mut counted));
    plan.calls()
        .into_iter()
        .filter(|call| *call == Call::Tile)
        .count()
}

#[test]
fn every_entry_is_proven_at_every_kind_of_size() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = written(folder.path(), 1_000);
    for size in [1, 2, 255, 256, 257, 511, 512, 513, 700, 1_000] {
        let tree = grown(size);
        for index in (0..size).step_by(37).chain([size - 1]) {
            let proof = Log::new(&tree, journal.read())
                .inclusion(index)
                .unwrap()
                .unwrap();
            let leaf = leaf_hash(&entry(index));
            verify_inclusion(leaf, index, size, &proof, tree.root()).unwrap();
        }
        assert_eq!(
            Log::new(&tree, journal.read()).inclusion(size).unwrap(),
            None
        );
    }
}

#[test]
fn every_larger_log_is_shown_to_have_grown_out_of_every_smaller_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = written(folder.path(), 1_000);
    for new in [1, 256, 300, 1_000] {
        let tree = grown(new);
        for old in (1..=new).step_by(41).chain([new]) {
            let proof = Log::new(&tree, journal.read())
                .consistency(old)
                .unwrap()
                .unwrap();
            verify_consistency(old, grown(old).root(), new, tree.root(), &proof).unwrap();
        }
        assert_eq!(
            Log::new(&tree, journal.read())
                .consistency(new + 1)
                .unwrap(),
            None
        );
    }
}

/// A client puts the tree together from what is published and finds the same root.
#[test]
fn the_published_tiles_and_bundles_are_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = written(folder.path(), 66_000);
    let tree = journal.tree().clone();
    let mut get = |path: String| {
        let path: TilePath = path.parse().unwrap();
        Log::new(&tree, journal.read()).resource(path).unwrap()
    };
    // 66,000 entries: 257 full tiles and one of 208; above them one full tile and one of width 1.
    assert_eq!(get("tile/0/257".into()).unwrap_or_default().len(), 0);
    assert_eq!(get("tile/0/257.p/208".into()).unwrap().len(), 208 * 32);
    assert_eq!(get("tile/1/000".into()).unwrap().len(), 8_192);
    assert_eq!(get("tile/1/001.p/1".into()).unwrap().len(), 32);
    assert_eq!(get("tile/2/000.p/1".into()).unwrap().len(), 32);
    for beyond in [
        "tile/0/257.p/209",
        "tile/0/258",
        "tile/1/001.p/2",
        "tile/3/000.p/1",
        "tile/entries/258",
    ] {
        assert_eq!(get(beyond.into()), None, "{beyond}");
    }
    let mut again = Tree::default();
    for index in 0..=257_u64 {
        let width = if index == 257 { ".p/208" } else { "" };
        let hashes = get(format!("tile/0/{index:03}{width}")).unwrap();
        let bundle = get(format!("tile/entries/{index:03}{width}")).unwrap();
        let entries = read_bundle(&bundle).unwrap();
        assert_eq!(entries.len() * 32, hashes.len());
        for (entry, hash) in entries.iter().zip(hashes.chunks(32)) {
            assert_eq!(&leaf_hash(entry).0[..], hash);
            again.push(leaf_hash(entry), &mut vec![]);
        }
    }
    assert_eq!(again.root(), tree.root());
}

/// What was published while the tile was filling can still be asked for once it is full, and is the
/// beginning of it: a tile is cut, never stored in pieces, so a piece cannot be mistaken for it.
#[test]
fn a_partial_tile_is_the_beginning_of_the_full_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = written(folder.path(), 600);
    let full: TilePath = "tile/0/000".parse().unwrap();
    let late = grown(600);
    let whole = Log::new(&late, journal.read())
        .resource(full)
        .unwrap()
        .unwrap();
    assert_eq!(whole.len(), 8_192);
    for width in [1_usize, 100, 255] {
        let path: TilePath = format!("tile/0/000.p/{width}").parse().unwrap();
        let early = grown(width as u64);
        let then = Log::new(&early, journal.read())
            .resource(path)
            .unwrap()
            .unwrap();
        let now = Log::new(&late, journal.read())
            .resource(path)
            .unwrap()
            .unwrap();
        assert_eq!((&then, &now), (&whole[..32 * width].to_vec(), &then));
        assert_eq!(
            Log::new(&early, journal.read()).resource(full).unwrap(),
            None
        );
    }
}

#[test]
fn a_proof_reads_one_stored_tile_for_each_level_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = written(folder.path(), 66_000);
    let tree = journal.tree().clone();
    for index in [0, 1, 255, 256, 40_000, 65_535, 65_536, 65_999] {
        let tiles = tiles_read(folder.path(), &tree, |log| {
            log.inclusion(index).unwrap().unwrap();
        });
        // The last entries are all in memory; the first are in a full tile of each full level.
        assert!(tiles <= 3, "{tiles} tiles for entry {index}");
        assert!(index > 0 || tiles == 2, "{tiles} tiles for the first entry");
    }
    let tiles = tiles_read(folder.path(), &tree, |log| {
        log.consistency(33_333).unwrap().unwrap();
    });
    assert!((1..=6).contains(&tiles), "{tiles} tiles");
    let mut log = Log::new(&tree, journal.read());
    assert_eq!(root(66_000, &mut log).unwrap(), tree.root());
}
