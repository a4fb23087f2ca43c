//! A public key that notes are checked with, of a log or of a witness.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{Signature, VerifyingKey};

use crate::cosignature::{TIME_MAX_S, cosigned_message};
use crate::key::{self, KeyError, KeyType};
use crate::note::{Note, NoteError, SignatureLine};

/// A key that notes are checked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    kind: KeyType,
    key: VerifyingKey,
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&key::write(
            &self.name,
            self.id(),
            self.kind,
            self.key.as_bytes(),
        ))
    }
}

/// Reads a key as it is displayed; a line feed may follow, as in a file.
impl FromStr for Verifier {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let parts = key::read(text.trim_end_matches('\n'))?;
        let key = VerifyingKey::from_bytes(&parts.key).map_err(|_| KeyError::Shape)?;
        // Under such a key one signature fits every text.
        if key.is_weak() {
            return Err(KeyError::Shape);
        }
        let verifier = Self::new(parts.name, parts.kind, key);
        if verifier.id() == parts.id {
            Ok(verifier)
        } else {
            Err(KeyError::Id)
        }
    }
}

impl Verifier {
    pub(crate) fn new(name: String, kind: KeyType, key: VerifyingKey) -> Self {
        Self { name, kind, key }
    }

    /// The name notes carry.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of signatures it checks.
    #[must_use]
    pub fn kind(&self) -> KeyType {
        self.kind
    }

    /// The id notes carry.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        key::key_id(&self.name, self.kind, self.key.as_bytes())
    }

    /// The public key itself: keys of two names may wrap the same one.
    #[must_use]
    pub fn public_key(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Whether a line says that it is by this key.
    #[must_use]
    pub fn is_named_by(&self, line: &SignatureLine) -> bool {
        line.name == self.name && line.id == self.id()
    }

    /// Checks a line that says it is by this key; gives the time of a cosignature.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`] when it does not verify.
    pub fn check(&self, text: &str, line: &SignatureLine) -> Result<Option<u64>, NoteError> {
        let bad = NoteError::BadSignature;
        let sound = |message: &[u8], signature: &[u8]| {
            let signature = Signature::from_slice(signature).map_err(|_| bad)?;
            self.key.verify_strict(message, &signature).map_err(|_| bad)
        };
        match self.kind {
            KeyType::Note => {
                sound(text.as_bytes(), &line.signature)?;
                Ok(None)
            }
            KeyType::Cosignature => {
                let (time, signature) = line.signature.split_first_chunk().ok_or(bad)?;
                let time_s = u64::from_be_bytes(*time);
                if time_s > TIME_MAX_S {
                    return Err(bad);
                }
                sound(cosigned_message(text, time_s).as_bytes(), signature)?;
                Ok(Some(time_s))
            }
        }
    }

    /// The text of a note that this key signed. Lines by other keys are passed over.
    ///
    /// # Errors
    /// [`NoteError`]: not a note, not signed by this key, or changed since.
    pub fn open<'n>(&self, note: &'n str) -> Result<&'n str, NoteError> {
        let read = Note::from_text(note)?;
        read.verify([self])?;
        Ok(&note[..read.text.len()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    fn a_key_of_another_type_or_with_another_id_is_refused() {
        let good = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        let refused = |from: &str, to: &str| good.replace(from, to).parse::<Verifier>().err();
        assert_eq!(refused("c74f20a3", "c74f20a4"), Some(KeyError::Id));
        assert_eq!(refused("c74f20a3", "C74F20A3"), Some(KeyError::Shape));
        assert_eq!(refused("c74f20a3", "+74f20a3"), Some(KeyError::Shape));
        assert_eq!(refused("+AR", "+Bh"), Some(KeyError::Type));
        assert_eq!(
            refused("+AR", "+BB"),
            Some(KeyError::Id),
            "the id covers the type"
        );
        assert_eq!(refused("Peter", "Peter "), Some(KeyError::Name));
        assert_eq!(refused("Peter", "Paul"), Some(KeyError::Id));
        assert_eq!(refused("10TW", ""), Some(KeyError::Shape));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[a+0-9A=\n]{0,80}") {
            let _ = text.parse::<Verifier>();
        }
    }
}
