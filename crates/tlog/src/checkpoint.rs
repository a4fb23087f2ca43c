//! What is signed: whose log, how many entries, which root (C2SP tlog-checkpoint).

use crate::hash::Hash;
use crate::text::decimal;

/// The body of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is: the name other people know it by.
    pub origin: String,
    /// Entries in the tree.
    pub size: u64,
    /// Root hash of the tree.
    pub root: Hash,
}

/// Why a text is not the body of a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The three lines are not there, or not ended by line feeds.
    #[error("a checkpoint has three lines: origin, size and root hash")]
    Lines,
    /// Not a decimal number without leading zeros.
    #[error("the size is not a number without leading zeros")]
    Size,
    /// Not 32 bytes of canonical base64.
    #[error("the root hash is not 32 bytes in base64")]
    Root,
}

impl Checkpoint {
    /// The three lines that are signed.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            self.root.to_base64()
        )
    }

    /// Reads the lines back. Extension lines may follow and are not kept.
    ///
    /// # Errors
    /// [`CheckpointError`] names the line that is wrong.
    pub fn from_text(text: &str) -> Result<Self, CheckpointError> {
        let lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut lines = lines.split('\n');
        let mut line = || {
            lines
                .next()
                .filter(|line| !line.is_empty())
                .ok_or(CheckpointError::Lines)
        };
        let (origin, size, root) = (line()?, line()?, line()?);
        if lines.any(str::is_empty) {
            return Err(CheckpointError::Lines);
        }
        let size = decimal(size).ok_or(CheckpointError::Size)?;
        let root = Hash::from_base64(root).ok_or(CheckpointError::Root)?;
        Ok(Self {
            origin: origin.to_owned(),
            size,
            root,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_checkpoint_is_three_lines() {
        let empty = Checkpoint {
            origin: "answerable.example/yunzhou".into(),
            size: 0,
            root: Hash::of_empty_tree(),
        };
        let text = "answerable.example/yunzhou\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        assert_eq!(empty.to_text(), text);
        assert_eq!(Checkpoint::from_text(text), Ok(empty));
    }

    #[test]
    fn sizes_have_one_spelling() {
        let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        for size in ["01", "+1", "-1", "1 ", ""] {
            assert!(
                Checkpoint::from_text(&format!("o\n{size}\n{root}\n")).is_err(),
                "{size}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[a-z0-9=\n]{0,120}") {
            let _ = Checkpoint::from_text(&text);
        }
    }
}
