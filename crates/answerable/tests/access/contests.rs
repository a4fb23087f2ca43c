//! Whoever is looked at may say that it was not right, and somebody else than who looked answers.

use serde_json::{Value, json};

use crate::signing_in::invited;
use crate::support::{Client, opening};
use crate::{act, nobody, refused, served};

/// A look at a report by the desk: address of the looks at it by code, secret, and the look.
fn looked_at(desk: &Client, nobody: &Client) -> (String, Value, Value) {
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren", "anonymous": false});
    let told = act(desk, "/v1/reports", &body).accepted();
    let code = desk
        .get(&format!("/v1/entries/{}/code", told["entry"]))
        .ok()["letters"]
        .clone();
    let looks = format!(
        "/v1/receipts/{}/looks",
        code.as_str().unwrap().replace(' ', "%20")
    );
    let secret = format!("/v1/entries/{}/second-secret", told["entry"]);
    let secret = act(desk, &secret, &Value::Null).accepted()["second_secret"].clone();
    let open = format!(
        "/v1/reports/{}/caller/open",
        told["report"].as_str().unwrap()
    );
    act(
        desk,
        &open,
        &json!({"fields": ["name"], "purpose": "call-back"}),
    )
    .accepted();
    let seen = nobody
        .post(&looks, &json!({ "second_secret": secret }))
        .ok();
    (looks, secret, seen["looks"][0]["entry"].clone())
}

#[test]
fn a_contest_goes_to_oversight_and_its_answer_to_the_person() {
    let (_folder, server) = served();
    let (desk, nobody) = (server.client(), nobody(&server));
    let (looks, secret, look) = looked_at(&desk, &nobody);
    let contest = format!("{looks}/{look}/contest");
    let said = json!({"second_secret": secret, "words": "Nobody has called me back."});
    let wrong = json!({"second_secret": "0123456789"});
    refused(&act(&nobody, &contest, &wrong), 403, "second-secret-wrong");
    let elsewhere = format!("{looks}/0/contest");
    refused(&act(&nobody, &elsewhere, &said), 404, "no-such-entry");
    act(&nobody, &contest, &said).accepted();
    refused(&act(&nobody, &contest, &said), 409, "contest-stands");
    // The desk, which looked, is not asked.
    refused(&desk.get("/v1/contests"), 404, "not-found");
    let inspector = invited(server.address, "I-1", &["oversight-inspector"]);
    let waiting = inspector.get("/v1/contests").ok();
    assert_eq!(
        (
            &waiting[0]["look"],
            &waiting[0]["words"],
            &waiting[0]["own"]
        ),
        (&look, &said["words"], &json!(false))
    );
    let answer = json!({"finding": "not_upheld", "words": "The unit had to call back."});
    let path = format!("/v1/contests/{look}/answer");
    act(&inspector, &path, &answer).accepted();
    refused(&act(&inspector, &path, &answer), 404, "no-contest");
    let seen = nobody
        .post(&looks, &json!({ "second_secret": secret }))
        .ok();
    let told = &seen["looks"][0]["contest"]["answer"];
    assert_eq!(
        (&told["finding"], &told["words"]),
        (&answer["finding"], &answer["words"])
    );
}

#[test]
fn an_inspector_does_not_answer_for_a_look_of_their_own() {
    let (_folder, server) = served();
    let nobody = nobody(&server);
    let (looks, secret, _) = looked_at(&server.client(), &nobody);
    let inspector = invited(server.address, "I-1", &["oversight-inspector"]);
    let seen = nobody
        .post(&looks, &json!({ "second_secret": secret }))
        .ok();
    let read = json!({"purpose": "oversight", "report": seen["looks"][0]["report"]});
    let read = act(&inspector, "/v1/traces", &read).accepted();
    assert_eq!(
        read["looks"][0]["questions"]
            .as_array()
            .map(|all| { all.iter().filter(|one| **one != json!("night")).count() }),
        Some(0),
        "the desk received that report: {read}"
    );
    let look = read["trace"]["entry"].clone();
    let contest = format!("{looks}/{look}/contest");
    act(&nobody, &contest, &json!({ "second_secret": secret })).accepted();
    let answer = json!({"finding": "upheld", "words": "I should not have."});
    let path = format!("/v1/contests/{look}/answer");
    refused(&act(&inspector, &path, &answer), 403, "not-allowed");
    assert_eq!(inspector.get("/v1/contests").ok()[0]["own"], json!(true));
    let other = invited(server.address, "I-2", &["oversight-inspector"]);
    act(&other, &path, &answer).accepted();
}
