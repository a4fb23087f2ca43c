//! Parts of the record that leave in one piece, read a batch at a time: an export may be larger than
//! memory.

use std::sync::Arc;

use kernel::Timestamp;
use projections::IncidentView;

use crate::application::Application;
use crate::error::Error;
use crate::feed::Committed;

/// Incidents read at a time.
const BATCH: u32 = 200;

impl Application {
    /// The first entry that came in at this instant or later.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn first_entry_from(&self, at: Timestamp) -> Result<u64, Error> {
        // Entries are in the order of their times, so half of what is left is out with each question.
        let (mut low, mut high) = (0, self.status().entries);
        while low < high {
            let middle = low + (high - low) / 2;
            let earlier = self
                .some_entries(middle, 1)?
                .first()
                .is_some_and(|one| one.entry.at_ms < at);
            match earlier {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        Ok(low)
    }

    /// The next entries from one on that came in before an instant; none when there are no more.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn entries_until(&self, from: u64, until: Timestamp) -> Result<Vec<Arc<Committed>>, Error> {
        let mut next = self.follow(from)?;
        let past = next.iter().position(|one| one.entry.at_ms >= until);
        next.truncate(past.unwrap_or(next.len()));
        Ok(next)
    }

    /// The next incidents that were opened before an instant, in the order of their opening, after one
    /// that was told last; none when there are no more.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn incidents_until(
        &self,
        from: Timestamp,
        after: Option<&IncidentView>,
        until: Timestamp,
    ) -> Result<Vec<IncidentView>, Error> {
        self.with_views(|views| views.incidents_between(from, after, until, BATCH))
    }
}
