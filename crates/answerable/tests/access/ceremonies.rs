//! The epoch key is split by two administrators for three, and its shares are told to nobody else.

use std::path::Path;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::signing_in::{administrator, invited};
use crate::support::{Answer, Client, Server, good, opening, run, text};
use crate::{act, refused, served};

const CEREMONIES: &str = "/v1/key-ceremonies";

/// A report by somebody, so that there is a key.
fn somebody_calls(server: &Server) -> String {
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Keeper"});
    let report = act(&server.client(), "/v1/reports", &body).accepted();
    report["report"].as_str().unwrap().to_owned()
}

fn asks(who: &Client) -> Answer {
    act(who, CEREMONIES, &json!({"reason": "new keepers"}))
}

/// Asks as one and approves as another; the ceremony.
fn begun(by: &Client, and: &Client) -> String {
    let asked = asks(by).accepted();
    let request = asked["events"][0]["data"]["request"].as_str().unwrap();
    let approve = format!("/v1/requests/{request}/approve");
    refused(&act(by, &approve, &Value::Null), 403, "not-allowed");
    let key = Uuid::now_v7();
    and.act(&approve, key, &Value::Null).accepted();
    // An answer that was lost splits nothing anew: the shares of two splittings do not fit.
    and.act(&approve, key, &Value::Null).accepted();
    request.to_owned()
}

fn takes(who: &Client, ceremony: &str) -> Answer {
    act(who, &format!("{CEREMONIES}/{ceremony}/share"), &Value::Null)
}

/// The line of a share, in a file as its keeper would type it.
fn kept(share: &Value, folder: &Path) -> String {
    let path = folder.join(format!("{}.txt", share["share"]));
    std::fs::write(&path, share["line"].as_str().unwrap()).unwrap();
    text(&path).to_owned()
}

fn copied(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        if file.path().is_file() {
            std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
}

#[test]
fn three_administrators_take_a_share_each_and_two_give_the_key_back() {
    let (folder, server) = served();
    let one = administrator(server.address);
    let [two, three, four] =
        ["A-2", "A-3", "A-4"].map(|number| invited(server.address, number, &["administrator"]));
    refused(&asks(&one), 409, "no-key-yet");
    somebody_calls(&server);
    refused(&asks(&server.client()), 404, "not-found");
    let ceremony = begun(&one, &two);
    refused(&takes(&server.client(), &ceremony), 404, "not-found");
    let open = three.get(CEREMONIES).ok();
    assert_eq!(open[0]["ceremony"], json!(ceremony));
    assert_eq!(
        (&open[0]["share"], &open[0]["taken"]),
        (&json!(3), &json!([]))
    );

    let key = Uuid::now_v7();
    let path = format!("{CEREMONIES}/{ceremony}/share");
    let first = one.act(&path, key, &Value::Null).accepted();
    assert_eq!(first["share"], json!(1));
    assert_eq!(first["events"][0]["type"], "people.key_share_taken");
    // The answer may have been lost: its keeper gets the same one again, and nobody else gets it.
    let again = one.act(&path, key, &Value::Null).accepted();
    assert_eq!(again["line"], first["line"]);
    refused(&two.act(&path, key, &Value::Null), 422, "key-reused");
    refused(&takes(&one, &ceremony), 409, "share-taken");
    let third = takes(&three, &ceremony).accepted();
    refused(&takes(&four, &ceremony), 409, "no-share-left");
    let second = takes(&two, &ceremony).accepted();
    assert_eq!((&second["share"], &third["share"]), (&json!(2), &json!(3)));
    refused(&takes(&four, &ceremony), 409, "ceremony-over");
    assert_eq!(one.get(CEREMONIES).ok(), json!([]));
    server.stop();

    let refusal = run(&["vault", "escrow", text(folder.path())]);
    let said = String::from_utf8_lossy(&refusal.stderr);
    assert_eq!(refusal.status.code(), Some(1), "{said}");
    assert!(
        said.contains("key ceremony") && refusal.stdout.is_empty(),
        "{said}"
    );

    let (copy, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    copied(folder.path(), copy.path());
    std::fs::remove_file(copy.path().join("epoch.key")).unwrap();
    let [one, three] = [&first, &third].map(|share| kept(share, files.path()));
    let said = good(&["vault", "join", &one, &three, "--data", text(copy.path())]);
    assert!(said.contains("the epoch key of epoch 1 is back"), "{said}");
    for share in [&first, &second, &third] {
        assert_nowhere(folder.path(), share["line"].as_str().unwrap());
    }
}

#[test]
fn a_restart_and_a_turn_leave_nothing_to_be_taken() {
    let (folder, server) = served();
    somebody_calls(&server);
    let one = administrator(server.address);
    let two = invited(server.address, "A-2", &["administrator"]);
    let ceremony = begun(&one, &two);
    let key = Uuid::now_v7();
    let path = format!("{CEREMONIES}/{ceremony}/share");
    one.act(&path, key, &Value::Null).accepted();
    server.stop();

    let server = Server::start(folder.path());
    let [one, two] = [one, two].map(|client| Client {
        address: server.address,
        ..client
    });
    refused(&takes(&two, &ceremony), 409, "ceremony-over");
    refused(&one.act(&path, key, &Value::Null), 409, "ceremony-over");
    assert_eq!(two.get(CEREMONIES).ok(), json!([]));
    // Another one takes its place at once.
    let ceremony = begun(&two, &one);
    assert_eq!(takes(&two, &ceremony).accepted()["share"], json!(1));
    server.stop();

    good(&["vault", "turn", text(folder.path())]);
    let server = Server::start(folder.path());
    let one = Client {
        address: server.address,
        ..one
    };
    refused(&takes(&one, &ceremony), 409, "ceremony-over");
}

/// The folder of a record holds a share nowhere.
fn assert_nowhere(folder: &Path, line: &str) {
    let value = line.split(' ').nth(4).unwrap().as_bytes();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            assert_nowhere(&path, line);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(value.len()).any(|part| part == value);
            assert!(!found, "{} holds a share", path.display());
        }
    }
}
