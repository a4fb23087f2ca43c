//! An authenticator in software: one P-256 key, as WebAuthn Level 3 has it sign.

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// What it is told to do, right or wrong.
#[derive(Clone)]
pub struct Authenticator {
    key: SigningKey,
    credential: Vec<u8>,
    /// Whose passkey it is, as registration said.
    user: Option<Value>,
    counter: u32,
    pub counts: bool,
    pub origin: String,
    pub verifies_user: bool,
    pub tells_user: bool,
}

impl Authenticator {
    pub fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            credential: vec![seed; 32],
            user: None,
            counter: 0,
            counts: true,
            origin: "https://desk.example.org".into(),
            verifies_user: true,
            tells_user: true,
        }
    }

    /// Answers `navigator.credentials.create`.
    pub fn make(&mut self, options: &Value) -> Value {
        let options = &options["publicKey"];
        self.user = Some(options["user"]["id"].clone());
        let client = self.client("webauthn.create", options);
        let mut about = self.about(options["rp"]["id"].as_str().unwrap(), 0x40);
        about.extend([0; 16]);
        about.extend([0, 32]);
        about.extend(&self.credential);
        about.extend(self.public());
        // {"fmt": "none", "attStmt": {}, "authData": h'...'}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(about.len()).unwrap());
        object.extend(about);
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key",
            "response": {"clientDataJSON": text(&client), "attestationObject": text(&object)},
            "clientExtensionResults": {},
        })
    }

    /// Answers `navigator.credentials.get`.
    pub fn sign(&mut self, options: &Value) -> Value {
        self.counter += u32::from(self.counts);
        let options = &options["publicKey"];
        let client = self.client("webauthn.get", options);
        let about = self.about(options["rpId"].as_str().unwrap(), 0);
        let signed = [about.as_slice(), &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        let user = self.user.clone().filter(|_| self.tells_user);
        json!({
            "id": text(&self.credential), "rawId": text(&self.credential), "type": "public-key",
            "response": {
                "clientDataJSON": text(&client), "authenticatorData": text(&about),
                "signature": text(signature.to_der().as_bytes()), "userHandle": user,
            },
            "clientExtensionResults": {},
        })
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["challenge"];
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false})
            .to_string()
            .into_bytes()
    }

    /// Party, flags and counter.
    fn about(&self, party: &str, more: u8) -> Vec<u8> {
        let verified = if self.verifies_user { 0x04 } else { 0 };
        let mut about = Sha256::digest(party).to_vec();
        about.push(0x01 | verified | more);
        about.extend(self.counter.to_be_bytes());
        about
    }

    /// The public key as COSE: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    fn public(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        let head = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".as_slice();
        [head, x.as_slice(), b"\x22\x58\x20", y.as_slice()].concat()
    }
}

/// Bytes in base64 for addresses.
fn text(bytes: &[u8]) -> Value {
    json!(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}
