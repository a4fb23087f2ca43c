//! What can be asked about personal fields.

use kernel::{AccountId, Code, Digest, Line, PhotoId, Prose, ReportId, Sealed, Timestamp};
use serde::Serialize;

use super::{Field, Finding, PhotoKind};

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

/// A photo that was sealed on its way in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewPhoto {
    /// Of which kind the file is.
    #[serde(skip)]
    pub kind: PhotoKind,
    /// How wide the picture is, in points.
    #[serde(skip)]
    pub width: u32,
    /// How high.
    #[serde(skip)]
    pub height: u32,
    /// How long the file is.
    #[serde(skip)]
    pub bytes: u32,
    /// The file as it came in.
    #[serde(skip)]
    pub original: Sealed,
    /// The copy that people look at.
    #[serde(skip)]
    pub viewing: Sealed,
    /// What tells one file from another: see [`NewSealed::token`]. All else follows from the file, or
    /// differs each time.
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
    /// Add a photo to a report.
    AddPhoto {
        /// To which.
        report: ReportId,
        /// The photo.
        photo: NewPhoto,
    },
    /// Look at a photo.
    OpenPhoto {
        /// Of which report.
        report: ReportId,
        /// Which.
        photo: PhotoId,
        /// The file as it came in, and not the copy that people look at.
        original: bool,
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
    /// Give the person whose record it is a second secret, to see with it who looked.
    GiveSecondSecret {
        /// Of which report.
        report: ReportId,
    },
    /// The person whose fields they are says that a look was not right.
    Contest {
        /// The entry that keeps the look.
        look: u64,
        /// At whose fields.
        report: ReportId,
        /// What the person says.
        words: Option<Prose>,
    },
    /// Oversight answers that.
    AnswerContest {
        /// The entry that keeps the look.
        look: u64,
        /// Whoever looked: somebody else has to answer.
        looked: Option<AccountId>,
        /// What was found.
        finding: Finding,
        /// What the person is told.
        words: Prose,
    },
    /// Let the person read the reason that was typed with a look at their fields.
    ReleaseWords {
        /// The entry that keeps the look.
        look: u64,
        /// Whoever looked, as that entry says; nobody in entries from before there were accounts.
        looked: Option<AccountId>,
        /// At whose fields.
        report: ReportId,
        /// Whether a reason was typed with it.
        typed: bool,
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
            | Self::AddPhoto { report, .. }
            | Self::OpenPhoto { report, .. }
            | Self::Search { report, .. }
            | Self::Hold { report, .. }
            | Self::LiftHold { report, .. }
            | Self::Erase { report, .. } => Some(*report),
            // Nothing of the report itself decides about it.
            Self::ReadTraces { .. }
            | Self::GiveSecondSecret { .. }
            | Self::Contest { .. }
            | Self::AnswerContest { .. }
            | Self::ReleaseWords { .. }
            | Self::TurnEpoch { .. } => None,
        }
    }
}
