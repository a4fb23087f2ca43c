//! Every answer of the protocol, and what a witness must never do.

use std::os::unix::fs::PermissionsExt as _;
use std::sync::atomic::Ordering;

use tlog::witness::{AddCheckpoint, monitoring_path, read_cosignatures};
use tlog::{Checkpoint, Hash, Note, Signer};
use witness::server::{Config, Error};

use crate::support::{Log, ORIGIN, Running, config, get, start, start_with};

fn assert_cosigned(witness: &Running, answer: &crate::support::Answer, note: &Note) {
    assert_eq!(answer.status, 200, "{answer:?}");
    let lines = read_cosignatures(&answer.body, &note.text, &witness.key);
    assert_eq!(lines.map(|lines| lines.len()), Ok(1), "{answer:?}");
}

#[test]
fn a_growing_log_is_cosigned_and_a_stale_one_is_told_the_size() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(40));
    assert_cosigned(&witness, &witness.add(log.request(0, 5)), &log.note(5));
    assert_cosigned(&witness, &witness.add(log.request(5, 5)), &log.note(5));
    assert_cosigned(&witness, &witness.add(log.request(5, 40)), &log.note(40));
    for (old, new) in [(0, 5), (5, 40), (5, 5), (39, 40), (0, 40)] {
        let answer = witness.add(log.request(old, new));
        assert_eq!(
            (answer.status, &answer.body[..]),
            (409, "40\n"),
            "{old} {new}"
        );
        assert!(
            answer.head.contains("content-type: text/x.tlog.size\r\n"),
            "{answer:?}"
        );
    }
}

#[test]
fn the_first_checkpoint_may_be_of_an_empty_log() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(5));
    assert_cosigned(&witness, &witness.add(log.request(0, 0)), &log.note(0));
    assert_cosigned(&witness, &witness.add(log.request(0, 0)), &log.note(0));
    assert_cosigned(&witness, &witness.add(log.request(0, 5)), &log.note(5));
}

#[test]
fn what_is_malformed_is_refused_with_400() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(9));
    let good = log.request(0, 5);
    let back = AddCheckpoint {
        old: 6,
        proof: vec![],
        note: log.note(5),
    };
    let huge = log.note_of(u64::MAX, Hash([1; 32]));
    let huge = AddCheckpoint {
        old: 0,
        proof: vec![],
        note: huge,
    };
    for body in [
        "",
        "old 0\n\n",
        &good.replace("old 0", "old 00"),
        &good.replace("old 0", "old -1"),
        &good.replace("\n5\n", "\n05\n"),
        &good.replace('\n', "\r\n"),
        &good[..good.len() - 1],
        &good.replacen("\n\n", "\nAAAA\n\n", 1),
        &back.to_text(),
        &huge.to_text(),
    ] {
        let answer = witness.add(body);
        assert_eq!(answer.status, 400, "{body:?}: {answer:?}");
    }
    assert_eq!(witness.add(b"old 0\n\n\xff").status, 400);
    assert_eq!(
        witness
            .add("a".repeat(tlog::witness::REQUEST_BYTES_MAX + 1))
            .status,
        413
    );
    assert_cosigned(&witness, &witness.add(good), &log.note(5));
}

#[test]
fn who_signed_is_looked_at_first() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(9));
    let text = log.note(5).text;
    let signed = |name: &str, seed: u8, text: &str| {
        let note = Signer::new(name, [seed; 32]).unwrap().sign(text).unwrap();
        let note = Note::from_text(&note).unwrap();
        AddCheckpoint {
            old: 0,
            proof: vec![],
            note,
        }
    };
    let elsewhere = text.replace(ORIGIN, "log.example/elsewhere");
    let unknown = witness.add(signed("log.example/elsewhere", 7, &elsewhere).to_text());
    assert_eq!(unknown.status, 404, "{unknown:?}");
    let stranger = witness.add(signed(ORIGIN, 8, &text).to_text());
    assert_eq!(stranger.status, 403, "{stranger:?}");
    let changed =
        log.request(0, 5)
            .replacen(&format!("{ORIGIN}\n5\n"), &format!("{ORIGIN}\n4\n"), 1);
    assert_eq!(witness.add(changed).status, 403);
    // A stranger's line beside the good one is passed over and not passed on.
    let mut both = signed(ORIGIN, 8, &text);
    both.note.append(log.note(5).signatures.remove(0));
    assert_cosigned(&witness, &witness.add(both.to_text()), &log.note(5));
    let shown = get(
        witness.address,
        &format!("/watch/{}", monitoring_path(ORIGIN)),
    )
    .body;
    assert_eq!(Note::from_text(&shown).unwrap().signatures.len(), 2);
}

