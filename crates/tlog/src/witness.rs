//! What a log and a witness say to each other (C2SP tlog-witness), as texts.
//!
//! A log posts a checkpoint with the proof that it continues the one the witness saw last; the
//! witness answers with signature lines, or with the size that it saw last.

use sha2::{Digest, Sha256};

use crate::hash::Hash;
use crate::note::{NOTE_BYTES_MAX, Note, NoteError, SignatureLine};
use crate::text::decimal;
use crate::verifier::Verifier;

/// Where checkpoints are posted, below the submission prefix.
pub const ADD_CHECKPOINT: &str = "add-checkpoint";
/// The content type of an answer that is a size.
pub const SIZE_TYPE: &str = "text/x.tlog.size";
/// Most hashes that a request may carry.
pub const CONSISTENCY_HASHES_MAX: usize = 63;
/// Longest request that is read.
pub const REQUEST_BYTES_MAX: usize = NOTE_BYTES_MAX + CONSISTENCY_HASHES_MAX * 45 + 100;

/// A request to cosign a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size of the checkpoint that the witness saw last, as the log believes; 0 if none.
    pub old: u64,
    /// The consistency proof from that size to the one of the checkpoint.
    pub proof: Vec<Hash>,
    /// The checkpoint, signed by the log.
    pub note: Note,
}

/// Why a text is not a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// Longer than any request.
    #[error("the request is longer than {REQUEST_BYTES_MAX} bytes")]
    TooLong,
    /// The first line does not say the old size.
    #[error("a request begins with the line: old <size>")]
    Old,
    /// A line that is no hash, or too many of them.
    #[error("the proof is not at most {CONSISTENCY_HASHES_MAX} hashes in base64")]
    Proof,
    /// What follows is no note.
    #[error("the checkpoint: {0}")]
    Note(#[from] NoteError),
}

