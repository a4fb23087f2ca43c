//! Keeps who received a report, and into whose hands an incident came.

use domain::Event;
use domain::dispatch::Event as Dispatch;
use domain::intake::Event as Intake;

use super::Fold;
use crate::hands::{doer, in_unit};

impl Fold<'_> {
    pub(super) fn hands(&mut self, event: &Event) {
        let touched = &mut self.views.touched;
        match event {
            Event::Intake(Intake::ReportReceived { report, .. }) => {
                touched.received.insert((doer(self.entry), *report));
            }
            Event::Intake(Intake::IncidentOpened { .. } | Intake::IncidentSplit { .. }) => {
                let incidents = event.incidents().into_iter();
                let theirs = incidents.map(|incident| (doer(self.entry), incident));
                touched.hands.extend(theirs);
            }
            Event::Dispatch(
                Dispatch::UnitSent { unit, .. } | Dispatch::UnitDiverted { unit, .. },
            ) => {
                for incident in event.incidents() {
                    touched.hands.insert((doer(self.entry), incident));
                    touched.hands.insert((in_unit(unit), incident));
                }
            }
            _ => {}
        }
    }
}