#[test]
fn what_does_not_follow_is_refused_with_422_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(20));
    let request = |old, proof, note| AddCheckpoint { old, proof, note }.to_text();
    let (empty, hash) = (Hash::of_empty_tree(), Hash([1; 32]));
    assert_eq!(
        witness.add(request(0, vec![], log.note_of(0, hash))).status,
        422
    );
    assert_eq!(witness.add(request(0, vec![hash], log.note(5))).status, 422);
    assert_cosigned(&witness, &witness.add(log.request(0, 5)), &log.note(5));
    let fork = Log::forked(20, 4);
    for body in [
        // Another tree of the same size; version 1.0.0 of the protocol said 409.
        fork.request(5, 5),
        fork.request(5, 20),
        request(5, log.proof(4, 20), log.note(20)),
        request(5, vec![], log.note(20)),
        request(5, vec![empty], log.note(5)),
    ] {
        let answer = witness.add(&body);
        assert_eq!(answer.status, 422, "{body}: {answer:?}");
    }
    assert_cosigned(&witness, &witness.add(log.request(5, 20)), &log.note(20));
}

#[test]
fn of_two_trees_of_one_size_that_come_at_once_exactly_one_is_cosigned() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(8));
    assert_eq!(witness.add(log.request(0, 8)).status, 200);
    let mut size = 8;
    for round in 0..20 {
        let next = size + 3;
        let trees = [Log::forked(next, size), Log::new(next)];
        // Both continue what was cosigned; from the second round on only one of them can.
        let trees = if round == 0 {
            trees
        } else {
            [Log::forked(next, 8), Log::new(next)]
        };
        let answers: Vec<u16> = std::thread::scope(|scope| {
            let threads = trees.each_ref().map(|tree| {
                let witness = &witness;
                scope.spawn(move || witness.add(tree.request(size, next)).status)
            });
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        assert_eq!(
            answers.iter().filter(|status| **status == 200).count(),
            1,
            "{answers:?}"
        );
        assert!(
            answers
                .iter()
                .all(|status| [200, 409, 422].contains(status)),
            "{answers:?}"
        );
        size = next;
    }
}

#[test]
fn of_many_sizes_that_come_at_once_the_state_never_goes_back() {
    let folder = tempfile::tempdir().unwrap();
    let witness = start_with(config(folder.path(), "requests_per_minute = 10000")).unwrap();
    let log = Log::new(60);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut last = 0;
                for new in 1..60 {
                    let mut old = last;
                    let answer = witness.add(log.request(old.min(new), new));
                    if answer.status == 409 {
                        old = answer.body.trim().parse().unwrap();
                        assert!(old >= last, "{old} after {last}");
                        last = old;
                    } else {
                        assert_eq!(answer.status, 200, "{answer:?}");
                        last = new;
                    }
                }
            });
        }
    });
    let shown = get(
        witness.address,
        &format!("/watch/{}", monitoring_path(ORIGIN)),
    )
    .body;
    let shown = Checkpoint::from_text(&Note::from_text(&shown).unwrap().text).unwrap();
    assert_eq!(shown.size, 59);
}

