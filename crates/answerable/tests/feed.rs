//! The live feed: nothing is missed and nothing comes twice, however often the line breaks, and a
//! server that ends says so.

mod support;

use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Chance, Client, Server, opening};
use uuid::Uuid;

const DESKS: std::ops::Range<usize> = 0..4;

/// One stream of events.
struct Stream(BufReader<TcpStream>);

#[derive(Debug)]
struct Event {
    name: String,
    id: Option<u64>,
    data: Value,
}

impl Stream {
    fn open(client: &Client, last: Option<u64>) -> Self {
        let last = last.map(|last| last.to_string());
        let headers: Vec<(&str, &str)> = last
            .iter()
            .map(|last| ("Last-Event-ID", last.as_str()))
            .collect();
        let stream = client
            .open("GET", "/v1/feed", &headers, "")
            .expect("a stream");
        let mut stream = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let read = stream.read_line(&mut head).expect("a head");
            assert!(read > 0, "the stream ended: {head}");
        }
        assert!(head.contains(" 200 "), "{head}");
        assert!(head.contains("text/event-stream"), "{head}");
        Self(stream)
    }

    /// The next event, or nothing when the stream has ended.
    fn next(&mut self) -> Option<Event> {
        let mut event = Event {
            name: String::new(),
            id: None,
            data: Value::Null,
        };
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("event", name)) => event.name = name.to_owned(),
                Some(("id", id)) => event.id = id.parse().ok(),
                Some(("data", data)) => event.data = serde_json::from_str(data).ok()?,
                _ if line.trim_end().is_empty() && !event.name.is_empty() => return Some(event),
                _ => {}
            }
        }
    }

    /// The number of the next entry.
    fn next_entry(&mut self) -> Option<u64> {
        loop {
            let event = self.next()?;
            if event.name == "entry" {
                assert_eq!(event.data["seq"].as_u64(), event.id, "the id is the number");
                assert_eq!(event.data["entry"]["seq"].as_u64(), event.id);
                return event.id;
            }
            assert_ne!(event.name, "bye", "nobody asked the server to end");
        }
    }
}

fn size(client: &Client) -> u64 {
    let status = client.get("/v1/status").ok();
    status["entries"].as_u64().expect("a number")
}

/// Desks that act until they are told to stop or the line is cut, and what was acknowledged.
fn seated(folder: &std::path::Path) -> Server {
    let server = Server::start(folder);
    DESKS.for_each(|number| server.client().enter(&format!("desk-{number}")));
    server
}

fn desks(
    server: &Server,
    stop: &Arc<AtomicBool>,
    acts: usize,
) -> Vec<std::thread::JoinHandle<Vec<(Uuid, u64)>>> {
    let one = |number: usize| {
        let (mut client, stop) = (server.client(), Arc::clone(stop));
        client.seat = format!("desk-{number}");
        std::thread::spawn(move || {
            let mut told = vec![];
            while told.len() < acts && !stop.load(Ordering::Acquire) {
                let key = Uuid::now_v7();
                match client.try_act("/v1/reports", key, &opening("smoke")) {
                    Ok(answer) if answer.status == 201 => {
                        told.push((key, answer.body["entry"].as_u64().expect("a number")));
                    }
                    // A server that ends may refuse; then nothing was promised.
                    _ => break,
                }
            }
            told
        })
    };
    DESKS.map(one).collect()
}

#[test]
fn a_reader_that_comes_back_misses_nothing_and_gets_nothing_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = seated(folder.path());
    let client = server.client();
    let first = size(&client);
    let acts = 60;
    let desks = desks(&server, &Arc::default(), acts);
    let end = first + 4 * acts as u64;
    // One that stays, and one whose line breaks again and again, at once or after a while.
    let mut staying = Stream::open(&client, Some(first - 1));
    let stays =
        std::thread::spawn(move || (first..end).all(|seq| staying.next_entry() == Some(seq)));
    let mut chance = Chance(7);
    let (mut next, mut lines) = (first, 0);
    while next < end {
        let mut stream = Stream::open(&client, Some(next - 1));
        lines += 1;
        for _ in 0..chance.below(12) {
            if next < end {
                assert_eq!(stream.next_entry(), Some(next), "on line {lines}");
                next += 1;
            }
        }
    }
    for desk in desks {
        assert_eq!(desk.join().expect("a desk").len(), acts);
    }
    assert!(stays.join().expect("a reader"), "the one that stayed");
    assert!(lines > 10, "the line did break");
    // From the very first entry, long after.
    let mut stream = Stream::open(&client, Some(0));
    for seq in 1..end {
        assert_eq!(stream.next_entry(), Some(seq));
    }
}

#[test]
fn a_reader_without_a_last_id_starts_after_the_newest_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path());
    let client = server.client();
    let act = || {
        let key = Uuid::now_v7();
        let recorded = client.act("/v1/reports", key, &opening("smoke")).accepted();
        // Whoever acts is answered before readers are told.
        let path = format!("/v1/board?min_entry={}", recorded["entry"]);
        client.get(&path).ok();
        recorded
    };
    act();
    let mut stream = Stream::open(&client, None);
    let recorded = act();
    let event = stream.next().expect("an event");
    assert_eq!(event.id, recorded["entry"].as_u64());
    assert_eq!(event.data["leaf_hash"], recorded["leaf_hash"]);
    let after = client.open("GET", "/v1/feed?after=0", &[], "");
    let mut stream = Stream(BufReader::new(after.expect("a stream")));
    assert_eq!(stream.next_entry(), Some(1), "the query says it as well");
}

#[test]
fn a_last_id_that_is_no_number_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(folder.path());
    let headers = [("Last-Event-ID", "seven")];
    let answer = server.client().send("GET", "/v1/feed", &headers, "");
    let answer = answer.expect("an answer");
    assert_eq!(
        (answer.status, &answer.body["code"]),
        (400, &json!("bad-request"))
    );
}

#[test]
fn a_server_that_is_asked_to_end_says_bye_and_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = seated(folder.path());
    let client = server.client();
    let streams: Vec<_> = (0..3).map(|_| Stream::open(&client, None)).collect();
    let readers: Vec<_> = streams
        .into_iter()
        .map(|mut stream| {
            std::thread::spawn(move || {
                let mut last = None;
                while let Some(event) = stream.next() {
                    last = Some(event.name);
                }
                last
            })
        })
        .collect();
    let stop = Arc::default();
    let desks = desks(&server, &stop, usize::MAX);
    std::thread::sleep(Duration::from_millis(400));
    let begun = Instant::now();
    server.ask_to_end();
    let ended = server.ends_within(Duration::from_secs(6));
    println!("ended after {:?}", begun.elapsed());
    assert_eq!(ended.code(), Some(0), "{ended}");
    for reader in readers {
        let last = reader.join().expect("a reader");
        assert_eq!(last.as_deref(), Some("bye"), "the last event of a stream");
    }
    stop.store(true, Ordering::Release);
    let told: Vec<(Uuid, u64)> = desks
        .into_iter()
        .flat_map(|desk| desk.join().expect("a desk"))
        .collect();
    assert!(!told.is_empty(), "the desks were heard");
    let client = seated(folder.path());
    for (key, entry) in told {
        let page = client
            .client()
            .get(&format!("/v1/entries?from={entry}&limit=1"))
            .ok();
        let found = &page["entries"][0]["entry"]["act"];
        assert_eq!(found, &json!(key.to_string()), "entry {entry}");
    }
}
