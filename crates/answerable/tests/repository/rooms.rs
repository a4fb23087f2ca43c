//! Who has heard of whom: the table of ARCHITECTURE.md, held against every `Cargo.toml`.

use std::collections::BTreeMap;

use crate::{metadata, none};

/// Each room, the rooms it may import, and what it has never heard of.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    (
        "kernel",
        &[],
        &["tokio", "axum", "rusqlite", "jiff", "toml"],
    ),
    (
        "domain",
        &["kernel"],
        &["tokio", "axum", "rusqlite", "jiff", "toml", "uuid"],
    ),
    (
        "atlas",
        &["kernel"],
        &["tokio", "axum", "rusqlite", "serde_json"],
    ),
    (
        "gazetteer",
        &["atlas", "kernel"],
        &["tokio", "axum", "serde", "serde_json", "jiff"],
    ),
    ("tlog", &[], &["tokio", "axum", "rusqlite", "serde_json"]),
    (
        "answerable-verify",
        &["tlog"],
        &["tokio", "axum", "rusqlite", "serde_json", "ureq", "clap"],
    ),
    ("witness", &["tlog"], &["serde_json", "jiff", "clap"]),
    (
        "roads",
        &["atlas", "kernel"],
        &["tokio", "axum", "rusqlite"],
    ),
    (
        "atlas-import",
        &["atlas", "kernel"],
        &["tokio", "axum", "rusqlite"],
    ),
    (
        "tiles",
        &["atlas", "kernel"],
        &["tokio", "axum", "rusqlite"],
    ),
    (
        "journal",
        &["tlog", "kernel"],
        &["tokio", "axum", "serde", "serde_json", "jiff"],
    ),
    (
        "vault",
        &["kernel"],
        &["tokio", "axum", "serde", "serde_json", "jiff", "toml"],
    ),
    (
        "access",
        &["kernel"],
        &["tokio", "axum", "rusqlite", "jiff", "toml"],
    ),
    (
        "identity",
        &["kernel"],
        &["tokio", "axum", "jiff", "toml", "cedar-policy"],
    ),
    (
        "receipt-code",
        &[],
        &["tokio", "axum", "rusqlite", "serde_json", "jiff"],
    ),
    (
        "photo",
        &[],
        &["tokio", "axum", "rusqlite", "serde", "serde_json", "jiff"],
    ),
    (
        "pack",
        &["atlas", "domain", "kernel"],
        &["tokio", "axum", "rusqlite"],
    ),
    (
        "projections",
        &["domain", "journal", "kernel", "tlog"],
        &["tokio", "axum", "jiff"],
    ),
    (
        "application",
        &[
            "atlas",
            "domain",
            "journal",
            "kernel",
            "pack",
            "photo",
            "projections",
            "receipt-code",
            "roads",
            "tlog",
            "vault",
        ],
        &["axum", "tower-http", "rusqlite", "utoipa", "fluent-bundle"],
    ),
    (
        "sim",
        &["atlas", "kernel"],
        &["tokio", "axum", "rusqlite", "jiff", "rand"],
    ),
    (
        "surface",
        &[
            "access",
            "application",
            "atlas",
            "gazetteer",
            "identity",
            "kernel",
            "pack",
            "tiles",
        ],
        &["rusqlite", "ed25519-dalek"],
    ),
    (
        "answerable",
        &[
            "access",
            "answerable-verify",
            "application",
            "atlas",
            "atlas-import",
            "gazetteer",
            "identity",
            "journal",
            "kernel",
            "pack",
            "roads",
            "sim",
            "surface",
            "tiles",
            "tlog",
            "witness",
        ],
        &["axum", "ed25519-dalek"],
    ),
];

/// Nothing here connects outwards by itself, but for the one room that asks witnesses, where the
/// operator has entered some.
const CLIENTS: &[&str] = &[
    "attohttpc",
    "curl",
    "hyper",
    "hyper-util",
    "isahc",
    "lettre",
    "minreq",
    "reqwest",
    "ureq",
];

/// The room that connects outwards, and with what.
const CONNECTS: (&str, &str) = ("witness", "ureq");

/// What each room imports when it is built, not what its tests use.
fn imports() -> BTreeMap<String, Vec<String>> {
    let known = metadata(&["--no-deps"]);
    let packages = known["packages"].as_array().expect("packages");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    packages
        .iter()
        .map(|package| {
            let all = package["dependencies"].as_array().expect("dependencies");
            let built = all.iter().filter(|one| one["kind"] != "dev");
            (
                text(&package["name"]),
                built
                    .filter(|one| !only_serves(one))
                    .map(|one| text(&one["name"]))
                    .collect(),
            )
        })
        .collect()
}

/// hyper-util has both ends; without the feature of the one it cannot connect.
fn only_serves(dependency: &serde_json::Value) -> bool {
    let features = dependency["features"].as_array();
    let connects = |features: &Vec<serde_json::Value>| {
        features
            .iter()
            .any(|one| one.as_str().is_some_and(|one| one.starts_with("client")))
    };
    dependency["name"] == "hyper-util" && !features.is_some_and(connects)
}

#[test]
fn every_room_imports_what_the_table_allows() {
    let imports = imports();
    let rooms: Vec<&str> = imports.keys().map(String::as_str).collect();
    let mut complaints = vec![];
    for (room, imported) in &imports {
        let Some((_, allowed, unheard)) = ROOMS.iter().find(|(name, ..)| name == room) else {
            complaints.push(format!(
                "{room} is not in the table of rooms: decide what it may know"
            ));
            continue;
        };
        for name in imported.iter().map(String::as_str) {
            if rooms.contains(&name) && !allowed.contains(&name) {
                complaints.push(format!("{room} imports the room {name}"));
            }
            let connects = CLIENTS.contains(&name) && (room.as_str(), name) != CONNECTS;
            if unheard.contains(&name) || connects {
                complaints.push(format!("{room} imports {name}"));
            }
        }
    }
    for (room, ..) in ROOMS {
        if !imports.contains_key(*room) {
            complaints.push(format!("{room} is in the table, and there is no such room"));
        }
    }
    none(complaints);
}
