//! Records that earlier builds wrote are opened, verified and shown as they were then.

mod support;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use application::record::ClockKind;
use application::{Application, Clock, Options, Start, Which, Window};
use kernel::{AgencyId, Timestamp};
use serde_json::{Value, json};
use support::{good, root, text};

/// `testdata/<name>`, and its record in a folder of its own, so that nothing there is ever changed.
fn taken_out(name: &str) -> (PathBuf, tempfile::TempDir) {
    let kept = root().join("testdata").join(name);
    let copy = tempfile::tempdir().expect("a folder");
    let record = kept.join("record");
    std::fs::create_dir(copy.path().join("blobs")).expect("a folder");
    for folder in ["", "blobs"] {
        for file in std::fs::read_dir(record.join(folder)).expect("a record") {
            let file = file.expect("a file");
            if file.path().is_file() {
                let to = copy.path().join(folder).join(file.file_name());
                std::fs::copy(file.path(), to).expect("a copy");
            }
        }
    }
    (kept, copy)
}

/// Compares with what was recorded. `UPDATE_TESTDATA=1` records a new folder's files; those of an
/// old one are never to be changed.
#[track_caller]
fn as_recorded(path: &Path, found: &Value) {
    let mut found = found.clone();
    found.sort_all_objects();
    let found = serde_json::to_string_pretty(&found).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_TESTDATA").is_some() && !path.exists() {
        std::fs::write(path, &found).expect("it can be written");
    }
    let recorded = std::fs::read_to_string(path).expect("what it showed then");
    for (number, (found, recorded)) in (1..).zip(found.lines().zip(recorded.lines())) {
        assert_eq!(found, recorded, "{} line {number}", path.display());
    }
    assert_eq!(found.len(), recorded.len(), "{}", path.display());
}

struct Then;

impl Clock for Then {
    fn now(&self) -> Timestamp {
        Timestamp(1_600_000_000_000)
    }
}

/// The incidents with what happened to each, in words that stay when views grow.
fn shown(folder: &Path) -> Value {
    let application = Application::start(Start {
        folder: folder.to_owned(),
        agency: AgencyId::new("san-francisco").expect("an agency"),
        clock_kind: ClockKind::Replay,
        pack: None,
        clock: Arc::new(Then),
        options: Options::default(),
        around: None,
        publish: application::PublishAs::default(),
    });
    let application = application.unwrap_or_else(|error| panic!("{error}"));
    let size = application.status().entries;
    while *application.watch_views().borrow() < size {
        std::thread::yield_now();
    }
    let window = Window {
        which: Which::All,
        text: None,
        before_ms: None,
        limit: 500,
        hands: None,
    };
    let mut rows = application.incidents(&window).expect("incidents");
    rows.sort_by_key(|row| row.number.to_string());
    let one = |row: &application::IncidentRow| {
        let found = application.incident(row.incident).expect("an answer");
        let (view, entries) = found.expect("the incident of the row");
        let about: Vec<Value> = entries
            .iter()
            .map(|one| {
                let events = one.entry.events.iter().map(|event| {
                    let value = serde_json::to_value(event).expect("JSON");
                    value["type"].as_str().expect("a type").to_owned()
                });
                json!([one.entry.seq, events.collect::<Vec<_>>().join(" ")])
            })
            .collect();
        json!({
            "number": row.number.to_string(), "incident": row.incident.to_string(),
            "type": row.type_code, "priority": row.priority, "reports": view.reports.len(),
            "runs": view.assignments.len(), "entries": about,
        })
    };
    let incidents: Vec<Value> = rows.iter().map(one).collect();
    application.end();
    json!({ "entries": size, "incidents": incidents })
}

#[test]
fn the_first_record_is_sound_and_shows_what_it_showed() {
    let (kept, copy) = taken_out("first-record");
    let data = text(copy.path());
    let verified = good(&["journal", "verify", data]);
    let root = std::fs::read_to_string(kept.join("verified.txt")).expect("a line");
    assert_eq!(verified, root);
    as_recorded(&kept.join("shown.json"), &shown(copy.path()));
    let figures = good(&["figures", "--data", data, "--json"]);
    let figures = serde_json::from_str(&figures).expect("JSON");
    as_recorded(&kept.join("figures.json"), &figures);
}

/// Keys and fingerprints of an old record still mean the same acts: only the pack is a newer one.
#[test]
fn the_same_calls_add_nothing_to_the_first_record() {
    let (kept, copy) = taken_out("first-record");
    let data = text(copy.path());
    let before = good(&["journal", "show", data]);
    let calls = kept.join("calls.csv");
    let pack = "packs/san-francisco";
    let calls = text(&calls);
    good(&["replay", "--pack", pack, "--calls", calls, "--data", data]);
    good(&["journal", "verify", data]);
    let after = good(&["journal", "show", data]);
    let added = after.strip_prefix(&before).expect("the same entries");
    let kinds: Vec<&str> = added.matches("record.pack_adopted").collect();
    assert!(
        kinds.len() == 1 && added.matches("\"seq\":").count() == 1,
        "{added}"
    );
}
