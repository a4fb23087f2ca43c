//! What must stand in no log: everything personal or secret that the tests say to a server or are told
//! by one, written down as it passes, so that no test has to remember it. `make logs` looks for it.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::Value;

/// Where logs and canaries go; nowhere when nobody looks for them.
static FOLDER: LazyLock<Option<PathBuf>> =
    LazyLock::new(|| std::env::var_os("ANSWERABLE_LOGS").map(PathBuf::from));
static KNOWN: LazyLock<Mutex<BTreeSet<String>>> = LazyLock::new(Mutex::default);
static LOGS: AtomicUsize = AtomicUsize::new(0);

/// Members of bodies and answers, by what they are.
const MEMBERS: &[(&str, &str)] = &[
    ("callback", "caller"),
    ("invitation", "invitation"),
    ("line", "share"),
    ("password", "password"),
    ("second_secret", "second-secret"),
    ("secret", "authenticator"),
    ("uri", "authenticator"),
    ("words", "words"),
];
/// Shorter ones may stand anywhere by chance.
const BYTES_MIN: usize = 6;

/// Lets a server say all it has to say, into a file of its own.
pub fn listen(command: &mut Command) {
    let Some(folder) = FOLDER.as_ref() else {
        return;
    };
    let nth = LOGS.fetch_add(1, Ordering::Relaxed);
    let path = folder.join(format!("server-{}-{nth}.log", std::process::id()));
    let file = std::fs::File::create(path).expect("a file for the log");
    command
        .envs([("RUST_LOG", "trace"), ("NO_COLOR", "1")])
        .stderr(Stdio::from(file));
}

/// A cookie or what sets one: a name, and a token behind it.
pub fn note_cookie(pair: &str) {
    let token = pair.split(';').next().and_then(|pair| pair.split_once('='));
    note("token", token.map_or("", |(_, token)| token));
}

/// The link of a first administrator.
pub fn note_invitation(secret: &str) {
    note("invitation", secret);
}

/// All of a body or an answer that is nobody's business.
pub fn note_all(value: &Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let kind = MEMBERS.iter().find(|(member, _)| member == name);
                match (kind, value) {
                    (Some((_, kind)), Value::String(text)) => note(kind, text),
                    // Elsewhere a name is that of a street or of a rule.
                    _ if name == "caller" => note("caller", value["name"].as_str().unwrap_or("")),
                    _ => {}
                }
                note_all(value);
            }
        }
        Value::Array(values) => values.iter().for_each(note_all),
        _ => {}
    }
}

fn note(kind: &str, text: &str) {
    let Some(folder) = FOLDER.as_ref() else {
        return;
    };
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    for line in text.lines().filter(|line| line.len() >= BYTES_MIN) {
        if !known.insert(line.to_owned()) {
            continue;
        }
        let file = std::fs::File::options()
            .append(true)
            .create(true)
            .open(folder.join("canaries"));
        // One write, so that the lines of many tests at once stay whole.
        let written =
            file.and_then(|mut file| file.write_all(format!("{kind}\t{line}\n").as_bytes()));
        written.expect("a line for the canary");
    }
}
