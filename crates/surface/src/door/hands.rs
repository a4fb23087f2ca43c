//! Whose a record is: found out from the record itself, never believed of whoever asks.

use access::{Action, Ground, Kind, Record, Scope};
use application::{Hands, Held};
use kernel::{IncidentId, ReportId, UnitId};

use super::{Question, Who};
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

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

/// Whose incidents somebody is listed: everybody's, or those in their hands alone. The list is read
/// within that bound, so that nothing has to be left out of it afterwards.
pub fn listed(app: &App, who: &Who, language: Language) -> Result<Option<Hands>, Problem> {
    let asker = app.door.asker(Some(who), &app.application);
    let scope = app.door.access().scope(&asker, Action::List);
    let question = Question {
        who: Some(who),
        asker: &asker,
        action: Action::List,
        record: Record {
            mine: scope == Scope::Mine,
            ..app.door.record()
        },
        ground: None,
        purpose: None,
        ask: false,
    };
    app.door.decide(&question, language)?;
    Ok((scope == Scope::Mine).then(|| app.application.hands_of(who.account)))
}

/// By what a record is in somebody's hands; nothing when it is not.
pub async fn ground(app: &App, who: &Who, kind: Kind, named: &Named) -> Option<Ground> {
    let hands = app.application.hands_of(who.account);
    if kind == Kind::Unit {
        return (hands.unit.is_some() && hands.unit == named.unit).then_some(Ground::Incident);
    }
    // It may have come in a moment ago, and the views not have heard of it yet.
    let last = app.application.status().entries.checked_sub(1)?;
    app.application.fresh(last).await.ok()?;
    let (application, named) = (app.application.clone(), named.clone());
    let found = tokio::task::spawn_blocking(move || match (named.report, named.incident) {
        (Some(report), _) => application.report_in_hands(report, &hands),
        (None, Some(incident)) => {
            let theirs = application.incident_in_hands(incident, &hands);
            theirs.map(|theirs| theirs.then_some(Held::Incident))
        }
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
        Held::Received => Ground::Report,
        Held::Incident => Ground::Incident,
    })
}
