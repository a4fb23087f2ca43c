//! A key stands for the act of one person: whoever else sends it gets nothing, and changes nothing.
//! Ids are made of keys, so everybody who may see an incident knows the key that opened it.

use serde_json::json;
use uuid::Uuid;

use super::support::signing_in::{administrator, invited};
use super::support::{Client, opening};
use super::{act, at_a_desk, entries, refused, served};

#[test]
fn a_key_that_somebody_else_used_gives_its_receipt_to_nobody_else() {
    let (_folder, server) = served();
    let (desk, other) = (server.client(), at_a_desk(&server, "D-2", "desk-2"));
    let (key, body) = (Uuid::now_v7(), opening("canary smoke"));
    let told = desk.act("/v1/reports", key, &body).accepted();
    let before = entries(&server);
    let elsewhere = other.act("/v1/reports", key, &body);
    // Word for word the same request: the same body at the same seat.
    let why = json!({"reason": "the shift is over"});
    act(&other, "/v1/seats/desk-1/take-over", &why).accepted();
    let same = Client {
        seat: "desk-1".into(),
        ..other
    };
    let same = same.act("/v1/reports", key, &body);
    for answer in [elsewhere, same] {
        refused(&answer, 422, "key-reused");
        let said = answer.body.to_string();
        for secret in ["canary", told["leaf_hash"].as_str().unwrap()] {
            assert!(!said.contains(secret), "{said}");
        }
    }
    assert_eq!(entries(&server), before + 1, "only the seat was taken over");
}

#[test]
fn a_link_into_an_account_is_not_given_to_whoever_sends_its_key_again() {
    let (_folder, server) = served();
    let (first, second) = (
        administrator(server.address),
        invited(server.address, "ADMIN-2", &["administrator"]),
    );
    let (key, body) = (
        Uuid::now_v7(),
        json!({"service_number": "D-7", "posts": [{"role": "dispatcher"}]}),
    );
    first.act("/v1/accounts", key, &body).accepted();
    let before = entries(&server);
    let again = second.act("/v1/accounts", key, &body);
    refused(&again, 422, "key-reused");
    assert_eq!(again.body.get("invitation"), None);
    assert_eq!(entries(&server), before);
}

#[test]
fn what_was_opened_for_one_is_not_told_to_another_who_sends_the_key() {
    let (_folder, server) = served();
    let (desk, other) = (server.client(), at_a_desk(&server, "D-2", "desk-2"));
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren"});
    let told = act(&desk, "/v1/reports", &body).accepted();
    let open = format!(
        "/v1/reports/{}/caller/open",
        told["report"].as_str().unwrap()
    );
    let (key, asked) = (
        Uuid::now_v7(),
        json!({"fields": ["name"], "purpose": "call-back"}),
    );
    desk.act(&open, key, &asked).accepted();
    let before = entries(&server);
    let again = other.act(&open, key, &asked);
    assert_eq!(again.status, 403, "{}", again.body);
    refused(&desk.act(&open, key, &asked), 409, "opening-told-before");
    assert_eq!(entries(&server), before);
}

fn report(number: &str) -> serde_json::Value {
    let mut body = opening("smoke");
    body["caller"] = json!({ "callback": number });
    body
}

/// The reports that a desk finds by the number of one of its own.
fn alike(desk: &Client, report: &serde_json::Value) -> Vec<serde_json::Value> {
    let path = format!("/v1/reports/{}/caller/search", report.as_str().unwrap());
    let found = act(desk, &path, &json!({"purpose": "call-back"})).accepted();
    let reports = found["reports"].as_array().unwrap();
    reports.iter().map(|one| one["report"].clone()).collect()
}

/// One trace is one question: a report is found by the number it was taken with, and by no number that
/// was sent after it under its key.
#[test]
fn a_report_is_not_joined_to_numbers_that_are_sent_under_its_key() {
    let (_folder, server) = served();
    let (desk, other) = (server.client(), at_a_desk(&server, "D-2", "desk-2"));
    let told = act(&desk, "/v1/reports", &report("415-555-0101")).accepted();
    let (key, own) = (Uuid::now_v7(), report("415-555-0199"));
    let own = other.act("/v1/reports", key, &own).accepted()["report"].clone();
    let theirs = told["report"].as_str().unwrap().parse().unwrap();
    for number in ["415-555-0100", "415-555-0101", "415-555-0102"] {
        let sprayed = other.act("/v1/reports", key, &report(number));
        refused(&sprayed, 422, "key-reused");
        let foisted = other.act("/v1/reports", theirs, &report("415-555-0199"));
        refused(&foisted, 422, "key-reused");
    }
    assert_eq!(alike(&other, &own), Vec::<serde_json::Value>::new());
    // Whoever does call twice is found.
    let twice = act(&other, "/v1/reports", &report("(415) 555-0199")).accepted();
    assert_eq!(alike(&other, &own), [twice["report"].clone()]);
}
