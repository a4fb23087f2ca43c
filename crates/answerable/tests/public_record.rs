//! The record as outsiders see it: receipts that others check, a log under static paths, witnesses
//! that stop a fork, and a cache between us and a verifier.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its scene up has failed"
)]

mod support;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use support::{Client, Server, good, opening, program, run, signing_in, text};
use tlog::{Checkpoint, Note, Tree, Verifier, leaf_hash};
use uuid::Uuid;

fn acts(client: &Client, count: u32) -> u64 {
    let mut last = 0;
    for nth in 0..count {
        let said = client.act(
            "/v1/reports",
            Uuid::now_v7(),
            &opening(&format!("call {nth}")),
        );
        last = said.accepted()["entry"].as_u64().expect("an entry");
    }
    last
}

/// The answer as text, once it is there.
#[track_caller]
fn told(client: &Client, path: &str) -> String {
    let answer = client.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body.as_str().expect("a text").to_owned()
}

fn write(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("a file");
    text(&path).to_owned()
}

#[test]
fn a_receipt_is_checked_without_the_server_and_refused_once_it_was_changed() {
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let server = Server::start(data.path());
    let client = server.client();
    let entry = acts(&client, 3);
    let receipt = told(&client, &format!("/v1/entries/{entry}/receipt"));
    let policy = write(files.path(), "policy", &told(&client, "/log/policy"));
    let code = client.get(&format!("/v1/entries/{entry}/code")).ok();
    server.stop();
    let kept = write(files.path(), "mine.tlog-proof", &receipt);
    let said = good(&["verify", &kept, "--policy", &policy]);
    assert!(
        said.contains("PROVEN") && said.contains(&format!("Entry {entry} stood")),
        "{said}"
    );
    let index = format!("index {entry}\n");
    let changed = receipt.replacen(&index, &format!("index {}\n", entry - 1), 1);
    let changed = write(files.path(), "changed.tlog-proof", &changed);
    let refused = run(&["verify", &changed, "--policy", &policy]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stdout).contains("REFUSED"));
    // The code on the paper opens the state, in letters and in words.
    let server = Server::start(data.path());
    for form in ["letters", "words_en", "words_zh"] {
        let form = code[form].as_str().unwrap();
        let path: String = form.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let state = server.client().get(&format!("/v1/receipts/{path}")).ok();
        assert_eq!(
            (&state["entry"], &state["state"]),
            (&json!(entry), &json!("open")),
            "{form}"
        );
    }
    let misread = code["letters"]
        .as_str()
        .unwrap()
        .replace('-', "")
        .chars()
        .rev()
        .collect::<String>();
    let answer = server.client().get(&format!("/v1/receipts/{misread}"));
    assert!(matches!(
        answer.body["code"].as_str(),
        Some("bad-code" | "no-such-code")
    ));
}

#[test]
fn the_log_is_served_under_static_paths_and_its_entries_to_those_entitled() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path());
    let client = server.client();
    let entry = acts(&client, 5);
    told(&client, &format!("/v1/entries/{entry}/receipt"));
    let checkpoint = client.get("/log/checkpoint");
    assert_eq!(
        checkpoint.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert_eq!(
        checkpoint.header("cache-control"),
        Some("public, max-age=2")
    );
    let size = size_of(checkpoint.body.as_str().unwrap());
    let (head, tile) = fetched(server.address, &format!("/log/tile/0/000.p/{size}"));
    assert_eq!(tile.len() as u64, 32 * size);
    let head = head.to_lowercase();
    assert!(
        head.contains("content-type: application/octet-stream"),
        "{head}"
    );
    assert!(head.contains("immutable"), "{head}");
    let entries = client.get(&format!("/log/tile/entries/000.p/{size}"));
    assert_eq!(
        (entries.status, &entries.body["code"]),
        (403, &json!("entries-not-public"))
    );
    for nowhere in [
        "/log/tile/0/000",
        "/log/tile/0/0",
        "/log/tile/0/000.p/0",
        "/log/tile/0/999",
        "/log/checkpoint?x=1",
    ] {
        assert_eq!(client.get(nowhere).status, 404, "{nowhere}");
    }
}

