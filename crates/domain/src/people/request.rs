//! What needs two people: the first half is kept and waits; the second half, by another, does it.

use kernel::{AccountId, HOUR_MS, Line, ReportId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::personal;

/// How long a request waits for its second person.
pub const REQUEST_WAITS_MS: i64 = 24 * HOUR_MS;

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
            Self::RecoverAccount { .. } => None,
        }
    }

    /// The report it is about.
    #[must_use]
    pub fn reports(&self) -> &[ReportId] {
        match self {
            Self::EraseCaller { report, .. } | Self::LiftHold { report, .. } => {
                std::slice::from_ref(report)
            }
            Self::RecoverAccount { .. } => &[],
        }
    }
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
