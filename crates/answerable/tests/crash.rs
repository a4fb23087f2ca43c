//! Kills the server again and again while several desks act, and asks each time whether everything
//! that was acknowledged is there, exactly once and with the leaf hash that was told.
//!
//! `ANSWERABLE_CRASH_ROUNDS` says how often (200), `ANSWERABLE_CRASH_SEED` repeats a run's choices;
//! the moments of the threads are the machine's own.

mod support;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Chance, Client, Server, good, opening, text};
use uuid::Uuid;

const CLIENTS: u64 = 5;
/// Rounds after which the server ends in order and the record is looked over.
const LOOKED_OVER_EVERY: u64 = 20;
/// Acknowledged acts that are sent again after each kill.
const SENT_AGAIN: usize = 8;

/// One act, and all that is needed to send it again.
#[derive(Clone, Debug)]
struct Asked {
    seat: String,
    path: String,
    key: Uuid,
    body: Value,
}

impl Asked {
    fn send(&self, address: SocketAddr) -> std::io::Result<support::Answer> {
        let client = Client {
            seat: self.seat.clone(),
            ..Client::at(address)
        };
        client.try_act(&self.path, self.key, &self.body)
    }
}

/// What an answer says of the place in the record.
type Place = (u64, String);

fn place(recorded: &Value) -> Place {
    let entry = recorded["entry"].as_u64().expect("an answer has an entry");
    let leaf = recorded["leaf_hash"].as_str().expect("and a leaf hash");
    (entry, leaf.to_owned())
}

/// What one desk got to know in one round.
#[derive(Default)]
struct Heard {
    acknowledged: Vec<(Asked, Place)>,
    refused: Vec<Asked>,
    /// Sent, and the line was cut before an answer.
    unanswered: Vec<Asked>,
    incidents: Vec<Uuid>,
}

/// One desk: takes reports, writes notes, sends its unit and hears from it, until the line is cut.
fn desk(address: SocketAddr, number: u64, mut chance: Chance, known: Vec<Uuid>) -> Heard {
    let (seat, unit) = (format!("desk-{number}"), format!("K{number}"));
    let mut heard = Heard {
        incidents: known,
        ..Heard::default()
    };
    loop {
        let (path, body) = next(&mut chance, &unit, &heard.incidents);
        let asked = Asked {
            seat: seat.clone(),
            path,
            key: Uuid::now_v7(),
            body,
        };
        match asked.send(address) {
            Ok(answer) if answer.status == 201 => {
                if asked.path == "/v1/reports" {
                    heard.incidents.push(asked.key);
                }
                heard.acknowledged.push((asked, place(&answer.body)));
            }
            Ok(answer) if (400..500).contains(&answer.status) => heard.refused.push(asked),
            Ok(answer) => panic!("{} was answered {}", asked.path, answer.body),
            Err(_) => {
                heard.unanswered.push(asked);
                return heard;
            }
        }
    }
}

fn next(chance: &mut Chance, unit: &str, incidents: &[Uuid]) -> (String, Value) {
    let told = 1_700_000_000_000 + chance.below(1_000_000);
    let Some(incident) = chance.pick(incidents) else {
        return ("/v1/reports".into(), opening("smoke from a kitchen"));
    };
    let run = format!("/v1/incidents/{incident}/units/{unit}");
    let milestone = |name: &str| json!({"milestone": name, "happened_at_ms": told});
    match chance.below(16) {
        0 => ("/v1/reports".into(), opening("厨房冒烟，有明火")),
        1..=8 => (
            format!("/v1/incidents/{incident}/notes"),
            json!({"text": format!("note {told}")}),
        ),
        9 => (
            format!("/v1/incidents/{incident}/hazards"),
            json!({"hazard": "high-voltage", "text": "a cable in the yard"}),
        ),
        10 => (
            format!("/v1/units/{unit}/shift"),
            json!({"kind": "engine", "station": "station-01", "crew": 5}),
        ),
        11 | 12 => (
            format!("/v1/incidents/{incident}/send"),
            json!({"units": [unit], "happened_at_ms": told}),
        ),
        13 => (format!("{run}/milestones"), milestone("on_scene")),
        14 => (format!("{run}/clear"), json!({"happened_at_ms": told})),
        _ => (
            format!("/v1/incidents/{incident}/owner"),
            json!({"owner": "desk-9"}),
        ),
    }
}

