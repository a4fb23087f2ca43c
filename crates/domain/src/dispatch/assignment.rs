//! One unit's work on one incident, from sent to done.

use kernel::{Line, Timestamp, UnitId};
use serde::{Deserialize, Serialize};

use super::{Milestone, Status};
use crate::stage::{Claim, Stage};

/// A unit's work on an incident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// Who.
    pub unit: UnitId,
    /// The how-manieth time it was sent to this incident, from 1.
    pub run: u32,
    /// How far it has come; a milestone filled in later does not set it back.
    pub status: Status,
    /// Every claimed time, with its leg and stage, as told.
    pub claims: Vec<Claim>,
    /// Destinations; the first leg is number 1.
    pub legs: Vec<Option<Line>>,
    /// Set once it is over.
    pub ended: Option<Ended>,
}

/// How a unit's work on an incident ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// It was done.
    Cleared,
    /// It was called back before it arrived.
    Cancelled,
    /// It was not needed after it arrived.
    StoodDown,
    /// It was needed more elsewhere.
    Diverted,
}

impl Assignment {
    /// A unit that has just been sent.
    #[must_use]
    pub fn new(unit: UnitId, run: u32, sent: Timestamp) -> Self {
        let claims = vec![((0, Stage::Sent), sent)];
        Self {
            unit,
            run,
            status: Status::Sent,
            claims,
            legs: vec![],
            ended: None,
        }
    }

    /// Whether the milestone was told for this leg.
    #[must_use]
    pub fn has(&self, leg: u32, milestone: Milestone) -> bool {
        self.claims
            .iter()
            .any(|(at, _)| *at == (leg, milestone.into()))
    }

    /// The leg a new telling of the milestone belongs to: 0 up to the scene; a transport that is
    /// told again begins the next leg.
    #[must_use]
    pub fn leg_of(&self, milestone: Milestone) -> u32 {
        if !matches!(
            milestone,
            Milestone::Transporting | Milestone::AtDestination
        ) {
            return 0;
        }
        // Being done stands on a leg of its own beyond all others, and is no journey.
        let last = self
            .claims
            .iter()
            .filter(|((_, stage), _)| *stage != Stage::Cleared)
            .map(|((leg, _), _)| *leg)
            .max()
            .unwrap_or(0)
            .max(1);
        let begun = milestone == Milestone::Transporting && self.has(last, milestone);
        if begun || self.has(last, Milestone::AtDestination) && self.has(last, milestone) {
            last + 1
        } else {
            last
        }
    }

    /// Whether something later than this was told already.
    #[must_use]
    pub fn is_past(&self, leg: u32, milestone: Milestone) -> bool {
        self.claims
            .iter()
            .any(|(at, _)| *at > (leg, milestone.into()))
    }

    /// Whether it has been on scene or beyond.
    #[must_use]
    pub fn has_arrived(&self) -> bool {
        self.claims
            .iter()
            .any(|((_, stage), _)| (Stage::OnScene..Stage::Cleared).contains(stage))
    }

    /// The milestones it must have passed to come as far as it did, and never told. Answering is
    /// not one of them: many crews answer by leaving.
    #[must_use]
    pub fn missing(&self) -> Vec<Milestone> {
        let reached = Milestone::ALL.into_iter().rev().find(|m| self.has_any(*m));
        let Some(reached) = reached else {
            return vec![];
        };
        let passed = Milestone::ALL
            .into_iter()
            .filter(|m| (Milestone::Departed..reached).contains(m));
        passed.filter(|m| !self.has_any(*m)).collect()
    }

    fn has_any(&self, milestone: Milestone) -> bool {
        self.claims
            .iter()
            .any(|((_, stage), _)| *stage == milestone.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Assignment {
        Assignment::new(UnitId::new("E32").unwrap(), 1, Timestamp(0))
    }

    fn told(mut work: Assignment, milestones: &[Milestone]) -> Assignment {
        for milestone in milestones {
            let leg = work.leg_of(*milestone);
            work.claims.push(((leg, (*milestone).into()), Timestamp(1)));
        }
        work
    }

    #[test]
    fn a_second_transport_begins_a_second_leg() {
        use Milestone::{AtDestination, OnScene, Transporting};
        let work = told(sent(), &[OnScene, Transporting, AtDestination]);
        assert_eq!(work.leg_of(Transporting), 2);
        assert_eq!(told(work, &[Transporting]).leg_of(AtDestination), 2);
    }

    #[test]
    fn a_transport_told_after_its_hospital_belongs_to_the_same_leg() {
        let work = told(sent(), &[Milestone::AtDestination]);
        assert_eq!(work.leg_of(Milestone::Transporting), 1);
        assert!(work.is_past(1, Milestone::Transporting));
    }

    #[test]
    fn an_arrival_without_a_departure_misses_the_departure_only() {
        assert_eq!(
            told(sent(), &[Milestone::OnScene]).missing(),
            [Milestone::Departed]
        );
        assert_eq!(sent().missing(), []);
    }
}
