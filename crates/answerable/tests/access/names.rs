//! What officials are called is sealed, read for a purpose, and whoever it is about sees who did.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::signing_in::{administrator, invited};
use crate::support::{Client, canaries};
use crate::{act, refused, served};

const NAME: &str = "Official Canary Wang";

fn account(client: &Client) -> String {
    let me = client.get("/v1/session").ok();
    me["account"].as_str().unwrap().to_owned()
}

fn read_for(purpose: &str) -> Value {
    json!({"purpose": purpose, "words": "the letter goes out today"})
}

#[test]
fn a_name_is_read_for_a_purpose_and_its_person_sees_by_whom() {
    let (folder, server) = served();
    // It must stand in no log either.
    canaries::note_all(&json!({"words": NAME}));
    let administrator = administrator(server.address);
    let dispatcher = invited(server.address, "N1", &["dispatcher"]);
    let place = format!("/v1/accounts/{}/name", account(&dispatcher));
    let read = format!("{place}/open");
    refused(
        &act(&administrator, &read, &read_for("staffing")),
        404,
        "no-name",
    );
    act(&administrator, &place, &json!({"name": NAME})).accepted();

    refused(
        &act(&administrator, &read, &read_for("oversight")),
        403,
        "not-allowed",
    );
    refused(
        &act(&administrator, &read, &read_for("curiosity")),
        403,
        "not-allowed",
    );
    let key = Uuid::now_v7();
    let told = administrator
        .act(&read, key, &read_for("staffing"))
        .accepted();
    assert_eq!(told["name"], NAME);
    // Each trace tells once.
    refused(
        &administrator.act(&read, key, &read_for("staffing")),
        409,
        "opening-told-before",
    );

    let looks = dispatcher.get(&format!("{place}/looks")).ok();
    assert_eq!(looks.as_array().unwrap().len(), 1, "{looks}");
    assert_eq!(looks[0]["kind"], "name_opened");
    assert_eq!(looks[0]["purpose"], "staffing");
    assert_eq!(looks[0]["official"], "N1");
    assert_eq!(looks[0]["entry"], told["trace"]["entry"]);
    refused(
        &administrator.get(&format!("{place}/looks")),
        403,
        "not-allowed",
    );
    server.stop();
    assert_nowhere(folder.path(), NAME);
}

#[test]
fn an_inspector_reads_a_name_and_a_colleague_does_not() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let invite = json!({"service_number": "N2", "posts": [{"role": "dispatcher"}], "name": NAME});
    let invited_one = act(&administrator, "/v1/accounts", &invite).accepted();
    let read = format!(
        "/v1/accounts/{}/name/open",
        invited_one["account"].as_str().unwrap()
    );
    let inspector = invited(server.address, "N3", &["oversight-inspector"]);
    let told = act(&inspector, &read, &read_for("oversight")).accepted();
    assert_eq!(told["name"], NAME);
    let colleague = invited(server.address, "N4", &["dispatcher"]);
    let answer = act(&colleague, &read, &read_for("staffing"));
    assert!([403, 404].contains(&answer.status), "{}", answer.body);

    let traces = act(&inspector, "/v1/traces", &json!({"purpose": "oversight"})).accepted();
    let looks = traces["looks"].as_array().unwrap();
    let look = looks
        .iter()
        .find(|look| look["kind"] == "name_opened")
        .unwrap();
    assert_eq!(look["official"], "N2");
    assert_eq!(look["service_number"], "N3");
}

/// The folder of a record holds a text nowhere in the clear.
fn assert_nowhere(folder: &std::path::Path, text: &str) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            assert_nowhere(&path, text);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes());
            assert!(!found, "{} holds the name", path.display());
        }
    }
}
