//! What came of asking one witness.

use tlog::{NoteError, SignatureLine};

/// What came of asking one witness to cosign one checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It cosigned. The lines verify and can be added to the note.
    Cosigned(Vec<SignatureLine>),
    /// It says that it saw a larger tree of this log than ours, which nobody but us can have
    /// signed: we have lost entries, or it lies. Nothing more may be signed until a person knows.
    Ahead {
        /// The size it says it saw.
        size: u64,
    },
    /// It saw another tree of the very size of ours, which only a log that signed both can cause.
    /// Nothing more may be signed until a person knows.
    Forked {
        /// The size of both.
        size: u64,
    },
    /// It says that our tree does not continue the one it saw, though the proof was made for its
    /// size. Our past has changed, or the witness errs: nothing more may be signed either.
    NotConsistent {
        /// The size it saw.
        old: u64,
    },
    /// A later checkpoint of ours has been cosigned already; it was not asked.
    Superseded {
        /// The size of that one.
        size: u64,
    },
    /// It saw another checkpoint of ours while we were asking, twice. The next one will do.
    Moved {
        /// The size it has now.
        size: u64,
    },
    /// It could not read what we sent (400): one of the two programs errs.
    NotUnderstood(String),
    /// It does not trust the key we sign with (403).
    KeyNotTrusted,
    /// It does not know our log (404): its keeper has to enter it.
    LogNotKnown,
    /// It asks us to come back later (429 or 503), in so many seconds if it says.
    Busy {
        /// How long to wait.
        retry_after_s: Option<u64>,
    },
    /// It answered with what is no cosignature by its key over our checkpoint.
    BadCosignature(NoteError),
    /// It answered with what the protocol does not have.
    Unexpected {
        /// The HTTP status.
        status: u16,
        /// The beginning of what it said.
        said: String,
    },
    /// It did not answer in time, or could not be reached.
    Unreachable(String),
    /// We could not make the proof it needs.
    NoProof(String),
}

impl Outcome {
    /// Whether the log has to stop signing: the witness saw a past that is not ours.
    ///
    /// A single witness can cause this by lying, and it is for a person to tell which of the two
    /// it is. A log that signs on meanwhile may sign a fork.
    #[must_use]
    pub fn is_alarm(&self) -> bool {
        matches!(
            self,
            Self::Ahead { .. } | Self::Forked { .. } | Self::NotConsistent { .. }
        )
    }
}
