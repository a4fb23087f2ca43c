//! An incident that has just begun: a report opened it, or it was split off another.

use domain::IncidentNumber;
use domain::intake::{Place, Targets};
use kernel::{Code, IncidentId, ReportId, Timestamp};

use crate::fold::Fold;
use crate::incident::{IncidentView, RowState};
use crate::views::Error;

/// What is said of an incident when it begins, whichever way it does.
pub(super) struct Seed<'a> {
    pub number: &'a IncidentNumber,
    pub type_code: &'a Code,
    pub priority: &'a Code,
    pub place: &'a Place,
    pub received_ms: Timestamp,
    pub opened_ms: Timestamp,
    pub targets: &'a Targets,
}

impl Fold<'_> {
    /// Shows a new incident, with the reports it begins with.
    pub(super) fn open(
        &mut self,
        incident: IncidentId,
        seed: &Seed<'_>,
        reports: &[ReportId],
    ) -> Result<(), Error> {
        self.views.held.insert(incident, seed.incident(incident));
        self.attach(incident, reports)
    }
}

impl Seed<'_> {
    fn incident(&self, incident: IncidentId) -> IncidentView {
        IncidentView {
            incident,
            number: self.number.to_string(),
            state: RowState::Open,
            type_code: self.type_code.clone(),
            priority: self.priority.clone(),
            spoken_place: self.place.spoken_place.clone(),
            address: self.place.address.clone(),
            point: self.place.point,
            opened_ms: self.opened_ms,
            received_ms: self.received_ms,
            closed_ms: None,
            outcome: None,
            reason: None,
            owner: None,
            merged_into: None,
            send_due_ms: self.targets.send_due_ms,
            arrive_due_ms: self.targets.arrive_due_ms,
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
}
