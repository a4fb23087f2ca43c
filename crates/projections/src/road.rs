//! Roads that the desk has closed, slowed or opened.

use domain::roads::{Effect, Speeds, Stretch};
use kernel::{IncidentId, Line, RoadChangeId, SeatId, Timestamp};
use serde::{Deserialize, Serialize};

/// A change of roads that was not lifted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoadChangeView {
    /// Which.
    pub change: RoadChangeId,
    /// What is different.
    pub effect: Effect,
    /// Where.
    pub stretches: Vec<Stretch>,
    /// Since when.
    pub made_ms: Timestamp,
    /// When it ends by itself.
    pub until_ms: Option<Timestamp>,
    /// Why.
    pub reason: Line,
    /// The incident that is the cause.
    pub incident: Option<IncidentId>,
    /// The seat that made it.
    pub seat: SeatId,
    /// The entry that made it.
    pub entry: u64,
}

/// The factors by which travel times are reckoned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpeedsView {
    /// The factors.
    pub speeds: Speeds,
    /// What they come from.
    pub basis: Line,
    /// Since when.
    pub adopted_ms: Timestamp,
    /// The seat that adopted them.
    pub seat: SeatId,
    /// The entry.
    pub entry: u64,
}
