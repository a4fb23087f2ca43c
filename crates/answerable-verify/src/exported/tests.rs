//! Exports as they are, and spoiled in every way that `tests/interop` knows and some that it does not.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tlog::{Cosigner, Signer, write_bundle};

use super::*;
use crate::report::Language;
use crate::report_log::report_log;

const ORIGIN: &str = "log.example/yunzhou";
const SEEN: usize = 300;
const SIZE: usize = 600;

fn log_key(seed: u8) -> Signer {
    Signer::new(ORIGIN, [seed; 32]).unwrap()
}

fn court() -> Cosigner {
    Cosigner::new("court.example/w", [9; 32]).unwrap()
}

fn policy_of(log: &Signer, witness: &Cosigner) -> Policy {
    let (log, witness) = (log.verifier(), witness.verifier());
    let text = format!("log {log}\nwitness court {witness}\nquorum court\n");
    text.parse().unwrap()
}

fn entry(at: usize) -> Vec<u8> {
    format!(
        "{{\"at_ms\":{},\"seq\":{at}}}",
        1_775_520_000_000 + at * 977
    )
    .into_bytes()
}

fn tree_of(entries: &[Vec<u8>]) -> Tree {
    let mut tree = Tree::default();
    for entry in entries {
        tree.push(leaf_hash(entry), &mut vec![]);
    }
    tree
}

/// The checkpoint of these entries, signed by the log and cosigned by the court.
fn signed(entries: &[Vec<u8>]) -> String {
    let tree = tree_of(entries);
    let (size, root) = (tree.size(), tree.root());
    let origin = ORIGIN.to_owned();
    let text = Checkpoint { origin, size, root }.to_text();
    let cosigned = court().cosign(&text, 1_775_600_000).unwrap();
    format!("{}{cosigned}", log_key(1).sign(&text).unwrap())
}

/// An exported log that a test may spoil.
struct Export {
    dir: TempDir,
    entries: Vec<Vec<u8>>,
}

impl Export {
    fn of(entries: Vec<Vec<u8>>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let export = Self { dir, entries };
        export.write("log.vkey", format!("{}\n", log_key(1).verifier()));
        export.write("checkpoint", signed(&export.entries));
        export.lay(&export.entries, true);
        export
    }

    /// As the log stands, exported with the entries.
    fn new() -> Self {
        Self::of((0..SIZE).map(entry).collect())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    /// Writes the bundles of these entries and, when they are to fit, the tiles above them.
    fn lay(&self, entries: &[Vec<u8>], tiles: bool) {
        let (mut tree, mut full) = (Tree::default(), vec![]);
        for (index, bundle) in (0..).zip(entries.chunks(TILE_WIDTH)) {
            let path = TilePath::entries(index, bundle.len() as u16).unwrap();
            self.write(&path.to_string(), write_bundle(bundle).unwrap());
            for entry in bundle {
                tree.push(leaf_hash(entry), &mut full);
            }
        }
        let full = full
            .into_iter()
            .map(|tile| (tile.level, tile.index, tile.hashes));
        let edge = (0..).zip(tree.edge()).map(|(level, hashes)| {
            let before = tree.size() >> (8 * u32::from(level)) >> 8;
            (level, before, hashes.clone())
        });
        for (level, index, hashes) in full.chain(edge).filter(|_| tiles) {
            if let Some(path) = TilePath::hashes(level, index, hashes.len() as u16) {
                let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
                self.write(&path.to_string(), bytes);
            }
        }
    }

    /// Puts another history into place; the checkpoint stays.
    fn relay(&self, entries: &[Vec<u8>], tiles: bool) {
        fs::remove_dir_all(self.path("tile/entries")).unwrap();
        if tiles {
            fs::remove_dir_all(self.path("tile")).unwrap();
        }
        self.lay(entries, tiles);
    }

    fn check(&self) -> LogOutcome {
        self.check_since(None)
    }

    fn check_since(&self, seen: Option<&str>) -> LogOutcome {
        check_log(self.dir.path(), &policy_of(&log_key(1), &court()), seen).unwrap()
    }

    #[track_caller]
    fn is_proven(&self) -> ProvenLog {
        match self.check() {
            LogOutcome::Proven(proven) => proven,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn is_refused(&self) -> Fault {
        self.is_refused_since(None)
    }

    #[track_caller]
    fn is_refused_since(&self, seen: Option<&str>) -> Fault {
        match self.check_since(seen) {
            LogOutcome::Refused(fault) => fault,
            other => panic!("{other:?}"),
        }
    }

    /// Every file, by its path in the folder.
    fn files(&self) -> Vec<String> {
        fn walk(path: &Path, top: &Path, files: &mut Vec<String>) {
            for entry in fs::read_dir(path).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, top, files);
                } else {
                    let below = path.strip_prefix(top).unwrap();
                    files.push(below.to_str().unwrap().to_owned());
                }
            }
        }
        let mut files = vec![];
        walk(self.dir.path(), self.dir.path(), &mut files);
        files.sort();
        files
    }
}

