//! What the desk can say of roads, and what is kept of it.

use kernel::{IncidentId, Line, Point, RoadChangeId, Timestamp};
use serde::{Deserialize, Serialize};

use super::Speeds;

/// What is different on a stretch of road.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nobody drives through; a place on it is still reached.
    Closed,
    /// It takes so many hundredths of the usual time: 150 is half as long again.
    Slow {
        /// More than 100.
        percent: u32,
    },
    /// It may be driven though it usually may not, as when traffic uses the other lane.
    Open,
}

/// A stretch of road by its course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// What the source of the map calls it.
    pub road: i64,
    /// Its course on the map.
    pub line: Vec<Point>,
    /// The change is about driving along the course.
    pub along: bool,
    /// The change is about driving against it.
    pub against: bool,
}

/// One request about roads.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Something is different from now on.
    Change {
        /// What.
        effect: Effect,
        /// Where.
        stretches: Vec<Stretch>,
        /// When it ends by itself.
        until: Option<Timestamp>,
        /// Why, in words.
        reason: Line,
        /// The incident that is the cause.
        incident: Option<IncidentId>,
    },
    /// It is as the map says again.
    Lift {
        /// Which change.
        change: RoadChangeId,
        /// Why, in words.
        reason: Line,
    },
    /// Times are reckoned with these factors from now on.
    AdoptSpeeds {
        /// The factors.
        speeds: Speeds,
        /// What they come from and how well they fit, in words.
        basis: Line,
    },
}

impl Command {
    /// The incidents whose state decides about this command.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::Change { incident, .. } => incident.iter().copied().collect(),
            Self::Lift { .. } | Self::AdoptSpeeds { .. } => vec![],
        }
    }
}

/// One fact about roads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data", deny_unknown_fields)]
pub enum Event {
    /// Something is different.
    #[serde(rename = "roads.change_made")]
    ChangeMade {
        /// Named by the act that made it.
        change: RoadChangeId,
        /// What.
        effect: Effect,
        /// Where.
        stretches: Vec<Stretch>,
        /// Since when.
        made_ms: Timestamp,
        /// When it ends by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_ms: Option<Timestamp>,
        /// Why.
        reason: Line,
        /// The incident that is the cause.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        incident: Option<IncidentId>,
    },
    /// It is as the map says again.
    #[serde(rename = "roads.change_lifted")]
    ChangeLifted {
        /// Which change.
        change: RoadChangeId,
        /// Why.
        reason: Line,
    },
    /// Times are reckoned with these factors from now on, in place of those before.
    #[serde(rename = "roads.speeds_adopted")]
    SpeedsAdopted {
        /// The factors.
        speeds: Speeds,
        /// What they come from and how well they fit.
        basis: Line,
    },
}

impl Event {
    /// The incidents this fact is about.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::ChangeMade { incident, .. } => incident.iter().copied().collect(),
            Self::ChangeLifted { .. } | Self::SpeedsAdopted { .. } => vec![],
        }
    }
}
