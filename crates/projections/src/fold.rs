//! Folds one entry into the views.

use domain::dispatch::{After, Ended, Ending, Event as Dispatch, Mark, Status};
use domain::intake::Event as Intake;
use domain::personal::Event as Personal;
use domain::roads::Event as Roads;
use domain::{Entry, Event};
use kernel::{IncidentId, ReportId, Timestamp, UnitId};

use crate::assignment::{AssignmentView, MilestoneView};
use crate::incident::{
    CallerView, FeedbackView, HazardView, IncidentView, LinkView, NoteView, ReportView, RowState,
};
use crate::road::{RoadChangeView, SpeedsView};
use crate::unit::{ReservedView, UnitView};
use crate::views::{Error, Views, subject};

/// Folds every event of an entry, and notes what the entry is about.
pub(crate) fn entry(views: &mut Views, entry: &Entry) -> Result<(), Error> {
    for event in &entry.events {
        for report in event.reports() {
            views
                .touched
                .subjects
                .insert((subject(b'r', report.0.as_bytes()), entry.seq));
        }
        if let Some(unit) = event.unit() {
            views
                .touched
                .subjects
                .insert((subject(b'u', unit.as_str().as_bytes()), entry.seq));
        }
        let fold = Fold { views, entry };
        match event {
            Event::Record(_) => {}
            Event::Intake(event) => fold.intake(event)?,
            Event::Dispatch(event) => fold.dispatch(event)?,
            Event::Roads(event) => fold.roads(event),
            Event::Personal(event) => fold.personal(event)?,
        }
        for incident in event.incidents() {
            if let Some(view) = views.incident(incident)?
                && view.entries.last() != Some(&entry.seq)
            {
                view.entries.push(entry.seq);
            }
        }
    }
    Ok(())
}

struct Fold<'a> {
    views: &'a mut Views,
    entry: &'a Entry,
}