fn tile(path: &str) -> TilePath {
    path.parse().unwrap()
}

#[test]
fn an_export_is_what_was_signed() {
    let proven = Export::new().is_proven();
    assert_eq!((proven.size, proven.entries_checked), (600, true));
    assert_eq!(proven.cosigned[0].witness, "court");
    assert_eq!(proven.continues, None);
}

#[test]
fn an_export_without_entries_says_that_they_were_not_checked() {
    let export = Export::new();
    fs::remove_dir_all(export.path("tile/entries")).unwrap();
    let outcome = export.check();
    assert_eq!(outcome.exit_code(), 0);
    assert!(!export.is_proven().entries_checked);
    assert!(
        report_log(&outcome, Language::En)
            .contains("were not published here, and were not checked")
    );
    assert!(report_log(&outcome, Language::ZhCn).contains("因此未核验"));
}

#[test]
fn an_empty_log_is_a_log() {
    assert_eq!(Export::of(vec![]).is_proven().size, 0);
}

#[test]
fn every_size_around_a_full_tile_is_read_as_it_is_written() {
    for size in [1, 2, 255, 256, 257, 511, 512, 513] {
        assert_eq!(
            Export::of((0..size).map(entry).collect()).is_proven().size,
            size as u64
        );
    }
}

#[test]
fn a_log_of_many_tiles_has_a_third_row() {
    let export = Export::of((0..65_537).map(entry).collect());
    assert!(export.files().contains(&"tile/2/000.p/1".to_owned()));
    export.is_proven();
    export.write("tile/2/000.p/1", [7; 32]);
    assert_eq!(export.is_refused(), Fault::Tile(tile("tile/2/000.p/1")));
}

#[test]
fn what_an_earlier_export_left_has_to_be_the_beginning_of_what_is_there() {
    let export = Export::new();
    export.lay(&export.entries[..SEEN], true);
    assert!(export.files().contains(&"tile/entries/001.p/44".to_owned()));
    export.is_proven();
    let bundle = write_bundle(&export.entries[SIZE - 44..]).unwrap();
    export.write("tile/entries/001.p/44", bundle);
    assert_eq!(
        export.is_refused(),
        Fault::Earlier(tile("tile/entries/001.p/44"))
    );
    export.lay(&export.entries[..SEEN], true);
    export.write("tile/0/001.p/44", [7; 32 * 44]);
    assert_eq!(export.is_refused(), Fault::Entry(256));
}

#[test]
fn a_changed_byte_anywhere_is_refused() {
    let export = Export::new();
    for name in export.files() {
        let bytes = fs::read(export.path(&name)).unwrap();
        for at in [0, bytes.len() / 3, bytes.len() - 2] {
            let mut spoiled = bytes.clone();
            spoiled[at] ^= 1;
            export.write(&name, &spoiled);
            let outcome = export.check();
            assert_eq!(outcome.exit_code(), 1, "{name}, byte {at}: {outcome:?}");
        }
        export.write(&name, &bytes);
    }
    export.is_proven();
}

