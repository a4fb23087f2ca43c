//! Bodies that are no good: too deep, too long, told twice, not text, packed. Each gets a refusal that
//! says what is wrong, and the record has not one entry more.

use std::io::Write as _;

use serde_json::json;
use uuid::Uuid;

use super::support::signing_in::administrator;
use super::support::{Answer, Client, Server, operations, raw, read};
use super::{entries, is_a_problem, refused, served};

/// Deeper than any stack would bear if it were followed.
const DEEP: usize = 10_000;

/// Sends bytes as the body of an act, under these headers.
fn posted(client: &Client, path: &str, more: &[(&str, &str)], body: &[u8]) -> Answer {
    let (cookie, key) = (client.cookie.clone().unwrap(), Uuid::now_v7());
    let mut head = format!(
        "POST {path} HTTP/1.0\r\nHost: {}\r\nCookie: {cookie}\r\nIdempotency-Key: {key}\r\n\
         Answerable-Seat: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
        client.address,
        client.seat,
        body.len()
    );
    for (name, value) in more {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let back = raw(client.address, &[head.as_bytes(), b"\r\n", body].concat());
    read(&back).unwrap_or_else(|| panic!("{path}: no whole answer: {back:.300}"))
}

/// Every body that the interface takes, nested in itself and in each of its fields.
#[test]
fn no_body_is_followed_into_the_deep() {
    let (_folder, server) = served();
    let people = [server.client(), administrator(server.address)];
    let before = entries(&server);
    let (open, close) = ("[".repeat(DEEP), "]".repeat(DEEP));
    let (objects, ends) = (r#"{"a":"#.repeat(DEEP), "}".repeat(DEEP));
    let mut asked = 0;
    for operation in operations() {
        let mut bodies = vec![format!("{open}{close}"), format!("{objects}1{ends}")];
        for field in &operation.fields {
            bodies.push(format!(r#"{{"{field}":{open}{close}}}"#));
            bodies.push(format!(r#"{{"{field}":{open}"#));
        }
        if operation.fields.is_empty() {
            continue;
        }
        for (person, body) in people
            .iter()
            .flat_map(|one| bodies.iter().map(move |body| (one, body)))
        {
            let key = Uuid::now_v7().to_string();
            let headers = [
                ("Content-Type", "application/json"),
                ("Idempotency-Key", key.as_str()),
                ("Answerable-Seat", person.seat.as_str()),
            ];
            let answer = person.send(&operation.method, &operation.path, &headers, body);
            is_a_problem(&answer.unwrap(), &operation.id);
            asked += 1;
        }
    }
    assert!(asked > 300, "{asked} bodies were sent");
    assert_eq!(entries(&server), before);
}

/// What a field of any shape could be used for: the reader of JSON goes 128 levels deep and no deeper.
#[test]
fn json_ends_at_128_levels() {
    let (_folder, server) = served();
    let at = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        let body = format!(r#"{{"ceremony":"none","answer":{open}{close}}}"#);
        posted(
            &server.client(),
            "/v1/session/passkey",
            &[],
            body.as_bytes(),
        )
    };
    // The object around it is one of them.
    refused(&at(126), 401, "sign-in-failed");
    for levels in [128, DEEP] {
        let answer = at(levels);
        refused(&answer, 400, "bad-request");
        let said = answer.body["detail"].as_str().unwrap();
        assert!(said.contains("recursion limit"), "{said}");
    }
}

#[test]
fn what_is_not_json_or_not_a_text_is_refused_with_a_sentence() {
    let (_folder, server) = served();
    let before = entries(&server);
    let report = |words: &str| format!(r#"{{"channel":"911","words":{words}}}"#).into_bytes();
    let field =
        |field: &str| format!(r#"{{"channel":"911","words":"smoke",{field}}}"#).into_bytes();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("a field told twice", field(r#""words":"fire""#)),
        (
            "a field told twice, spelled otherwise",
            field(r#""\u0077ords":"fire""#),
        ),
        ("no number", field(r#""received_at_ms":NaN"#)),
        ("endless", field(r#""received_at_ms":Infinity"#)),
        (
            "too large for any number",
            field(r#""received_at_ms":1e999"#),
        ),
        (
            "too small for any number",
            field(r#""received_at_ms":-1e999"#),
        ),
        (
            "too large for this one",
            field(r#""received_at_ms":99999999999999999999"#),
        ),
        (
            "digits without end",
            field(&format!(r#""received_at_ms":{}"#, "9".repeat(50_000))),
        ),
        ("a fraction", field(r#""received_at_ms":0.5"#)),
        (
            "off the globe",
            field(r#""point":{"lat_e7":9000000000,"lon_e7":0,"uncertainty_m":1,"source":"map"}"#),
        ),
        (
            "not UTF-8",
            b"{\"channel\":\"911\",\"words\":\"\xff\xfe\"}".to_vec(),
        ),
        (
            "UTF-8 too long",
            b"{\"channel\":\"911\",\"words\":\"\xc0\xaf\"}".to_vec(),
        ),
        ("half a pair", report(r#""\ud800""#)),
        (
            "a zero byte",
            b"{\"channel\":\"911\",\"words\":\"a\0b\"}".to_vec(),
        ),
        ("a zero byte, spelled", report(r#""a\u0000b""#)),
        ("a bell", report(r#""a\u0007b""#)),
        ("an end of a terminal", report(r#""\u001b[2J""#)),
        (
            "a mark of byte order",
            [b"\xef\xbb\xbf".to_vec(), report(r#""smoke""#)].concat(),
        ),
        (
            "more after the end",
            [report(r#""smoke""#), b"{}".to_vec()].concat(),
        ),
        (
            "very many words",
            report(&format!(r#""{}""#, "x".repeat(60_000))),
        ),
        ("nothing but space", report(r#""   ""#)),
        ("a comment", field(r#"/* */"then":null"#)),
        (
            "what rules an object",
            field(r#""__proto__":{"leave":null}"#),
        ),
        ("what nobody may say", field(r#""leave":{"account":"x"}"#)),
        (
            "16 bits",
            "{}".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
    ];
    for (what, body) in cases {
        let answer = posted(&server.client(), "/v1/reports", &[], &body);
        is_a_problem(&answer, what);
    }
    assert_eq!(entries(&server), before);
}

/// A few kilobytes that would be many megabytes.
fn bomb() -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
    let megabyte = vec![b'['; 1 << 20];
    for _ in 0..40 {
        packed.write_all(&megabyte).unwrap();
    }
    packed.finish().unwrap()
}

#[test]
fn a_packed_body_is_not_unpacked() {
    let (_folder, server) = served();
    let before = entries(&server);
    let (bomb, desk) = (bomb(), server.client());
    assert!(bomb.len() < 64 * 1024, "it passes the door: {}", bomb.len());
    let peak = peak_kib(&server);
    for encoding in [
        "gzip",
        "GZIP",
        "x-gzip",
        "deflate",
        "br",
        "zstd",
        "identity, gzip",
    ] {
        let answer = posted(
            &desk,
            "/v1/reports",
            &[("Content-Encoding", encoding)],
            &bomb,
        );
        refused(&answer, 415, "body-compressed");
    }
    let twice = [
        ("Content-Encoding", "identity"),
        ("Content-Encoding", "gzip"),
    ];
    refused(
        &posted(&desk, "/v1/reports", &twice, &bomb),
        415,
        "body-compressed",
    );
    // Not said to be packed, it is no JSON.
    is_a_problem(&posted(&desk, "/v1/reports", &[], &bomb), "gzip by stealth");
    let plain = json!({"channel": "911", "words": "smoke"}).to_string();
    let identity = [("Content-Encoding", "identity")];
    let answer = posted(&desk, "/v1/reports", &identity, plain.as_bytes());
    assert_eq!(answer.status, 201, "{}", answer.body);
    assert_eq!(entries(&server), before + 1);
    let grown = peak_kib(&server).saturating_sub(peak);
    assert!(grown < 16 * 1024, "it took {grown} KiB more");
}

/// The most memory a server has ever used.
pub fn peak_kib(server: &Server) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.unwrap().trim().trim_end_matches(" kB");
    kib.trim().parse().unwrap()
}
