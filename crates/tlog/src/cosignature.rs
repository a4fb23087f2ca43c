//! Cosignatures (C2SP tlog-cosignature, `cosignature/v1`): a witness says when it saw a checkpoint.
//!
//! The line means: at that time, this was the largest tree of this log that I had seen, and it was
//! consistent with every smaller one. Its blob is the key id, eight bytes of time, the signature.

use crate::checkpoint::Checkpoint;
use crate::key::{KeyError, KeyType};
use crate::note::{NoteError, SignatureLine};
use crate::signer::Secret;
use crate::verifier::Verifier;

/// The latest time a cosignature can say, in seconds since 1970.
pub const TIME_MAX_S: u64 = i64::MAX as u64;

/// What a cosigner signs: a header that keeps it from being taken for anything else, the time, and
/// the whole checkpoint with its extension lines.
pub(crate) fn cosigned_message(checkpoint: &str, time_s: u64) -> String {
    format!("cosignature/v1\ntime {time_s}\n{checkpoint}")
}

/// The key of a witness.
pub struct Cosigner {
    secret: Secret,
}

impl Cosigner {
    /// Makes a key from 32 bytes of good randomness. What is signed does not cover the name, so a
    /// key has one name only.
    ///
    /// # Errors
    /// [`KeyError::Name`] when notes could not carry the name.
    pub fn new(name: &str, seed: [u8; 32]) -> Result<Self, KeyError> {
        Secret::new(name, KeyType::Cosignature, seed).map(|secret| Self { secret })
    }

    /// Reads a key as [`Cosigner::to_text`] writes it.
    ///
    /// # Errors
    /// [`KeyError`] says what is wrong with it.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        Secret::from_text(text, KeyType::Cosignature).map(|secret| Self { secret })
    }

    /// The key as a line of text. Keep it secret.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.secret.to_text()
    }

    /// The key that others check its cosignatures with.
    #[must_use]
    pub fn verifier(&self) -> Verifier {
        self.secret.verifier()
    }

    /// Cosigns the body of a checkpoint.
    ///
    /// - `time_s`: now, in seconds since 1970; 1 to [`TIME_MAX_S`].
    ///
    /// # Errors
    /// [`NoteError::Shape`] when the text is no checkpoint, or the time is none.
    pub fn cosign(&self, checkpoint: &str, time_s: u64) -> Result<SignatureLine, NoteError> {
        let real_time = (1..=TIME_MAX_S).contains(&time_s);
        if !real_time || Checkpoint::from_text(checkpoint).is_err() {
            return Err(NoteError::Shape);
        }
        let signature = self
            .secret
            .sign(cosigned_message(checkpoint, time_s).as_bytes());
        let blob = time_s.to_be_bytes().into_iter().chain(signature);
        Ok(self.secret.line(blob.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Note;
    use crate::signer::Signer;
    use proptest::prelude::*;

    const BODY: &str = "log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    fn witness() -> Cosigner {
        Cosigner::new("witness.example/w1", [3; 32]).unwrap()
    }

    #[test]
    fn a_cosignature_tells_when_and_is_76_bytes() {
        let line = witness().cosign(BODY, 1_700_000_000).unwrap();
        assert_eq!(4 + line.signature().len(), 76);
        let note = Note {
            text: BODY.into(),
            signatures: vec![line],
        };
        let verified = note
            .verify([&witness().verifier()])
            .map(|all| all[0].time_s);
        assert_eq!(verified, Ok(Some(1_700_000_000)));
    }

    #[test]
    fn another_time_or_another_text_is_not_what_was_cosigned() {
        let line = witness().cosign(BODY, 7).unwrap();
        let (key, bad) = (witness().verifier(), Err(NoteError::BadSignature));
        assert_eq!(key.check(BODY, &line), Ok(Some(7)));
        assert_eq!(key.check(&BODY.replace("log", "dog"), &line), bad);
        assert_eq!(key.check(&format!("{BODY}extension\n"), &line), bad);
        let mut later = line.clone();
        later.signature[7] += 1;
        assert_eq!(key.check(BODY, &later), bad);
        let mut never = line;
        never.signature[0] = 0xff;
        assert_eq!(key.check(BODY, &never), bad);
    }

    #[test]
    fn only_checkpoints_are_cosigned_and_only_at_some_time() {
        assert_eq!(witness().cosign("hello\n", 1), Err(NoteError::Shape));
        assert_eq!(witness().cosign(BODY, 0), Err(NoteError::Shape));
        assert_eq!(witness().cosign(BODY, u64::MAX), Err(NoteError::Shape));
        assert!(witness().cosign(&format!("{BODY}extension\n"), 1).is_ok());
    }

    #[test]
    fn a_key_serves_one_kind_of_signature() {
        let again = Cosigner::from_text(&witness().to_text()).unwrap();
        assert_eq!(again.verifier(), witness().verifier());
        let key = witness().verifier();
        assert_eq!(key.to_string().parse(), Ok(key.clone()));
        assert_eq!(
            Signer::from_text(&witness().to_text()).err(),
            Some(KeyError::Type)
        );
        let log = Signer::new("witness.example/w1", [3; 32])
            .unwrap()
            .verifier();
        assert_eq!(log.public_key(), key.public_key());
        assert_ne!(log.id(), key.id(), "the id covers the type");
    }

    proptest! {
        #[test]
        fn another_implementation_checks_the_same_cosignatures(time_s in 1_u64..1 << 62) {
            use ed25519_dalek_old::{Signature, Verifier as _, VerifyingKey};
            let line = witness().cosign(BODY, time_s).unwrap();
            let key = VerifyingKey::from_bytes(witness().verifier().public_key()).unwrap();
            let message = format!("cosignature/v1\ntime {time_s}\n{BODY}");
            let signature = Signature::from_slice(&line.signature()[8..]).unwrap();
            prop_assert!(key.verify(message.as_bytes(), &signature).is_ok());
        }
    }
}