#[test]
fn an_edited_entry_is_named() {
    let export = Export::new();
    let mut entries = export.entries.clone();
    entries[301] = b"{\"at_ms\":1775520294077,\"seq\":310}".to_vec();
    export.relay(&entries, false);
    assert_eq!(export.is_refused(), Fault::Entry(301));
    export.relay(&entries, true);
    assert_eq!(export.is_refused(), Fault::Root);
}

#[test]
fn an_edited_entry_under_its_own_tile_does_not_fit_the_row_above() {
    let export = Export::new();
    let above = fs::read(export.path("tile/1/000.p/2")).unwrap();
    let mut entries = export.entries.clone();
    entries[3] = entry(4);
    export.relay(&entries, true);
    export.write("tile/1/000.p/2", above);
    assert_eq!(export.is_refused(), Fault::Tile(tile("tile/1/000.p/2")));
}

#[test]
fn an_entry_taken_out_of_the_middle_is_missed() {
    let export = Export::new();
    let mut entries = export.entries.clone();
    entries.remove(300);
    for tiles in [false, true] {
        export.relay(&entries, tiles);
        // Everything moves up, and the last bundle is of a log with one entry fewer.
        let there = export.is_refused();
        assert!(
            matches!(there, Fault::Entry(300) | Fault::Missing(_)),
            "{there:?}"
        );
    }
}

#[test]
fn every_file_is_missed() {
    let export = Export::new();
    for name in export.files() {
        let bytes = fs::read(export.path(&name)).unwrap();
        export.remove(&name);
        if name == "log.vkey" {
            export.is_proven(); // For convenience only: whom to believe stands in the policy.
        } else {
            assert_eq!(export.is_refused(), Fault::Missing(name.clone()));
        }
        export.write(&name, bytes);
    }
}

#[test]
fn every_file_that_is_cut_or_continued_is_noticed() {
    let export = Export::new();
    for name in export.files() {
        let bytes = fs::read(export.path(&name)).unwrap();
        for length in [0, 1, bytes.len() / 2, bytes.len() - 2] {
            export.write(&name, &bytes[..length]);
            assert_eq!(export.check().exit_code(), 1, "{name} cut to {length}");
        }
        let longer = [&bytes[..], &[b'x'; 40]].concat();
        export.write(&name, longer);
        assert_eq!(export.check().exit_code(), 1, "{name} continued");
        export.write(&name, &bytes);
    }
}

#[test]
fn a_cut_tail_is_noticed_and_a_true_older_log_by_who_has_seen_the_newer() {
    let (export, newer) = (Export::new(), signed(&Export::new().entries));
    export.relay(&export.entries[..SEEN], true);
    assert_eq!(
        export.is_refused(),
        Fault::Missing("tile/entries/001".into())
    );
    export.write("checkpoint", signed(&export.entries[..SEEN]));
    export.is_proven();
    let (seen, size) = (600, 300);
    assert_eq!(
        export.is_refused_since(Some(&newer)),
        Fault::Shrunk { seen, size }
    );
}

#[test]
fn entries_and_tiles_that_changed_places_are_noticed() {
    let export = Export::new();
    let mut entries = export.entries.clone();
    entries.swap(10, 590);
    export.relay(&entries, false);
    assert_eq!(export.is_refused(), Fault::Entry(10));
    export.relay(&entries, true);
    assert_eq!(export.is_refused(), Fault::Root);
}

