//! Asking: our own witness, one of an older make, and ones that err or lie.

use std::time::{Duration, Instant};

use tlog::{Cosigner, Hash, Note, NoteError};
use witness::client::{Client, ClientError, Outcome, Witness};

use crate::support::{Log, ORIGIN, client, scripted, start};

fn submit(client: &Client, log: &Log, size: u64) -> Outcome {
    let prove = |old| Ok::<_, String>(log.proof(old, size));
    client.submit(&log.note(size), prove).unwrap().remove(0)
}

/// A witness whose answers are written by the test.
fn cosigner() -> Cosigner {
    Cosigner::new("witness.example/old", [9; 32]).unwrap()
}

fn scripted_client(answers: &[(u16, &str)]) -> (Client, std::thread::JoinHandle<Vec<String>>) {
    let answers = answers
        .iter()
        .map(|(status, body)| (*status, (*body).to_owned()));
    let (url, thread) = scripted(answers.collect());
    (client(&url, &cosigner().verifier()), thread)
}

#[test]
fn our_client_and_our_witness_understand_one_another() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(50));
    let client = witness.client();
    for size in [0, 1, 7, 7, 8, 50] {
        let Outcome::Cosigned(lines) = submit(&client, &log, size) else {
            panic!("size {size}");
        };
        let mut note = log.note(size);
        lines.into_iter().for_each(|line| note.append(line));
        let verified = note.verify([&witness.key]).unwrap();
        assert_eq!(verified[0].time_s, Some(1_800_000_000));
    }
    assert_eq!(submit(&client, &log, 8), Outcome::Superseded { size: 50 });
    // Another process of the same log does not know how far the witness is, and is told.
    let again = witness.client();
    assert!(matches!(submit(&again, &log, 50), Outcome::Cosigned(_)));
}

#[test]
fn a_log_that_lost_entries_or_forked_hears_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (witness, log) = (start(folder.path()), Log::new(50));
    assert!(matches!(
        submit(&witness.client(), &log, 20),
        Outcome::Cosigned(_)
    ));
    let outcome = submit(&witness.client(), &log, 19);
    assert_eq!(outcome, Outcome::Ahead { size: 20 });
    assert!(outcome.is_alarm());
    let fork = Log::forked(50, 19);
    let outcome = submit(&witness.client(), &fork, 20);
    assert_eq!(outcome, Outcome::Forked { size: 20 });
    assert!(outcome.is_alarm());
    let outcome = submit(&witness.client(), &fork, 50);
    assert_eq!(outcome, Outcome::NotConsistent { old: 20 });
    assert!(outcome.is_alarm());
    assert!(matches!(
        submit(&witness.client(), &log, 50),
        Outcome::Cosigned(_)
    ));
}

/// Version 1.0.0 of the protocol answered 409 to another root at the same size.
#[test]
fn a_fork_is_heard_of_from_an_older_witness_too() {
    let log = Log::new(20);
    for answers in [
        &[(409, "20\n"), (409, "20\n")][..],
        &[(409, "20\n"), (409, "")],
        &[(409, "20\n"), (422, "")],
    ] {
        let (client, thread) = scripted_client(answers);
        assert_eq!(
            submit(&client, &log, 20),
            Outcome::Forked { size: 20 },
            "{answers:?}"
        );
        let bodies = thread.join().unwrap();
        assert_eq!(bodies, [log.request(0, 20), log.request(20, 20)]);
    }
}

#[test]
fn after_a_conflict_it_asks_exactly_once_more() {
    let log = Log::new(20);
    let line = cosigner()
        .cosign(&log.note(20).text, 5)
        .unwrap()
        .to_string();
    let (client, thread) = scripted_client(&[(409, "11\n"), (200, &line)]);
    assert!(matches!(submit(&client, &log, 20), Outcome::Cosigned(_)));
    assert_eq!(
        thread.join().unwrap(),
        [log.request(0, 20), log.request(11, 20)]
    );
    let (client, thread) = scripted_client(&[(409, "11\n"), (409, "12\n")]);
    assert_eq!(submit(&client, &log, 20), Outcome::Moved { size: 12 });
    assert_eq!(thread.join().unwrap().len(), 2);
    let (client, thread) = scripted_client(&[(409, "21\n")]);
    assert_eq!(submit(&client, &log, 20), Outcome::Ahead { size: 21 });
    assert_eq!(thread.join().unwrap().len(), 1);
    let (client, thread) = scripted_client(&[(409, "11\n"), (409, "21\n")]);
    assert_eq!(submit(&client, &log, 20), Outcome::Ahead { size: 21 });
    thread.join().unwrap();
    let (client, thread) = scripted_client(&[(409, "11\n"), (422, "no")]);
    assert_eq!(
        submit(&client, &log, 20),
        Outcome::NotConsistent { old: 11 }
    );
    thread.join().unwrap();
}

