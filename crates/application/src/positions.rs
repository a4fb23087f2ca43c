//! Where units are now: telemetry, not acts. Kept in memory only, one position a unit, never in the
//! journal, and never one after the other.

use kernel::{Point, Timestamp, UnitId};
use std::sync::Arc;
use tokio::sync::watch;

/// The last known position of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Who.
    pub unit: UnitId,
    /// Where.
    pub point: Point,
    /// Degrees clockwise from north.
    pub heading_deg: u16,
    /// When it was measured.
    pub at: Timestamp,
}

/// The last known positions of all units.
#[derive(Clone, Debug)]
pub struct Positions(Arc<watch::Sender<Arc<Vec<Position>>>>);

impl Default for Positions {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Arc::default())))
    }
}

impl Positions {
    /// Replaces all positions.
    pub fn set(&self, positions: Vec<Position>) {
        self.0.send_replace(Arc::new(positions));
    }

    /// The positions now, and a way to wait for the next.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Arc<Vec<Position>>> {
        self.0.subscribe()
    }
}