fn size_of(note: &str) -> u64 {
    let note = Note::from_text(note).unwrap();
    Checkpoint::from_text(&note.text).unwrap().size
}

/// A witness of ours as a process of its own.
struct Witness {
    child: Child,
    url: String,
    key: String,
}

impl Witness {
    fn start(folder: &Path, name: &str, log: &Verifier) -> Self {
        let origin = log.name();
        let settings = format!(
            "name = \"{name}\"\nlisten = \"127.0.0.1:0\"\nstate = \"{name}.db\"\nkey = \"{name}.key\"\n\
             [[origins]]\norigin = \"{origin}\"\nkeys = [\"{log}\"]\n"
        );
        let config = write(folder, &format!("{name}.toml"), &settings);
        let mut witness = program(&["witness", "--config", &config]);
        support::canaries::listen(&mut witness);
        let mut child = witness
            .stdout(Stdio::piped())
            .spawn()
            .expect("a witness starts");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut line = || lines.next().expect("it says where").expect("a line");
        let (key, url) = (line(), line());
        Self {
            child,
            key: key.trim_start_matches("key ").to_owned(),
            url: url.trim_start_matches("listening on ").to_owned(),
        }
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for one in std::fs::read_dir(from).unwrap() {
        let one = one.unwrap();
        if one.path().is_file() {
            std::fs::copy(one.path(), to.join(one.file_name())).unwrap();
        }
    }
}

#[track_caller]
fn within<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            begun.elapsed() < limit,
            "it did not happen within {limit:?}"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Both files are put back from the same old backup, so that the head fits the journal: nothing in
/// the folder can tell. The witnesses can.
#[test]
fn witnesses_cosign_and_stop_a_record_that_was_put_back_from_an_old_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (data, backup) = (folder.path().join("data"), folder.path().join("backup"));
    Server::start(&data).stop();
    let log: Verifier = good(&["log", "key", text(&data)]).trim().parse().unwrap();
    let names = ["north", "south", "paper"];
    let witnesses = names.map(|name| Witness::start(folder.path(), name, &log));
    let mut policy = format!("log {log}\n");
    for (name, witness) in names.iter().zip(&witnesses) {
        policy.push_str(&format!("witness {name} {} {}\n", witness.key, witness.url));
    }
    policy.push_str("group two 2 north south paper\nquorum two\n");
    let policy = write(folder.path(), "policy", &policy);
    let with = [
        "serve",
        "--pack",
        "packs/san-francisco",
        "--policy",
        &policy,
    ];

    let server = Server::of(&with, &data);
    let entry = acts(&server.client(), 3);
    let receipt = within(Duration::from_secs(20), || {
        let answer = server.client().get(&format!("/v1/entries/{entry}/receipt"));
        (answer.header("answerable-witnessed") == Some("quorum")).then_some(answer.body)
    });
    let kept = write(folder.path(), "mine.tlog-proof", receipt.as_str().unwrap());
    let said = good(&["verify", &kept, "--policy", &policy]);
    assert!(said.matches("cosigned by").count() >= 2, "{said}");
    server.stop();
    copy(&data, &backup);

    // Work goes on, and the witnesses see it.
    let server = Server::of(&with, &data);
    let later = acts(&server.client(), 3);
    within(Duration::from_secs(20), || {
        let answer = server.client().get(&format!("/v1/entries/{later}/receipt"));
        (answer.header("answerable-witnessed") == Some("quorum")).then_some(())
    });
    server.stop();

