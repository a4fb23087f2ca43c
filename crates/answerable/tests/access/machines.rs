//! Machines come in by keys that do what they were made for, and seats are taken from their devices.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::signing_in::administrator;
use crate::support::{Client, opening};
use crate::{act, nobody, refused, served};

/// A date by which every key of these stories is still good: in the year 2100.
const LATE_MS: i64 = 4_102_444_800_000;

fn machine(administrator: &Client) -> String {
    let invite = json!({"service_number": "ALARM-1", "posts": [{"role": "machine"}]});
    let invited = act(administrator, "/v1/accounts", &invite).accepted();
    assert_eq!(
        invited.get("invitation"),
        None,
        "nobody signs in as a machine"
    );
    invited["account"].as_str().unwrap().to_owned()
}

#[test]
fn a_machine_does_what_its_key_was_made_for_until_it_is_ended() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let keys = format!("/v1/accounts/{}/keys", machine(&administrator));
    let made = json!({"scopes": ["receive", "status"], "expires_ms": LATE_MS});
    let key = act(&administrator, &keys, &made).accepted();
    let token = key["token"].as_str().unwrap();
    assert!(token.starts_with("ansk_"), "{token}");
    let bearer = format!("Bearer {token}");
    let with_key = |path: &str, body: &Value| {
        let act_key = Uuid::now_v7().to_string();
        let headers = [
            ("Content-Type", "application/json"),
            ("Authorization", bearer.as_str()),
            ("Idempotency-Key", act_key.as_str()),
            ("Answerable-Seat", "alarm-1"),
        ];
        nobody(&server)
            .send("POST", path, &headers, &body.to_string())
            .unwrap()
    };
    let told = with_key("/v1/reports", &opening("smoke")).accepted();
    let incident = told["incident"].as_str().unwrap();
    // It was made for reports alone.
    let note = json!({"text": "a note"});
    let noted = with_key(&format!("/v1/incidents/{incident}/notes"), &note);
    refused(&noted, 403, "not-allowed");
    let listed = administrator.get(&keys).ok();
    assert_eq!(listed[0]["scopes"], json!(["receive", "status"]));
    assert!(!listed.to_string().contains(token), "{listed}");
    let end = format!("/v1/keys/{}/end", key["key"].as_str().unwrap());
    act(&administrator, &end, &json!({"reason": "replaced"})).accepted();
    refused(
        &with_key("/v1/reports", &opening("smoke")),
        401,
        "sign-in-needed",
    );
}

#[test]
fn a_key_sent_for_again_is_not_told_again() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let keys = format!("/v1/accounts/{}/keys", machine(&administrator));
    let made = json!({"scopes": ["receive"], "expires_ms": LATE_MS});
    let act_key = Uuid::now_v7();
    let first = administrator.act(&keys, act_key, &made).accepted();
    let again = administrator.act(&keys, act_key, &made).accepted();
    assert_eq!(again["entry"], first["entry"]);
    assert_eq!(again.get("token"), None);
    assert_eq!(administrator.get(&keys).ok().as_array().unwrap().len(), 1);
}

#[test]
fn a_key_for_what_machines_may_not_do_is_not_made() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let keys = format!("/v1/accounts/{}/keys", machine(&administrator));
    for scope in ["open_caller", "invite_account", "anything"] {
        let made = json!({"scopes": [scope], "expires_ms": LATE_MS});
        refused(&act(&administrator, &keys, &made), 422, "no-such-scope");
    }
    let made = json!({"scopes": [], "expires_ms": LATE_MS});
    refused(&act(&administrator, &keys, &made), 422, "no-scopes");
    let made = json!({"scopes": ["receive"], "expires_ms": 1});
    refused(&act(&administrator, &keys, &made), 422, "key-already-over");
}

#[test]
fn a_bound_seat_is_taken_from_its_device_alone() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let desk = server.client();
    act(&desk, "/v1/seats/desk-1/leave", &Value::Null).accepted();
    let bound = act(&administrator, "/v1/seats/desk-1/bind", &Value::Null);
    let device = bound
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    bound.accepted();
    let enter = |client: &Client| act(client, "/v1/seats/desk-1/enter", &Value::Null);
    refused(&enter(&desk), 403, "seat-elsewhere");
    let there = Client {
        cookie: Some(format!("{}; {device}", desk.cookie.clone().unwrap())),
        ..desk.clone()
    };
    enter(&there).accepted();
    act(&there, "/v1/seats/desk-1/leave", &Value::Null).accepted();
    assert_eq!(administrator.get("/v1/seats").ok()[0]["bound"], json!(true));
    let why = json!({"reason": "the console was replaced"});
    act(&administrator, "/v1/seats/desk-1/unbind", &why).accepted();
    enter(&desk).accepted();
}
