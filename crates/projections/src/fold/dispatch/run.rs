//! One run of a unit on an incident, from sent to its end, shown with the incident and the unit.

use domain::Stamp;
use domain::dispatch::{Ended, Mark, Milestone, Status};
use kernel::{Code, IncidentId, Line, Timestamp, UnitId};

use crate::assignment::{AssignmentView, MilestoneView};
use crate::fold::Fold;
use crate::views::Error;

/// Which run: the how-manieth of which unit on which incident.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    incident: IncidentId,
    unit: &'a UnitId,
    nth: u32,
}

impl<'a> Run<'a> {
    pub(super) fn new(incident: IncidentId, unit: &'a UnitId, nth: u32) -> Self {
        Self {
            incident,
            unit,
            nth,
        }
    }

    fn is(self, work: &AssignmentView) -> bool {
        work.unit == *self.unit && work.run == self.nth
    }
}

impl Fold<'_> {
    /// The unit is sent.
    pub(super) fn begin(&mut self, run: Run<'_>, sent_ms: Timestamp) -> Result<(), Error> {
        let unit = self.views.units.get(run.unit);
        let kind = unit.map(|unit| unit.kind.clone());
        let work = AssignmentView::new(run.unit.clone(), kind, run.nth, sent_ms, self.entry.seq);
        self.change(run.incident, |view| view.assignments.push(work))?;
        let number = self.number(run.incident)?;
        self.becomes(run.unit, Status::Sent, sent_ms, |unit| {
            unit.serving.push((run.incident, run.nth));
            (unit.incident, unit.number) = (Some(run.incident), number);
        })
    }

    /// It tells a milestone. One that is filled in later changes no status, and neither does one
    /// of an earlier run the status of the unit.
    pub(super) fn reach(
        &mut self,
        run: Run<'_>,
        leg: u32,
        milestone: Milestone,
        reached: &Stamp,
        destination: Option<&Line>,
        marks: &[Mark],
    ) -> Result<(), Error> {
        let filled_in = marks.contains(&Mark::FilledIn);
        let told = MilestoneView {
            milestone,
            leg,
            happened_ms: reached.happened_ms,
            device_ms: reached.device_ms,
            journal_ms: self.entry.at_ms,
            source: reached.source,
            marks: marks.to_vec(),
            entry: self.entry.seq,
        };
        self.work(run, |work| {
            work.leg(leg, destination.cloned());
            work.milestones.push(told);
            if !filled_in {
                work.status = milestone.status();
            }
        })?;
        self.unit(run.unit, |unit| {
            if !filled_in && unit.serving.last() == Some(&(run.incident, run.nth)) {
                (unit.status, unit.since_ms) = (milestone.status(), reached.happened_ms);
            }
        })
    }

    /// It leaves before it is done.
    pub(super) fn leave(
        &mut self,
        run: Run<'_>,
        ended: Ended,
        reason: &Code,
        left_ms: Timestamp,
    ) -> Result<(), Error> {
        self.work(run, |work| work.reason = Some(reason.clone()))?;
        self.end(run, ended, left_ms, Status::Available)
    }

    /// The run is over. The unit goes on with what else it serves; `free` is what it becomes when
    /// that is nothing.
    pub(super) fn end(
        &mut self,
        run: Run<'_>,
        ended: Ended,
        ended_ms: Timestamp,
        free: Status,
    ) -> Result<(), Error> {
        self.work(run, |work| {
            (work.ended, work.ended_ms) = (Some(ended), Some(ended_ms));
        })?;
        let left = self.other_run(run);
        let (status, since_ms, number) = match left {
            Some(left) => self.goes_on(left, ended_ms, free)?,
            None => (self.unless_out(run.unit, free), ended_ms, None),
        };
        self.becomes(run.unit, status, since_ms, |unit| {
            let over = (run.incident, run.nth);
            unit.serving.retain(|serving| *serving != over);
            (unit.incident, unit.number) = (left.map(|left| left.incident), number);
        })
    }

    /// The newest run that the unit serves beside this one.
    fn other_run<'r>(&self, run: Run<'r>) -> Option<Run<'r>> {
        let serving = &self.views.units.get(run.unit)?.serving;
        let mut newest = serving.iter().rev().copied();
        let (incident, nth) = newest.find(|serving| *serving != (run.incident, run.nth))?;
        Some(Run::new(incident, run.unit, nth))
    }

    /// How far the unit has come with the run it goes on with, since when, and the number of the
    /// incident.
    fn goes_on(
        &mut self,
        left: Run<'_>,
        ended_ms: Timestamp,
        free: Status,
    ) -> Result<(Status, Timestamp, Option<String>), Error> {
        let Some(view) = self.views.incident(left.incident)? else {
            return Ok((free, ended_ms, None));
        };
        let work = view.assignments.iter().rev().find(|work| left.is(work));
        let (status, since_ms) = work.map_or((Status::Sent, ended_ms), |work| {
            (work.status, work.since_ms())
        });
        Ok((status, since_ms, Some(view.number.clone())))
    }

    /// A unit that was taken out of service while it served is out of service now.
    fn unless_out(&self, unit: &UnitId, free: Status) -> Status {
        let unit = self.views.units.get(unit);
        if unit.is_some_and(|unit| unit.reason.is_some()) {
            Status::OutOfService
        } else {
            free
        }
    }

    /// Changes a run as its incident shows it.
    pub(super) fn work(
        &mut self,
        run: Run<'_>,
        change: impl FnOnce(&mut AssignmentView),
    ) -> Result<(), Error> {
        self.change(run.incident, |view| {
            let mut newest = view.assignments.iter_mut().rev();
            if let Some(work) = newest.find(|work| run.is(work)) {
                change(work);
            }
        })
    }
}
