//! A unit's work on an incident, as it is shown: every time with its source and marks.

use domain::Source;
use domain::dispatch::{Ended, Mark, Milestone, Status};
use kernel::{Code, Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

/// One run of a unit on an incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentView {
    /// The how-manieth time the unit was sent there, from 1.
    pub run: u32,
    /// Who.
    pub unit: UnitId,
    /// Its kind when it was sent, when it was on shift.
    pub kind: Option<Code>,
    /// How far it has come.
    pub status: Status,
    /// When it was sent, as claimed.
    pub sent_ms: Timestamp,
    /// Entry that sent it.
    pub entry: u64,
    /// What it told, in the order in which it was told.
    pub milestones: Vec<MilestoneView>,
    /// Where it went from the scene.
    pub legs: Vec<LegView>,
    /// How it ended.
    pub ended: Option<Ended>,
    /// When it ended, as claimed.
    pub ended_ms: Option<Timestamp>,
    /// Why it ended early.
    pub reason: Option<Code>,
    /// Milestones it must have passed and never told.
    pub missing: Vec<Milestone>,
}

/// One milestone as it was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MilestoneView {
    /// Which.
    pub milestone: Milestone,
    /// On which leg, 0 up to the scene.
    pub leg: u32,
    /// When it happened, as claimed.
    pub happened_ms: Timestamp,
    /// When the device stamped it.
    pub device_ms: Option<Timestamp>,
    /// When the journal took it.
    pub journal_ms: Timestamp,
    /// How the time was made.
    pub source: Source,
    /// Late, out of order, filled in.
    pub marks: Vec<Mark>,
    /// Entry that told it.
    pub entry: u64,
}

/// One way from the scene to a destination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LegView {
    /// From 1.
    pub leg: u32,
    /// Where to.
    pub destination: Option<Line>,
}

impl AssignmentView {
    pub(crate) fn new(
        unit: UnitId,
        kind: Option<Code>,
        run: u32,
        sent_ms: Timestamp,
        entry: u64,
    ) -> Self {
        let status = Status::Sent;
        let (milestones, legs, missing) = (vec![], vec![], vec![]);
        let (ended, ended_ms, reason) = (None, None, None);
        Self {
            run,
            unit,
            kind,
            status,
            sent_ms,
            entry,
            milestones,
            legs,
            ended,
            ended_ms,
            reason,
            missing,
        }
    }

    /// When a milestone first happened, as claimed.
    #[must_use]
    pub fn when(&self, milestone: Milestone) -> Option<Timestamp> {
        let told = self
            .milestones
            .iter()
            .find(|told| told.milestone == milestone);
        told.map(|told| told.happened_ms)
    }

    /// When the status it is in began, as claimed.
    #[must_use]
    pub fn since_ms(&self) -> Timestamp {
        let told = self
            .milestones
            .iter()
            .rev()
            .find(|told| told.milestone.status() == self.status);
        told.map_or(self.sent_ms, |told| told.happened_ms)
    }

    pub(crate) fn leg(&mut self, leg: u32, destination: Option<Line>) {
        match self.legs.iter_mut().find(|at| at.leg == leg) {
            Some(at) if destination.is_some() => at.destination = destination,
            Some(_) => {}
            None if leg > 0 => self.legs.push(LegView { leg, destination }),
            None => {}
        }
    }
}
