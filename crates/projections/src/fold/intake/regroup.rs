//! Incidents that become one, come apart again, or have to do with one another.

use domain::intake::Relation;
use kernel::{IncidentId, ReportId};

use crate::fold::Fold;
use crate::incident::{LinkView, RowState};
use crate::views::Error;

impl Fold<'_> {
    /// `from` went into `into` with these reports.
    pub(super) fn merge(
        &mut self,
        from: IncidentId,
        into: IncidentId,
        reports: &[ReportId],
    ) -> Result<(), Error> {
        let at_ms = self.entry.at_ms;
        self.change(from, |view| {
            view.state = RowState::Merged;
            view.merged_into = Some(into);
            view.closed_ms = Some(at_ms);
            view.reports.clear();
        })?;
        self.carry_hazards(from, into)?;
        self.attach(into, reports)
    }

    /// `from` stands alone again with these reports.
    pub(super) fn undo_merge(
        &mut self,
        from: IncidentId,
        into: IncidentId,
        reports: &[ReportId],
    ) -> Result<(), Error> {
        self.detach(into, reports)?;
        self.change(from, |view| {
            view.state = RowState::Open;
            (view.merged_into, view.closed_ms) = (None, None);
        })?;
        self.attach(from, reports)
    }

    /// What is dangerous at one incident is dangerous at the one it went into.
    fn carry_hazards(&mut self, from: IncidentId, into: IncidentId) -> Result<(), Error> {
        let Some(view) = self.views.incident(from)? else {
            return Ok(());
        };
        let standing: Vec<_> = view
            .hazards
            .iter()
            .filter(|hazard| !hazard.lifted)
            .cloned()
            .collect();
        self.change(into, |view| {
            let known: Vec<_> = view.hazards.iter().map(|hazard| hazard.noted).collect();
            view.hazards.extend(
                standing
                    .into_iter()
                    .filter(|hazard| !known.contains(&hazard.noted)),
            );
        })
    }

    /// Each of the two shows the other.
    pub(super) fn link(
        &mut self,
        a: IncidentId,
        b: IncidentId,
        relation: Relation,
    ) -> Result<(), Error> {
        for (one, other) in [(a, b), (b, a)] {
            let number = self.number(other)?;
            let link = LinkView {
                incident: other,
                number,
                relation,
            };
            self.change(one, |view| view.links.push(link))?;
        }
        Ok(())
    }

    /// And no longer.
    pub(super) fn unlink(&mut self, a: IncidentId, b: IncidentId) -> Result<(), Error> {
        for (one, other) in [(a, b), (b, a)] {
            self.change(one, |view| view.links.retain(|link| link.incident != other))?;
        }
        Ok(())
    }
}
