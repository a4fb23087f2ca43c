//! The vault from the command line: copies beside a running server, shares, and turns of the epoch.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

mod support;

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use serde_json::json;
use support::{Server, good, opening, run, text};
use uuid::Uuid;

/// A report by somebody, so that there is a vault; the number of the report.
fn somebody_calls(server: &Server) -> String {
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren", "anonymous": false});
    let report = server
        .client()
        .act("/v1/reports", Uuid::now_v7(), &body)
        .accepted();
    report["report"].as_str().unwrap().to_owned()
}

/// The name is told, so the keys of vault and epoch are those of this record.
fn is_told(server: &Server, report: &str) -> bool {
    let open = json!({"fields": ["name"], "purpose": "call-back"});
    let path = format!("/v1/reports/{report}/caller/open");
    let answer = server.client().act(&path, Uuid::now_v7(), &open);
    answer.accepted()["name"] == json!("Canary Wren")
}

/// Ends with 1 and says so.
#[track_caller]
fn refused(arguments: &[&str], reason: &str) {
    let output = run(arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(reason), "{said}");
    assert!(output.stdout.is_empty());
}

/// Each share in a file of its own, as its keeper was given it.
fn shares(data: &Path, folder: &Path) -> [String; 3] {
    application::escrow_beside(data).unwrap().map(|share| {
        let path = folder.join(format!("{}.txt", share.at()));
        let line = share.to_line();
        std::fs::write(&path, format!("share {}\n\n{}\n", share.at(), *line)).unwrap();
        text(&path).to_owned()
    })
}

/// Before there is anybody who could agree, one person alone splits the key.
#[test]
fn shares_are_printed_while_nobody_administers_the_record() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::demo(data.path());
    let pack = server.client().get("/v1/pack").ok();
    let body = json!({
        "channel": pack["channels"][0]["code"],
        "words": "smoke",
        "caller": {"name": "Canary Wren"},
    });
    let reported = server.client().act("/v1/reports", Uuid::now_v7(), &body);
    reported.accepted();
    let printed = good(&["vault", "escrow", text(data.path())]);
    assert_eq!(printed.matches("\nshare ").count(), 3);
    for sentence in [
        "three different people",
        "erased for good",
        "makes these shares useless",
    ] {
        assert!(printed.contains(sentence), "{sentence}");
    }
}

#[test]
fn copies_are_made_beside_a_server_and_are_useless_after_a_turn() {
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (dir, copy) = (text(data.path()), files.path().join("vault.db"));
    let copy = text(&copy);
    let server = Server::start(data.path());
    refused(&["vault", "backup", dir, copy], "there is no vault in");
    let report = somebody_calls(&server);
    let said = good(&["vault", "backup", dir, copy]);
    assert!(
        said.contains("1 key of epoch 1") && said.contains("The epoch key is not in it"),
        "{said}"
    );
    refused(
        &["vault", "backup", dir, copy],
        "is there already, and is not overwritten",
    );
    let said = good(&["vault", "check", copy, "--data", dir]);
    assert!(said.starts_with("good: 1 key of epoch 1"), "{said}");
    refused(&["vault", "turn", dir], "is in use by another process");
    assert!(is_told(&server, &report));
    server.stop();

    let said = good(&["vault", "turn", dir]);
    assert!(
        said.starts_with("the epoch is 2, and the journal says so"),
        "{said}"
    );
    refused(
        &["vault", "check", copy, "--data", dir],
        "vault.db is of epoch 1, and the epoch keys at hand are of [2]",
    );
    let said = good(&["vault", "check", copy]);
    assert!(said.contains("was not tried"), "{said}");
    std::fs::write(
        copy,
        "not a database, and long enough to be looked at as one",
    )
    .unwrap();
    assert_eq!(run(&["vault", "check", copy]).status.code(), Some(1));
    let server = Server::start(data.path());
    assert!(is_told(&server, &report));
}

