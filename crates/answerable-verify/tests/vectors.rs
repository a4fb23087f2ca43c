//! The receipts and policies of `formats/vectors/receipts.json`, which a program that shares no code
//! with this one has made, and which the page in the browser is held to as well.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its vectors has failed"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use answerable_verify::{Outcome, check, check_file};
use serde_json::Value;
use tlog::Policy;

fn vectors() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../formats/vectors/receipts.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// The receipts, but for the one whose entry is so long that the file only says how long.
fn receipts(vectors: &Value) -> impl Iterator<Item = &Value> {
    let all = vectors["receipts"].as_array().unwrap().iter();
    all.filter(|one| one["receipt"].is_string())
}

#[test]
fn every_receipt_ends_as_its_vector_says() {
    let vectors = vectors();
    assert!(receipts(&vectors).count() > 100);
    for one in receipts(&vectors) {
        let (name, expect) = (text(&one["name"]), &one["expect"]);
        let policy = text(&vectors["policies"][text(&one["policy"])]);
        let policy: Policy = policy
            .parse()
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let outcome = check(text(&one["receipt"]), &policy, None);
        let (end, proven) = match &outcome {
            Outcome::Proven(proven) => ("proved", Some(proven)),
            Outcome::Pending(proven) => ("pending", Some(proven)),
            Outcome::Refused(_) => ("refused", None),
        };
        assert_eq!(end, text(&expect["end"]), "{name}: {outcome:?}");
        let Some(proven) = proven else { continue };
        assert_eq!(proven.index, expect["index"].as_u64().unwrap(), "{name}");
        assert_eq!(proven.size, expect["size"].as_u64().unwrap(), "{name}");
        assert_eq!(proven.root.to_string(), text(&expect["root"]), "{name}");
        let witnesses: Vec<_> = proven
            .cosigned
            .iter()
            .map(|one| one.witness.as_str())
            .collect();
        let expected: Vec<_> = expect["witnesses"]
            .as_array()
            .unwrap()
            .iter()
            .map(text)
            .collect();
        assert_eq!(witnesses, expected, "{name}");
    }
}

#[test]
fn every_spoiled_policy_is_refused() {
    let vectors = vectors();
    let spoiled = vectors["spoiled_policies"].as_array().unwrap().iter();
    // A policy without a log is one, and refuses every receipt; the page asks for another at once.
    // A last line without its end is what people write by hand.
    let spoiled = spoiled.filter(|one| one["code"] != "policy-no-log");
    let taken = spoiled.filter(|one| text(&one["policy"]).parse::<Policy>().is_ok());
    let taken: Vec<_> = taken.map(|one| text(&one["name"])).collect();
    assert_eq!(taken, ["no line feed at the end"]);
}

#[test]
fn a_receipt_with_a_byte_that_is_no_text_is_refused() {
    let vectors = vectors();
    let one = receipts(&vectors).next().unwrap();
    let policy = text(&vectors["policies"][text(&one["policy"])]).parse();
    let mut bytes = text(&one["receipt"]).as_bytes().to_vec();
    bytes[40] = 0xff;
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let outcome = check_file(file.path(), &policy.unwrap()).unwrap();
    assert_eq!(outcome.exit_code(), 1, "{outcome:?}");
}

#[test]
fn the_program_answers_a_batch_line_by_line() {
    let vectors = vectors();
    let folder = tempfile::tempdir().unwrap();
    let policy = folder.path().join("policy");
    std::fs::write(&policy, text(&vectors["policies"]["all"])).unwrap();
    let (mut paths, mut expected) = (String::new(), String::new());
    let receipts = receipts(&vectors).filter(|one| one["policy"] == "all");
    for (nth, one) in receipts.enumerate() {
        let path = folder.path().join(nth.to_string());
        std::fs::write(&path, text(&one["receipt"])).unwrap();
        paths.push_str(&format!("{}\n", path.display()));
        expected.push_str(match text(&one["expect"]["end"]) {
            "proved" => "accept\n",
            "pending" => "refuse\tpending\n",
            _ => "refuse\n",
        });
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_answerable-verify"))
        .args(["--batch", policy.to_str().unwrap()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    program
        .stdin
        .take()
        .unwrap()
        .write_all(paths.as_bytes())
        .unwrap();
    let said = program.wait_with_output().unwrap().stdout;
    assert_eq!(String::from_utf8(said).unwrap(), expected);
}
