//! Signed notes (C2SP signed-note): a text, an empty line, and signature lines.
//!
//! A line is `— name base64(key id ‖ signature)`. Whoever reads a note is told nothing by its text
//! until a key of their own has verified ([`Note::verify`]).

use std::fmt;

use crate::key::is_name;
use crate::text::{base64, from_base64, is_note_text};
use crate::verifier::Verifier;

/// Longest note that is read: sixteen signatures of the largest kind fit with room to spare.
pub const NOTE_BYTES_MAX: usize = 100_000;
/// Most signature lines that are read.
pub const SIGNATURES_MAX: usize = 100;

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

/// One signature line, whoever it is by. It has not been verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureLine {
    pub(crate) name: String,
    pub(crate) id: [u8; 4],
    pub(crate) signature: Vec<u8>,
}

impl SignatureLine {
    /// The name of the key it says it is by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of the key it says it is by.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        self.id
    }

    /// The signature, of whatever kind that key makes.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// Reads one line, without its line feed.
    fn from_line(line: &str) -> Option<Self> {
        let (name, blob) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
        let blob = from_base64(blob)?;
        let (id, signature) = blob.split_first_chunk()?;
        let sound = is_name(name) && !signature.is_empty();
        sound.then(|| Self {
            name: name.to_owned(),
            id: *id,
            signature: signature.to_vec(),
        })
    }

    /// Reads lines that each end with a line feed, as a witness answers with. At least one.
    ///
    /// # Errors
    /// [`NoteError`]: not signature lines, or too many.
    pub fn from_lines(text: &str) -> Result<Vec<Self>, NoteError> {
        if text.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLong);
        }
        let lines = text.strip_suffix('\n').ok_or(NoteError::Shape)?;
        if lines.split('\n').count() > SIGNATURES_MAX {
            return Err(NoteError::TooLong);
        }
        let lines = lines.split('\n').map(Self::from_line);
        lines.collect::<Option<_>>().ok_or(NoteError::Shape)
    }
}

/// The line with its line feed.
impl fmt::Display for SignatureLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blob: Vec<u8> = self.id.iter().chain(&self.signature).copied().collect();
        writeln!(f, "\u{2014} {} {}", self.name, base64(blob))
    }
}

/// A text with signature lines. Nothing is verified by reading one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What was signed; it ends with a line feed.
    pub text: String,
    /// By whom, they say.
    pub signatures: Vec<SignatureLine>,
}

/// A key that verified, and when it says it saw the text, if it is of a kind that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified<'k> {
    /// The key.
    pub key: &'k Verifier,
    /// Seconds since 1970, of a cosignature.
    pub time_s: Option<u64>,
}

