//! More than was asked for: bodies that lie about their length or never end, heads and queries without
//! measure, and two lengths for one body. Memory stays bounded, and others are answered meanwhile.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use uuid::Uuid;

use super::bodies::peak_kib;
use super::support::{Client, opening, raw, read};
use super::{act, entries, is_a_problem, refused, served};

/// The head of an act, up to what it says of its body.
fn head(client: &Client, more: &str) -> String {
    format!(
        "POST /v1/reports HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nIdempotency-Key: {}\r\n\
         Answerable-Seat: {}\r\nContent-Type: application/json\r\n{more}\r\n",
        client.address,
        client.cookie.as_deref().unwrap(),
        Uuid::now_v7(),
        client.seat
    )
}

#[test]
fn a_body_is_let_in_up_to_its_bound_whatever_it_says_of_its_length() {
    let (_folder, server) = served();
    let (desk, before) = (server.client(), entries(&server));
    let peak = peak_kib(&server);
    let long = "x".repeat(80_000);
    let chunked = format!("{:x}\r\n{long}\r\n", long.len());
    let cases = [
        // Says ten gigabytes, and begins to send them.
        (
            head(&desk, "Content-Length: 10737418240\r\n"),
            long.clone(),
            413,
        ),
        (
            head(&desk, &format!("Content-Length: {}\r\n", long.len())),
            long.clone(),
            413,
        ),
        // No length at all, and no end.
        (head(&desk, "Transfer-Encoding: chunked\r\n"), chunked, 413),
        // Says less than it sends: what is over is no part of this request.
        (head(&desk, "Content-Length: 5\r\n"), long, 400),
    ];
    for (head, body, status) in cases {
        let back = raw(server.address, format!("{head}{body}").as_bytes());
        let answer = back.lines().next().unwrap_or_default().to_owned();
        assert!(
            answer.contains(&format!(" {status} ")),
            "{head}: {back:.300}"
        );
        assert!(
            back.contains("application/problem+json"),
            "{head}: {back:.300}"
        );
    }
    let grown = peak_kib(&server).saturating_sub(peak);
    assert!(grown < 16 * 1024, "it took {grown} KiB more");
    assert_eq!(entries(&server), before);
}

/// One request for us and another for whoever is in front: neither is read.
#[test]
fn two_lengths_for_one_body_are_not_chosen_from() {
    let (_folder, server) = served();
    let (desk, before) = (server.client(), entries(&server));
    let body = opening("smuggled").to_string();
    let hidden = format!(
        "0\r\n\r\n{}{body}",
        head(&desk, &format!("Content-Length: {}\r\n", body.len()))
    );
    let lengths = [
        "Content-Length: 3\r\nContent-Length: 400\r\n".to_owned(),
        "Content-Length: -1\r\n".to_owned(),
        "Content-Length: +5\r\n".to_owned(),
        "Content-Length: 5, 6\r\n".to_owned(),
        "Content-Length: 99999999999999999999999\r\n".to_owned(),
        format!(
            "Content-Length: {}\r\nTransfer-Encoding: chunked\r\n",
            hidden.len()
        ),
        "Transfer-Encoding: identity\r\n".to_owned(),
        "Transfer-Encoding: chunked, identity\r\n".to_owned(),
        "Transfer-Encoding: xchunked\r\n".to_owned(),
    ];
    for length in lengths {
        let request = format!("{}{hidden}", head(&desk, &length));
        let back = raw(server.address, request.as_bytes());
        let answers = back.matches("HTTP/1.1 ").count();
        assert!(answers <= 1, "{length}: {back}");
        assert!(!back.contains(" 201 "), "{length}: {back}");
    }
    assert_eq!(entries(&server), before);
}

#[test]
fn heads_and_queries_have_a_measure() {
    let (_folder, server) = served();
    let (desk, before) = (server.client(), entries(&server));
    let peak = peak_kib(&server);
    let cookie = desk.cookie.clone().unwrap();
    let asked = |path: &str, more: &str| {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {cookie}\r\n{more}\r\n",
            desk.address
        );
        raw(desk.address, request.as_bytes())
    };
    // These are refused before anybody knows what was asked, and so without a document.
    let many: String = (0..5_000).map(|n| format!("x-{n}: a\r\n")).collect();
    let long = format!("x-long: {}\r\n", "a".repeat(300_000));
    let way = format!("/v1/board?since={}", "1".repeat(300_000));
    for back in [
        asked("/v1/board", &many),
        asked("/v1/board", &long),
        asked(&way, ""),
    ] {
        let first = back.lines().next().unwrap_or_default();
        let known = ["HTTP/1.1 400", "HTTP/1.1 414", "HTTP/1.1 431"];
        let refused = known.iter().any(|status| first.starts_with(status));
        assert!(first.is_empty() || refused, "{first}");
    }
    let thousands: String = (0..5_000).map(|n| format!("&a{n}=1")).collect();
    let same = "&since=1".repeat(5_000);
    for query in [thousands, same] {
        for path in ["/v1/board", "/v1/entries", "/v1/feed"] {
            let back = asked(&format!("{path}?since=1{query}"), "");
            let answer = read(&back).unwrap_or_else(|| panic!("{path}: {back:.300}"));
            is_a_problem(&answer, path);
        }
    }
    let grown = peak_kib(&server).saturating_sub(peak);
    assert!(grown < 16 * 1024, "it took {grown} KiB more");
    assert_eq!(entries(&server), before);
}

#[test]
fn a_client_that_sends_its_body_drop_by_drop_is_let_go() {
    let (_folder, server) = served();
    let desk = server.client();
    let mut slow = TcpStream::connect(desk.address).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    let request = head(&desk, "Content-Length: 60000\r\n");
    slow.write_all(request.as_bytes()).unwrap();
    let begun = Instant::now();
    let mut dripping = slow.try_clone().unwrap();
    std::thread::spawn(move || {
        while dripping.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(500));
        }
    });
    // Others act meanwhile.
    act(&desk, "/v1/reports", &opening("smoke")).accepted();
    let mut back = String::new();
    let _ = slow.read_to_string(&mut back);
    let waited = begun.elapsed();
    assert!(
        waited < Duration::from_secs(40),
        "it was held for {waited:?}"
    );
    if let Some(answer) = read(&back) {
        refused(&answer, 400, "bad-request");
    }
}