#[test]
fn a_back_dated_entry_has_another_hash_and_a_back_dated_witness_another_signature() {
    let export = Export::new();
    let mut entries = export.entries.clone();
    entries[42] = b"{\"at_ms\":1775433600000,\"seq\":42}".to_vec();
    export.relay(&entries, false);
    assert_eq!(export.is_refused(), Fault::Entry(42));

    let export = Export::new();
    let note = Note::from_text(&signed(&export.entries)).unwrap();
    let later = court()
        .cosign(&note.text, 1_775_600_000)
        .unwrap()
        .signature()
        .to_vec();
    let earlier = court()
        .cosign(&note.text, 1_775_500_000)
        .unwrap()
        .signature()
        .to_vec();
    // The earlier time before the signature that was made with the later one.
    let (line, log) = (
        note.signatures[1].to_string(),
        note.signatures[0].to_string(),
    );
    let blob = [&court().verifier().id()[..], &earlier[..8], &later[8..]].concat();
    let forged = format!("\u{2014} court.example/w {}\n", base64(&blob));
    assert_ne!(line, forged);
    export.write("checkpoint", format!("{}\n{log}{forged}", note.text));
    assert!(
        matches!(export.is_refused(), Fault::Checkpoint(reason) if reason.contains("does not verify"))
    );
}

