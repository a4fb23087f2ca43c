//! Questions: always of the views or of the journal, never of the writer's state.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use domain::Event;
use kernel::{IncidentId, ReportId, UnitId};
use pack::Pack;
use projections::{Board, IncidentRow, IncidentView, Reader, ReportView, UnitView, Window};
use tokio::sync::watch;

use crate::application::Application;
use crate::error::Error;
use crate::feed::Committed;
use crate::packs;

/// How long a read waits for the views to be as new as it asks for.
const FRESH_WITHIN: Duration = Duration::from_secs(5);
/// Entries that a follower is given at a time.
const FOLLOWED: usize = 512;

/// Something, and the entries about it in order.
type WithEntries<T> = (T, Vec<Arc<Committed>>);

impl Application {
    /// Waits until the views have folded the entry with this number.
    ///
    /// # Errors
    /// [`Error::CatchingUp`] when they have not within five seconds.
    pub async fn fresh(&self, entry: u64) -> Result<(), Error> {
        let mut folded = self.folded.clone();
        let waited =
            tokio::time::timeout(FRESH_WITHIN, folded.wait_for(|size| *size > entry)).await;
        match waited {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Error::CatchingUp),
        }
    }

    /// The end of the journal as it moves.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.feed.watch()
    }

    /// The entries that views have folded, as they go.
    #[must_use]
    pub fn watch_views(&self) -> watch::Receiver<u64> {
        self.folded.clone()
    }

    /// How often the views have been replaced by ones that were folded again.
    #[must_use]
    pub fn views_replaced(&self) -> u64 {
        self.rebuild.generation.load(Ordering::Acquire)
    }

    /// Entries from `from` on, a handful at a time; none when there are none yet.
    ///
    /// # Errors
    /// [`Error::Read`] when the journal cannot be read.
    pub fn follow(&self, from: u64) -> Result<Vec<Arc<Committed>>, Error> {
        self.some_entries(from, FOLLOWED)
    }

    pub(crate) fn some_entries(
        &self,
        from: u64,
        count_max: usize,
    ) -> Result<Vec<Arc<Committed>>, Error> {
        if let Some(recent) = self.feed.recent(from, count_max) {
            return Ok(recent);
        }
        let stored = self
            .with_journal(|journal| journal::read_some(journal, from, count_max as u64, 1 << 20))?;
        let parsed = stored
            .into_iter()
            .map(|stored| Ok(Arc::new(Committed::read(stored)?)));
        parsed.collect()
    }

    /// Asks the journal with one of the readers that are kept for it.
    pub(crate) fn with_journal<T>(
        &self,
        ask: impl FnOnce(&mut dyn journal::Read) -> Result<T, journal::StoreError>,
    ) -> Result<T, Error> {
        let pool = || self.journals.lock().unwrap_or_else(PoisonError::into_inner);
        let pooled = pool().pop();
        let mut reader: Box<dyn journal::Read> = match pooled {
            Some(reader) => reader,
            None => Box::new(journal::open_reader(&self.folder).map_err(projections::Error::from)?),
        };
        let answer = ask(reader.as_mut());
        pool().push(reader);
        Ok(answer.map_err(projections::Error::from)?)
    }

    /// The entries with these numbers.
    ///
    /// # Errors
    /// [`Error::Read`] when the journal cannot be read.
    pub fn entries(&self, numbers: &[u64]) -> Result<Vec<Arc<Committed>>, Error> {
        let mut found = Vec::with_capacity(numbers.len());
        for number in numbers {
            found.extend(self.some_entries(*number, 1)?);
        }
        Ok(found)
    }

    /// The board.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn board(&self, since: Option<u64>) -> Result<Board, Error> {
        self.with_views(|views| views.board(since, self.now()))
    }

    /// One incident and every entry about it.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn incident(&self, id: IncidentId) -> Result<Option<WithEntries<IncidentView>>, Error> {
        let found = self.with_views(|views| {
            let Some(view) = views.incident(id)? else {
                return Ok(None);
            };
            let mut of_reports = vec![];
            for report in &view.reports {
                of_reports.extend(views.entries_of_report(report.report)?);
            }
            Ok(Some((view, of_reports)))
        })?;
        let Some((view, of_reports)) = found else {
            return Ok(None);
        };
        let mut own = view.entries.clone();
        // A report may have come in before the incident was opened, as an entry of its own.
        own.extend(view.reports.iter().map(|report| report.entry));
        own.sort_unstable();
        let mut numbers = [own.clone(), of_reports].concat();
        numbers.sort_unstable();
        numbers.dedup();
        let mut entries = self.entries(&numbers)?;
        // Of what else befell its reports, only what was done with who made them belongs here.
        entries.retain(|one| {
            let personal = |event: &Event| matches!(event, Event::Personal(_));
            own.binary_search(&one.entry.seq).is_ok() || one.entry.events.iter().any(personal)
        });
        Ok(Some((view, entries)))
    }

    /// Where these reports are now: each with its incident, when it belongs to one.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn whereabouts(
        &self,
        reports: &[ReportId],
    ) -> Result<Vec<(ReportView, Option<IncidentView>)>, Error> {
        self.with_views(|views| {
            let mut found = vec![];
            for id in reports {
                let Some(report) = views.report(*id)? else {
                    continue;
                };
                let incident = match report.incident {
                    Some(incident) => views.incident(incident)?,
                    None => None,
                };
                found.push((report, incident));
            }
            Ok(found)
        })
    }

    /// One unit and the last entries about it.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn unit(&self, id: &UnitId) -> Result<Option<WithEntries<UnitView>>, Error> {
        let found = self.with_views(|views| {
            Ok(match views.unit(id, self.now())? {
                Some(view) => Some((view, views.entries_of_unit(id, 200)?)),
                None => None,
            })
        })?;
        let Some((view, numbers)) = found else {
            return Ok(None);
        };
        Ok(Some((view, self.entries(&numbers)?)))
    }

    /// A list of incidents.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn incidents(&self, window: &Window) -> Result<Vec<IncidentRow>, Error> {
        self.with_views(|views| views.incidents(window))
    }

    /// The pack in force.
    ///
    /// # Errors
    /// [`crate::StartError`] when it cannot be read back.
    pub fn pack(&self, digest: kernel::Digest) -> Result<Pack, crate::StartError> {
        packs::get(&self.folder, digest)
    }

    pub(crate) fn with_views<T>(
        &self,
        ask: impl FnOnce(&Reader) -> Result<T, projections::Error>,
    ) -> Result<T, Error> {
        let pool = || self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = self.rebuild.generation.load(Ordering::Acquire);
        let current = |(of, _): &(u64, Reader)| *of == generation;
        let pooled = pool().pop();
        let reader = match pooled.filter(current) {
            Some((_, reader)) => reader,
            None => Reader::open(&self.folder)?,
        };
        // A reader that failed is not used again: the views may have been made anew under it.
        let answer = ask(&reader)?;
        pool().push((generation, reader));
        Ok(answer)
    }
}
