//! Folds a closed incident again when an act asks about it.
//!
//! The state in memory holds what is open. What is closed is taken out once the views know which
//! entries are about it, and comes back from those entries alone.

use std::collections::BTreeSet;
use std::path::Path;

use domain::{Command, Entry, State, evolve};
use kernel::{IncidentId, ReportId};
use projections::Reader;

use crate::error::Error;

/// Brings back whatever a command asks about and the state does not hold.
pub(crate) struct Recall<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) journal: &'a mut dyn journal::Read,
    /// Entries the views must have folded before they know everything that was taken out.
    pub(crate) taken_out_to: u64,
}

impl Recall<'_> {
    /// Brings back incidents and reports; says which incidents came back.
    pub(crate) fn bring(
        &mut self,
        state: &mut State,
        command: &Command,
    ) -> Result<Vec<IncidentId>, Error> {
        let mut back = vec![];
        if let Some(report) = command.report() {
            self.report(state, report, &mut back)?;
        }
        // The other half of a merge shows only once the first is held; a command names two at most.
        for _ in 0..2 {
            for incident in state.needed(command) {
                self.incident(state, incident, &mut back)?;
            }
        }
        Ok(back)
    }

    fn incident(
        &mut self,
        state: &mut State,
        id: IncidentId,
        back: &mut Vec<IncidentId>,
    ) -> Result<(), Error> {
        if state.intake.incidents.contains_key(&id) {
            return Ok(());
        }
        let reader = self.reader()?;
        let Some(view) = reader.incident(id)? else {
            return Ok(());
        };
        let mut entries: BTreeSet<u64> = view.entries.into_iter().collect();
        let alone = self.fold(&entries)?;
        for report in alone
            .intake
            .incidents
            .get(&id)
            .into_iter()
            .flat_map(|found| &found.reports)
        {
            entries.extend(reader.entries_of_report(*report)?);
        }
        if state.put_back(id, &self.fold(&entries)?) {
            back.push(id);
        }
        Ok(())
    }

    /// A report whose incident is closed comes back with it, and goes with it again.
    fn report(
        &mut self,
        state: &mut State,
        id: ReportId,
        back: &mut Vec<IncidentId>,
    ) -> Result<(), Error> {
        if state.intake.reports.contains_key(&id) {
            return Ok(());
        }
        let entries = self.reader()?.entries_of_report(id)?.into_iter().collect();
        let mut folded = self.fold(&entries)?;
        let Some(report) = folded.intake.reports.remove(&id) else {
            return Ok(());
        };
        if let Some(incident) = report.incident {
            return self.incident(state, incident, back);
        }
        state.intake.reports.insert(id, report);
        if let Some(kept) = folded.personal.callers.remove(&id) {
            state.personal.callers.insert(id, kept);
        }
        Ok(())
    }

    fn reader(&self) -> Result<Reader, Error> {
        let reader = Reader::open(self.folder)?;
        if reader.entries()? < self.taken_out_to {
            return Err(Error::CatchingUp);
        }
        Ok(reader)
    }

    fn fold(&mut self, entries: &BTreeSet<u64>) -> Result<State, Error> {
        let mut state = State::default();
        for seq in entries {
            let read = journal::read_some(self.journal, *seq, 1, usize::MAX);
            for stored in read.map_err(projections::Error::from)? {
                let entry = Entry::from_bytes(&stored.bytes)
                    .map_err(|source| projections::Error::Entry { seq: *seq, source })?;
                state = entry.events.iter().fold(state, evolve);
            }
        }
        Ok(state)
    }
}
