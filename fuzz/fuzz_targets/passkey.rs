//! Bytes that say they are what an authenticator made: CBOR, and in it a public key.
//!
//! The challenge and the origin are put in as they should be, since they are the first to be looked at.
#![no_main]

use std::sync::LazyLock;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use identity::{Identity, Options};
use kernel::{AccountId, Timestamp};
use serde_json::json;
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_775_520_000_000);
const ORIGIN: &str = "https://desk.example.org";

struct House {
    identity: Identity,
    _folder: tempfile::TempDir,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options {
        origin: ORIGIN.parse().ok(),
        rp_id: "desk.example.org".into(),
        ..Options::default()
    };
    let identity = Identity::open(folder.path(), options, NOW).expect("a new house");
    House { identity, _folder: folder }
});

libfuzzer_sys::fuzz_target!(|object: &[u8]| {
    let identity = &HOUSE.identity;
    let account = AccountId(Uuid::from_u128(1));
    let begun = identity.passkey_begin(account, "D-1", "D-1", NOW).expect("a ceremony");
    let challenge = &begun.options["publicKey"]["challenge"];
    let client = json!({ "type": "webauthn.create", "challenge": challenge, "origin": ORIGIN });
    let text = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
    let answer = json!({
        "id": "AQ", "rawId": "AQ", "type": "public-key", "clientExtensionResults": {},
        "response": {
            "clientDataJSON": text(client.to_string().as_bytes()),
            "attestationObject": text(object),
        },
    });
    if let Ok(passkey) = identity.passkey_finish(account, begun.id, &answer, "one", NOW) {
        assert!(identity.remove_passkey(account, passkey).expect("removed"), "it was kept");
    }
});
