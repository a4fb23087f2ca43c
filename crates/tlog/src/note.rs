//! Signed notes (C2SP signed-note): a text, an empty line, and signature lines.
//!
//! A line is `— name base64(key id ‖ signature)`. The key id is the first four bytes of SHA-256
//! over name, line feed, algorithm byte and public key; the algorithm here is Ed25519, byte 0x01.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

const ED25519: u8 = 1;
/// Longest note that is read: a checkpoint with sixteen large signatures fits many times over.
const NOTE_BYTES_MAX: usize = 100_000;
const SIGNATURES_MAX: usize = 100;

/// Why a text is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, or with a space or a plus sign.
    #[error("a key name is not empty and has neither spaces nor plus signs")]
    Name,
    /// Not of the form that keys have.
    #[error("not a key of the form name+id+base64")]
    Shape,
    /// The id does not belong to the key.
    #[error("the key id does not belong to the key")]
    Id,
}

/// Why a note was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than any note this log makes.
    #[error(
        "the note is longer than {NOTE_BYTES_MAX} bytes or has more than {SIGNATURES_MAX} signatures"
    )]
    TooLong,
    /// Not text, empty line, signature lines.
    #[error("not a signed note: text, an empty line, signature lines")]
    Shape,
    /// No line is by the key that was asked for.
    #[error("no signature by the key that was asked for")]
    NotSigned,
    /// A line by that key does not verify.
    #[error("the signature by the key does not verify: the note was changed")]
    BadSignature,
}

fn named(name: &str) -> Result<String, KeyError> {
    let bad = name.is_empty() || name.contains('+') || name.contains(char::is_whitespace);
    if bad {
        Err(KeyError::Name)
    } else {
        Ok(name.to_owned())
    }
}

fn key_id(name: &str, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key.as_bytes());
    let hash: [u8; 32] = hash.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

fn hex(id: [u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(id))
}

/// `name+id+base64(0x01 ‖ 32 bytes)`, taken apart and not yet checked against the id.
fn parts(text: &str) -> Result<(String, &str, [u8; 32]), KeyError> {
    let mut parts = text.trim_end_matches('\n').splitn(3, '+');
    let mut part = || parts.next().ok_or(KeyError::Shape);
    let (name, id, key) = (part()?, part()?, part()?);
    let key = BASE64_STANDARD.decode(key).map_err(|_| KeyError::Shape)?;
    match key.split_first() {
        Some((&ED25519, key)) => Ok((
            named(name)?,
            id,
            key.try_into().map_err(|_| KeyError::Shape)?,
        )),
        _ => Err(KeyError::Shape),
    }
}

/// A key that signs notes under a name.
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl Signer {
    /// Makes a key from 32 bytes of good randomness.
    ///
    /// # Errors
    /// [`KeyError::Name`] when notes could not carry the name.
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, KeyError> {
        Ok(Self {
            name: named(name)?,
            key: SigningKey::from_bytes(&seed),
        })
    }

    /// Reads a key as [`Signer::to_text`] writes it.
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong with it.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let text = text.strip_prefix("PRIVATE+KEY+").ok_or(KeyError::Shape)?;
        let (name, id, seed) = parts(text)?;
        let signer = Self::new(&name, seed)?;
        if hex(signer.verifier().id()) == id {
            Ok(signer)
        } else {
            Err(KeyError::Id)
        }
    }

    /// The key as a line of text, the form Go's `sumdb/note` reads. Keep it secret.
    #[must_use]
    pub fn to_text(&self) -> String {
        let key: Vec<u8> = [ED25519].into_iter().chain(self.key.to_bytes()).collect();
        let id = hex(self.verifier().id());
        format!(
            "PRIVATE+KEY+{}+{id}+{}\n",
            self.name,
            BASE64_STANDARD.encode(key)
        )
    }

    /// The key that others check notes with.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        Verifier {
            name: self.name.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// Signs a text that ends with a line feed.
    ///
    /// # Errors
    /// [`NoteError::Shape`] when it does not, or holds control characters.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        if !text.ends_with('\n') || text.contains(|c: char| c < ' ' && c != '\n') {
            return Err(NoteError::Shape);
        }
        let signature = self.key.sign(text.as_bytes()).to_bytes();
        let line: Vec<u8> = self.verifier().id().into_iter().chain(signature).collect();
        Ok(format!(
            "{text}\n\u{2014} {} {}\n",
            self.name,
            BASE64_STANDARD.encode(line)
        ))
    }
}

