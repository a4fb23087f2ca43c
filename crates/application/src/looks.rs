//! Who looked: the traces that openings and searches left, read back.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::{Event, personal};
use kernel::{ReportId, Timestamp};

use crate::act::{Act, Recorded};
use crate::application::Application;
use crate::error::Error;
use crate::feed::Committed;

/// Looks told at once.
const LOOKS_MAX: u32 = 500;
/// Local hours in which a look is at night.
const NIGHT_BEGINS: i8 = 22;
const NIGHT_ENDS: i8 = 6;
/// Contests, and answers to them, told at once.
const CONTESTS_MAX: u32 = 2_000;

/// Until when a law keeps a look from its person.
#[must_use]
pub fn sealed_until(look: &Committed) -> Option<Timestamp> {
    let mut events = look.entry.events.iter();
    events.find_map(Event::look_sealed_until)
}

impl Application {
    /// Reads who looked, at one report's personal fields or at any; the newest last. That it was read is
    /// durable before anything is told, and is a look itself.
    ///
    /// # Errors
    /// Those of [`Application::act`].
    pub async fn read_looks(
        self: &Arc<Self>,
        act: Act,
        about: Option<ReportId>,
        before: Option<u64>,
    ) -> Result<(Recorded, Vec<Arc<Committed>>), Error> {
        let recorded = self.act(act).await?;
        self.fresh(recorded.seq()).await?;
        let (application, before) = (self.clone(), before.unwrap_or(recorded.seq()));
        let reading = tokio::task::spawn_blocking(move || application.looks(about, before));
        let found = reading
            .await
            .map_err(|_| Error::Vault("the reading of looks failed".into()))?;
        Ok((recorded, found?))
    }

    /// The looks at one report's personal fields, for the person whose they are: without those that a law
    /// keeps from them for now.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn looks_at(&self, report: ReportId) -> Result<Vec<Arc<Committed>>, Error> {
        let now = self.now();
        let mut looks = self.looks(Some(report), u64::MAX)?;
        looks.retain(|one| sealed_until(one).is_none_or(|until| until <= now));
        Ok(looks)
    }

    /// How many looks at anybody's fields a law keeps from their persons for now.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn sealed_looks(&self) -> Result<u64, Error> {
        self.with_views(|views| views.sealed_looks(self.now()))
    }

    /// The looks at one report's fields whose typed reasons oversight released to the person.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn released(&self, report: ReportId) -> Result<BTreeSet<u64>, Error> {
        let numbers = self.with_views(|views| views.entries_of_report(report))?;
        let entries = self.entries(&numbers)?;
        let events = entries.iter().flat_map(|one| &one.entry.events);
        Ok(events
            .filter_map(|event| match event {
                Event::Personal(personal::Event::WordsReleased { look, .. }) => Some(*look),
                _ => None,
            })
            .collect())
    }

    /// The look that an entry keeps; nothing when it keeps none.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn look(&self, entry: u64) -> Result<Option<Arc<Committed>>, Error> {
        let found = self.entries(&[entry])?.into_iter().next();
        Ok(found.filter(|one| one.entry.events.iter().any(Event::is_a_look)))
    }

    /// Entries in which looks were contested, at one report's fields or at any, or in which that was
    /// answered, oldest first.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn contests(&self, about: Option<ReportId>) -> Result<Vec<Arc<Committed>>, Error> {
        let numbers = self.with_views(|views| match about {
            Some(report) => views.entries_of_report(report),
            None => views.contests(CONTESTS_MAX),
        })?;
        let mut entries = self.entries(&numbers)?;
        entries.retain(|one| {
            let mut events = one.entry.events.iter();
            events.any(Event::is_about_a_contest)
        });
        Ok(entries)
    }

    /// Whether it was night where this agency is.
    #[must_use]
    pub fn is_night(&self, at: Timestamp) -> bool {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        let local = instant.in_tz(&self.status().timezone);
        local.is_ok_and(|local| !(NIGHT_ENDS..NIGHT_BEGINS).contains(&local.hour()))
    }

    /// The number of the incident that a report is about, when it is about one.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn number_of(&self, report: ReportId) -> Result<Option<String>, Error> {
        let incident = self.with_views(|views| views.report(report))?;
        let Some(incident) = incident.and_then(|view| view.incident) else {
            return Ok(None);
        };
        let view = self.with_views(|views| views.incident(incident))?;
        Ok(view.map(|view| view.number))
    }

    /// The report that an entry took; nothing when it took none.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn report_of(&self, entry: u64) -> Result<Option<ReportId>, Error> {
        let found = self.entries(&[entry])?.into_iter().next();
        Ok(found.and_then(|committed| Recorded::of(committed).report))
    }

    fn looks(&self, about: Option<ReportId>, before: u64) -> Result<Vec<Arc<Committed>>, Error> {
        let numbers = self.with_views(|views| match about {
            Some(report) => views.entries_of_report(report),
            None => views.looks(before, LOOKS_MAX),
        })?;
        let mut entries = self.entries(&numbers)?;
        entries.retain(|one| {
            let mut events = one.entry.events.iter();
            one.entry.seq < before && events.any(Event::is_a_look)
        });
        let more = entries.len().saturating_sub(LOOKS_MAX as usize);
        Ok(entries.split_off(more))
    }
}
