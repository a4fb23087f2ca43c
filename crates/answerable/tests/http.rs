//! What a client can rely on: a key stands for one act, every refusal is a problem in the language
//! that was asked for, and one process alone has the record.

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{Answer, Client, Server, opening, run, text};
use uuid::Uuid;

const PACK: &str = "packs/san-francisco";

fn fresh() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path());
    (folder, server)
}

fn entries(client: &Client) -> u64 {
    let status = client.get("/v1/status").ok();
    status["entries"].as_u64().expect("a number")
}

/// A unit on shift, an incident, and the unit sent to it.
fn unit_sent(client: &Client) -> Uuid {
    let shift = json!({"kind": "engine", "station": "station-01", "crew": 4});
    let new = Uuid::now_v7;
    client.act("/v1/units/E01/shift", new(), &shift).accepted();
    let incident = new();
    client
        .act("/v1/reports", incident, &opening("an alarm rings"))
        .accepted();
    let send = format!("/v1/incidents/{incident}/send");
    client
        .act(&send, new(), &json!({"units": ["E01"]}))
        .accepted();
    incident
}

#[test]
fn the_same_key_is_the_same_act_also_after_a_restart_and_a_kill() {
    let (folder, server) = fresh();
    let (key, body) = (Uuid::now_v7(), opening("smoke from a roof"));
    let first = server.client().act("/v1/reports", key, &body).accepted();
    assert_eq!(first["incident"], json!(key.to_string()));
    // Whoever acts is answered before readers are told.
    let path = format!("/v1/board?min_entry={}", first["entry"]);
    server.client().get(&path).ok();
    let again = |server: &Server| {
        let size = entries(&server.client());
        let answer = server.client().act("/v1/reports", key, &body).accepted();
        assert_eq!(answer, first, "the whole recorded is the same");
        let other = opening("smoke from a cellar");
        let answer = server.client().act("/v1/reports", key, &other);
        is_problem(&answer, 422, "key-reused", "en");
        let elsewhere = format!("/v1/incidents/{key}/notes");
        let answer = server
            .client()
            .act(&elsewhere, key, &json!({"text": "a note"}));
        is_problem(&answer, 422, "key-reused", "en");
        assert_eq!(entries(&server.client()), size, "nothing was added");
    };
    again(&server);
    server.stop();
    let server = Server::start(folder.path());
    again(&server);
    server.kill();
    again(&Server::start(folder.path()));
}

#[test]
fn another_seat_cannot_take_a_key_over() {
    let (_folder, server) = fresh();
    let (key, body) = (Uuid::now_v7(), opening("smoke from a roof"));
    server.client().act("/v1/reports", key, &body).accepted();
    let mut other = server.client();
    other.seat = "desk-2".into();
    other.enter("desk-2");
    let answer = other.act("/v1/reports", key, &body);
    is_problem(&answer, 422, "key-reused", "en");
}

/// A desk that heard no answer sends the same words again, and the words hold no time.
#[test]
fn an_act_without_a_time_may_be_sent_again_later() {
    let (folder, server) = fresh();
    let client = server.client();
    let incident = unit_sent(&client);
    let run = format!("/v1/incidents/{incident}/units/E01");
    let report =
        json!({"channel": "911", "words": "an alarm", "then": {"open": {"type": "alarms"}}});
    let acts = [
        ("/v1/reports".to_owned(), report),
        (
            format!("{run}/milestones"),
            json!({"milestone": "departed"}),
        ),
        (
            format!("{run}/milestones"),
            json!({"milestone": "on_scene"}),
        ),
        (format!("{run}/clear"), json!({})),
        (
            format!("/v1/incidents/{incident}/send"),
            json!({"units": ["E01"]}),
        ),
    ];
    let mut told = vec![];
    for (path, body) in acts {
        let key = Uuid::now_v7();
        let first = client.act(&path, key, &body).accepted();
        std::thread::sleep(Duration::from_millis(5));
        let second = client.act(&path, key, &body);
        assert_eq!(second.status, 201, "{path}: {}", second.body);
        assert_eq!(second.body, first, "{path}");
        told.push((path, key, body, first));
    }
    server.kill();
    let server = Server::start(folder.path());
    for (path, key, body, first) in told {
        let answer = server.client().act(&path, key, &body);
        assert_eq!(answer.accepted(), first, "{path}");
    }
}

