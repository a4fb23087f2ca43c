//! In whose hands a report or an incident is, as the views tell it.

use kernel::{AccountId, IncidentId, ReportId};
pub use projections::{Hands, Held};

use crate::application::Application;
use crate::error::Error;

impl Application {
    /// Somebody, as far as hands go: by account, by where they sit, by the unit whose crew they are.
    #[must_use]
    pub fn hands_of(&self, account: AccountId) -> Hands {
        let people = self.people();
        let seats = people.seats.iter();
        let seats = seats.filter(|(_, sitting)| **sitting == account);
        let posts = people.accounts.get(&account).map(|held| &held.posts[..]);
        let mut posts = posts.unwrap_or_default().iter();
        Hands {
            account,
            seats: seats.map(|(seat, _)| seat.clone()).collect(),
            unit: posts.find_map(|post| post.unit.clone()),
        }
    }

    /// By what a report is in somebody's hands.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn report_in_hands(&self, report: ReportId, hands: &Hands) -> Result<Option<Held>, Error> {
        self.with_views(|views| views.holds_report(report, hands))
    }

    /// Whether an incident is in somebody's hands.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn incident_in_hands(&self, incident: IncidentId, hands: &Hands) -> Result<bool, Error> {
        self.with_views(|views| views.holds_incident(incident, hands))
    }
}
