//! What is known of units and of their work on incidents.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{Code, IncidentId, Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use super::{Assignment, Status};

/// A unit that has been on shift at least once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Set while it is on shift.
    pub shift: Option<Shift>,
    /// What it is doing, reservations aside.
    pub status: Status,
    /// What it serves, the newest last. More than one only after it was sent on before it was free.
    pub serving: Vec<Serving>,
    /// When it is kept for something else.
    pub reserved: Vec<Window>,
    /// Set while it cannot serve.
    pub out_of_service: Option<Code>,
}

/// With what a unit is on shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Its kind.
    pub kind: Code,
    /// All it can do.
    pub capabilities: Vec<Code>,
    /// Where it is at home.
    pub station: Code,
    /// How many they are.
    pub crew: u32,
}

/// One run of a unit on an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Serving {
    /// Where.
    pub incident: IncidentId,
    /// Which time.
    pub run: u32,
}

/// A time for which a unit is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// From this instant
    pub from: Timestamp,
    /// up to, but not including, this one.
    pub to: Timestamp,
    /// What for.
    pub purpose: Line,
}

impl Unit {
    /// The reservation that holds at an instant.
    #[must_use]
    pub fn reserved_at(&self, at: Timestamp) -> Option<&Window> {
        self.reserved
            .iter()
            .find(|window| window.from <= at && at < window.to)
    }
}

/// Everything dispatch knows. Work on closed incidents may be taken out and folded again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Every unit that was ever on shift: as many as the fleet.
    pub units: BTreeMap<UnitId, Unit>,
    /// The units' work, by incident.
    pub work: BTreeMap<IncidentId, Arc<Vec<Assignment>>>,
}

impl State {
    /// The units that still serve an incident.
    pub fn serving(&self, incident: IncidentId) -> impl Iterator<Item = &UnitId> {
        let work = self
            .work
            .get(&incident)
            .into_iter()
            .flat_map(|work| work.iter());
        work.filter(|work| work.ended.is_none())
            .map(|work| &work.unit)
    }

    /// The newest run of a unit on an incident.
    #[must_use]
    pub fn latest(&self, incident: IncidentId, unit: &UnitId) -> Option<&Assignment> {
        self.work
            .get(&incident)?
            .iter()
            .rev()
            .find(|work| work.unit == *unit)
    }
}
