//! `formats/vectors/sealed.json`: what every other reader of envelopes can be held against.

use kernel::{Digest, KeyId, Sealed};
use serde_json::{Value, json};

use super::{belongs, open, seal_with};
use crate::check::KeyCheck;
use crate::mac::mac;
use crate::person::PersonKey;
use crate::secret::Secret;

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../formats/vectors/sealed.json"
);

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 32 bytes that count up from `start`.
fn counted<const N: usize>(start: u8) -> [u8; N] {
    std::array::from_fn(|n| start.wrapping_add(n as u8))
}

fn sealed(key_id: &str, text: &str, start: u8) -> Value {
    let (secret, salt) = (
        counted::<32>(start),
        counted::<32>(start.wrapping_add(0x40)),
    );
    let nonce = counted::<24>(start.wrapping_add(0x80));
    let id: KeyId = key_id.parse().unwrap();
    let key = PersonKey::new(id, Secret::of(&secret).unwrap());
    let (sealed, envelope) = seal_with(&key, &salt, nonce, text.as_bytes()).unwrap();
    json!({
        "person_key": hex(&secret),
        "seal_key": hex(key.sealing().bytes()),
        "salt": hex(&salt),
        "nonce": hex(&nonce),
        "text": text,
        "sealed": sealed,
        "envelope": hex(&envelope),
        "token": key.token(text.as_bytes()),
    })
}

fn vectors() -> Value {
    let long = format!("\"{}\"", "长".repeat(40));
    let key = counted::<32>(7);
    let secret = Secret::of(&key).unwrap();
    let lookup = mac(
        &secret,
        "answerable/agency/v1/lookup",
        &[b"telephone", &[0], b"+8613800138000"],
    );
    json!({
        "sealed": [
            sealed("0196f0a0-0000-4000-8000-000000000001", "{\"name\":\"Li\"}", 0),
            sealed(
                "0196f0a0-0000-4000-8000-000000000002",
                "{\"name\":\"李四\",\"telephone\":\"+8613800138000\"}",
                0x21,
            ),
            sealed("0196f0a0-0000-4000-8000-000000000003", &long, 0xe0),
        ],
        "epoch_check": {"epoch": 7, "key": hex(&key), "check": KeyCheck::of(7, &secret).to_string()},
        "lookup": {
            "key": hex(&key),
            "kind": "telephone",
            "value": "+8613800138000",
            "mark_under_the_veil": hex(&lookup[..16]),
        },
    })
}

#[test]
fn the_published_vectors_are_what_this_makes() {
    let mut vectors = vectors();
    // Another room may ask the library to keep the order in which things were said.
    vectors.sort_all_objects();
    let made = serde_json::to_string_pretty(&vectors).unwrap() + "\n";
    if std::env::var_os("UPDATE_FORMATS").is_some() {
        std::fs::write(FILE, &made).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap_or_default(), made);
}

#[test]
fn the_published_envelopes_open() {
    let read: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let all = read["sealed"].as_array().unwrap();
    assert_eq!(all.len(), 3);
    for one in all {
        let sealed: Sealed = serde_json::from_value(one["sealed"].clone()).unwrap();
        let digits = one["envelope"].as_str().unwrap().as_bytes();
        let envelope: Vec<u8> = digits
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect();
        let secret = Secret::from_hex(one["person_key"].as_str().unwrap()).unwrap();
        let key = PersonKey::new(sealed.key, secret);
        let text = open(&key, &sealed, belongs(&sealed, &envelope).unwrap()).unwrap();
        assert_eq!(*text, one["text"].as_str().unwrap().as_bytes());
        assert_eq!(Digest::of(&envelope), sealed.envelope);
    }
}
