//! In whose hands a report or an incident is, by what the record says they did.
//!
//! It is theirs who received one of its reports, opened it, sent a unit to it, were made its owner,
//! or serve in a unit that was sent. To have written a note is not enough: that is in anybody's
//! power, and would open everything to everybody.

use std::collections::BTreeSet;

use domain::{Event, dispatch, intake};
use kernel::{AccountId, IncidentId, ReportId, SeatId, UnitId};

use crate::application::Application;
use crate::error::Error;
use crate::feed::Committed;

/// Somebody, as far as hands go.
#[derive(Clone, Debug)]
pub struct Hands {
    /// Their account.
    pub account: AccountId,
    /// Where they sit.
    pub seats: BTreeSet<SeatId>,
    /// The unit whose crew they are.
    pub unit: Option<UnitId>,
}

/// By what it is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// They received the report.
    Received,
    /// The incident is theirs.
    Incident,
}

impl Application {
    /// Whether a report is in somebody's hands.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn report_in_hands(&self, report: ReportId, hands: &Hands) -> Result<Option<Held>, Error> {
        let Some(view) = self.with_views(|views| views.report(report))? else {
            return Ok(None);
        };
        let received = self.some_entries(view.entry, 1)?;
        if received.iter().any(|one| did(one, hands)) {
            return Ok(Some(Held::Received));
        }
        match view.incident {
            Some(incident) => self.incident_in_hands(incident, hands),
            None => Ok(None),
        }
    }

    /// Whether an incident is in somebody's hands.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn incident_in_hands(
        &self,
        incident: IncidentId,
        hands: &Hands,
    ) -> Result<Option<Held>, Error> {
        let Some((view, entries)) = self.incident(incident)? else {
            return Ok(None);
        };
        let owns = view.owner.is_some_and(|owner| hands.seats.contains(&owner));
        let serves = |unit: &UnitId| view.assignments.iter().any(|one| one.unit == *unit);
        let theirs = owns
            || hands.unit.as_ref().is_some_and(serves)
            || entries.iter().any(|one| gives(one) && did(one, hands));
        Ok(theirs.then_some(Held::Incident))
    }
}

/// Whether they did it. What was done before entries named a person is told by its seat.
fn did(one: &Committed, hands: &Hands) -> bool {
    match &one.entry.leave {
        Some(leave) => leave.account == hands.account,
        None => hands.seats.contains(&one.entry.seat),
    }
}

/// Whether what was done puts the incident into somebody's hands.
fn gives(one: &Committed) -> bool {
    one.entry.events.iter().any(|event| {
        matches!(
            event,
            Event::Intake(
                intake::Event::ReportReceived { .. }
                    | intake::Event::IncidentOpened { .. }
                    | intake::Event::IncidentSplit { .. }
            ) | Event::Dispatch(
                dispatch::Event::UnitSent { .. } | dispatch::Event::UnitDiverted { .. }
            )
        )
    })
}
