//! What is wrong with a pack, in sentences its author can act on.

use std::path::PathBuf;

/// One mistake, at the line where it is mended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file, or the folder when no file is to blame.
    pub file: PathBuf,
    /// Counted from 1; `None` when the file or folder as a whole is meant.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // One form of path on every system, so that a message can be quoted and compared.
        let file = self.file.to_string_lossy().replace('\\', "/");
        match self.line {
            Some(line) => write!(f, "{file}:{line}: {}", self.message),
            None => write!(f, "{file}: {}", self.message),
        }
    }
}

/// Every mistake found in a pack, by file and line; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    pub(crate) fn new(mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort();
        Self(mistakes)
    }

    /// The mistakes by file and line.
    #[must_use]
    pub fn list(&self) -> &[Mistake] {
        &self.0
    }
}

impl std::fmt::Display for Mistakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, mistake) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

/// Why stored bytes are not a pack.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not canonical JSON, or JSON of another shape.
    #[error("the stored pack is not canonical JSON of the expected shape")]
    Canonical(#[from] kernel::canonical::Error),
    /// Reading and writing again gives other bytes, so the pack would get another digest.
    #[error("the stored pack has digest {stored} but reads as a pack with digest {read}")]
    Changed {
        /// Digest of the bytes given.
        stored: kernel::Digest,
        /// Digest of the pack as this program would write it.
        read: kernel::Digest,
    },
}
