//! Looks that a law keeps from a person for a time are in the record from the start, and counted; what
//! was typed as a reason reaches the person once oversight has seen that it names nobody else.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::signing_in::invited;
use crate::support::{Server, opening, root, text};
use crate::{act, nobody, refused, served};

/// The fire department's rules, with a purpose of which persons are told later.
fn rules_with_a_secret(folder: &Path) -> String {
    let pack = folder.join("pack");
    copy(&root().join("packs/san-francisco"), &pack);
    let purposes = pack.join("purposes.toml");
    let mut text = fs::read_to_string(&purposes).unwrap();
    text.push_str(
        "\n[[purposes]]\ncode = \"warrant\"\nname = { en = \"A warrant\", zh-CN = \"令状\" }\n\
         secret = { days = 30, basis = \"18 U.S.C. 2705(b)\" }\n",
    );
    fs::write(purposes, text).unwrap();
    let desk = pack.join("policies/desk.cedar");
    let text = fs::read_to_string(&desk).unwrap();
    let text = text.replace(
        "[Purpose::\"call-back\"",
        "[Purpose::\"warrant\", Purpose::\"call-back\"",
    );
    fs::write(desk, text).unwrap();
    pack.to_str().unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// A report with somebody's name, its receipt code and second secret.
struct Told {
    report: String,
    code: String,
    secret: String,
}

impl Told {
    fn to(server: &Server) -> Self {
        let desk = server.client();
        let mut said = opening("smoke");
        said["caller"] = json!({"name": "Sealed Canary Zhao"});
        let taken = act(&desk, "/v1/reports", &said).accepted();
        let entry = taken["entry"].as_u64().unwrap();
        let code = desk.get(&format!("/v1/entries/{entry}/code")).ok();
        let given = act(
            &desk,
            &format!("/v1/entries/{entry}/second-secret"),
            &json!({}),
        );
        Self {
            report: taken["report"].as_str().unwrap().to_owned(),
            code: code["letters"].as_str().unwrap().to_owned(),
            secret: given.accepted()["second_secret"]
                .as_str()
                .unwrap()
                .to_owned(),
        }
    }

    fn opened_for(&self, server: &Server, purpose: &str, words: Option<&str>) -> u64 {
        let path = format!("/v1/reports/{}/caller/open", self.report);
        let body = json!({"fields": ["name"], "purpose": purpose, "words": words});
        let opened = act(&server.client(), &path, &body).accepted();
        opened["trace"]["entry"].as_u64().unwrap()
    }

    fn looks(&self, server: &Server) -> Value {
        let path = format!("/v1/receipts/{}/looks", self.code);
        let body = json!({"second_secret": self.secret});
        nobody(server).post(&path, &body).ok()
    }
}

#[test]
fn a_look_under_seal_is_counted_and_not_told() {
    let folder = tempfile::tempdir().unwrap();
    let (data, pack) = (
        folder.path().join("record"),
        rules_with_a_secret(folder.path()),
    );
    let server = Server::of(&["serve", "--pack", &pack], Path::new(text(&data)));
    let told = Told::to(&server);
    let open = told.opened_for(&server, "call-back", None);
    let sealed = told.opened_for(&server, "warrant", None);
    let seen = told.looks(&server);
    assert_eq!(seen["looks"].as_array().unwrap().len(), 1, "{seen}");
    assert_eq!(seen["looks"][0]["entry"], open);
    assert_eq!(seen["sealed"], 1);
    // It cannot be told from an entry that is none.
    let contest = format!("/v1/receipts/{}/looks/{sealed}/contest", told.code);
    let body = json!({"second_secret": told.secret});
    refused(
        &act(&nobody(&server), &contest, &body),
        404,
        "no-such-entry",
    );
    // Oversight sees it, with the day on which it is told.
    let inspector = invited(server.address, "S1", &["oversight-inspector"]);
    let traces = act(&inspector, "/v1/traces", &json!({"purpose": "oversight"})).accepted();
    let looks = traces["looks"].as_array().unwrap();
    let row = looks.iter().find(|row| row["entry"] == sealed).unwrap();
    let days =
        (row["sealed_until_ms"].as_i64().unwrap() - row["at_ms"].as_i64().unwrap()) / 86_400_000;
    assert_eq!(days, 30);
}

#[test]
fn a_typed_reason_is_held_until_oversight_releases_it() {
    let (_folder, server) = served();
    let told = Told::to(&server);
    let look = told.opened_for(&server, "call-back", Some("the line was bad"));
    let held = told.looks(&server);
    assert_eq!(held["looks"][0]["words_held"], true);
    assert_eq!(held["looks"][0].get("words"), None);
    let release = format!("/v1/looks/{look}/release");
    // Nobody else hears of looks at all.
    let desk = act(&server.client(), &release, &json!({}));
    refused(&desk, 404, "not-found");
    let inspector = invited(server.address, "S2", &["oversight-inspector"]);
    act(&inspector, &release, &json!({})).accepted();
    let again = act(&inspector, &release, &json!({}));
    refused(&again, 409, "no-reason-held");
    let seen = told.looks(&server);
    assert_eq!(seen["looks"][0]["words_held"], false);
    assert_eq!(seen["looks"][0]["words"], "the line was bad");
    refused(
        &act(&inspector, "/v1/looks/0/release", &json!({})),
        404,
        "no-such-entry",
    );
}
