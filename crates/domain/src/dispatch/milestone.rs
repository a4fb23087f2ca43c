//! Milestones: kept as told, marked when late or out of order, never sorted into place.

use kernel::{IncidentId, Line, UnitId};

use super::decide::View;
use super::{After, Assignment, Event, Mark, Milestone, Refusal, Status};
use crate::intake::Incident;
use crate::rules::Mode;
use crate::stage::{Claim, OrderBroken, Stage, broken_orders};
use crate::stamp::{Stamp, When};

/// The leg of being done: after every other.
const LAST_LEG: u32 = u32::MAX;

impl View<'_> {
    /// A unit has reached a milestone. Told late, for a run that is over or after a later
    /// milestone, it fills the gap and changes no status.
    pub(super) fn reach(
        self,
        incident: IncidentId,
        unit: &UnitId,
        milestone: Milestone,
        reached: When,
        destination: Option<&Line>,
    ) -> Result<Vec<Event>, Refusal> {
        let (found, work) = self.run(incident, unit)?;
        let reached = self.in_time(reached)?;
        let leg = work.leg_of(milestone);
        if work.has(leg, milestone) {
            return Err(Refusal::AlreadyReached {
                unit: unit.clone(),
                milestone,
            });
        }
        let filled_in = work.ended.is_some() || work.is_past(leg, milestone);
        let warned = if filled_in {
            None
        } else {
            self.moved(incident, work, milestone.status(), &reached)?
        };
        let broken = broken_orders(
            &claims(found, work),
            ((leg, milestone.into()), reached.happened_ms),
        );
        let mut marks = self.marks(&reached, &broken);
        marks.extend(filled_in.then_some(Mark::FilledIn));
        let told = Event::MilestoneReached {
            incident,
            unit: unit.clone(),
            run: work.run,
            leg,
            milestone,
            reached,
            destination: destination.cloned(),
            marks,
        };
        Ok([told]
            .into_iter()
            .chain(warned)
            .chain(order(incident, work, broken))
            .collect())
    }

    /// A unit is done; what it must have passed and never told is named.
    pub(super) fn clear(
        self,
        incident: IncidentId,
        unit: &UnitId,
        cleared: When,
        then: After,
    ) -> Result<Vec<Event>, Refusal> {
        let (found, work) = self.serving(incident, unit)?;
        let cleared = self.in_time(cleared)?;
        let next = match then {
            After::Available => Status::Available,
            After::Returning => Status::Returning,
        };
        let warned = self.moved(incident, work, next, &cleared)?;
        let done = ((LAST_LEG, Stage::Cleared), cleared.happened_ms);
        let broken = broken_orders(&claims(found, work), done);
        let (run, unit) = (work.run, unit.clone());
        let marks = self.marks(&cleared, &broken);
        let missing = work.missing();
        let gaps = (!missing.is_empty()).then(|| Event::StampsMissing {
            incident,
            unit: unit.clone(),
            run,
            missing,
        });
        let told = Event::UnitCleared {
            incident,
            unit: unit.clone(),
            run,
            cleared,
            then,
            marks,
        };
        let order = order(incident, work, broken);
        Ok([told]
            .into_iter()
            .chain(warned)
            .chain(order)
            .chain(gaps)
            .collect())
    }

    /// What the pack says about this move of a unit that is still at work.
    fn moved(
        self,
        incident: IncidentId,
        work: &Assignment,
        after: Status,
        stamp: &Stamp,
    ) -> Result<Option<Event>, Refusal> {
        let table = &self.rules.transitions;
        let (before, unit, run) = (work.status, work.unit.clone(), work.run);
        if table.mode == Mode::Off || table.allows(before, after) {
            return Ok(None);
        }
        match table.mode {
            // What is told afterwards has happened: refusing it would only hide it.
            Mode::Enforce if !stamp.source.is_afterwards() => Err(Refusal::Transition {
                unit,
                before,
                after,
            }),
            _ => Ok(Some(Event::TransitionWarned {
                incident,
                unit,
                run,
                before,
                after,
            })),
        }
    }

    fn marks(self, stamp: &Stamp, broken: &[OrderBroken]) -> Vec<Mark> {
        let mut marks = self.late(stamp);
        marks.extend((!broken.is_empty()).then_some(Mark::OutOfOrder));
        marks
    }
}

/// Every time that is claimed for the incident and this run.
fn claims(found: &Incident, work: &Assignment) -> Vec<Claim> {
    let of_incident = [
        ((0, Stage::Received), found.received),
        ((0, Stage::Entered), found.opened),
    ];
    of_incident
        .into_iter()
        .chain(work.claims.iter().copied())
        .collect()
}

fn order(incident: IncidentId, work: &Assignment, broken: Vec<OrderBroken>) -> Vec<Event> {
    let warned = |broken| Event::OrderWarned {
        incident,
        unit: work.unit.clone(),
        run: work.run,
        broken,
    };
    broken.into_iter().map(warned).collect()
}
