//! What can be asked about personal fields.

use kernel::{Code, Digest, Line, Prose, ReportId, Sealed, Timestamp};
use serde::Serialize;

use super::Field;

/// Fields that were sealed on their way in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewSealed {
    /// What the entry will hold. It differs each time the same text is sealed, so it is no part of
    /// what tells one request from another.
    #[serde(skip)]
    pub sealed: Sealed,
    /// What tells it: the text under a key that is erased with the text's own.
    pub token: Digest,
}

/// One request about the personal fields of a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Read some of them.
    Open {
        /// Of which report.
        report: ReportId,
        /// Which.
        fields: Vec<Field>,
        /// What for: a purpose of the pack.
        purpose: Code,
        /// What for, in words.
        words: Option<Prose>,
    },
    /// Find other reports with the same call-back number.
    Search {
        /// As which report.
        report: ReportId,
        /// What for: a purpose of the pack.
        purpose: Code,
        /// What for, in words.
        words: Option<Prose>,
    },
    /// Read who looked at personal fields: looking at looks is a look.
    ReadTraces {
        /// At those of which report; at all of them when none is named.
        about: Option<ReportId>,
        /// What for: a purpose of the pack.
        purpose: Code,
        /// What for, in words.
        words: Option<Prose>,
    },
    /// Keep them for as long as a law says.
    Hold {
        /// Of which report.
        report: ReportId,
        /// Until when.
        until: Timestamp,
        /// The law and article.
        basis: Line,
    },
    /// The law says so no longer.
    LiftHold {
        /// Of which report.
        report: ReportId,
        /// Why.
        reason: Line,
    },
    /// Destroy their key.
    Erase {
        /// Of which report.
        report: ReportId,
        /// The law and article.
        basis: Line,
    },
    /// The key that wraps all others was replaced.
    TurnEpoch {
        /// How often it has been by now.
        epoch: u32,
    },
}

impl Command {
    /// The report whose fields it is about.
    #[must_use]
    pub fn report(&self) -> Option<ReportId> {
        match self {
            Self::Open { report, .. }
            | Self::Search { report, .. }
            | Self::Hold { report, .. }
            | Self::LiftHold { report, .. }
            | Self::Erase { report, .. } => Some(*report),
            // Nothing of the report itself decides about it.
            Self::ReadTraces { .. } | Self::TurnEpoch { .. } => None,
        }
    }
}
