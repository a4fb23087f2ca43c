//! Receipts (C2SP tlog-proof): a file that shows an entry to be in a log, without asking anyone.
//!
//! It holds the entry's place, the hashes that join it to the root, and the checkpoint with the
//! signatures of log and witnesses. The format has an `extra` line for whatever an application
//! needs; ours holds the bytes of the entry, which the proof then covers, because they are hashed.

use std::fmt;
use std::str::FromStr;

use crate::hash::Hash;
use crate::note::{NOTE_BYTES_MAX, Note, NoteError};
use crate::text::{base64, decimal, from_base64};

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// Most bytes in the `extra` line, before base64.
pub const EXTRA_BYTES_MAX: usize = 64 * 1024;
/// Most hashes in the proof: no tree is higher.
pub const PROOF_HASHES_MAX: usize = 64;
/// Longest receipt that is read: the largest parts, and the lines around them.
pub const RECEIPT_BYTES_MAX: usize =
    EXTRA_BYTES_MAX.div_ceil(3) * 4 + PROOF_HASHES_MAX * 45 + NOTE_BYTES_MAX + 100;

/// What a receipt says. Nothing is verified by reading one: see [`Receipt::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// By our convention the bytes of the entry.
    pub extra: Option<Vec<u8>>,
    /// The place of the entry, from 0.
    pub index: u64,
    /// Its inclusion proof, the sibling of the leaf first.
    pub proof: Vec<Hash>,
    /// The checkpoint, with signatures and cosignatures.
    pub note: Note,
}

/// Why a text is not a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFormatError {
    /// Longer than any receipt.
    #[error("the receipt is longer than {RECEIPT_BYTES_MAX} bytes")]
    TooLong,
    /// Another first line.
    #[error("a receipt begins with the line {HEADER}")]
    Header,
    /// Not base64, or too much.
    #[error("the extra line is not at most {EXTRA_BYTES_MAX} bytes in base64")]
    Extra,
    /// No index, or another spelling of a number.
    #[error("the index is not a number without leading zeros")]
    Index,
    /// A line that is no hash, or too many of them.
    #[error("the proof is not at most {PROOF_HASHES_MAX} hashes in base64")]
    Proof,
    /// What follows is no note.
    #[error("the checkpoint: {0}")]
    Note(#[from] NoteError),
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.proof {
            writeln!(f, "{}", hash.to_base64())?;
        }
        write!(f, "\n{}", self.note.to_text())
    }
}

impl FromStr for Receipt {
    type Err = ReceiptFormatError;
    fn from_str(text: &str) -> Result<Self, ReceiptFormatError> {
        use ReceiptFormatError as Error;
        if text.len() > RECEIPT_BYTES_MAX {
            return Err(Error::TooLong);
        }
        let text = text
            .strip_prefix(HEADER)
            .and_then(|text| text.strip_prefix('\n'));
        // No line before the checkpoint is empty, so the first empty one is the end of them.
        let (head, note) = text
            .ok_or(Error::Header)?
            .split_once("\n\n")
            .ok_or(Error::Index)?;
        let mut lines = head.split('\n').peekable();
        let extra = lines.next_if(|line| line.starts_with("extra "));
        let extra = extra
            .map(|line| read_extra(line).ok_or(Error::Extra))
            .transpose()?;
        let index = lines
            .next()
            .and_then(|line| decimal(line.strip_prefix("index ")?));
        let index = index.ok_or(Error::Index)?;
        let proof: Option<Vec<Hash>> = lines.map(Hash::from_base64).collect();
        let proof = proof.filter(|proof| proof.len() <= PROOF_HASHES_MAX);
        Ok(Self {
            extra,
            index,
            proof: proof.ok_or(Error::Proof)?,
            note: Note::from_text(note)?,
        })
    }
}

fn read_extra(line: &str) -> Option<Vec<u8>> {
    let bytes = from_base64(line.strip_prefix("extra ")?)?;
    (bytes.len() <= EXTRA_BYTES_MAX).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::SignatureLine;
    use proptest::prelude::*;

    const NOTE: &str = "log.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\u{2014} log.example AAAAAAA=\n";
    const HASH: &str = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    #[test]
    fn a_receipt_is_read_as_it_is_written() {
        for head in [
            format!("{HEADER}\nindex 0\n"),
            format!("{HEADER}\nextra \nindex 0\n"),
            format!("{HEADER}\nextra aGk=\nindex 73894\n{HASH}\n{HASH}\n"),
        ] {
            let text = format!("{head}\n{NOTE}");
            assert_eq!(text.parse::<Receipt>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_receipt_says_which_line() {
        use ReceiptFormatError as E;
        for (head, error) in [
            (String::new(), E::Header),
            ("c2sp.org/tlog-proof@v2\nindex 0\n".into(), E::Header),
            (HEADER.into(), E::Index),
            (format!("{HEADER}\n"), E::Index),
            (format!("{HEADER}\nindex 00\n"), E::Index),
            (format!("{HEADER}\nindex -1\n"), E::Index),
            (format!("{HEADER}\nindex 1\nextra aGk=\n"), E::Proof),
            (format!("{HEADER}\nextra aGk\nindex 1\n"), E::Extra),
            (
                format!("{HEADER}\nextra aGk=\nextra aGk=\nindex 1\n"),
                E::Index,
            ),
            (format!("{HEADER}\nindex 1\nAAAA\n"), E::Proof),
            (
                format!("{HEADER}\nindex 1\n{}", format!("{HASH}\n").repeat(65)),
                E::Proof,
            ),
            (
                format!(
                    "{HEADER}\nextra {}\nindex 1\n",
                    base64(vec![0; EXTRA_BYTES_MAX + 1])
                ),
                E::Extra,
            ),
            ("x".repeat(RECEIPT_BYTES_MAX + 1), E::TooLong),
        ] {
            let text = format!("{head}\n{NOTE}");
            let read = text.parse::<Receipt>();
            assert_eq!(read, Err(error), "{}", &head[..head.len().min(200)]);
        }
    }

    #[test]
    fn a_receipt_without_a_signed_checkpoint_is_none() {
        let read = format!("{HEADER}\nindex 1\n\nlog.example\n").parse::<Receipt>();
        assert_eq!(read, Err(ReceiptFormatError::Note(NoteError::Shape)));
    }

    #[test]
    fn the_largest_parts_fit() {
        let line = SignatureLine::from_lines("\u{2014} log.example AAAAAAA=\n").unwrap();
        let receipt = Receipt {
            extra: Some(vec![7; EXTRA_BYTES_MAX]),
            index: u64::MAX,
            proof: vec![Hash([7; 32]); PROOF_HASHES_MAX],
            note: Note {
                text: format!("{}\n", "a".repeat(NOTE_BYTES_MAX - 100)),
                signatures: line,
            },
        };
        assert_eq!(receipt.to_string().parse(), Ok(receipt));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "(c2sp.org/tlog-proof@v1\n)?(extra [aA=]{0,5}\n)?(index [0-9]{0,21}\n)?[\u{2014} aA+=\n]{0,60}") {
            if let Ok(receipt) = text.parse::<Receipt>() {
                prop_assert_eq!(receipt.to_string(), text);
            }
        }
    }
}