/// RFC 4648 in so many words, for a line that nobody signed.
fn base64(bytes: &[u8]) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |chunk: &[u8]| {
        let number = (0..3).fold(0_usize, |n, at| {
            n << 8 | usize::from(*chunk.get(at).unwrap_or(&0))
        });
        let letter = |at: usize| match at <= chunk.len() {
            true => char::from(alphabet[number >> (18 - 6 * at) & 63]),
            false => '=',
        };
        (0..4).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

#[test]
fn under_the_policy_of_another_log_nothing_is_believed() {
    let export = Export::new();
    let outcome = check_log(export.dir.path(), &policy_of(&log_key(2), &court()), None).unwrap();
    assert!(
        matches!(outcome, LogOutcome::Refused(Fault::Checkpoint(_))),
        "{outcome:?}"
    );
    assert_eq!(outcome.exit_code(), 1);
}

#[test]
fn witnesses_that_have_not_signed_are_waited_for() {
    let export = Export::new();
    let other = Cosigner::new("university.example/w", [8; 32]).unwrap();
    let outcome = check_log(export.dir.path(), &policy_of(&log_key(1), &other), None).unwrap();
    assert!(matches!(outcome, LogOutcome::Pending(_)), "{outcome:?}");
    assert_eq!(outcome.exit_code(), 3);
    assert!(report_log(&outcome, Language::En).contains("PENDING"));
    assert!(report_log(&outcome, Language::ZhCn).contains("见证不足"));
}

#[test]
fn a_spoiled_export_that_waits_for_witnesses_is_refused_all_the_same() {
    let export = Export::new();
    export.remove("tile/0/000");
    let other = Cosigner::new("university.example/w", [8; 32]).unwrap();
    let outcome = check_log(export.dir.path(), &policy_of(&log_key(1), &other), None).unwrap();
    assert_eq!(outcome.exit_code(), 1);
}

#[test]
fn a_forged_line_of_a_witness_spoils_the_checkpoint() {
    let export = Export::new();
    let note = Note::from_text(&signed(&export.entries)).unwrap();
    let true_line = &note.signatures[1];
    // By somebody else, under the name and id of the court.
    let stranger = Cosigner::new("court.example/w", [7; 32]).unwrap();
    let forged = stranger.cosign(&note.text, 1_775_600_000).unwrap();
    let blob = [&true_line.id()[..], forged.signature()].concat();
    let line = format!("\u{2014} court.example/w {}\n", base64(&blob));
    export.write(
        "checkpoint",
        format!("{}\n{}{line}", note.text, note.signatures[0]),
    );
    assert!(matches!(export.is_refused(), Fault::Checkpoint(_)));
    // A true line, of an older checkpoint.
    let older = Note::from_text(&signed(&export.entries[..SEEN])).unwrap();
    let line = &older.signatures[1];
    export.write(
        "checkpoint",
        format!("{}\n{}{line}", note.text, note.signatures[0]),
    );
    assert!(matches!(export.is_refused(), Fault::Checkpoint(_)));
}

#[test]
fn a_log_that_signs_another_past_is_found_out_by_who_has_seen_the_first() {
    let seen = signed(&Export::new().entries[..SEEN]);
    let honest = Export::new().check_since(Some(&seen));
    assert!(matches!(&honest, LogOutcome::Proven(proven) if proven.continues == Some(300)));
    assert!(report_log(&honest, Language::En).contains("seen at 300 entries"));

    let mut entries: Vec<_> = (0..SIZE).map(entry).collect();
    entries[100] = entry(7);
    let forked = Export::of(entries);
    forked.is_proven();
    assert_eq!(forked.is_refused_since(Some(&seen)), Fault::Forked(300));
    let fault = forked.is_refused_since(Some(&seen));
    assert!(fault.to_string().contains("two pasts") && fault.zh().contains("两个过去"));
}

#[test]
fn what_does_not_belong_there_is_named() {
    for name in [
        "tile/0/003",
        "tile/0/002.p/89",
        "tile/1/000.p/3",
        "tile/entries/002.p/089",
        "tile/3/000.p/1",
        "tile/0/000.part",
        "tile/notes",
        "index.html",
        "tile/0/x000/x000/x000/x000/x000/x000/x000/x000/000",
    ] {
        let export = Export::new();
        export.write(name, "x");
        let fault = export.is_refused();
        let Fault::Extra(named) = &fault else {
            panic!("{fault:?}")
        };
        assert!(name.starts_with(named.as_str()), "{name}: {named}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_followed_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    for name in ["checkpoint", "tile/0/000"] {
        let (export, elsewhere) = (Export::new(), tempfile::tempdir().unwrap());
        let target = elsewhere.path().join("target");
        fs::rename(export.path(name), &target).unwrap();
        symlink(&target, export.path(name)).unwrap();
        assert_eq!(export.is_refused(), Fault::NotAFile(name.into()));
    }
    let export = Export::new();
    symlink(export.path("tile"), export.path("tile/0/x001")).unwrap();
    assert_eq!(export.is_refused(), Fault::Extra("tile/0/x001".into()));
}

#[test]
fn no_file_is_read_further_than_it_may_rightly_reach() {
    let export = Export::new();
    let long = fs::File::create(export.path("tile/0/000")).unwrap();
    long.set_len(1 << 40).unwrap();
    assert_eq!(export.is_refused(), Fault::Length(tile("tile/0/000")));
    let export = Export::new();
    let long = fs::File::create(export.path("checkpoint")).unwrap();
    long.set_len(1 << 40).unwrap();
    assert!(matches!(export.is_refused(), Fault::Checkpoint(_)));
}

#[test]
fn the_key_beside_the_log_is_that_of_the_policy_or_is_not_there() {
    let export = Export::new();
    export.write("log.vkey", format!("{}\n", log_key(2).verifier()));
    assert_eq!(export.is_refused(), Fault::OtherKey);
}

#[test]
fn where_nothing_can_be_read_nothing_was_checked() {
    let policy = policy_of(&log_key(1), &court());
    let gone = check_log(Path::new("no/such/folder"), &policy, None);
    assert!(matches!(gone, Err(Error::File { .. })));
    let export = Export::new();
    for seen in [
        "not a checkpoint",
        &log_key(2)
            .sign("log.example/yunzhou\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
            .unwrap(),
    ] {
        let outcome = check_log(export.dir.path(), &policy, Some(seen));
        assert!(matches!(outcome, Err(Error::Seen { .. })), "{outcome:?}");
    }
}

#[test]
fn a_refusal_says_in_both_languages_what_is_wrong() {
    let export = Export::new();
    export.remove("tile/0/001");
    let outcome = export.check();
    let english = report_log(&outcome, Language::En);
    assert!(
        english.contains("REFUSED: tile/0/001 is missing")
            && english.contains("Nothing in this folder may be believed")
    );
    let chinese = report_log(&outcome, Language::ZhCn);
    assert!(chinese.contains("缺少 tile/0/001") && chinese.contains("不可采信"));
}
