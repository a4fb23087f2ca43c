//! Folds the facts of intake into what is known.
//!
//! A fact about an incident that is not held here changes nothing: that is how one incident is
//! folded again from its own entries alone.

use std::sync::Arc;

use kernel::{Code, IncidentId, ReportId, Timestamp};

use super::{Closing, Event, Incident, Phase, Place, Report, State};
use crate::number::IncidentNumber;

/// Folds one fact. Facts already happened, so there is no refusal here.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::ReportReceived {
            report,
            place,
            received,
            ..
        } => {
            let (place, received) = (place.clone(), received.happened_ms);
            let fresh = Report {
                place,
                received,
                incident: None,
                dismissed: false,
            };
            state.reports.insert(*report, Arc::new(fresh));
        }
        Event::ReportDismissed { report, .. } => {
            // Nothing can be asked about it any more, but its id stays refused as long as it is held.
            state.report(*report, |report| report.dismissed = true);
        }
        Event::IncidentOpened {
            incident,
            number,
            report,
            type_code,
            priority,
            place,
            received_ms,
            opened,
            ..
        } => {
            let seed = Seed {
                number,
                type_code,
                priority,
                place,
                received: *received_ms,
            };
            let fresh = seed.incident(opened.happened_ms, std::slice::from_ref(report), None);
            state.hold(*incident, fresh);
        }
        Event::ReportAttached { report, incident } => state.give(*incident, &[*report]),
        Event::ReportDetached {
            report, incident, ..
        } => {
            state.change(*incident, |incident| {
                incident.reports.remove(report);
            });
            state.report(*report, |report| report.incident = None);
        }
        Event::IncidentsMerged {
            from,
            into,
            reports,
            hazards,
            ..
        }
        | Event::SplitUndone {
            from: into,
            incident: from,
            reports,
            hazards,
            ..
        } => {
            state.change(*from, |incident| {
                incident.reports.clear();
                incident.phase = Phase::Merged {
                    into: *into,
                    reports: reports.clone(),
                };
            });
            let standing = hazards
                .iter()
                .map(|(noted, hazard)| (*noted, hazard.clone()));
            state.change(*into, |incident| incident.hazards.extend(standing));
            state.give(*into, reports);
        }
        Event::MergeUndone {
            from,
            into,
            reports,
            ..
        } => {
            state.take(*into, reports);
            state.change(*from, |incident| incident.phase = Phase::Open);
            state.give(*from, reports);
        }
        Event::IncidentSplit {
            from,
            incident,
            number,
            reports,
            type_code,
            priority,
            place,
            received_ms,
            opened,
            ..
        } => {
            state.take(*from, reports);
            let seed = Seed {
                number,
                type_code,
                priority,
                place,
                received: *received_ms,
            };
            state.hold(
                *incident,
                seed.incident(opened.happened_ms, reports, Some(*from)),
            );
        }
        Event::IncidentsLinked { a, b, relation } => {
            for (one, other) in [(a, b), (b, a)] {
                state.change(*one, |incident| {
                    incident.links.insert(*other, *relation);
                });
            }
        }
        Event::IncidentsUnlinked { a, b, .. } => {
            for (one, other) in [(a, b), (b, a)] {
                state.change(*one, |incident| {
                    incident.links.remove(other);
                });
            }
        }
        Event::TypeChanged {
            incident, after, ..
        } => {
            state.change(*incident, |incident| incident.type_code = after.clone());
        }
        Event::PriorityChanged {
            incident, after, ..
        } => {
            state.change(*incident, |incident| incident.priority = after.clone());
        }
        Event::SpokenPlaceSet {
            incident, after, ..
        } => {
            state.change(*incident, |incident| {
                incident.place.spoken_place = Some(after.clone())
            });
        }
        Event::AddressSet {
            incident, after, ..
        } => {
            state.change(*incident, |incident| {
                incident.place.address = Some(after.clone())
            });
        }
        Event::PointSet {
            incident, after, ..
        } => {
            state.change(*incident, |incident| incident.place.point = Some(*after));
        }
        Event::HazardNoted {
            incident,
            noted,
            hazard,
            ..
        } => {
            state.change(*incident, |incident| {
                incident.hazards.insert(*noted, hazard.clone());
            });
        }
        Event::HazardLifted {
            incident, noted, ..
        } => {
            state.change(*incident, |incident| {
                incident.hazards.remove(noted);
            });
        }
        Event::FeedbackGiven { incident, .. } => {
            state.change(*incident, |incident| incident.feedback = true);
        }
        Event::OwnerAssigned {
            incident, after, ..
        } => {
            state.change(*incident, |incident| incident.owner = Some(after.clone()));
        }
        Event::IncidentClosed {
            incident,
            outcome,
            reason,
        } => {
            let closing = Closing {
                outcome: outcome.clone(),
                reason: reason.clone(),
            };
            state.change(*incident, |incident| {
                incident.phase = Phase::Closed(closing)
            });
        }
        Event::IncidentReopened {
            incident, owner, ..
        } => {
            state.change(*incident, |incident| {
                incident.phase = Phase::Open;
                incident.owner = Some(owner.clone());
                // What was reported back belonged to the first closing.
                incident.feedback = false;
            });
        }
        Event::NoteAdded { .. } | Event::OrderWarned { .. } => {}
    }
    state
}

/// What an incident starts with, whether a report or a split makes it.
struct Seed<'a> {
    number: &'a IncidentNumber,
    type_code: &'a Code,
    priority: &'a Code,
    place: &'a Place,
    received: Timestamp,
}

impl Seed<'_> {
    fn incident(
        &self,
        opened: Timestamp,
        reports: &[ReportId],
        split_from: Option<IncidentId>,
    ) -> Incident {
        Incident {
            number: *self.number,
            type_code: self.type_code.clone(),
            priority: self.priority.clone(),
            received: self.received,
            opened,
            reports: reports.iter().copied().collect(),
            place: self.place.clone(),
            hazards: Default::default(),
            links: Default::default(),
            owner: None,
            feedback: false,
            split_from,
            phase: Phase::Open,
        }
    }
}

impl State {
    fn hold(&mut self, id: IncidentId, incident: Incident) {
        if incident.number.day() == self.day {
            self.numbers = self.numbers.max(incident.number.nth());
        } else {
            (self.day, self.numbers) = (incident.number.day(), incident.number.nth());
        }
        for report in &incident.reports {
            self.report(*report, |report| report.incident = Some(id));
        }
        self.incidents.insert(id, Arc::new(incident));
    }

    fn change(&mut self, id: IncidentId, change: impl FnOnce(&mut Incident)) {
        if let Some(incident) = self.incidents.get_mut(&id) {
            change(Arc::make_mut(incident));
        }
    }

    fn report(&mut self, id: ReportId, change: impl FnOnce(&mut Report)) {
        if let Some(report) = self.reports.get_mut(&id) {
            change(Arc::make_mut(report));
        }
    }

    fn give(&mut self, id: IncidentId, reports: &[ReportId]) {
        self.change(id, |incident| incident.reports.extend(reports));
        for report in reports {
            self.report(*report, |report| report.incident = Some(id));
        }
    }

    fn take(&mut self, id: IncidentId, reports: &[ReportId]) {
        self.change(id, |incident| {
            incident.reports.retain(|report| !reports.contains(report))
        });
    }
}
