//! Live feeds: as many as are of use and no more, and none for whoever may no longer follow.

use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use super::support::signing_in::{administrator, invited};
use super::support::{Answer, Client, opening};
use super::{act, at_a_desk, refused, served};

/// What one account gets.
const OF_ONE: usize = 32;
/// How soon a feed ends whose follower may no longer follow.
const SOON: Duration = Duration::from_secs(6);

/// A feed that is open; its head was read.
struct Feed(BufReader<TcpStream>);

fn follow(client: &Client) -> Feed {
    let mut stream = BufReader::new(client.open("GET", "/v1/feed", &[], "").unwrap());
    let mut first = String::new();
    stream.read_line(&mut first).unwrap();
    assert!(first.contains(" 200 "), "{first}");
    Feed(stream)
}

impl Feed {
    /// Reads on until this is told.
    #[track_caller]
    fn hears(mut self, told: &str) {
        let mut line = String::new();
        while !line.contains(told) {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "it ended");
        }
    }

    /// How long it lasted, and whether it told of this.
    fn until_its_end(mut self, told: &str) -> (Duration, bool) {
        let (begun, mut heard) = (Instant::now(), false);
        let mut line = String::new();
        while self.0.read_line(&mut line).is_ok_and(|read| read > 0) {
            heard |= line.contains(told);
            line.clear();
        }
        (begun.elapsed(), heard)
    }
}

fn tried(client: &Client) -> Answer {
    client.send("GET", "/v1/feed?after=seven", &[], "").unwrap()
}

#[test]
fn an_account_follows_so_often_and_no_oftener_and_room_comes_back() {
    let (_folder, server) = served();
    let desk = server.client();
    let mut held: Vec<_> = (0..OF_ONE).map(|_| follow(&desk)).collect();
    let one_more = |language: &str| {
        let desk = desk.clone().with_language(language);
        desk.send("GET", "/v1/feed", &[], "").unwrap()
    };
    for language in ["en", "zh-CN"] {
        let answer = one_more(language);
        refused(&answer, 429, "too-many-feeds");
        assert_eq!(answer.header("content-language"), Some(language));
        assert!(answer.header("retry-after").is_some(), "{}", answer.head);
    }
    // Acts, questions and other people are not concerned.
    act(&desk, "/v1/reports", &opening("smoke")).accepted();
    drop(follow(&at_a_desk(&server, "D-2", "desk-2")));
    // What is malformed takes no room.
    assert_eq!(tried(&desk).status, 400);
    held.pop();
    let begun = Instant::now();
    loop {
        let mut stream = BufReader::new(desk.open("GET", "/v1/feed", &[], "").unwrap());
        let mut first = String::new();
        stream.read_line(&mut first).unwrap();
        if first.contains(" 200 ") {
            break;
        }
        let waited = begun.elapsed();
        assert!(waited < Duration::from_secs(15), "no room after {waited:?}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn whoever_is_suspended_hears_no_more_at_once() {
    let (_folder, server) = served();
    let person = at_a_desk(&server, "D-2", "desk-2");
    let account = person.get("/v1/session").ok()["account"].clone();
    let feed = follow(&person);
    let staying = follow(&server.client());
    let path = format!("/v1/accounts/{}/suspend", account.as_str().unwrap());
    let why = json!({"reason": "an inquiry"});
    act(&administrator(server.address), &path, &why).accepted();
    act(&server.client(), "/v1/reports", &opening("canary")).accepted();
    let (lasted, heard) = feed.until_its_end("canary");
    assert!(lasted < SOON && !heard, "{lasted:?}, heard: {heard}");
    staying.hears("canary");
}

#[test]
fn a_feed_ends_with_its_session() {
    let (_folder, server) = served();
    let person = at_a_desk(&server, "D-2", "desk-2");
    let feed = follow(&person);
    let out = person.send("DELETE", "/v1/session", &[], "").unwrap();
    assert_eq!(out.status, 204, "{}", out.body);
    let (lasted, _) = feed.until_its_end("");
    assert!(lasted < SOON, "{lasted:?}");
}

#[test]
fn a_feed_ends_with_the_post_that_allowed_it() {
    let (_folder, server) = served();
    let person = invited(server.address, "D-2", &["dispatcher"]);
    let account = person.get("/v1/session").ok()["account"].clone();
    let feed = follow(&person);
    let path = format!("/v1/accounts/{}/posts", account.as_str().unwrap());
    let posts = json!({"posts": [{"role": "administrator"}]});
    act(&administrator(server.address), &path, &posts).accepted();
    act(&server.client(), "/v1/reports", &opening("canary")).accepted();
    let (lasted, heard) = feed.until_its_end("canary");
    assert!(lasted < SOON && !heard, "{lasted:?}, heard: {heard}");
}
