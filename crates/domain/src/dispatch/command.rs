//! What a desk or a crew can ask of dispatch.

use kernel::{Code, IncidentId, Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use super::{Advice, Milestone};
use crate::stamp::When;

/// One request about units.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields are the glossary's words; each variant says what is asked"
)]
pub enum Command {
    /// A unit begins its shift. Capabilities beyond those of its kind may be named.
    StartShift {
        unit: UnitId,
        kind: Code,
        capabilities: Vec<Code>,
        station: Code,
        crew: u32,
    },
    /// It ends its shift.
    EndShift { unit: UnitId },
    /// Keep it free for something else for a time.
    Reserve {
        unit: UnitId,
        from: Timestamp,
        to: Timestamp,
        purpose: Line,
    },
    /// It need not be kept free any more.
    Release { unit: UnitId, reason: Line },
    /// It cannot serve.
    TakeOutOfService {
        unit: UnitId,
        reason: Code,
        text: Option<Line>,
    },
    /// It can serve again.
    ReturnToService { unit: UnitId },
    /// It is home and free.
    ReportAvailable { unit: UnitId },
    /// Send units to an incident; saying it again adds units.
    Send {
        incident: IncidentId,
        units: Vec<UnitId>,
        sent: When,
        /// What the rules said when the desk decided. It is the program's answer and no part of
        /// the request, which stays the same when it is repeated.
        #[serde(skip)]
        advice: Option<Advice>,
    },
    /// Take a unit from the incident it serves for another.
    Divert {
        unit: UnitId,
        to: IncidentId,
        reason: Code,
    },
    /// Call it back before it arrives.
    Cancel {
        incident: IncidentId,
        unit: UnitId,
        reason: Code,
    },
    /// Let it go although it has arrived: it is not needed.
    StandDown {
        incident: IncidentId,
        unit: UnitId,
        reason: Code,
    },
    /// It has reached a milestone.
    Reach {
        incident: IncidentId,
        unit: UnitId,
        milestone: Milestone,
        reached: When,
        destination: Option<Line>,
    },
    /// It goes on to a destination, and perhaps to another after that.
    AddLeg {
        incident: IncidentId,
        unit: UnitId,
        destination: Line,
    },
    /// It is done there.
    Clear {
        incident: IncidentId,
        unit: UnitId,
        cleared: When,
        then: After,
    },
}

/// What a unit does when it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// It is free where it is.
    #[default]
    Available,
    /// It drives home and is free on the way.
    Returning,
}

impl Command {
    /// The incidents whose state decides about this command.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::Send { incident, .. }
            | Self::Divert { to: incident, .. }
            | Self::Cancel { incident, .. }
            | Self::StandDown { incident, .. }
            | Self::Reach { incident, .. }
            | Self::AddLeg { incident, .. }
            | Self::Clear { incident, .. } => vec![*incident],
            _ => vec![],
        }
    }
}
