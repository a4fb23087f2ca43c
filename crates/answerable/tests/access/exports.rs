//! What leaves in one piece and what changes the rules takes two people.

use std::path::Path;

use serde_json::{Value, json};

use crate::signing_in::{administrator, invited};
use crate::support::{Answer, Client, Server, good, opening, root, run};
use crate::{act, refused, served};

/// Asks as one and approves as another; the id of the request.
fn agreed(by: &Client, and: &Client, path: &str, body: &Value) -> String {
    let asked = act(by, path, body).accepted();
    let request = asked["events"][0]["data"]["request"]
        .as_str()
        .unwrap()
        .to_owned();
    let approve = format!("/v1/requests/{request}/approve");
    refused(&act(by, &approve, &Value::Null), 403, "not-allowed");
    act(and, &approve, &Value::Null).accepted();
    request
}

fn fetched(by: &Client, request: &str) -> Answer {
    act(by, &format!("/v1/exports/{request}/fetch"), &Value::Null)
}

#[test]
fn an_export_leaves_after_two_agreed_and_leaves_a_trace_each_time() {
    let (_folder, server) = served();
    let desk = server.client();
    let mut body = opening("smoke");
    body["spoken_place"] = json!("=1+1 Market");
    let told = act(&desk, "/v1/reports", &body).accepted();
    let supervisor = invited(server.address, "S-2", &["supervisor"]);
    let body = json!({"of": "incidents", "from_ms": 0, "until_ms": 4_102_444_800_000_i64, "reason": "the yearly report"});
    let dispatcher = invited(server.address, "D-2", &["dispatcher"]);
    refused(&act(&dispatcher, "/v1/exports", &body), 403, "not-allowed");
    let request = agreed(&desk, &supervisor, "/v1/exports", &body);
    refused(&fetched(&supervisor, &request), 403, "not-allowed");
    assert_eq!(desk.get("/v1/exports").ok()[0]["request"], json!(request));
    let before = desk.get("/v1/status").ok()["entries"].as_u64().unwrap();
    let file = fetched(&desk, &request);
    let text = file.body.as_str().unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines[0].starts_with("\u{feff}number,state,type"), "{text}");
    assert!(
        lines[1].starts_with(told["number"].as_str().unwrap()),
        "{text}"
    );
    assert!(lines[1].contains(",'=1+1 Market,"), "{text}");
    fetched(&desk, &request);
    assert_eq!(desk.get("/v1/status").ok()["entries"], json!(before + 2));
}

#[test]
fn an_export_of_entries_is_the_journal_line_by_line() {
    let (_folder, server) = served();
    let desk = server.client();
    act(&desk, "/v1/reports", &opening("smoke")).accepted();
    let inspector = invited(server.address, "I-1", &["oversight-inspector"]);
    let body = json!({"of": "entries", "from_ms": 0, "until_ms": 4_102_444_800_000_i64, "reason": "an inspection"});
    let request = agreed(&inspector, &desk, "/v1/exports", &body);
    let file = fetched(&inspector, &request).ok();
    let text = file.as_str().unwrap();
    let entries = desk.get("/v1/status").ok()["entries"].as_u64().unwrap();
    assert_eq!(text.lines().count() as u64, entries);
    for (seq, line) in text.lines().enumerate() {
        let entry: Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["seq"], json!(seq));
    }
}

#[test]
fn other_rules_are_put_in_force_after_two_administrators_agreed() {
    let (folder, server) = served();
    let other = tempfile::tempdir().unwrap();
    copy(&root().join("packs/san-francisco"), other.path());
    let roles = other.path().join("roles.toml");
    let text = std::fs::read_to_string(&roles).unwrap();
    std::fs::write(&roles, text.replace("Mediator", "Mediator in the hall")).unwrap();
    let other = other.path().to_str().unwrap();
    let digest = good(&["pack", other]).trim().to_owned();
    let chief = administrator(server.address);
    let second = invited(server.address, "ADMIN-2", &["administrator"]);
    server.stop();
    let data = folder.path().to_str().unwrap();
    let alone = [
        "serve",
        "--pack",
        other,
        "--data",
        data,
        "--address",
        "127.0.0.1:0",
    ];
    let said = String::from_utf8_lossy(&run(&alone).stderr).into_owned();
    assert!(said.contains("two administrators"), "{said}");
    let server = Server::start(folder.path());
    let body = json!({"pack": digest, "reason": "the hall has moved"});
    agreed(
        &at(&server, &chief),
        &at(&server, &second),
        "/v1/pack/adopt",
        &body,
    );
    server.stop();
    let server = Server::of(&["serve", "--pack", other], folder.path());
    let pack = at(&server, &chief).get("/v1/pack").ok();
    assert_eq!(pack["digest"], json!(digest));
}

/// The same person, where the record is served now.
fn at(server: &Server, one: &Client) -> Client {
    Client {
        address: server.address,
        ..one.clone()
    }
}

fn copy(from: &Path, to: &Path) {
    for found in std::fs::read_dir(from).unwrap() {
        let found = found.unwrap();
        let to = to.join(found.file_name());
        match found.file_type().unwrap().is_dir() {
            true => {
                std::fs::create_dir(&to).unwrap();
                copy(&found.path(), &to);
            }
            false => {
                std::fs::copy(found.path(), to).unwrap();
            }
        }
    }
}

#[test]
fn the_rules_in_force_are_there_to_be_read() {
    let (_folder, server) = served();
    let person = invited(server.address, "C-1", &["clerk"]);
    let rules = person.get("/v1/policy").ok();
    let policies = rules["policies"].as_array().unwrap();
    let two = policies
        .iter()
        .find(|one| one["name"] == "two-people")
        .unwrap();
    assert_eq!(two["permits"], json!(false));
    assert!(
        two["sentence"].as_str().unwrap().contains("two people"),
        "{two}"
    );
    assert!(rules["matrix"].as_str().unwrap().contains("open_caller"));
    let entries = server.client().get("/v1/entries?from=0&limit=100").ok();
    let sets = entries["entries"].as_array().unwrap().iter();
    let set = sets
        .filter_map(|one| one["entry"]["leave"]["set"].as_str())
        .next_back();
    assert_eq!(rules["digest"].as_str(), set);
}