#[track_caller]
fn is_problem(answer: &Answer, status: u16, code: &str, language: &str) {
    assert_eq!(answer.status, status, "{}", answer.body);
    let kind = answer.header("content-type");
    assert_eq!(kind, Some("application/problem+json"), "{}", answer.body);
    assert_eq!(answer.header("content-language"), Some(language));
    assert_eq!(answer.body["code"], json!(code), "{}", answer.body);
    assert_eq!(answer.body["status"], json!(status));
    let chinese = |text: &Value| {
        let text = text.as_str().expect("a text");
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    for part in ["title", "detail"] {
        assert_eq!(
            chinese(&answer.body[part]),
            language == "zh-CN",
            "{}",
            answer.body
        );
    }
}

#[test]
fn what_cannot_be_read_is_refused_in_the_language_that_was_asked_for() {
    let (_folder, server) = fresh();
    let before = entries(&server.client());
    let key = Uuid::now_v7().to_string();
    let body = opening("smoke").to_string();
    let long = json!({"channel": "911", "words": "x".repeat(70_000)}).to_string();
    let json = ("Content-Type", "application/json");
    let (with_key, with_seat) = (
        ("Idempotency-Key", key.as_str()),
        ("Answerable-Seat", "desk-1"),
    );
    let all = [json, with_key, with_seat];
    type Request<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str);
    let cases: &[(Request<'_>, u16, &str)] = &[
        (
            ("POST", "/v1/reports", &[json, with_seat], &body),
            400,
            "key-missing",
        ),
        (
            (
                "POST",
                "/v1/reports",
                &[json, with_seat, ("Idempotency-Key", "seven")],
                &body,
            ),
            400,
            "key-missing",
        ),
        (
            ("POST", "/v1/reports", &[json, with_key], &body),
            400,
            "seat-missing",
        ),
        (
            (
                "POST",
                "/v1/reports",
                &[json, with_key, ("Answerable-Seat", "No Seat!")],
                &body,
            ),
            400,
            "seat-missing",
        ),
        (
            ("POST", "/v1/reports", &all, "{\"channel\": "),
            400,
            "bad-request",
        ),
        (("POST", "/v1/reports", &all, "[]"), 400, "bad-request"),
        (("POST", "/v1/reports", &all, ""), 400, "bad-request"),
        (
            (
                "POST",
                "/v1/reports",
                &all,
                r#"{"channel": "911", "words": "x", "wrods": 1}"#,
            ),
            400,
            "bad-request",
        ),
        (
            ("POST", "/v1/reports", &[with_key, with_seat], &body),
            415,
            "unsupported-media-type",
        ),
        (("POST", "/v1/reports", &all, &long), 413, "body-too-large"),
        (("POST", "/v1/nowhere", &all, "{}"), 404, "not-found"),
        (("GET", "/v1/nowhere", &[], ""), 404, "not-found"),
        (
            ("DELETE", "/v1/reports", &all, ""),
            405,
            "method-not-allowed",
        ),
        (("PUT", "/v1/board", &all, "{}"), 405, "method-not-allowed"),
        (("GET", "/v1/incidents/seven", &[], ""), 400, "bad-request"),
        (
            ("GET", "/v1/board?since=yesterday", &[], ""),
            400,
            "bad-request",
        ),
        (("GET", "/v1/entries?form=1", &[], ""), 400, "bad-request"),
        (
            (
                "GET",
                "/v1/incidents/01890000-0000-7000-8000-000000000000",
                &[],
                "",
            ),
            404,
            "no-such-incident",
        ),
        (
            ("POST", "/v1/units/E99/available", &all, "{}"),
            409,
            "unit-not-on-shift",
        ),
    ];
    for ((method, path, headers, body), status, code) in cases {
        for (asked, language) in [("en", "en"), ("zh-CN,en;q=0.5", "zh-CN"), ("fr", "en")] {
            let client = server.client().with_language(asked);
            let answer = client.send(method, path, headers, body);
            let answer = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
            println!("{method} {path}: {} {}", answer.status, answer.body);
            is_problem(&answer, *status, code, language);
        }
    }
    assert_eq!(entries(&server.client()), before, "nothing was kept");
}

#[test]
fn a_read_sees_the_act_it_names() {
    let (_folder, server) = fresh();
    let client = server.client();
    for _ in 0..40 {
        let key = Uuid::now_v7();
        let recorded = client.act("/v1/reports", key, &opening("smoke")).accepted();
        let path = format!("/v1/incidents/{key}?min_entry={}", recorded["entry"]);
        assert_eq!(client.get(&path).ok()["incident"], json!(key.to_string()));
        let since = recorded["entry"].as_u64().expect("a number") - 1;
        let board = client.get(&format!("/v1/board?since={since}&min_entry={}", since + 1));
        let rows = board.ok()["incidents"].clone();
        let rows = rows.as_array().expect("rows");
        assert!(
            rows.iter()
                .any(|row| row["incident"] == json!(key.to_string()))
        );
    }
}

#[test]
fn a_read_that_asks_for_what_is_not_there_yet_is_told_to_come_again() {
    let (_folder, server) = fresh();
    let answer = server.client().get("/v1/board?min_entry=1000000");
    is_problem(&answer, 503, "views-catching-up", "en");
    assert_eq!(answer.header("retry-after"), Some("1"));
}

#[test]
fn an_address_that_others_can_reach_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = text(folder.path());
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:7110"] {
        let output = run(&[
            "serve",
            "--data",
            data,
            "--pack",
            PACK,
            "--address",
            address,
        ]);
        assert!(!output.status.success(), "{address}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("can be reached from other machines"),
            "{said}"
        );
        assert!(
            said.contains("--tls-certificate") && said.contains("use 127.0.0.1"),
            "{said}"
        );
    }
}

#[test]
fn a_second_process_is_refused_and_the_first_goes_on() {
    let (folder, server) = fresh();
    let data = text(folder.path());
    let calls: [&[&str]; 2] = [
        &[
            "serve",
            "--data",
            data,
            "--pack",
            PACK,
            "--address",
            "127.0.0.1:0",
        ],
        &["rebuild", data],
    ];
    for arguments in calls {
        let output = run(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("is in use by another process"), "{said}");
    }
    let client = server.client();
    client
        .act("/v1/reports", Uuid::now_v7(), &opening("smoke"))
        .accepted();
}