#[test]
fn every_other_answer_has_its_name() {
    let log = Log::new(20);
    let busy = Outcome::Busy {
        retry_after_s: Some(7),
    };
    let unexpected = |status, said: &str| Outcome::Unexpected {
        status,
        said: said.into(),
    };
    let stranger = Cosigner::new("witness.example/other", [9; 32]).unwrap();
    let text = log.note(20).text;
    let by_stranger = stranger.cosign(&text, 5).unwrap().to_string();
    let of_another = cosigner()
        .cosign(&log.note(19).text, 5)
        .unwrap()
        .to_string();
    let bad = Outcome::BadCosignature;
    for (status, body, expected) in [
        (400, "no\u{7}pe", Outcome::NotUnderstood("no pe".into())),
        (403, "", Outcome::KeyNotTrusted),
        (404, "", Outcome::LogNotKnown),
        (429, "", busy.clone()),
        (503, "", busy),
        (409, "x", unexpected(409, "x")),
        (409, "0\n", unexpected(409, "0")),
        (422, "", unexpected(422, "")),
        (500, "", unexpected(500, "")),
        (302, "", unexpected(302, "")),
        (307, "", unexpected(307, "")),
        (200, "", bad(NoteError::Shape)),
        (200, "ok", bad(NoteError::Shape)),
        (200, &by_stranger, bad(NoteError::NotSigned)),
        (200, &of_another, bad(NoteError::BadSignature)),
    ] {
        let (client, thread) = scripted_client(&[(status, body)]);
        let outcome = submit(&client, &log, 20);
        assert_eq!(outcome, expected, "{status} {body:?}");
        assert!(!outcome.is_alarm());
        thread.join().unwrap();
    }
    let long = "x".repeat(300_000);
    let (client, thread) = scripted_client(&[(200, &long)]);
    assert!(matches!(submit(&client, &log, 20), Outcome::Unreachable(_)));
    drop(thread);
}

#[test]
fn lines_of_unknown_keys_are_left_out() {
    let log = Log::new(20);
    let text = log.note(20).text;
    let stranger = Cosigner::new("witness.example/other", [1; 32]).unwrap();
    let mine = cosigner().cosign(&text, 5).unwrap();
    let answer = format!("{}{mine}", stranger.cosign(&text, 5).unwrap());
    let (client, thread) = scripted_client(&[(200, &answer)]);
    assert_eq!(submit(&client, &log, 20), Outcome::Cosigned(vec![mine]));
    thread.join().unwrap();
}

#[test]
fn witnesses_are_asked_at_once_and_a_silent_one_delays_nobody_beyond_the_deadline() {
    let folder = tempfile::tempdir().unwrap();
    let (running, log) = (start(folder.path()), Log::new(20));
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let quiet = |address| Witness {
        key: cosigner().verifier(),
        url: format!("http://{address}"),
    };
    let witnesses = vec![
        quiet(silent.local_addr().unwrap()),
        Witness {
            key: running.key.clone(),
            url: running.url() + "/",
        },
        quiet(gone),
        quiet(silent.local_addr().unwrap()),
    ];
    let client = Client::new(witnesses, Duration::from_millis(400)).unwrap();
    let began = Instant::now();
    let prove = |old| Ok::<_, String>(log.proof(old, 20));
    let outcomes = client.submit(&log.note(20), prove).unwrap();
    assert!(
        began.elapsed() < Duration::from_millis(1500),
        "{:?}",
        began.elapsed()
    );
    let unreachable = |at: usize| matches!(outcomes[at], Outcome::Unreachable(_));
    assert!([0, 2, 3].into_iter().all(unreachable), "{outcomes:?}");
    assert!(matches!(outcomes[1], Outcome::Cosigned(_)), "{outcomes:?}");
}

#[test]
fn what_cannot_be_submitted_is_said() {
    let log = Log::new(20);
    let (client, thread) = scripted_client(&[(409, "11\n")]);
    let prove = |old| Err::<Vec<Hash>, _>(format!("no tile for {old}"));
    let outcomes = client.submit(&log.note(20), prove).unwrap();
    assert_eq!(outcomes, [Outcome::NoProof("no tile for 11".into())]);
    thread.join().unwrap();
    let note = Note {
        text: "hello\n".into(),
        signatures: vec![],
    };
    let refused = client.submit(&note, prove);
    assert!(
        matches!(refused, Err(ClientError::Checkpoint(_))),
        "{refused:?}"
    );
    let key = log.signer.verifier();
    let witness = Witness {
        key: key.clone(),
        url: String::new(),
    };
    let refused = Client::new(vec![witness], Duration::ZERO).err();
    assert_eq!(refused, Some(ClientError::NotAWitness(key.to_string())));
}

#[test]
fn cosignatures_of_others_are_not_sent_along() {
    let log = Log::new(20);
    let text = log.note(20).text;
    let mine = cosigner().cosign(&text, 5).unwrap();
    let mut note = log.note(20);
    note.append(mine.clone());
    let (client, thread) = scripted_client(&[(200, &mine.to_string())]);
    client.submit(&note, |_| Ok::<_, String>(vec![])).unwrap();
    assert_eq!(thread.join().unwrap(), [log.request(0, 20)]);
    assert_eq!(log.signer.verifier().name(), ORIGIN);
}