/// A key that notes are checked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    key: VerifyingKey,
}

impl std::fmt::Display for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key: Vec<u8> = [ED25519].into_iter().chain(self.key.to_bytes()).collect();
        write!(
            f,
            "{}+{}+{}",
            self.name,
            hex(self.id()),
            BASE64_STANDARD.encode(key)
        )
    }
}

impl std::str::FromStr for Verifier {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, id, key) = parts(text)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| KeyError::Shape)?;
        let verifier = Self { name, key };
        if hex(verifier.id()) == id {
            Ok(verifier)
        } else {
            Err(KeyError::Id)
        }
    }
}

impl Verifier {
    /// The name notes carry.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn id(&self) -> [u8; 4] {
        key_id(&self.name, &self.key)
    }

    /// The text of a note that this key signed. Lines by other keys are passed over.
    ///
    /// # Errors
    /// [`NoteError`]: not a note, not signed by this key, or changed since.
    pub fn open<'n>(&self, note: &'n str) -> Result<&'n str, NoteError> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLong);
        }
        if note.contains(|c: char| c < ' ' && c != '\n') {
            return Err(NoteError::Shape);
        }
        let end = note.rfind("\n\n").ok_or(NoteError::Shape)?;
        let (text, signatures) = (&note[..=end], &note[end + 2..]);
        let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Shape)?;
        if signatures.split('\n').count() > SIGNATURES_MAX {
            return Err(NoteError::TooLong);
        }
        let mut signed = false;
        for line in signatures.split('\n') {
            let line = line.strip_prefix("\u{2014} ").ok_or(NoteError::Shape)?;
            let (name, blob) = line.split_once(' ').ok_or(NoteError::Shape)?;
            let blob = BASE64_STANDARD.decode(blob).map_err(|_| NoteError::Shape)?;
            let (id, signature) = blob.split_at_checked(4).ok_or(NoteError::Shape)?;
            if name != self.name || id != self.id() {
                continue;
            }
            let signature =
                Signature::from_slice(signature).map_err(|_| NoteError::BadSignature)?;
            let sound = self.key.verify_strict(text.as_bytes(), &signature);
            sound.map_err(|_| NoteError::BadSignature)?;
            signed = true;
        }
        if signed {
            Ok(text)
        } else {
            Err(NoteError::NotSigned)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signer() -> Signer {
        Signer::new("answerable.example/yunzhou", [7; 32]).unwrap()
    }

    /// The example in the documentation of Go's `golang.org/x/mod/sumdb/note`.
    #[test]
    fn a_note_signed_by_other_software_verifies() {
        let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let text = "If you think cryptography is the answer to your problem,\n\
                    then you don't know what your problem is.\n";
        let line = "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FF\
                    YC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let key: Verifier = key.parse().unwrap();
        assert_eq!(key.open(&format!("{text}\n{line}")), Ok(text));
    }

    #[test]
    fn a_note_opens_with_the_key_that_signed_it() {
        let note = signer().sign("hello\n\nworld\n").unwrap();
        assert_eq!(signer().verifier().open(&note), Ok("hello\n\nworld\n"));
    }

    #[test]
    fn a_changed_note_is_refused_and_a_stranger_is_not_a_signer() {
        let note = signer().sign("size 5\n").unwrap();
        assert_eq!(
            signer().verifier().open(&note.replace('5', "6")),
            Err(NoteError::BadSignature)
        );
        let stranger = Signer::new("answerable.example/yunzhou", [8; 32]).unwrap();
        assert_eq!(stranger.verifier().open(&note), Err(NoteError::NotSigned));
    }

    #[test]
    fn lines_by_unknown_keys_are_passed_over() {
        let mut note = signer().sign("size 5\n").unwrap();
        note.push_str("\u{2014} witness.example AAAAAAAA\n");
        assert_eq!(signer().verifier().open(&note), Ok("size 5\n"));
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let again = Signer::from_text(&signer().to_text()).unwrap();
        assert_eq!(again.verifier(), signer().verifier());
        let key = signer().verifier();
        assert_eq!(key.to_string().parse(), Ok(key));
        assert!(
            signer()
                .to_text()
                .replace("yunzhou", "elsewhere")
                .parse::<Verifier>()
                .is_err()
        );
        assert!(Signer::new("two words", [0; 32]).is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[\u{2014} a+=\n]{0,80}") {
            let _ = signer().verifier().open(&text);
            let _ = text.parse::<Verifier>();
            let _ = Signer::from_text(&text);
        }
    }
}
