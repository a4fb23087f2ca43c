//! What dispatch keeps: facts about units.

use kernel::{Code, IncidentId, Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use super::{Advice, After, Milestone, Status};
use crate::stage::OrderBroken;
use crate::stamp::Stamp;

/// What is remarkable about a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It reached the journal later than the rules call prompt.
    Late,
    /// It stands before a time it should follow, or after one it should precede.
    OutOfOrder,
    /// It was told after a later milestone, and so changes no status.
    FilledIn,
}

/// Why a unit left an incident before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Called back before it arrived.
    Cancelled,
    /// Not needed after it arrived.
    StoodDown,
}

/// One fact. `run` counts the times a unit was sent to the same incident, from 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the fields are the glossary's words; each variant says what happened"
)]
pub enum Event {
    /// A unit began its shift with everything it can do.
    #[serde(rename = "dispatch.shift_started")]
    ShiftStarted {
        unit: UnitId,
        kind: Code,
        capabilities: Vec<Code>,
        station: Code,
        crew: u32,
    },
    /// It ended its shift.
    #[serde(rename = "dispatch.shift_ended")]
    ShiftEnded { unit: UnitId },
    /// It is kept free for something else for a time.
    #[serde(rename = "dispatch.unit_reserved")]
    UnitReserved {
        unit: UnitId,
        from_ms: Timestamp,
        to_ms: Timestamp,
        purpose: Line,
    },
    /// It is not kept free any more.
    #[serde(rename = "dispatch.reservation_released")]
    ReservationReleased { unit: UnitId, reason: Line },
    /// It cannot serve.
    #[serde(rename = "dispatch.unit_out_of_service")]
    UnitOutOfService {
        unit: UnitId,
        reason: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Line>,
    },
    /// It can serve again.
    #[serde(rename = "dispatch.unit_in_service")]
    UnitInService { unit: UnitId },
    /// It is home and free.
    #[serde(rename = "dispatch.unit_available")]
    UnitAvailable { unit: UnitId },
    /// What the rules said when the desk decided whom to send.
    #[serde(rename = "dispatch.send_advised")]
    SendAdvised {
        incident: IncidentId,
        advice: Advice,
    },
    /// It was sent.
    #[serde(rename = "dispatch.unit_sent")]
    UnitSent {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        sent: Stamp,
        marks: Vec<Mark>,
    },
    /// It was taken from one incident for another.
    #[serde(rename = "dispatch.unit_diverted")]
    UnitDiverted {
        unit: UnitId,
        from: IncidentId,
        from_run: u32,
        to: IncidentId,
        to_run: u32,
        reason: Code,
        diverted: Stamp,
    },
    /// It left before it was done.
    #[serde(rename = "dispatch.unit_released")]
    UnitReleased {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        ending: Ending,
        reason: Code,
        released: Stamp,
    },
    /// It reached a milestone. `leg` is 0 until there is a destination.
    #[serde(rename = "dispatch.milestone_reached")]
    MilestoneReached {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        leg: u32,
        milestone: Milestone,
        reached: Stamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<Line>,
        marks: Vec<Mark>,
    },
    /// It has a destination to go to.
    #[serde(rename = "dispatch.leg_added")]
    LegAdded {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        leg: u32,
        destination: Line,
    },
    /// It was done.
    #[serde(rename = "dispatch.unit_cleared")]
    UnitCleared {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        cleared: Stamp,
        then: After,
        marks: Vec<Mark>,
    },
    /// It was sent on before it was free of another incident.
    #[serde(rename = "dispatch.overlap_warned")]
    OverlapWarned {
        unit: UnitId,
        serving: IncidentId,
        sent_to: IncidentId,
    },
    /// Its status moved in a way the pack does not list.
    #[serde(rename = "dispatch.transition_warned")]
    TransitionWarned {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        before: Status,
        after: Status,
    },
    /// Its claimed times are not in the order in which things can happen.
    #[serde(rename = "dispatch.order_warned")]
    OrderWarned {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        broken: OrderBroken,
    },
    /// It was done, and these milestones it must have passed were never told.
    #[serde(rename = "dispatch.stamps_missing")]
    StampsMissing {
        incident: IncidentId,
        unit: UnitId,
        run: u32,
        missing: Vec<Milestone>,
    },
}

impl Event {
    /// The incidents whose units this fact changes.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::UnitDiverted { from, to, .. } => vec![*from, *to],
            Self::OverlapWarned {
                serving, sent_to, ..
            } => vec![*serving, *sent_to],
            Self::SendAdvised { incident, .. }
            | Self::UnitSent { incident, .. }
            | Self::UnitReleased { incident, .. }
            | Self::MilestoneReached { incident, .. }
            | Self::LegAdded { incident, .. }
            | Self::UnitCleared { incident, .. }
            | Self::TransitionWarned { incident, .. }
            | Self::OrderWarned { incident, .. }
            | Self::StampsMissing { incident, .. } => vec![*incident],
            Self::ShiftStarted { .. }
            | Self::ShiftEnded { .. }
            | Self::UnitReserved { .. }
            | Self::ReservationReleased { .. }
            | Self::UnitOutOfService { .. }
            | Self::UnitInService { .. }
            | Self::UnitAvailable { .. } => vec![],
        }
    }

    /// The unit this fact is about.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitId> {
        match self {
            Self::SendAdvised { .. } => None,
            Self::ShiftStarted { unit, .. }
            | Self::ShiftEnded { unit }
            | Self::UnitReserved { unit, .. }
            | Self::ReservationReleased { unit, .. }
            | Self::UnitOutOfService { unit, .. }
            | Self::UnitInService { unit }
            | Self::UnitAvailable { unit }
            | Self::UnitSent { unit, .. }
            | Self::UnitDiverted { unit, .. }
            | Self::UnitReleased { unit, .. }
            | Self::MilestoneReached { unit, .. }
            | Self::LegAdded { unit, .. }
            | Self::UnitCleared { unit, .. }
            | Self::OverlapWarned { unit, .. }
            | Self::TransitionWarned { unit, .. }
            | Self::OrderWarned { unit, .. }
            | Self::StampsMissing { unit, .. } => Some(unit),
        }
    }
}
