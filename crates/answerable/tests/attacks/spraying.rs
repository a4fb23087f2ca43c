//! Guessing passwords and using codes again, over HTTP. The arithmetic of the delays is tested in
//! `crates/identity/src/tests/spraying.rs`.

use serde_json::{Value, json};

use super::support::signing_in::{self, PASSWORD, administrator, code, invitation};
use super::support::{Answer, Server};
use super::{nobody, refused, served};

fn tries(server: &Server, number: &str, password: &str, code: &str) -> Answer {
    let claim = json!({"service_number": number, "password": password, "code": code});
    nobody(server).post("/v1/session", &claim)
}

#[track_caller]
fn is_told_to_wait(answer: &Answer) -> u64 {
    refused(answer, 429, "slow-down");
    let wait_s: u64 = answer.header("retry-after").unwrap().parse().unwrap();
    let said = answer.body["detail"].as_str().unwrap();
    assert!(said.contains(&wait_s.to_string()), "{said}");
    wait_s
}

#[test]
fn who_guesses_is_told_for_how_long_to_wait_and_a_name_that_nobody_has_as_well() {
    let (_folder, server) = served();
    for number in ["D-1", "D-404"] {
        for _ in 0..5 {
            refused(
                &tries(&server, number, "not that one", "000000"),
                401,
                "sign-in-failed",
            );
        }
        let wait_s = is_told_to_wait(&tries(&server, number, "not that one", "000000"));
        assert!((1..=5).contains(&wait_s), "{wait_s}");
        // The right password is not looked at either, so nobody learns that it was right.
        is_told_to_wait(&tries(&server, number, PASSWORD, "000000"));
    }
    // Whoever is in stays in.
    server.client().get("/v1/board").ok();
}

#[test]
fn one_password_over_many_people_gets_one_answer_for_each() {
    let (_folder, server) = served();
    let answers = ["D-1", "ADMIN-1", "D-2", "D-3", "D-4"];
    let answers = answers.map(|number| tries(&server, number, PASSWORD, "000000"));
    for answer in &answers {
        refused(answer, 401, "sign-in-failed");
        assert_eq!(answer.body, answers[0].body);
    }
}

#[test]
fn a_code_is_good_once_and_none_of_the_past_is_good() {
    let (_folder, server) = served();
    let link = invitation(&administrator(server.address), "D-3", &["dispatcher"]);
    let (_, secret) = signing_in::come_in_with_codes(&nobody(&server), "D-3", &link);
    let next = code(&secret, 1);
    assert_eq!(tries(&server, "D-3", PASSWORD, &next).status, 201);
    let again = tries(&server, "D-3", PASSWORD, &next);
    refused(&again, 401, "sign-in-failed");
    // The one before it was never used; it is of the past all the same.
    let before = tries(&server, "D-3", PASSWORD, &code(&secret, -1));
    refused(&before, 401, "sign-in-failed");
    assert_eq!(before.body, again.body);
}

#[test]
fn a_second_secret_is_not_guessed_either() {
    let (_folder, server) = served();
    let desk = server.client();
    let mut body = super::support::opening("smoke");
    body["caller"] = json!({"name": "Canary Wren"});
    let told = super::act(&desk, "/v1/reports", &body).accepted();
    let code = desk
        .get(&format!("/v1/entries/{}/code", told["entry"]))
        .ok()["letters"]
        .clone();
    let code = code.as_str().unwrap().replace(' ', "%20");
    let made = format!("/v1/entries/{}/second-secret", told["entry"]);
    super::act(&desk, &made, &Value::Null).accepted();
    let path = format!("/v1/receipts/{code}/looks");
    // The last letter checks the others: of 32 spellings one is a guess, and the rest are slips of the pen.
    let guesses = |n: u32| {
        let letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars();
        let spelled = letters.map(move |last| format!("{n:09}{last}"));
        let asked =
            spelled.map(|guess| nobody(&server).post(&path, &json!({ "second_secret": guess })));
        asked.collect::<Vec<_>>()
    };
    for answer in (0..5).flat_map(guesses) {
        refused(&answer, 403, "second-secret-wrong");
    }
    let slowed = guesses(5).into_iter().filter(|answer| answer.status == 429);
    slowed.for_each(|answer| assert!(is_told_to_wait(&answer) > 0));
    assert_eq!(
        guesses(6)
            .iter()
            .filter(|answer| answer.status == 429)
            .count(),
        1
    );
}