    std::fs::remove_dir_all(&data).unwrap();
    copy(&backup, &data);
    let server = Server::of(&with, &data);
    let client = server.client();
    let reason = within(Duration::from_secs(20), || {
        let status = client.get("/v1/status").ok();
        status["writer"]["reason"].as_str().map(str::to_owned)
    });
    assert!(reason.contains("witness"), "{reason}");
    let refused = client.act("/v1/reports", Uuid::now_v7(), &opening("one more"));
    assert_eq!(
        (refused.status, &refused.body["code"]),
        (503, &json!("journal-stopped"))
    );
}

/// Nobody cosigns: receipts say that they are pending, and everything else goes on.
#[test]
fn a_witness_that_is_not_there_keeps_nobody_from_working() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    Server::start(&data).stop();
    let log = good(&["log", "key", text(&data)]);
    let nobody = tlog::Cosigner::new("nobody", [9; 32]).unwrap().verifier();
    let policy = format!("log {log}witness nobody {nobody} http://127.0.0.1:9\nquorum nobody\n");
    let policy = write(folder.path(), "policy", &policy);
    let server = Server::of(
        &[
            "serve",
            "--pack",
            "packs/san-francisco",
            "--policy",
            &policy,
        ],
        &data,
    );
    let client = server.client();
    let entry = acts(&client, 2);
    let answer = within(Duration::from_secs(20), || {
        let answer = client.get(&format!("/v1/entries/{entry}/receipt"));
        (answer.status == 200).then_some(answer)
    });
    assert_eq!(answer.header("answerable-witnessed"), Some("pending"));
    let kept = write(
        folder.path(),
        "mine.tlog-proof",
        answer.body.as_str().unwrap(),
    );
    let pending = run(&["verify", &kept, "--policy", &policy]);
    assert_eq!(pending.status.code(), Some(3));
    let status = client.get("/v1/status").ok();
    assert_eq!(status["witnesses"][0]["good"], json!(false));
    assert_eq!(status["writer"]["running"], json!(true));
}

/// A cache that forgets the query of an address and keeps everything for ever but the checkpoint.
fn careless_cache(server: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let mut kept: std::collections::HashMap<String, Vec<u8>> = Default::default();
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut first = String::new();
            BufReader::new(stream.try_clone().unwrap())
                .read_line(&mut first)
                .unwrap();
            let path = first
                .split(' ')
                .nth(1)
                .unwrap_or("/")
                .split('?')
                .next()
                .unwrap();
            let path = path.to_owned();
            let answer = kept.get(&path).cloned().unwrap_or_else(|| {
                let mut upstream = TcpStream::connect(server).unwrap();
                let asked = format!("GET {path} HTTP/1.0\r\nHost: log\r\n\r\n");
                upstream.write_all(asked.as_bytes()).unwrap();
                let mut answer = vec![];
                upstream.read_to_end(&mut answer).unwrap();
                answer
            });
            stream.write_all(&answer).unwrap();
            if path != "/log/checkpoint" && answer.starts_with(b"HTTP/1.0 200") {
                kept.insert(path, answer);
            }
        }
    });
    address
}

/// Head and bytes under a path, through whatever stands between.
fn fetched(address: SocketAddr, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(address).unwrap();
    let asked = format!("GET {path} HTTP/1.0\r\nHost: log\r\n\r\n");
    stream.write_all(asked.as_bytes()).unwrap();
    let mut answer = vec![];
    stream.read_to_end(&mut answer).unwrap();
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    let bytes = answer.split_off(end + 4);
    let head = String::from_utf8(answer).unwrap();
    assert!(head.starts_with("HTTP/1.0 200"), "{path}: {head}");
    (head, bytes)
}

fn fetch(address: SocketAddr, path: &str) -> Vec<u8> {
    fetched(address, path).1
}

