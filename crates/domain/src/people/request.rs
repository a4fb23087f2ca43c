//! What needs two people: the first half is kept and waits; the second half, by another, does it.

use kernel::{AccountId, Digest, HOUR_MS, Line, ReportId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::personal;

/// How long a request waits for its second person.
pub const REQUEST_WAITS_MS: i64 = 24 * HOUR_MS;

/// How long whoever asked may fetch an export once it was approved.
pub const EXPORT_WAITS_MS: i64 = 24 * HOUR_MS;

/// What leaves the record in one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportOf {
    /// The entries of the journal.
    Entries,
    /// A table of the incidents.
    Incidents,
}

/// What an export holds: what came into the record from one instant until before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Extent {
    /// Of what.
    pub of: ExportOf,
    /// From then on.
    pub from_ms: Timestamp,
    /// Until before then.
    pub until_ms: Timestamp,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the fields are those of the commands that they become"
)]
pub enum Wish {
    /// Destroy the key of a caller's fields.
    EraseCaller { report: ReportId, basis: Line },
    /// Let go of what a law keeps.
    LiftHold { report: ReportId, reason: Line },
    /// Let somebody who lost everything come in anew.
    RecoverAccount { account: AccountId },
    /// Put other rules in force: the pack with this digest, at the next start. It has events of its own.
    #[cfg_attr(feature = "schema", schemars(skip))]
    AdoptPack { pack: Digest },
    /// Let a part of the record leave in one piece. It has events of its own.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Export { extent: Extent },
    /// Split the key that wraps all others in three shares. It has events of its own.
    #[cfg_attr(feature = "schema", schemars(skip))]
    SplitKey,
}

impl Wish {
    /// The command it becomes once a second person agrees, when that is one about personal fields.
    #[must_use]
    pub fn personal(&self) -> Option<personal::Command> {
        match self.clone() {
            Self::EraseCaller { report, basis } => Some(personal::Command::Erase { report, basis }),
            Self::LiftHold { report, reason } => {
                Some(personal::Command::LiftHold { report, reason })
            }
            Self::RecoverAccount { .. }
            | Self::AdoptPack { .. }
            | Self::Export { .. }
            | Self::SplitKey => None,
        }
    }

    /// The report it is about.
    #[must_use]
    pub fn reports(&self) -> &[ReportId] {
        match self {
            Self::EraseCaller { report, .. } | Self::LiftHold { report, .. } => {
                std::slice::from_ref(report)
            }
            Self::RecoverAccount { .. }
            | Self::AdoptPack { .. }
            | Self::Export { .. }
            | Self::SplitKey => &[],
        }
    }
}

/// An export that two people agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// What it holds.
    pub extent: Extent,
    /// Who asked for it, and alone may fetch it.
    pub by: AccountId,
    /// From then on nobody may fetch it.
    pub expires_ms: Timestamp,
}

/// A request that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What for.
    pub wish: Wish,
    /// Who made it, and so may not approve it.
    pub by: AccountId,
    /// From then on nobody may approve it.
    pub expires_ms: Timestamp,
}