/// The record as the test has seen it so far.
#[derive(Default)]
struct Seen {
    by_key: BTreeMap<Uuid, Place>,
    /// Incidents that were opened.
    opened: Vec<Uuid>,
    size: u64,
}

impl Seen {
    /// Reads what is new in the record: numbers without a hole, and no key twice.
    fn read_on(&mut self, client: &Client) {
        loop {
            let page = client
                .get(&format!("/v1/entries?from={}&limit=500", self.size))
                .ok();
            let entries = page["entries"].as_array().expect("entries");
            for one in entries {
                let key: Uuid = one["entry"]["act"]
                    .as_str()
                    .expect("an entry has a key")
                    .parse()
                    .expect("a UUID");
                let events = one["entry"]["events"].as_array().expect("events");
                let opens = |event: &Value| event["type"] == "intake.incident_opened";
                self.opened.extend(events.iter().any(opens).then_some(key));
                self.add(
                    key,
                    one["seq"].as_u64().expect("a number"),
                    &one["leaf_hash"],
                );
            }
            if Some(self.size) == page["size"].as_u64() {
                return;
            }
        }
    }

    fn add(&mut self, key: Uuid, seq: u64, leaf: &Value) {
        assert_eq!(seq, self.size, "entries are in order, without a hole");
        let leaf = leaf.as_str().expect("a leaf hash").to_owned();
        let before = self.by_key.insert(key, (seq, leaf));
        assert_eq!(before, None, "the act {key} is in the record twice");
        self.size += 1;
    }
}

#[test]
fn whatever_was_acknowledged_is_there_once_after_every_kill() {
    let number = |name: &str, otherwise: u64| {
        std::env::var(name).map_or(otherwise, |text| text.parse().expect("a number"))
    };
    let rounds = number("ANSWERABLE_CRASH_ROUNDS", 200);
    let seed = number("ANSWERABLE_CRASH_SEED", Uuid::now_v7().as_u64_pair().1);
    println!("ANSWERABLE_CRASH_SEED={seed}");
    let begun = Instant::now();
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path();
    let mut chance = Chance(seed);
    let mut seen = Seen::default();
    let mut all: Vec<(Asked, Place)> = vec![];
    let mut incidents: Vec<Uuid> = vec![];
    let (mut cut, mut kept_unheard, mut refused) = (0_u64, 0_u64, 0_u64);
    let mut server = Server::start(data);
    (0..CLIENTS).for_each(|number| server.client().enter(&format!("desk-{number}")));
    for round in 1..=rounds {
        let address = server.address;
        let desks: Vec<_> = (0..CLIENTS)
            .map(|number| {
                let (own, known) = (Chance(chance.next()), incidents.clone());
                std::thread::spawn(move || desk(address, number, own, known))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(20 + chance.below(131)));
        server.kill();
        let heard: Vec<Heard> = desks
            .into_iter()
            .map(|desk| desk.join().expect("a desk"))
            .collect();

        server = Server::start(data);
        seen.read_on(&server.client());
        for one in heard {
            for (asked, told) in one.acknowledged {
                assert_eq!(seen.by_key.get(&asked.key), Some(&told), "lost: {asked:?}");
                if asked.path == "/v1/reports" {
                    incidents.push(asked.key);
                }
                all.push((asked, told));
            }
            for asked in &one.refused {
                assert_eq!(
                    seen.by_key.get(&asked.key),
                    None,
                    "refused, and kept: {asked:?}"
                );
            }
            refused += one.refused.len() as u64;
            for asked in one.unanswered {
                cut += 1;
                let kept = seen.by_key.get(&asked.key).cloned();
                kept_unheard += u64::from(kept.is_some());
                heard_at_last(&server, asked, kept, &mut all);
            }
        }
        for _ in 0..SENT_AGAIN {
            if let Some((asked, told)) = chance.pick(&all) {
                let answer = asked.send(server.address).expect("the server answers");
                assert_eq!(&place(&answer.accepted()), told, "sent again: {asked:?}");
            }
        }
        // Only the last few, so that desks meet at the same incidents.
        let old = incidents.len().saturating_sub(40);
        incidents.drain(..old);
        if round % LOOKED_OVER_EVERY == 0 || round == rounds {
            server.stop();
            look_over(data);
            server = Server::start(data);
        }
    }
    let shown_live = shown(&server, &seen.opened);
    server.stop();
    good(&["rebuild", text(data)]);
    let server = Server::start(data);
    assert!(
        shown_live == shown(&server, &seen.opened),
        "views folded anew show something else"
    );
    server.stop();
    every_acknowledged_act_is_in_the_printed_record(data, &all);
    println!(
        "{rounds} kills in {:.0} s: {} acts acknowledged and there once, {refused} refused, {cut} \
         cut off of which {kept_unheard} had been kept; {} entries, {} incidents shown",
        begun.elapsed().as_secs_f64(),
        all.len(),
        seen.size,
        seen.opened.len(),
    );
    assert!(
        all.len() as u64 > rounds,
        "the desks were hardly heard at all"
    );
}

/// What a desk does that heard nothing: it sends the act again, with the same key.
fn heard_at_last(
    server: &Server,
    asked: Asked,
    kept: Option<Place>,
    all: &mut Vec<(Asked, Place)>,
) {
    let answer = asked.send(server.address).expect("the server answers");
    match (answer.status, kept) {
        (201, Some(kept)) => assert_eq!(place(&answer.body), kept, "another entry: {asked:?}"),
        (201, None) => {}
        (400..500, None) => return,
        _ => panic!("{asked:?} was answered {}", answer.body),
    }
    let told = place(&answer.body);
    all.push((asked, told));
}

/// The record of a server that is not running: sound, and the views are what its entries fold to.
fn look_over(data: &Path) {
    let verified = good(&["journal", "verify", text(data)]);
    assert!(verified.starts_with("good: "), "{verified}");
    let folded_live = tables(data);
    good(&["rebuild", text(data)]);
    let folded_anew = tables(data);
    for (name, rows) in &folded_anew {
        let live = folded_live.get(name);
        assert!(live == Some(rows), "table {name} was folded otherwise live");
    }
    assert_eq!(folded_live.len(), folded_anew.len(), "the same tables");
}

/// Every table of the views with its rows in order, as text.
fn tables(data: &Path) -> BTreeMap<String, Vec<String>> {
    let views = rusqlite::Connection::open(data.join("views.db")).expect("views.db");
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut names = views.prepare(names).expect("a schema");
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))
        .and_then(Iterator::collect)
        .expect("names");
    names
        .into_iter()
        .map(|name| {
            let mut all = views
                .prepare(&format!("SELECT * FROM \"{name}\""))
                .expect("a table");
            let width = all.column_count();
            let row = |row: &rusqlite::Row<'_>| {
                let values = (0..width).map(|at| row.get::<_, rusqlite::types::Value>(at));
                Ok(format!(
                    "{:?}",
                    values.collect::<rusqlite::Result<Vec<_>>>()?
                ))
            };
            let mut rows: Vec<String> = all
                .query_map([], row)
                .and_then(Iterator::collect)
                .expect("rows");
            rows.sort_unstable();
            (name, rows)
        })
        .collect()
}

