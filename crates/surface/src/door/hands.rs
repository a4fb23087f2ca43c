//! Whose a record is: found out from the record itself, never believed of whoever asks.

use access::{Ground, Kind};
use kernel::{IncidentId, ReportId, UnitId};

use super::Who;
use crate::server::App;

/// What an address names.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// `{incident}`.
    pub incident: Option<IncidentId>,
    /// `{report}`.
    pub report: Option<ReportId>,
    /// `{unit}`.
    pub unit: Option<UnitId>,
}

impl Named {
    /// Reads the parts of an address; one that is no id names nothing, and its handler says so.
    pub fn of<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut named = Self::default();
        for (name, value) in parts {
            match name {
                "incident" => named.incident = value.parse().ok(),
                "report" => named.report = value.parse().ok(),
                "unit" => named.unit = UnitId::new(value).ok(),
                _ => {}
            }
        }
        named
    }
}

/// By what a record is in somebody's hands; nothing when it is not.
pub async fn ground(app: &App, who: &Who, kind: Kind, named: &Named) -> Option<Ground> {
    let people = app.application.people();
    let seats = people
        .seats
        .iter()
        .filter(|(_, sitting)| **sitting == who.account);
    let hands = application::Hands {
        account: who.account,
        seats: seats.map(|(seat, _)| seat.clone()).collect(),
        unit: who.posts.iter().find_map(|post| post.unit.clone()),
    };
    if kind == Kind::Unit {
        return (hands.unit.is_some() && hands.unit == named.unit).then_some(Ground::Incident);
    }
    // It may have come in a moment ago, and the views not have heard of it yet.
    let last = app.application.status().entries.checked_sub(1)?;
    app.application.fresh(last).await.ok()?;
    let (application, named) = (app.application.clone(), named.clone());
    let found = tokio::task::spawn_blocking(move || match (named.report, named.incident) {
        (Some(report), _) => application.report_in_hands(report, &hands),
        (None, Some(incident)) => application.incident_in_hands(incident, &hands),
        (None, None) => Ok(None),
    });
    let held = found.await.ok()?.unwrap_or_else(|error| {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "whose a record is was not found"
        );
        None
    })?;
    Some(match held {
        application::Held::Received => Ground::Report,
        application::Held::Incident => Ground::Incident,
    })
}
