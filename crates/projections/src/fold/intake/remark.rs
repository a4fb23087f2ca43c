//! What seats write down about an incident: each with the time, the seat and the entry.

use kernel::{ActKey, Code, IncidentId, Prose};

use crate::fold::Fold;
use crate::incident::{FeedbackView, HazardView, NoteView};
use crate::views::Error;

impl Fold<'_> {
    pub(super) fn note(
        &mut self,
        incident: IncidentId,
        note: ActKey,
        text: &Prose,
    ) -> Result<(), Error> {
        let note = NoteView {
            note,
            at_ms: self.entry.at_ms,
            seat: self.entry.seat.clone(),
            text: text.clone(),
            entry: self.entry.seq,
        };
        self.change(incident, |view| view.notes.push(note))
    }

    pub(super) fn hazard(
        &mut self,
        incident: IncidentId,
        noted: ActKey,
        hazard: &Code,
        text: Option<&Prose>,
    ) -> Result<(), Error> {
        let hazard = HazardView {
            noted,
            hazard: hazard.clone(),
            text: text.cloned(),
            at_ms: self.entry.at_ms,
            seat: self.entry.seat.clone(),
            lifted: false,
            entry: self.entry.seq,
        };
        self.change(incident, |view| view.hazards.push(hazard))
    }

    /// A hazard that is no longer one is still shown, as lifted.
    pub(super) fn lift_hazard(&mut self, incident: IncidentId, noted: ActKey) -> Result<(), Error> {
        self.change(incident, |view| {
            view.hazards
                .iter_mut()
                .filter(|hazard| hazard.noted == noted)
                .for_each(|hazard| hazard.lifted = true);
        })
    }

    pub(super) fn feedback(&mut self, incident: IncidentId, text: &Prose) -> Result<(), Error> {
        let feedback = FeedbackView {
            text: text.clone(),
            at_ms: self.entry.at_ms,
            seat: self.entry.seat.clone(),
            entry: self.entry.seq,
        };
        self.change(incident, |view| view.feedback.push(feedback))
    }
}