impl Note {
    /// Reads a note. The last empty line separates text from signatures: texts may have their own.
    ///
    /// # Errors
    /// [`NoteError`]: not a note, or larger than what is read here.
    pub fn from_text(note: &str) -> Result<Self, NoteError> {
        if note.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLong);
        }
        if !is_note_text(note) {
            return Err(NoteError::Shape);
        }
        let end = note.rfind("\n\n").ok_or(NoteError::Shape)?;
        Ok(Self {
            text: note[..=end].to_owned(),
            signatures: SignatureLine::from_lines(&note[end + 2..])?,
        })
    }

    /// The note as text. It reads back as the same note if it has a signature at all.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lines: String = self.signatures.iter().map(ToString::to_string).collect();
        format!("{}\n{lines}", self.text)
    }

    /// Adds a line that is not there yet.
    pub fn append(&mut self, line: SignatureLine) {
        if !self.signatures.contains(&line) {
            self.signatures.push(line);
        }
    }

    /// The keys of `known` that signed, each once and with the time of its first line.
    ///
    /// Lines by other keys are passed over: anyone may add some. A line by a known key that does
    /// not verify spoils the note, even beside a good one.
    ///
    /// # Errors
    /// [`NoteError::BadSignature`], or [`NoteError::NotSigned`] when no known key signed.
    pub fn verify<'k>(
        &self,
        known: impl IntoIterator<Item = &'k Verifier>,
    ) -> Result<Vec<Verified<'k>>, NoteError> {
        let mut verified = Vec::new();
        for key in known {
            let mut times = Vec::new();
            for line in self.signatures.iter().filter(|line| key.is_named_by(line)) {
                times.push(key.check(&self.text, line)?);
            }
            verified.extend(times.first().map(|time_s| Verified {
                key,
                time_s: *time_s,
            }));
        }
        if verified.is_empty() {
            Err(NoteError::NotSigned)
        } else {
            Ok(verified)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signer::Signer;
    use proptest::prelude::*;

    fn signer(seed: u8) -> Signer {
        Signer::new("answerable.example/yunzhou", [seed; 32]).unwrap()
    }

    #[test]
    fn the_last_empty_line_separates() {
        let text = "hello\n\nworld\n";
        let signed = signer(7).sign(text).unwrap();
        let note = Note::from_text(&signed).unwrap();
        assert_eq!(note.text, text);
        assert_eq!(note.signatures.len(), 1);
        assert_eq!(note.to_text(), signed);
    }

    /// The malformed notes of `TestOpen` in Go's `golang.org/x/mod/sumdb/note`, in our words.
    #[test]
    fn what_is_not_a_note_is_refused() {
        let line = "\u{2014} a AAAAAAA=\n";
        for note in [
            String::new(),
            "text\n".into(),
            format!("text\n{line}"),
            format!("text\n\n{line}x"),
            format!("text\n\n{line}\n"),
            format!("text\n\n{}", line.trim_end()),
            "text\n\n\u{2014} a\n".into(),
            "text\n\n\u{2014} a AAAAAA==\n".into(),
            "text\n\n\u{2014} a AAAAAAB=\n".into(),
            "text\n\n\u{2014}  AAAAAAA=\n".into(),
            "text\n\n\u{2014} a+b AAAAAAA=\n".into(),
            "text\n\n\u{2014} a\u{a0}b AAAAAAA=\n".into(),
            "text\n\n- a AAAAAAA=\n".into(),
            format!("te\rxt\n\n{line}"),
            format!("te\txt\n\n{line}"),
        ] {
            assert_eq!(Note::from_text(&note), Err(NoteError::Shape), "{note:?}");
        }
        assert!(Note::from_text(&format!("text\n\n{line}")).is_ok());
        let many = format!("text\n\n{}", line.repeat(SIGNATURES_MAX + 1));
        assert_eq!(Note::from_text(&many), Err(NoteError::TooLong));
        let long = format!("{}\n\n{line}", "a".repeat(NOTE_BYTES_MAX));
        assert_eq!(Note::from_text(&long), Err(NoteError::TooLong));
    }

    #[test]
    fn a_note_takes_lines_and_tells_which_keys_signed() {
        let text = "size 5\n";
        let keys = [1, 2, 3].map(|seed| signer(seed).verifier());
        let mut note = Note {
            text: text.into(),
            signatures: vec![],
        };
        assert_eq!(note.verify(&keys), Err(NoteError::NotSigned));
        for seed in [2, 9, 3, 2] {
            note.append(signer(seed).line(text).unwrap());
        }
        assert_eq!(note.signatures.len(), 3, "the same line is not added twice");
        let signed: Vec<_> = note
            .verify(&keys)
            .unwrap()
            .iter()
            .map(|one| one.key)
            .collect();
        assert_eq!(signed, [&keys[1], &keys[2]]);
        assert_eq!(Note::from_text(&note.to_text()), Ok(note));
    }

    #[test]
    fn one_bad_line_of_a_known_key_spoils_the_note() {
        let mut note = Note::from_text(&signer(7).sign("size 5\n").unwrap()).unwrap();
        let key = signer(7).verifier();
        note.append(signer(7).line("size 6\n").unwrap());
        assert_eq!(note.verify([&key]), Err(NoteError::BadSignature));
        note.signatures[1].signature.truncate(63);
        assert_eq!(note.verify([&key]), Err(NoteError::BadSignature));
        note.signatures[1].id = [0; 4];
        assert!(note.verify([&key]).is_ok(), "another id is another key");
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[\u{2014} aA+=\n]{0,80}") {
            if let Ok(note) = Note::from_text(&text) {
                prop_assert_eq!(note.to_text(), text);
            }
        }

        #[test]
        fn what_is_read_is_what_would_be_written(
            text in "([a-z ]{0,9}\n){1,4}",
            lines in prop::collection::vec(("[a-zé./]{1,9}", prop::collection::vec(any::<u8>(), 5..80)), 1..5),
        ) {
            let lines: String = lines.iter().map(|(name, blob)| format!("\u{2014} {name} {}\n", base64(blob))).collect();
            let note = format!("{text}\n{lines}");
            prop_assert_eq!(Note::from_text(&note).unwrap().to_text(), note);
        }

        #[test]
        fn another_implementation_reads_the_same_notes(text in "([a-z]{1,5}\n){1,3}", seed in 0_u8..9) {
            use signed_note::{Note as Other, StandardVerifier, VerifierList};
            let note = signer(seed).sign(&text).unwrap();
            let other = Other::from_bytes(note.as_bytes()).unwrap();
            prop_assert_eq!(other.text(), text.as_bytes());
            let key = StandardVerifier::new(&signer(seed).verifier().to_string()).unwrap();
            let (verified, unknown) = other.verify(&VerifierList::new(vec![Box::new(key)])).unwrap();
            prop_assert_eq!((verified.len(), unknown.len()), (1, 0));
        }
    }
}