#[test]
fn monitors_see_the_checkpoint_that_was_cosigned_last() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(9));
    let path = format!("/watch/{}", monitoring_path(ORIGIN));
    assert_eq!(get(witness.address, &path).status, 404);
    for (old, new) in [(0, 5), (5, 9)] {
        assert_eq!(witness.add(log.request(old, new)).status, 200);
        let answer = get(witness.address, &path);
        assert_eq!(answer.status, 200);
        assert!(
            answer
                .head
                .contains("content-type: text/plain; charset=utf-8")
        );
        let note = Note::from_text(&answer.body).unwrap();
        assert_eq!(note.text, log.note(new).text);
        let key = log.signer.verifier();
        let verified = note.verify([&key, &witness.key]).unwrap();
        assert_eq!(verified.len(), 2);
        assert_eq!(verified[1].time_s, Some(1_800_000_000));
    }
    assert_eq!(
        get(witness.address, &path.replace("/watch", "")).status,
        404
    );
    let other = monitoring_path("log.example/elsewhere");
    assert_eq!(get(witness.address, &format!("/watch/{other}")).status, 404);
}

#[test]
fn a_log_that_asks_too_often_is_told_when_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let witness = start_with(config(folder.path(), "requests_per_minute = 2")).unwrap();
    let log = Log::new(9);
    assert_eq!(witness.add(log.request(0, 5)).status, 200);
    assert_eq!(witness.add(log.request(0, 5)).status, 409);
    let answer = witness.add(log.request(5, 9));
    assert_eq!(answer.status, 429);
    assert!(answer.head.contains("retry-after: 60"), "{answer:?}");
    assert_eq!(
        witness.add("nonsense").status,
        400,
        "who did not sign has no share"
    );
    witness.clock.fetch_add(60, Ordering::Relaxed);
    assert_eq!(witness.add(log.request(5, 9)).status, 200);
}

#[test]
fn the_key_is_for_its_owner_alone_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let key = start(folder.path()).key.clone();
    let file = std::fs::metadata(folder.path().join("witness.key")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    assert_eq!(start(folder.path()).key, key);
    let renamed = Config {
        name: "witness.example/w2".into(),
        ..config(folder.path(), "")
    };
    assert!(matches!(start_with(renamed).err(), Some(Error::Key { .. })));
}

/// Two checkpoints that one log signed and of which neither continues the other prove it a forger.
#[test]
fn what_a_log_should_not_have_signed_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let more = "requests_per_minute = 10000";
    let witness = start_with(config(folder.path(), more)).unwrap();
    let fork = Log::forked(20, 4);
    assert_eq!(witness.add(Log::new(20).request(0, 20)).status, 200);
    for _ in 0..150 {
        assert_eq!(witness.add(fork.request(20, 20)).status, 422);
    }
    assert_eq!(
        witness.add(fork.request(0, 20)).status,
        409,
        "this one is no evidence"
    );
    drop(witness);
    let state = rusqlite::Connection::open(folder.path().join("witness.db")).unwrap();
    let mut query = state.prepare("SELECT at_s, body FROM evidence").unwrap();
    let kept = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let kept: Vec<(i64, String)> = kept.map(Result::unwrap).collect();
    assert_eq!(kept.len(), 100);
    assert_eq!(kept[0], (1_800_000_000, fork.request(20, 20)));
}

/// A witness without its memory would cosign a second past: it does not start.
#[test]
fn a_witness_that_lost_its_state_or_its_key_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::new(9);
    assert_eq!(start(folder.path()).add(log.request(0, 5)).status, 200);
    let (state, key) = (
        folder.path().join("witness.db"),
        folder.path().join("witness.key"),
    );
    let aside = folder.path().join("aside");
    std::fs::rename(&key, &aside).unwrap();
    let lost = start_with(config(folder.path(), "")).err();
    assert!(matches!(lost, Some(Error::Key { .. })), "{lost:?}");
    std::fs::rename(&aside, &key).unwrap();
    std::fs::rename(&state, &aside).unwrap();
    let lost = start_with(config(folder.path(), "")).err();
    assert!(matches!(lost, Some(Error::StateLost(_))), "{lost:?}");
    std::fs::rename(&aside, &state).unwrap();
    assert_eq!(start(folder.path()).add(log.request(5, 9)).status, 200);
}
