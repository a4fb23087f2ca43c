//! Headers that a proxy would set and anybody can: none of them changes who asks, what is allowed, or
//! where a link leads. Nothing here uses the address of a client, so nothing is gained by forging one.

use serde_json::json;

use super::support::signing_in::{PASSWORD, administrator, invitation};
use super::support::{Server, raw, read};
use super::{nobody, refused, served};

const EVIL: &str = "evil.example";

/// What is said to come from a proxy in front.
const FORGED: &[(&str, &str)] = &[
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-For", "10.0.0.1, 127.0.0.1"),
    ("X-Forwarded-Host", EVIL),
    ("X-Forwarded-Proto", "http"),
    ("X-Forwarded-Prefix", "/v1"),
    ("X-Forwarded-User", "ADMIN-1"),
    ("X-Remote-User", "ADMIN-1"),
    ("X-Real-IP", "127.0.0.1"),
    ("Forwarded", "for=127.0.0.1;host=evil.example;proto=http"),
    ("X-Original-URL", "/v1/accounts"),
    ("X-Rewrite-URL", "/v1/accounts"),
    ("X-Original-Method", "POST"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("Via", "1.1 localhost"),
];

#[test]
fn no_forged_header_lets_anybody_in() {
    let (_folder, server) = served();
    let (nobody, desk) = (nobody(&server), server.client());
    for header in FORGED {
        let asked = nobody.send("GET", "/v1/board", &[*header], "").unwrap();
        refused(&asked, 401, "sign-in-needed");
        let asked = desk.send("GET", "/v1/accounts", &[*header], "").unwrap();
        refused(&asked, 403, "not-allowed");
        let own = desk.send("GET", "/v1/session", &[*header], "").unwrap();
        assert_eq!(own.ok(), desk.get("/v1/session").ok(), "{header:?}");
    }
}

#[test]
fn no_forged_host_makes_another_site_ours() {
    let (_folder, server) = served();
    let claim = json!({"service_number": "D-1", "password": PASSWORD, "code": "000000"});
    for header in FORGED {
        let headers = [
            ("Content-Type", "application/json"),
            ("Origin", "https://evil.example"),
            *header,
        ];
        let answer = nobody(&server).send("POST", "/v1/session", &headers, &claim.to_string());
        refused(&answer.unwrap(), 403, "cross-site");
    }
}

#[test]
fn no_answer_repeats_a_host_that_somebody_made_up() {
    let (_folder, server) = served();
    let administrator = administrator(server.address);
    let cookie = administrator.cookie.clone().unwrap();
    let body = json!({"service_number": "D-9", "posts": [{"role": "dispatcher"}]}).to_string();
    let key = uuid::Uuid::now_v7();
    let request = format!(
        "POST /v1/accounts HTTP/1.0\r\nHost: {EVIL}\r\nX-Forwarded-Host: {EVIL}\r\nCookie: {cookie}\r\n\
         Content-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let invited = read(&raw(server.address, request.as_bytes())).unwrap();
    let link = invited.clone().accepted()["invitation"].clone();
    assert!(
        !link.as_str().unwrap().contains('/'),
        "a secret and no address"
    );
    for path in [
        "/",
        "/sign-in.html",
        "/log/policy",
        "/v1/openapi.json",
        "/verify.html",
    ] {
        let request = format!("GET {path} HTTP/1.0\r\nHost: {EVIL}\r\n\r\n");
        let said = raw(server.address, request.as_bytes());
        assert!(
            said.lines()
                .next()
                .is_some_and(|first| first.contains(" 200 ")),
            "{path}: {said:.200}"
        );
        assert!(!said.contains(EVIL), "{path}");
    }
    assert!(!invited.head.contains(EVIL) && !invited.body.to_string().contains(EVIL));
}

#[test]
fn the_first_link_leads_to_the_address_that_people_open() {
    let folder = tempfile::tempdir().unwrap();
    let url = "https://desk.example.org";
    let command = ["serve", "--pack", "packs/san-francisco", "--url", url];
    let server = Server::of(&command, folder.path());
    let link = server.link.as_deref().unwrap();
    assert!(
        link.starts_with("https://desk.example.org/sign-in.html#"),
        "{link}"
    );
}

/// Signing in is slowed by person and device: another address each time is no other person.
#[test]
fn guesses_are_counted_whatever_address_they_are_said_to_come_from() {
    let (_folder, server) = served();
    let secret = invitation(&administrator(server.address), "D-3", &["dispatcher"]);
    super::signing_in::come_in(&nobody(&server), "D-3", &secret);
    let claim = json!({"service_number": "D-3", "password": "not that one", "code": "000000"});
    let answers = (0..6).map(|n| {
        let from = format!("10.0.0.{n}");
        let headers = [
            ("Content-Type", "application/json"),
            ("X-Forwarded-For", from.as_str()),
            ("X-Real-IP", from.as_str()),
        ];
        let sent = nobody(&server).send("POST", "/v1/session", &headers, &claim.to_string());
        sent.unwrap().status
    });
    assert_eq!(answers.collect::<Vec<_>>(), [401, 401, 401, 401, 401, 429]);
}

/// A demonstration asks nobody who they are. A page elsewhere can have its own name lead to this machine,
/// and would then be its guest.
#[test]
fn a_name_that_was_made_to_lead_here_is_no_guest_of_the_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::demo(folder.path());
    server.client().get("/v1/board").ok();
    for host in [EVIL, "127.0.0.1.evil.example:7110"] {
        let request = format!("GET /v1/board HTTP/1.0\r\nHost: {host}\r\n\r\n");
        let answer = read(&raw(server.address, request.as_bytes())).unwrap();
        refused(&answer, 401, "sign-in-needed");
    }
}
