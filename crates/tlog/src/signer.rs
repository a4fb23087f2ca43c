//! The key a log signs its checkpoints with: Ed25519 over the text of the note.

use ed25519_dalek::{Signer as _, SigningKey};

use crate::key::{self, KeyError, KeyType};
use crate::note::{NoteError, SignatureLine};
use crate::text::is_note_text;
use crate::verifier::Verifier;

/// A key that signs notes under a name.
pub struct Signer {
    secret: Secret,
}

impl Signer {
    /// Makes a key from 32 bytes of good randomness.
    ///
    /// # Errors
    /// [`KeyError::Name`] when notes could not carry the name.
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, KeyError> {
        Secret::new(name, KeyType::Note, seed).map(|secret| Self { secret })
    }

    /// Reads a key as [`Signer::to_text`] writes it.
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong with it.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        Secret::from_text(text, KeyType::Note).map(|secret| Self { secret })
    }

    /// The key as a line of text, the form Go's `sumdb/note` reads. Keep it secret.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.secret.to_text()
    }

    /// The key that others check notes with.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        self.secret.verifier()
    }

    /// Signs a text that ends with a line feed: a note with one signature.
    ///
    /// # Errors
    /// [`NoteError::Shape`] when it does not, or holds control characters.
    pub fn sign(&self, text: &str) -> Result<String, NoteError> {
        let line = self.line(text)?;
        Ok(format!("{text}\n{line}"))
    }

    /// The line that signs such a text, to add to a note.
    ///
    /// # Errors
    /// As [`Signer::sign`].
    pub fn line(&self, text: &str) -> Result<SignatureLine, NoteError> {
        if !text.ends_with('\n') || !is_note_text(text) {
            return Err(NoteError::Shape);
        }
        Ok(self.secret.line(self.secret.sign(text.as_bytes()).to_vec()))
    }
}

/// A secret key of either kind. Each kind has a type of its own, because a log that cosigned or a
/// witness that signed plainly would say something it did not check.
pub(crate) struct Secret {
    name: String,
    kind: KeyType,
    key: SigningKey,
}

impl Secret {
    pub(crate) fn new(name: &str, kind: KeyType, seed: [u8; 32]) -> Result<Self, KeyError> {
        Ok(Self {
            name: key::named(name)?,
            kind,
            key: SigningKey::from_bytes(&seed),
        })
    }

    pub(crate) fn from_text(text: &str, kind: KeyType) -> Result<Self, KeyError> {
        let text = text.strip_prefix("PRIVATE+KEY+").ok_or(KeyError::Shape)?;
        let parts = key::read(text.trim_end_matches('\n'))?;
        if parts.kind != kind {
            return Err(KeyError::Type);
        }
        let secret = Self::new(&parts.name, kind, parts.key)?;
        if secret.verifier().id() == parts.id {
            Ok(secret)
        } else {
            Err(KeyError::Id)
        }
    }

    pub(crate) fn to_text(&self) -> String {
        let id = self.verifier().id();
        let key = key::write(&self.name, id, self.kind, self.key.as_bytes());
        format!("PRIVATE+KEY+{key}\n")
    }

    pub(crate) fn verifier(&self) -> Verifier {
        Verifier::new(self.name.clone(), self.kind, self.key.verifying_key())
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }

    pub(crate) fn line(&self, signature: Vec<u8>) -> SignatureLine {
        SignatureLine {
            name: self.name.clone(),
            id: self.verifier().id(),
            signature,
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

    #[test]
    fn a_note_opens_with_the_key_that_signed_it() {
        let note = signer().sign("hello\n\nworld\n").unwrap();
        assert_eq!(signer().verifier().open(&note), Ok("hello\n\nworld\n"));
        for text in ["", "no line feed", "a\rb\n"] {
            assert_eq!(signer().sign(text), Err(NoteError::Shape), "{text:?}");
        }
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
        fn no_text_makes_the_reader_panic(text in "(PRIVATE\\+KEY\\+)?[a+0-9A=\n]{0,80}") {
            let _ = Signer::from_text(&text);
        }
    }
}
