//! `formats/journal.md` says what is so: its table has every event type, its example verifies.

use domain::Event;
use kernel::{Digest, canonical};
use serde_json::Value;

use crate::files::formats;
use crate::schemas;

fn page() -> String {
    std::fs::read_to_string(formats().join("journal.md")).unwrap()
}

/// The lines of the page that begin so.
fn lines(page: &str, beginning: &str) -> Vec<String> {
    let lines = page
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with(beginning));
    lines.map(str::to_owned).collect()
}

fn prefixed(prefix: u8, bytes: &[u8]) -> Digest {
    Digest::of(&[&[prefix], bytes].concat())
}

#[test]
fn the_table_has_every_event_type_once() {
    let rows = lines(&page(), "| `");
    let name = |row: &String| row.split('`').nth(1).unwrap_or_default().to_owned();
    let mut listed: Vec<_> = rows
        .iter()
        .map(name)
        .filter(|name| name.contains('.'))
        .collect();
    listed.sort();
    let written: Vec<_> = schemas::all().into_keys().collect();
    assert_eq!(listed, written);
}

#[test]
fn the_example_verifies_as_the_page_says() {
    let page = page();
    let entries = lines(&page, r#"{"act""#);
    assert_eq!(entries.len(), 2);
    let leaves: Vec<_> = entries
        .iter()
        .map(|entry| prefixed(0, entry.as_bytes()))
        .collect();
    let root = prefixed(1, &[leaves[0].0, leaves[1].0].concat());
    for hash in leaves.iter().chain([&root]) {
        assert!(
            page.contains(&hash.to_string()),
            "the page does not show {hash}"
        );
    }
}

#[test]
fn the_entries_of_the_example_have_the_shape_the_page_describes() {
    let page = page();
    let requests = lines(&page, r#"{"command""#);
    for (seq, (entry, request)) in lines(&page, r#"{"act""#).iter().zip(&requests).enumerate() {
        let entry = canonical::parse(entry.as_bytes()).unwrap();
        let names: Vec<_> = entry
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            names,
            [
                "act", "agency", "at_ms", "events", "request", "seat", "seq", "v"
            ]
        );
        assert_eq!(entry["seq"], Value::from(seq));
        for event in entry["events"].as_array().unwrap() {
            serde_json::from_value::<Event>(event.clone()).unwrap();
        }
        canonical::parse(request.as_bytes()).unwrap();
        let digest = Digest::of(request.as_bytes()).to_string();
        assert_eq!(entry["request"], Value::from(&digest[..32]), "{digest}");
    }
    assert_eq!(requests.len(), 2);
}
