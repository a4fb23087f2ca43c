//! A report is shown twice, where it stands alone and with its incident, and says the same in both.

use domain::Stamp;
use domain::intake::Place;
use kernel::{Code, IncidentId, Prose, ReportId};

use super::Fold;
use crate::incident::ReportView;
use crate::views::Error;

impl Fold<'_> {
    /// Shows a report that has just come in: it waits for somebody to decide what it is about.
    pub(super) fn receive(
        &mut self,
        report: ReportId,
        channel: &Code,
        words: &Prose,
        place: &Place,
        received: &Stamp,
    ) {
        let view = ReportView {
            report,
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
            photos: vec![],
            erased_ms: None,
            entry: self.entry.seq,
        };
        self.views.touched.reports.insert(report, view);
    }

    /// Changes a report where it stands alone and where its incident shows it.
    pub(super) fn report(
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

    /// These reports are about this incident, and nobody has to decide about them any more.
    pub(super) fn attach(
        &mut self,
        incident: IncidentId,
        reports: &[ReportId],
    ) -> Result<(), Error> {
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

    /// These reports are not about this incident; what becomes of them is for the caller to say.
    pub(super) fn detach(
        &mut self,
        incident: IncidentId,
        reports: &[ReportId],
    ) -> Result<(), Error> {
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
}
