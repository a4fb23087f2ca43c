//! Who looked: the traces that openings and searches left, read back.

use std::sync::Arc;

use kernel::ReportId;

use crate::act::{Act, Recorded};
use crate::application::Application;
use crate::error::Error;
use crate::feed::Committed;

/// Looks told at once.
const LOOKS_MAX: u32 = 500;

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

    /// The looks at one report's personal fields, for the person whose they are.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn looks_at(&self, report: ReportId) -> Result<Vec<Arc<Committed>>, Error> {
        self.looks(Some(report), u64::MAX)
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
            one.entry.seq < before && events.any(domain::Event::is_a_look)
        });
        let more = entries.len().saturating_sub(LOOKS_MAX as usize);
        Ok(entries.split_off(more))
    }
}