/// The board and every incident, as a desk would be shown them.
fn shown(server: &Server, incidents: &[Uuid]) -> BTreeMap<String, Value> {
    let client = server.client();
    let entries = client.get("/v1/status").ok()["entries"].as_u64();
    let newest = entries.expect("a number") - 1;
    let mut board = client.get(&format!("/v1/board?min_entry={newest}")).ok();
    // The one thing that is of the moment of asking.
    board["now_ms"] = Value::Null;
    let one = |id: &Uuid| {
        let path = format!("/v1/incidents/{id}");
        let incident = client.get(&path).ok();
        (path, incident)
    };
    let mut all: BTreeMap<_, _> = incidents.iter().map(one).collect();
    all.insert("/v1/board".into(), board);
    all
}

fn every_acknowledged_act_is_in_the_printed_record(data: &Path, all: &[(Asked, Place)]) {
    let printed = good(&["journal", "show", text(data)]);
    let mut entries: BTreeMap<Uuid, Vec<Place>> = BTreeMap::new();
    for line in printed.lines() {
        let mut parts = line.splitn(3, '\t');
        let (seq, leaf) = (parts.next().expect("number"), parts.next().expect("leaf"));
        let entry: Value = serde_json::from_str(parts.next().expect("entry")).expect("JSON");
        let key: Uuid = entry["act"]
            .as_str()
            .expect("a key")
            .parse()
            .expect("a UUID");
        let place = (seq.parse().expect("a number"), leaf.to_owned());
        entries.entry(key).or_default().push(place);
    }
    for (asked, told) in all {
        assert_eq!(
            entries.get(&asked.key).map(Vec::as_slice),
            Some([told.clone()].as_slice()),
            "{asked:?}"
        );
    }
}
