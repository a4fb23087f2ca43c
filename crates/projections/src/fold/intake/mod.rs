//! Reports and incidents: what came in, what is known of it, and what became of it.

mod regroup;
mod remark;

use domain::intake::Event as Intake;
use kernel::{Code, IncidentId, Timestamp};

use super::Fold;
use crate::incident::{IncidentView, RowState};
use crate::views::Error;

impl Fold<'_> {
    pub(super) fn intake(&mut self, event: &Intake) -> Result<(), Error> {
        let at_ms = self.entry.at_ms;
        match event {
            Intake::ReportReceived {
                report,
                channel,
                words,
                place,
                received,
            } => {
                self.receive(*report, channel, words, place, received);
                Ok(())
            }
            Intake::ReportDismissed { report, .. } => {
                self.report(*report, |view| view.waiting = false)
            }
            Intake::ReportAttached { report, incident } => self.attach(*incident, &[*report]),
            Intake::ReportDetached {
                report, incident, ..
            } => {
                self.detach(*incident, &[*report])?;
                self.report(*report, |view| view.waiting = true)
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
            } => self.merge(*from, *into, reports),
            Intake::MergeUndone {
                from,
                into,
                reports,
                ..
            } => self.undo_merge(*from, *into, reports),
            Intake::IncidentsLinked { a, b, relation } => self.link(*a, *b, *relation),
            Intake::IncidentsUnlinked { a, b, .. } => self.unlink(*a, *b),
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
            } => self.note(*incident, *note, text),
            Intake::HazardNoted {
                incident,
                noted,
                hazard,
                text,
            } => self.hazard(*incident, *noted, hazard, text.as_ref()),
            Intake::HazardLifted {
                incident, noted, ..
            } => self.lift_hazard(*incident, *noted),
            Intake::FeedbackGiven { incident, text } => self.feedback(*incident, text),
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
}

/// An incident that has just been opened, before anything is known of it.
fn fresh(
    incident: IncidentId,
    number: String,
    type_code: &Code,
    priority: &Code,
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