#[test]
fn a_lost_epoch_key_comes_back_from_two_shares_and_from_no_others() {
    let [data, files, other] = [0; 3].map(|_| tempfile::tempdir().unwrap());
    let (dir, key) = (text(data.path()), data.path().join("epoch.key"));
    let server = Server::start(data.path());
    let report = somebody_calls(&server);
    server.stop();
    let old = shares(data.path(), other.path());
    good(&["vault", "turn", dir]);
    let new = shares(data.path(), files.path());
    refused(&["vault", "escrow", dir], "split by a key ceremony");

    let join = |one: &str, two: &str, reason: &str| {
        refused(&["vault", "join", one, two, "--data", dir], reason);
    };
    join(&new[0], &new[2], "nothing has to be put back");
    std::fs::write(&key, "scratched").unwrap();
    join(&new[0], &new[2], "Move it aside");
    std::fs::remove_file(&key).unwrap();
    join(&new[0], &old[1], "of different keys (epochs 2 and 1)");
    join(&new[0], &new[0], "two different shares are needed");
    join(&old[0], &old[1], "The turn of the epoch made them useless");
    join(&new[0], dir, "Is a directory");
    let line = std::fs::read_to_string(&new[1]).unwrap();
    std::fs::write(&old[0], line.replace(" 2 ", " 3 ")).unwrap();
    join(&new[0], &old[0], "its checksum does not fit");
    assert!(!key.exists(), "nothing is written by a refusal");
    let said = good(&["vault", "join", &new[2], &new[0], "--data", dir]);
    assert!(said.contains("the epoch key of epoch 2 is back"), "{said}");
    let server = Server::start(data.path());
    assert!(is_told(&server, &report));
}

#[test]
fn a_server_turns_the_epoch_once_the_last_turn_is_long_ago() {
    let data = tempfile::tempdir().unwrap();
    let key = data.path().join("epoch.key");
    let server = Server::start(data.path());
    let report = somebody_calls(&server);
    server.stop();
    let first = std::fs::read_to_string(&key).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "the age of a file is by the machine's clock"
    )]
    let yesterday = SystemTime::now() - Duration::from_secs(25 * 3_600);
    let file = std::fs::File::options().write(true).open(&key).unwrap();
    file.set_modified(yesterday).unwrap();
    drop(file);
    let never = [
        "serve",
        "--pack",
        "packs/san-francisco",
        "--epoch-hours",
        "0",
    ];
    Server::of(&never, data.path()).stop();
    assert_eq!(std::fs::read_to_string(&key).unwrap(), first);

    let server = Server::start(data.path());
    let begun = Instant::now();
    let turned = |text: &str| text.lines().count() == 2 && text.contains("\n2 ");
    while !turned(&std::fs::read_to_string(&key).unwrap()) {
        assert!(begun.elapsed() < Duration::from_secs(20), "no turn");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(is_told(&server, &report));
    server.stop();
    let entries = good(&["journal", "show", text(data.path())]);
    let told = entries.matches("personal.epoch_turned").count();
    assert_eq!(told, 2, "made, and turned");
}

#[test]
fn a_ciphertext_that_is_gone_is_named_and_put_back_from_a_copy() {
    let (data, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start(data.path());
    let report = somebody_calls(&server);
    server.stop();
    for file in ["journal.db", "head.db", "log.key"] {
        std::fs::copy(data.path().join(file), copy.path().join(file)).unwrap();
    }
    let db = rusqlite::Connection::open(data.path().join("journal.db")).unwrap();
    assert_eq!(db.execute("DELETE FROM beside", []).unwrap(), 1);
    drop(db);
    let found = run(&["journal", "verify", text(data.path())]);
    let said = String::from_utf8_lossy(&found.stdout);
    assert_eq!(found.status.code(), Some(1), "{said}");
    assert!(
        said.contains("ciphertext of what it sealed is missing"),
        "{said}"
    );
    good(&[
        "journal",
        "repair",
        text(data.path()),
        "--from",
        text(copy.path()),
    ]);
    good(&["journal", "verify", text(data.path())]);
    assert!(is_told(&Server::start(data.path()), &report));
}

/// What is opened for a moment lies in memory, and a crash must not write it down.
#[test]
fn a_crash_leaves_no_picture_of_the_memory() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path());
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.id())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let numbers: Vec<_> = core.unwrap().split_whitespace().skip(4).take(2).collect();
    assert_eq!(numbers, ["0", "0"]);
}
