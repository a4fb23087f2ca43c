//! Folds one entry into the views: one file for each area of the domain, one `match` in each, so
//! that an event nobody folds is an event that does not compile.

mod dispatch;
mod hands;
mod intake;
mod personal;
mod report;
mod roads;

use domain::{Entry, Event};
use kernel::IncidentId;

use crate::incident::IncidentView;
use crate::views::{Error, Views, subject};

/// Folds every event of an entry, and notes what the entry is about.
pub(crate) fn entry(views: &mut Views, entry: &Entry) -> Result<(), Error> {
    let mut fold = Fold { views, entry };
    for event in &entry.events {
        fold.subjects(event);
        fold.hands(event);
        match event {
            Event::Record(_) => {}
            Event::Intake(event) => fold.intake(event)?,
            Event::Dispatch(event) => fold.dispatch(event)?,
            Event::Roads(event) => fold.roads(event),
            Event::Personal(event) => fold.personal(event)?,
            // Officials are few, and known from the state itself.
            Event::People(_) => {}
        }
        fold.timelines(event)?;
    }
    Ok(())
}

/// The views, and the entry whose events change them.
struct Fold<'a> {
    views: &'a mut Views,
    entry: &'a Entry,
}

impl Fold<'_> {
    /// The entry is about these reports and this unit, or tells that somebody looked, also at an
    /// official's name, or contested that.
    fn subjects(&mut self, event: &Event) {
        let reports = event.reports().iter();
        let reports = reports.map(|report| subject(b'r', report.0.as_bytes()));
        let unit = event.unit();
        let unit = unit.map(|unit| subject(b'u', unit.as_str().as_bytes()));
        let looked = event.is_a_look().then(|| subject(b'l', b"looks"));
        let contest = event.is_about_a_contest();
        let contest = contest.then(|| subject(b'c', b"contests"));
        let official = event.official_looked_at();
        let official = official.map(|account| subject(b'o', account.0.as_bytes()));
        let sealed = event.look_sealed_until();
        let sealed = sealed.map(|until| subject(b's', &until.0.to_be_bytes()));
        let seq = self.entry.seq;
        let subjects = reports
            .chain(unit)
            .chain(official)
            .chain(sealed)
            .chain(looked)
            .chain(contest)
            .map(|subject| (subject, seq));
        self.views.touched.subjects.extend(subjects);
    }

    /// And about these incidents, which are there once the event is folded.
    fn timelines(&mut self, event: &Event) -> Result<(), Error> {
        let seq = self.entry.seq;
        for incident in event.incidents() {
            if let Some(view) = self.views.incident(incident)?
                && view.entries.last() != Some(&seq)
            {
                view.entries.push(seq);
            }
        }
        Ok(())
    }

    /// Changes an incident as it is shown; one that is not there stays away.
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

    /// The number people quote for an incident.
    fn number(&mut self, id: IncidentId) -> Result<Option<String>, Error> {
        Ok(self.views.incident(id)?.map(|view| view.number.clone()))
    }
}
