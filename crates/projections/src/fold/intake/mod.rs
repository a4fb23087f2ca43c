//! Reports and incidents: what came in, what is known of it, and what became of it.

mod regroup;
mod remark;
mod seed;

use domain::intake::Event as Intake;

use self::seed::Seed;
use super::Fold;
use crate::incident::RowState;
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
                type_code,
                priority,
                place,
                received_ms,
                opened,
                targets,
                ..
            }
            | Intake::IncidentSplit {
                incident,
                number,
                type_code,
                priority,
                place,
                received_ms,
                opened,
                targets,
                ..
            } => {
                if let Intake::IncidentSplit { from, reports, .. } = event {
                    self.detach(*from, reports)?;
                }
                let seed = Seed {
                    number,
                    type_code,
                    priority,
                    place,
                    received_ms: *received_ms,
                    opened_ms: opened.happened_ms,
                    targets,
                };
                self.open(*incident, &seed, event.reports())
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
