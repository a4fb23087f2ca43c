//! A unit as it is shown.

use domain::dispatch::Status;
use kernel::{Code, IncidentId, Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

/// One unit: what it is, what it is doing, since when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitView {
    /// Its call sign.
    pub unit: UnitId,
    /// Its kind.
    pub kind: Code,
    /// Where it is at home.
    pub station: Code,
    /// How many they are.
    pub crew: u32,
    /// All it can do.
    pub capabilities: Vec<Code>,
    /// What it is doing.
    pub status: Status,
    /// Since when, as claimed.
    pub since_ms: Timestamp,
    /// The incident it serves.
    pub incident: Option<IncidentId>,
    /// That incident's number.
    pub number: Option<String>,
    /// Why it is out of service.
    pub reason: Option<Code>,
    /// When it is kept for something else.
    pub reserved: Vec<ReservedView>,
    /// The last entry that changed it.
    pub entry: u64,
    /// Everything it serves, the newest last; not shown, but needed to fold on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serving: Vec<(IncidentId, u32)>,
}

/// A time for which a unit is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReservedView {
    /// From this instant
    pub from_ms: Timestamp,
    /// up to, but not including, this one.
    pub to_ms: Timestamp,
    /// What for.
    pub purpose: Line,
}

impl UnitView {
    /// The unit as it stands at an instant: a reservation that has begun shows, one that is over
    /// does not.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.reserved.retain(|window| window.to_ms > now);
        let held = self.reserved.iter().find(|window| window.from_ms <= now);
        if let (Status::Available, Some(window)) = (self.status, held) {
            self.status = Status::Reserved;
            self.since_ms = window.from_ms;
        }
        self
    }
}
