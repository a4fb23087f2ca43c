//! What is kept of personal fields: never the fields.

use kernel::{Code, KeyId, Line, PhotoId, Prose, ReportId, Sealed, Timestamp};
use serde::{Deserialize, Serialize};

/// Fields that are sealed together, because they are about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Who made a report.
    Caller,
}

/// One field of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// What somebody is called.
    Name,
    /// The number to call back.
    Callback,
    /// Whether somebody wishes not to be named.
    Anonymous,
}

/// Of which kind the file of a photo is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhotoKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    Webp,
}

/// What oversight found out about a look that was contested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It was not right.
    Upheld,
    /// It was right.
    NotUpheld,
}

/// One fact about personal fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the fields are the glossary's words; each variant says what happened"
)]
pub enum Event {
    /// Somebody's fields came in with a report.
    #[serde(rename = "personal.sealed")]
    Sealed {
        report: ReportId,
        group: Group,
        sealed: Sealed,
    },
    /// The seat of the entry was allowed to read these fields, for this purpose.
    #[serde(rename = "personal.opened")]
    Opened {
        report: ReportId,
        group: Group,
        key: KeyId,
        fields: Vec<Field>,
        purpose: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Prose>,
    },
    /// A photo came in for a report: the file as it is, and the copy of it that people look at.
    #[serde(rename = "personal.photo_sealed")]
    PhotoSealed {
        report: ReportId,
        photo: PhotoId,
        kind: PhotoKind,
        width: u32,
        height: u32,
        bytes: u32,
        original: Sealed,
        viewing: Sealed,
    },
    /// The seat of the entry was allowed to look at this photo, for this purpose.
    #[serde(rename = "personal.photo_opened")]
    PhotoOpened {
        report: ReportId,
        photo: PhotoId,
        key: KeyId,
        original: bool,
        purpose: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Prose>,
    },
    /// The seat asked which other reports have the same call-back number, for this purpose.
    #[serde(rename = "personal.searched")]
    Searched {
        report: ReportId,
        key: KeyId,
        purpose: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Prose>,
    },
    /// Somebody read who had looked, at one report's fields or at any, for this purpose.
    #[serde(rename = "personal.traces_read")]
    TracesRead {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<ReportId>,
        purpose: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Prose>,
    },
    /// Whoever holds this secret and the receipt's code sees who looked; an older secret is void.
    #[serde(rename = "personal.second_secret_given")]
    SecondSecretGiven { report: ReportId },
    /// Of the look in the same entry its person is told from then on, and not before: this law says so.
    #[serde(rename = "personal.look_sealed")]
    LookSealed {
        report: ReportId,
        until_ms: Timestamp,
        basis: Line,
    },
    /// Oversight found that the reason typed with this look tells of nobody else: its person may read it.
    #[serde(rename = "personal.words_released")]
    WordsReleased { look: u64, report: ReportId },
    /// The person whose fields they are says that the look which this entry keeps was not right.
    #[serde(rename = "personal.look_contested")]
    LookContested {
        look: u64,
        report: ReportId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Prose>,
    },
    /// Somebody who did not look answered that.
    #[serde(rename = "personal.contest_answered")]
    ContestAnswered {
        look: u64,
        report: ReportId,
        finding: Finding,
        words: Prose,
    },
    /// A law says that the fields must be kept until then.
    #[serde(rename = "personal.held")]
    Held {
        report: ReportId,
        key: KeyId,
        until_ms: Timestamp,
        basis: Line,
    },
    /// It says so no longer.
    #[serde(rename = "personal.hold_lifted")]
    HoldLifted {
        report: ReportId,
        key: KeyId,
        reason: Line,
    },
    /// The key is destroyed, under this law: nobody can read the fields any more.
    #[serde(rename = "personal.erased")]
    Erased {
        report: ReportId,
        group: Group,
        key: KeyId,
        basis: Line,
        erased_ms: Timestamp,
    },
    /// The key that wraps all others was replaced and the old one destroyed, and with it every copy
    /// of an erased key in a backup.
    #[serde(rename = "personal.epoch_turned")]
    EpochTurned { epoch: u32 },
}

impl Event {
    /// The one report this fact is about.
    #[must_use]
    pub fn report(&self) -> Option<ReportId> {
        self.reports().first().copied()
    }

    /// The report this fact is about.
    #[must_use]
    pub fn reports(&self) -> &[ReportId] {
        match self {
            Self::Sealed { report, .. }
            | Self::Opened { report, .. }
            | Self::PhotoSealed { report, .. }
            | Self::PhotoOpened { report, .. }
            | Self::Searched { report, .. }
            | Self::SecondSecretGiven { report }
            | Self::LookSealed { report, .. }
            | Self::WordsReleased { report, .. }
            | Self::LookContested { report, .. }
            | Self::ContestAnswered { report, .. }
            | Self::Held { report, .. }
            | Self::HoldLifted { report, .. }
            | Self::Erased { report, .. } => std::slice::from_ref(report),
            Self::TracesRead { report, .. } => report.as_slice(),
            Self::EpochTurned { .. } => &[],
        }
    }
}
