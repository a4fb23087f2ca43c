//! `formats/vectors/receipt-code.json`: what every other reader of codes can be held against.

use receipt_code::{Code, Codes, Language};
use serde_json::{Value, json};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../formats/vectors/receipt-code.json"
);

/// The bytes of the key, from 0 upwards.
fn codes() -> Codes {
    Codes::new(&std::array::from_fn::<u8, 32, _>(|n| n as u8).into())
}

fn key() -> String {
    (0..32).map(|n| format!("{n:02x}")).collect()
}

fn vector(entry: u64) -> Value {
    let code = codes().code(entry);
    json!({
        "entry": entry.to_string(),
        "bits": format!("{:022x}", code.value()),
        "letters": code.letters(),
        "english": code.words(Language::English),
        "chinese": code.words(Language::Chinese),
    })
}

#[test]
fn the_published_vectors_are_what_this_makes() {
    let entries = [0, 1, 2, 255, 256, 1_000_000, 1 << 40, u64::MAX];
    let mut vectors = json!({
        "key": key(),
        "codes": entries.map(vector),
        "refused": [
            {"text": "0000-0000-0000-0000-0001", "why": "a letter is wrong"},
            {"text": "0000-0000-0000-0000-000", "why": "a letter is missing"},
            {"text": "0000-U000-0000-0000-0000", "why": "U is no letter of a code"},
            {"text": "abandon ability able about above absent absorb abstract absurd", "why": "the check word"},
            {"text": "的一是在不了有和人", "why": "the check word"},
        ],
    });
    // Another room may ask the library to keep the order in which things were said.
    vectors.sort_all_objects();
    let made = serde_json::to_string_pretty(&vectors).unwrap() + "\n";
    if std::env::var_os("UPDATE_FORMATS").is_some() {
        std::fs::write(FILE, &made).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap_or_default(), made);
}

#[test]
fn the_published_codes_are_read_and_the_others_refused() {
    let read: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    for one in read["codes"].as_array().unwrap() {
        let entry: u64 = one["entry"].as_str().unwrap().parse().unwrap();
        for form in ["letters", "english", "chinese"] {
            let code = Code::parse(one[form].as_str().unwrap()).unwrap();
            assert_eq!(
                format!("{:022x}", code.value()),
                one["bits"].as_str().unwrap()
            );
            assert_eq!(code, codes().code(entry));
        }
    }
    for one in read["refused"].as_array().unwrap() {
        assert!(Code::parse(one["text"].as_str().unwrap()).is_err(), "{one}");
    }
}