impl Fold<'_> {
    fn roads(self, event: &Roads) {
        let (id, view) = match event {
            Roads::ChangeMade {
                change,
                effect,
                stretches,
                made_ms,
                until_ms,
                reason,
                incident,
            } => {
                let view = RoadChangeView {
                    change: *change,
                    effect: *effect,
                    stretches: stretches.clone(),
                    made_ms: *made_ms,
                    until_ms: *until_ms,
                    reason: reason.clone(),
                    incident: *incident,
                    seat: self.entry.seat.clone(),
                    entry: self.entry.seq,
                };
                (*change, Some(view))
            }
            Roads::ChangeLifted { change, .. } => (*change, None),
            Roads::SpeedsAdopted { speeds, basis } => {
                self.views.touched.speeds = Some(SpeedsView {
                    speeds: speeds.clone(),
                    basis: basis.clone(),
                    adopted_ms: self.entry.at_ms,
                    seat: self.entry.seat.clone(),
                    entry: self.entry.seq,
                });
                return;
            }
        };
        let change = (id, self.entry.seq, view);
        self.views.touched.road_changes.push(change);
    }

    fn personal(mut self, event: &Personal) -> Result<(), Error> {
        let at_ms = self.entry.at_ms;
        let (report, change): (_, &dyn Fn(&mut CallerView)) = match event {
            Personal::Sealed { report, sealed, .. } => {
                let caller = CallerView {
                    sealed: sealed.clone(),
                    held: None,
                    erased: None,
                    openings: 0,
                };
                return self.report(*report, |view| view.caller = Some(caller));
            }
            Personal::Opened { report, .. } => (*report, &|caller| caller.openings += 1),
            Personal::Held {
                report,
                until_ms,
                basis,
                ..
            } => (*report, &|caller| {
                caller.held = Some((*until_ms, basis.clone()));
            }),
            Personal::HoldLifted { report, .. } => (*report, &|caller| caller.held = None),
            Personal::Erased { report, basis, .. } => (*report, &|caller| {
                caller.erased = Some((at_ms, basis.clone()));
            }),
            // Nothing about the report is different, but its incident has a trace more to show.
            Personal::Searched { report, .. } => (*report, &|_| ()),
            Personal::EpochTurned { .. } => return Ok(()),
        };
        self.report(report, |view| {
            if let Some(caller) = &mut view.caller {
                change(caller);
            }
        })
    }

    fn intake(mut self, event: &Intake) -> Result<(), Error> {
        let (at_ms, seq, seat) = (self.entry.at_ms, self.entry.seq, self.entry.seat.clone());
        match event {
            Intake::ReportReceived {
                report,
                channel,
                words,
                place,
                received,
            } => {
                let view = ReportView {
                    report: *report,
                    channel: channel.clone(),
                    words: words.clone(),
                    received_ms: received.happened_ms,
                    device_ms: received.device_ms,
                    source: received.source,
                    spoken_place: place.spoken_place.clone(),
                    address: place.address.clone(),
                    point: place.point,
                    waiting: true,
                    incident: None,
                    caller: None,
                    entry: seq,
                };
                self.views.touched.reports.insert(*report, view);
                Ok(())
            }
            Intake::ReportDismissed { report, .. } => {
                self.report(*report, |view| view.waiting = false)
            }
            Intake::IncidentOpened {
                incident,
                number,
                report,
                type_code,
                priority,
                place,
                received_ms,
                opened,
                targets,
            } => {
                let mut view = fresh(
                    *incident,
                    number.to_string(),
                    type_code,
                    priority,
                    opened.happened_ms,
                );
                view.received_ms = *received_ms;
                (view.spoken_place, view.address) =
                    (place.spoken_place.clone(), place.address.clone());
                view.point = place.point;
                (view.send_due_ms, view.arrive_due_ms) =
                    (targets.send_due_ms, targets.arrive_due_ms);
                self.views.held.insert(*incident, view);
                self.attach(*incident, &[*report])
            }
            Intake::ReportAttached { report, incident } => self.attach(*incident, &[*report]),
            Intake::ReportDetached {
                report, incident, ..
            } => {
                self.detach(*incident, &[*report])?;
                self.report(*report, |view| view.waiting = true)
            }
            Intake::IncidentsMerged {
                from,
                into,
                reports,
                ..
            }
            | Intake::SplitUndone {
                from: into,
                incident: from,
                reports,
                ..
            } => {
                self.change(*from, |view| {
                    view.state = RowState::Merged;
                    view.merged_into = Some(*into);
                    view.closed_ms = Some(at_ms);
                    view.reports.clear();
                })?;
                self.carry_hazards(*from, *into)?;
                self.attach(*into, reports)
            }
            Intake::MergeUndone {
                from,
                into,
                reports,
                ..
            } => {
                self.detach(*into, reports)?;
                self.change(*from, |view| {
                    view.state = RowState::Open;
                    (view.merged_into, view.closed_ms) = (None, None);
                })?;
                self.attach(*from, reports)
            }
            Intake::IncidentSplit {
                from,
                incident,
                number,
                reports,
                type_code,
                priority,
                place,
                received_ms,
                opened,
                targets,
                ..
            } => {
                self.detach(*from, reports)?;
                let mut view = fresh(
                    *incident,
                    number.to_string(),
                    type_code,
                    priority,
                    opened.happened_ms,
                );
                view.received_ms = *received_ms;
                (view.spoken_place, view.address) =
                    (place.spoken_place.clone(), place.address.clone());
                view.point = place.point;
                (view.send_due_ms, view.arrive_due_ms) =
                    (targets.send_due_ms, targets.arrive_due_ms);
                self.views.held.insert(*incident, view);
                self.attach(*incident, reports)
            }
            Intake::IncidentsLinked { a, b, relation } => {
                for (one, other) in [(*a, *b), (*b, *a)] {
                    let number = self.number(other)?;
                    let link = LinkView {
                        incident: other,
                        number,
                        relation: *relation,
                    };
                    self.change(one, |view| view.links.push(link))?;
                }
                Ok(())
            }
            Intake::IncidentsUnlinked { a, b, .. } => {
                self.change(*a, |view| view.links.retain(|link| link.incident != *b))?;
                self.change(*b, |view| view.links.retain(|link| link.incident != *a))
            }
            Intake::TypeChanged {
                incident, after, ..
            } => self.change(*incident, |view| view.type_code = after.clone()),
            Intake::PriorityChanged {
                incident,
                after,
                targets,
                ..
            } => self.change(*incident, |view| {
                view.priority = after.clone();
                (view.send_due_ms, view.arrive_due_ms) =
                    (targets.send_due_ms, targets.arrive_due_ms);
            }),
            Intake::SpokenPlaceSet {
                incident, after, ..
            } => self.change(*incident, |view| view.spoken_place = Some(after.clone())),
            Intake::AddressSet {
                incident, after, ..
            } => self.change(*incident, |view| view.address = Some(after.clone())),
            Intake::PointSet {
                incident, after, ..
            } => self.change(*incident, |view| view.point = Some(*after)),
            Intake::NoteAdded {
                incident,
                note,
                text,
            } => {
                let note = NoteView {
                    note: *note,
                    at_ms,
                    seat,
                    text: text.clone(),
                    entry: seq,
                };
                self.change(*incident, |view| view.notes.push(note))
            }
            Intake::HazardNoted {
                incident,
                noted,
                hazard,
                text,
            } => {
                let (noted, hazard, text) = (*noted, hazard.clone(), text.clone());
                let hazard = HazardView {
                    noted,
                    hazard,
                    text,
                    at_ms,
                    seat,
                    lifted: false,
                    entry: seq,
                };
                self.change(*incident, |view| view.hazards.push(hazard))
            }
            Intake::HazardLifted {
                incident, noted, ..
            } => self.change(*incident, |view| {
                view.hazards
                    .iter_mut()
                    .filter(|hazard| hazard.noted == *noted)
                    .for_each(|hazard| hazard.lifted = true);
            }),
            Intake::FeedbackGiven { incident, text } => {
                let feedback = FeedbackView {
                    text: text.clone(),
                    at_ms,
                    seat,
                    entry: seq,
                };
                self.change(*incident, |view| view.feedback.push(feedback))
            }
            Intake::OwnerAssigned {
                incident, after, ..
            } => self.change(*incident, |view| view.owner = Some(after.clone())),
            Intake::IncidentClosed {
                incident,
                outcome,
                reason,
            } => self.change(*incident, |view| {
                view.state = RowState::Closed;
                view.closed_ms = Some(at_ms);
                (view.outcome, view.reason) = (Some(outcome.clone()), Some(reason.clone()));
            }),
            Intake::IncidentReopened {
                incident, owner, ..
            } => self.change(*incident, |view| {
                view.state = RowState::Open;
                (view.closed_ms, view.outcome, view.reason) = (None, None, None);
                view.owner = Some(owner.clone());
            }),
            Intake::OrderWarned { incident, .. } => self.change(*incident, |_| ()),
        }
    }

    fn dispatch(mut self, event: &Dispatch) -> Result<(), Error> {
        let (at_ms, seq) = (self.entry.at_ms, self.entry.seq);
        match event {
            Dispatch::ShiftStarted {
                unit,
                kind,
                capabilities,
                station,
                crew,
            } => {
                let view = UnitView {
                    unit: unit.clone(),
                    kind: kind.clone(),
                    station: station.clone(),
                    crew: *crew,
                    capabilities: capabilities.clone(),
                    status: Status::Available,
                    since_ms: at_ms,
                    incident: None,
                    number: None,
                    reason: None,
                    reserved: vec![],
                    entry: seq,
                    serving: vec![],
                };
                self.views.units.insert(unit.clone(), view);
                self.unit(unit, |_| ())
            }
            Dispatch::ShiftEnded { unit } => self.becomes(unit, Status::OffShift, at_ms, |unit| {
                unit.reserved.clear();
                unit.reason = None;
            }),
            Dispatch::UnitReserved {
                unit,
                from_ms,
                to_ms,
                purpose,
            } => self.unit(unit, |unit| {
                unit.reserved.retain(|window| window.to_ms > at_ms);
                let purpose = purpose.clone();
                unit.reserved.push(ReservedView {
                    from_ms: *from_ms,
                    to_ms: *to_ms,
                    purpose,
                });
            }),
            Dispatch::ReservationReleased { unit, .. } => {
                self.unit(unit, |unit| unit.reserved.clear())
            }
            Dispatch::UnitOutOfService { unit, reason, .. } => {
                self.becomes(unit, Status::OutOfService, at_ms, |unit| {
                    unit.reason = Some(reason.clone())
                })
            }
            Dispatch::UnitInService { unit } => {
                let serving = |unit: &UnitView| !unit.serving.is_empty();
                if self.views.units.get(unit).is_some_and(serving) {
                    return self.unit(unit, |unit| unit.reason = None);
                }
                self.becomes(unit, Status::Available, at_ms, |unit| unit.reason = None)
            }
            Dispatch::UnitAvailable { unit } => {
                self.becomes(unit, Status::Available, at_ms, |_| ())
            }
            // It is read where it stands, in the entry.
            Dispatch::SendAdvised { .. } => Ok(()),
            Dispatch::UnitSent {
                incident,
                unit,
                run,
                sent,
                ..
            } => self.begin(*incident, unit, *run, sent.happened_ms),
            Dispatch::UnitDiverted {
                unit,
                from,
                from_run,
                to,
                to_run,
                reason,
                diverted,
            } => {
                let when = diverted.happened_ms;
                self.end(
                    *from,
                    unit,
                    *from_run,
                    Ended::Diverted,
                    when,
                    Status::Available,
                )?;
                self.work(*from, unit, *from_run, |work| {
                    work.reason = Some(reason.clone())
                })?;
                self.begin(*to, unit, *to_run, when)
            }
            Dispatch::UnitReleased {
                incident,
                unit,
                run,
                ending,
                reason,
                released,
            } => {
                let ended = match ending {
                    Ending::Cancelled => Ended::Cancelled,
                    Ending::StoodDown => Ended::StoodDown,
                };
                self.work(*incident, unit, *run, |work| {
                    work.reason = Some(reason.clone())
                })?;
                self.end(
                    *incident,
                    unit,
                    *run,
                    ended,
                    released.happened_ms,
                    Status::Available,
                )
            }
            Dispatch::MilestoneReached {
                incident,
                unit,
                run,
                leg,
                milestone,
                reached,
                destination,
                marks,
            } => {
                let filled_in = marks.contains(&Mark::FilledIn);
                let told = MilestoneView {
                    milestone: *milestone,
                    leg: *leg,
                    happened_ms: reached.happened_ms,
                    device_ms: reached.device_ms,
                    journal_ms: at_ms,
                    source: reached.source,
                    marks: marks.clone(),
                    entry: seq,
                };
                self.work(*incident, unit, *run, |work| {
                    work.leg(*leg, destination.clone());
                    work.milestones.push(told);
                    if !filled_in {
                        work.status = milestone.status();
                    }
                })?;
                let serving = (*incident, *run);
                self.unit(unit, |unit| {
                    if !filled_in && unit.serving.last() == Some(&serving) {
                        (unit.status, unit.since_ms) = (milestone.status(), reached.happened_ms);
                    }
                })
            }
            Dispatch::LegAdded {
                incident,
                unit,
                run,
                leg,
                destination,
            } => self.work(*incident, unit, *run, |work| {
                work.leg(*leg, Some(destination.clone()))
            }),
            Dispatch::UnitCleared {
                incident,
                unit,
                run,
                cleared,
                then,
                ..
            } => {
                let status = match then {
                    After::Available => Status::Available,
                    After::Returning => Status::Returning,
                };
                self.end(
                    *incident,
                    unit,
                    *run,
                    Ended::Cleared,
                    cleared.happened_ms,
                    status,
                )
            }
            Dispatch::StampsMissing {
                incident,
                unit,
                run,
                missing,
            } => self.work(*incident, unit, *run, |work| work.missing = missing.clone()),
            Dispatch::OverlapWarned {
                serving, sent_to, ..
            } => {
                self.change(*serving, |_| ())?;
                self.change(*sent_to, |_| ())
            }
            Dispatch::TransitionWarned { incident, .. }
            | Dispatch::OrderWarned { incident, .. } => self.change(*incident, |_| ()),
        }
    }

    fn change(
        &mut self,
        id: IncidentId,
        change: impl FnOnce(&mut IncidentView),
    ) -> Result<(), Error> {
        let seq = self.entry.seq;
        if let Some(view) = self.views.incident(id)? {
            change(view);
            view.entry = seq;
        }
        Ok(())
    }

    fn number(&mut self, id: IncidentId) -> Result<Option<String>, Error> {
        Ok(self.views.incident(id)?.map(|view| view.number.clone()))
    }

    /// What is dangerous at one incident is dangerous at the one it went into.
    fn carry_hazards(&mut self, from: IncidentId, into: IncidentId) -> Result<(), Error> {
        let Some(view) = self.views.incident(from)? else {
            return Ok(());
        };
        let standing: Vec<_> = view
            .hazards
            .iter()
            .filter(|hazard| !hazard.lifted)
            .cloned()
            .collect();
        self.change(into, |view| {
            let known: Vec<_> = view.hazards.iter().map(|hazard| hazard.noted).collect();
            view.hazards.extend(
                standing
                    .into_iter()
                    .filter(|hazard| !known.contains(&hazard.noted)),
            );
        })
    }

    /// Changes a report where it stands alone and where its incident shows it.
    fn report(
        &mut self,
        report: ReportId,
        change: impl FnOnce(&mut ReportView),
    ) -> Result<(), Error> {
        let Some(mut view) = self.views.report(report)? else {
            return Ok(());
        };
        change(&mut view);
        self.views.touched.reports.insert(report, view.clone());
        let Some(incident) = view.incident else {
            return Ok(());
        };
        self.change(incident, |shown| {
            shown
                .reports
                .iter_mut()
                .filter(|one| one.report == report)
                .for_each(|one| *one = view.clone());
        })
    }

    fn attach(&mut self, incident: IncidentId, reports: &[ReportId]) -> Result<(), Error> {
        for report in reports {
            let Some(mut view) = self.views.report(*report)? else {
                continue;
            };
            (view.waiting, view.incident) = (false, Some(incident));
            self.views.touched.reports.insert(*report, view.clone());
            self.change(incident, |incident| incident.reports.push(view))?;
        }
        Ok(())
    }

    fn detach(&mut self, incident: IncidentId, reports: &[ReportId]) -> Result<(), Error> {
        self.change(incident, |incident| {
            incident
                .reports
                .retain(|view| !reports.contains(&view.report))
        })?;
        for report in reports {
            self.report(*report, |view| view.incident = None)?;
        }
        Ok(())
    }

    fn unit(&mut self, id: &UnitId, change: impl FnOnce(&mut UnitView)) -> Result<(), Error> {
        if let Some(unit) = self.views.units.get_mut(id) {
            change(unit);
            unit.entry = self.entry.seq;
            self.views.touched.units.insert(id.clone());
        }
        Ok(())
    }

    fn becomes(
        &mut self,
        id: &UnitId,
        status: Status,
        since_ms: Timestamp,
        change: impl FnOnce(&mut UnitView),
    ) -> Result<(), Error> {
        self.unit(id, |unit| {
            (unit.status, unit.since_ms) = (status, since_ms);
            change(unit);
        })
    }

    fn work(
        &mut self,
        incident: IncidentId,
        unit: &UnitId,
        run: u32,
        change: impl FnOnce(&mut AssignmentView),
    ) -> Result<(), Error> {
        self.change(incident, |view| {
            if let Some(work) = view
                .assignments
                .iter_mut()
                .rev()
                .find(|w| w.unit == *unit && w.run == run)
            {
                change(work);
            }
        })
    }

    fn begin(
        &mut self,
        incident: IncidentId,
        unit: &UnitId,
        run: u32,
        sent_ms: Timestamp,
    ) -> Result<(), Error> {
        let kind = self.views.units.get(unit).map(|unit| unit.kind.clone());
        let work = AssignmentView::new(unit.clone(), kind, run, sent_ms, self.entry.seq);
        self.change(incident, |view| view.assignments.push(work))?;
        let number = self.number(incident)?;
        self.becomes(unit, Status::Sent, sent_ms, |unit| {
            unit.serving.push((incident, run));
            (unit.incident, unit.number) = (Some(incident), number);
        })
    }

    fn end(
        &mut self,
        incident: IncidentId,
        unit: &UnitId,
        run: u32,
        ended: Ended,
        ended_ms: Timestamp,
        free: Status,
    ) -> Result<(), Error> {
        self.work(incident, unit, run, |work| {
            (work.ended, work.ended_ms) = (Some(ended), Some(ended_ms));
        })?;
        let left = self.views.units.get(unit).and_then(|unit| {
            unit.serving
                .iter()
                .rev()
                .find(|serving| **serving != (incident, run))
                .copied()
        });
        let (mut status, mut since_ms, mut number) = (free, ended_ms, None);
        if let Some((other, other_run)) = left
            && let Some(view) = self.views.incident(other)?
        {
            number = Some(view.number.clone());
            let work = view
                .assignments
                .iter()
                .rev()
                .find(|w| w.unit == *unit && w.run == other_run);
            (status, since_ms) = work.map_or((Status::Sent, ended_ms), |work| {
                (work.status, work.since_ms())
            });
        }
        let out = left.is_none()
            && self
                .views
                .units
                .get(unit)
                .is_some_and(|unit| unit.reason.is_some());
        let status = if out { Status::OutOfService } else { status };
        self.becomes(unit, status, since_ms, |unit| {
            unit.serving.retain(|serving| *serving != (incident, run));
            (unit.incident, unit.number) = (left.map(|(incident, _)| incident), number);
        })
    }
}

/// An incident that has just been opened, before anything is known of it.
fn fresh(
    incident: IncidentId,
    number: String,
    type_code: &kernel::Code,
    priority: &kernel::Code,
    opened_ms: Timestamp,
) -> IncidentView {
    IncidentView {
        incident,
        number,
        state: RowState::Open,
        type_code: type_code.clone(),
        priority: priority.clone(),
        spoken_place: None,
        address: None,
        point: None,
        opened_ms,
        received_ms: opened_ms,
        closed_ms: None,
        outcome: None,
        reason: None,
        owner: None,
        merged_into: None,
        send_due_ms: None,
        arrive_due_ms: None,
        reports: vec![],
        notes: vec![],
        hazards: vec![],
        links: vec![],
        feedback: vec![],
        assignments: vec![],
        entry: 0,
        entries: vec![],
    }
}
