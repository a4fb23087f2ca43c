//! The classic attacks, over real sockets against the real program: what each of them tries, and that
//! nothing is told, nothing is changed and the server lives.
//!
//! What a browser is needed for is in `ui/e2e/attacks.e2e.ts`; fixation and login CSRF are in
//! `access.rs`, slow heads and TLS in `reach.rs`.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

#[path = "../support/mod.rs"]
mod support;

mod bodies;
mod feeds;
mod floods;
mod forged;
mod guessing;
mod keys;
mod pace;
mod paths;
mod spraying;

use serde_json::{Value, json};
use support::{Answer, Client, Server, signing_in};
use uuid::Uuid;

fn served() -> (tempfile::TempDir, Server) {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(folder.path());
    (folder, server)
}

fn nobody(server: &Server) -> Client {
    Client {
        cookie: None,
        ..server.client()
    }
}

/// Somebody at a desk of their own.
fn at_a_desk(server: &Server, number: &str, seat: &str) -> Client {
    let roles = ["call-taker", "dispatcher", "supervisor"];
    let person = signing_in::invited(server.address, number, &roles);
    person.enter(seat);
    Client {
        seat: seat.into(),
        ..person
    }
}

fn act(client: &Client, path: &str, body: &Value) -> Answer {
    client.act(path, Uuid::now_v7(), body)
}

fn entries(server: &Server) -> u64 {
    let status = server.client().get("/v1/status").ok();
    status["entries"].as_u64().unwrap()
}

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (status, &json!(code)),
        "{}",
        answer.body
    );
}

/// A refusal that a program can read: a client's mistake, as a problem document.
#[track_caller]
fn is_a_problem(answer: &Answer, of: &str) {
    let kind = answer.header("content-type");
    assert!(
        (400..500).contains(&answer.status) && kind == Some("application/problem+json"),
        "{of}: {} {kind:?} {}",
        answer.status,
        answer.body
    );
    assert!(answer.body["code"].is_string(), "{of}: {}", answer.body);
}