impl AddCheckpoint {
    /// The body of the request.
    #[must_use]
    pub fn to_text(&self) -> String {
        let proof: String = self
            .proof
            .iter()
            .map(|hash| hash.to_base64() + "\n")
            .collect();
        format!("old {}\n{proof}\n{}", self.old, self.note.to_text())
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// [`RequestError`] names the part that is wrong.
    pub fn from_text(text: &str) -> Result<Self, RequestError> {
        if text.len() > REQUEST_BYTES_MAX {
            return Err(RequestError::TooLong);
        }
        let (head, note) = text.split_once("\n\n").ok_or(RequestError::Old)?;
        let mut lines = head.split('\n');
        let old = lines
            .next()
            .and_then(|line| decimal(line.strip_prefix("old ")?));
        let old = old.ok_or(RequestError::Old)?;
        let proof: Option<Vec<Hash>> = lines.map(Hash::from_base64).collect();
        let proof = proof.filter(|proof| proof.len() <= CONSISTENCY_HASHES_MAX);
        Ok(Self {
            old,
            proof: proof.ok_or(RequestError::Proof)?,
            note: Note::from_text(note)?,
        })
    }
}

/// The lines of a witness's answer that are by this key. Those by other keys are left out.
///
/// - `checkpoint`: the text that was to be cosigned.
///
/// # Errors
/// [`NoteError`]: not signature lines, none by this key, or one that does not verify or that says
/// no time, which a witness has to.
pub fn read_cosignatures(
    answer: &str,
    checkpoint: &str,
    key: &Verifier,
) -> Result<Vec<SignatureLine>, NoteError> {
    let mut lines = SignatureLine::from_lines(answer)?;
    lines.retain(|line| key.is_named_by(line));
    for line in &lines {
        if key.check(checkpoint, line)?.unwrap_or_default() == 0 {
            return Err(NoteError::BadSignature);
        }
    }
    if lines.is_empty() {
        Err(NoteError::NotSigned)
    } else {
        Ok(lines)
    }
}

/// The answer of a witness that saw another size last.
#[must_use]
pub fn write_size(size: u64) -> String {
    format!("{size}\n")
}

/// Reads such an answer; `None` when it is not one.
#[must_use]
pub fn read_size(answer: &str) -> Option<u64> {
    decimal(answer.strip_suffix('\n')?)
}

/// Where a witness shows the checkpoint of a log that it cosigned last, below its monitoring
/// prefix.
#[must_use]
pub fn monitoring_path(origin: &str) -> String {
    let hash = Hash(Sha256::digest(origin).into());
    format!("{hash}/checkpoint")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::Cosigner;
    use proptest::prelude::*;

    const HASH: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const BODY: &str = "log.example\n5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    /// The shape of the example request of C2SP tlog-witness.
    #[test]
    fn a_request_is_read_as_it_is_written() {
        let note = format!("{BODY}\n\u{2014} log.example AAAAAAA=\n\u{2014} other AAAAAAA=\n");
        for hashes in [0, 1, 63] {
            let text = format!(
                "old 20852014\n{}\n{note}",
                format!("{HASH}\n").repeat(hashes)
            );
            let request = AddCheckpoint::from_text(&text).unwrap();
            assert_eq!((request.old, request.proof.len()), (20_852_014, hashes));
            assert_eq!(request.note.text, BODY);
            assert_eq!(request.to_text(), text);
        }
        for (head, error) in [
            ("", RequestError::Old),
            ("old\n", RequestError::Old),
            ("old 01\n", RequestError::Old),
            ("old  1\n", RequestError::Old),
            ("Old 1\n", RequestError::Old),
            ("old 1\nAAAA\n", RequestError::Proof),
            ("old 1\r\n", RequestError::Old),
        ] {
            let read = AddCheckpoint::from_text(&format!("{head}\n{note}"));
            assert_eq!(read, Err(error), "{head:?}");
        }
        let many = format!("old 1\n{}\n{note}", format!("{HASH}\n").repeat(64));
        assert_eq!(AddCheckpoint::from_text(&many), Err(RequestError::Proof));
        let unsigned = AddCheckpoint::from_text(&format!("old 1\n\n{BODY}"));
        assert_eq!(unsigned, Err(RequestError::Note(NoteError::Shape)));
        let long = AddCheckpoint::from_text(&"a".repeat(REQUEST_BYTES_MAX + 1));
        assert_eq!(long, Err(RequestError::TooLong));
    }

    #[test]
    fn sizes_have_one_spelling() {
        assert_eq!(read_size(&write_size(20_852_014)), Some(20_852_014));
        for text in ["", "\n", "5", "05\n", "5\n\n", "5 \n"] {
            assert_eq!(read_size(text), None, "{text:?}");
        }
    }

    #[test]
    fn lines_of_the_key_are_taken_and_others_left() {
        let witness = |seed| Cosigner::new("w.example", [seed; 32]).unwrap();
        let (key, mine) = (witness(1).verifier(), witness(1).cosign(BODY, 9).unwrap());
        let other = witness(2).cosign(BODY, 9).unwrap();
        let read = |answer: String| read_cosignatures(&answer, BODY, &key);
        assert_eq!(read(format!("{other}{mine}")), Ok(vec![mine.clone()]));
        assert_eq!(read(other.to_string()), Err(NoteError::NotSigned));
        assert_eq!(read(String::new()), Err(NoteError::Shape));
        assert_eq!(read(format!("{mine}\n")), Err(NoteError::Shape));
        let wrong = witness(1).cosign(&BODY.replace('5', "6"), 9).unwrap();
        assert_eq!(read(format!("{mine}{wrong}")), Err(NoteError::BadSignature));
    }

    /// The hash is the example of FIPS 180-2 for "abc".
    #[test]
    fn a_log_is_watched_under_the_hash_of_its_origin() {
        assert_eq!(
            monitoring_path("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad/checkpoint"
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic(text in "(old [0-9]{0,21}\n)?[\u{2014} aA+=\n]{0,80}") {
            if let Ok(request) = AddCheckpoint::from_text(&text) {
                prop_assert_eq!(request.to_text(), text.as_str());
            }
            let key = Cosigner::new("a", [0; 32]).unwrap().verifier();
            let _ = (read_size(&text), read_cosignatures(&text, BODY, &key));
        }
    }
}