/// A gateway ignored the query string and answered one proof for another. Every address of ours says
/// all there is to say, so a cache that is as careless cannot mix two of them up.
#[test]
fn trustasia_2026_a_careless_cache_between_us_and_a_verifier_mixes_nothing_up() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::of(
        &[
            "serve",
            "--pack",
            "packs/san-francisco",
            "--publish-entries",
        ],
        data.path(),
    );
    let client = server.client();
    let proxy = careless_cache(server.address);
    for round in 0..3_u32 {
        let entry = acts(&client, 3 + 40 * round);
        told(&client, &format!("/v1/entries/{entry}/receipt"));
        let note =
            String::from_utf8(fetch(proxy, &format!("/log/checkpoint?round={round}"))).unwrap();
        let note = Note::from_text(&note).unwrap();
        let checkpoint = Checkpoint::from_text(&note.text).unwrap();
        assert!(checkpoint.size > entry);
        let width = checkpoint.size;
        let bundle = fetch(
            proxy,
            &format!("/log/tile/entries/000.p/{width}?of={round}"),
        );
        let hashes = fetch(proxy, &format!("/log/tile/0/000.p/{width}"));
        let mut tree = Tree::default();
        for (entry, hash) in tlog::read_bundle(&bundle)
            .unwrap()
            .iter()
            .zip(hashes.chunks(32))
        {
            assert_eq!(&leaf_hash(entry).0[..], hash);
            tree.push(leaf_hash(entry), &mut vec![]);
        }
        assert_eq!(
            (tree.size(), tree.root()),
            (checkpoint.size, checkpoint.root)
        );
    }
}

/// What a caller said is told once a trace stands, and the counts of both agree.
#[test]
fn whoever_opens_a_callers_fields_leaves_a_trace_over_http() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path());
    let client = server.client();
    let mut body = opening("smoke");
    body["caller"] = json!({"name": "Canary Wren", "callback": "415-555-0142", "anonymous": false});
    let report = client.act("/v1/reports", Uuid::now_v7(), &body).accepted();
    let shown = report.to_string();
    assert!(
        !shown.contains("Canary") && !shown.contains("0142"),
        "{shown}"
    );
    let report = report["report"].as_str().unwrap().to_owned();
    let open = json!({"fields": ["name", "callback"], "purpose": "call-back"});
    let path = format!("/v1/reports/{report}/caller/open");
    let answer = client.act(&path, Uuid::now_v7(), &open);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let opened = answer.accepted();
    assert_eq!(
        (&opened["name"], &opened["callback"]),
        (&json!("Canary Wren"), &json!("415-555-0142"))
    );
    assert_eq!(opened.get("anonymous"), None);
    let trace = &opened["trace"]["events"][0];
    assert_eq!(trace["type"], json!("personal.opened"));
    let status: Value = client.get("/v1/status").ok();
    assert_eq!(status["openings"], json!({"traces": 1, "decryptions": 1}));
    let erase = json!({"basis": "CCPA 1798.105"});
    let erase_path = format!("/v1/reports/{report}/caller/erase");
    let asked = client.act(&erase_path, Uuid::now_v7(), &erase).accepted();
    assert_eq!(asked["events"][0]["type"], json!("people.request_made"));
    let request = asked["events"][0]["data"]["request"].as_str().unwrap();
    let approve = format!("/v1/requests/{request}/approve");
    let own = client.act(&approve, Uuid::now_v7(), &Value::Null);
    assert_eq!(
        (own.status, &own.body["code"]),
        (403, &json!("not-allowed"))
    );
    let second = signing_in::invited(server.address, "S-2", &["supervisor"]);
    let done = second
        .act(&approve, Uuid::now_v7(), &Value::Null)
        .accepted();
    assert_eq!(done["events"][1]["type"], json!("personal.erased"));
    let refused = client.act(&path, Uuid::now_v7(), &open);
    assert_eq!(
        (refused.status, &refused.body["code"]),
        (409, &json!("personal-fields-erased"))
    );
    server.stop();
    for one in std::fs::read_dir(data.path()).unwrap() {
        let path = one.unwrap().path();
        if path.is_file() {
            let content = std::fs::read(&path).unwrap();
            let found = content.windows(6).any(|six| six == b"Canary");
            assert!(!found, "{}", path.display());
        }
    }
}
