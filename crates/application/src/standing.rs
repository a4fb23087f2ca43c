//! How what an entry began stands by now: a state and its time, and nothing about anybody.

use domain::dispatch::Milestone;
use kernel::{AgencyId, Line, Timestamp};
use projections::{IncidentView, Progress, ReportView, RowState};

use crate::act::Recorded;
use crate::application::Application;
use crate::error::Error;

/// How an entry stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Whose record it is in.
    pub agency: AgencyId,
    /// Its number.
    pub entry: u64,
    /// When the journal took it.
    pub at: Timestamp,
    /// The names of its events.
    pub events: Vec<String>,
    /// How its report stands and since when, when it brought one.
    pub state: Option<(ReportState, Timestamp)>,
    /// Personal fields that came with it were erased then, under this law.
    pub erased: Option<(Timestamp, Line)>,
    /// A published checkpoint covers it.
    pub signed: bool,
    /// The witnesses that the policy asks for have cosigned it.
    pub witnessed: bool,
}

/// How a report stands, in the words that whoever made it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportState {
    /// Nobody has decided yet.
    Waiting,
    /// It was put aside.
    Dismissed,
    /// It is being looked after.
    Open,
    /// Somebody is on the way.
    Sent,
    /// Somebody is there.
    OnScene,
    /// It is over.
    Closed,
}

impl ReportState {
    /// Its stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Dismissed => "dismissed",
            Self::Open => "open",
            Self::Sent => "sent",
            Self::OnScene => "on_scene",
            Self::Closed => "closed",
        }
    }
}

impl Application {
    /// How an entry stands; `None` when there is none with this number.
    ///
    /// # Errors
    /// [`Error::Read`] when journal or views cannot be read.
    pub fn standing(&self, entry: u64) -> Result<Option<Standing>, Error> {
        let Some(committed) = self.entries(&[entry])?.into_iter().next() else {
            return Ok(None);
        };
        let recorded = Recorded::of(committed.clone());
        let report = match recorded.report {
            Some(report) => self.with_views(|views| views.report(report))?,
            None => None,
        };
        let incident = match report.as_ref().and_then(|report| report.incident) {
            Some(incident) => self.with_views(|views| views.incident(incident))?,
            None => None,
        };
        let caller = report.as_ref().and_then(|report| report.caller.clone());
        let covering = self.publication.covering(entry);
        Ok(Some(Standing {
            agency: committed.entry.agency.clone(),
            entry,
            at: committed.entry.at_ms,
            events: committed.entry.events.iter().map(name_of).collect(),
            state: report.map(|report| state_of(&report, incident.as_ref())),
            erased: caller.and_then(|caller| caller.erased),
            signed: covering.is_some(),
            witnessed: covering.is_some_and(|published| published.quorum),
        }))
    }
}

/// The name of an event, such as `intake.report_received`.
fn name_of(event: &domain::Event) -> String {
    let written = serde_json::to_value(event).unwrap_or_default();
    written["type"].as_str().unwrap_or_default().to_owned()
}

fn state_of(report: &ReportView, incident: Option<&IncidentView>) -> (ReportState, Timestamp) {
    let Some(incident) = incident else {
        let state = match report.waiting {
            true => ReportState::Waiting,
            false => ReportState::Dismissed,
        };
        return (state, report.received_ms);
    };
    let works = || incident.assignments.iter();
    let arrivals = works()
        .filter_map(|work| work.when(Milestone::OnScene))
        .min();
    let sent = works().map(|work| work.sent_ms).min();
    match (incident.state, incident.progress()) {
        (RowState::Closed, _) => {
            let closed = incident.closed_ms.unwrap_or(incident.opened_ms);
            (ReportState::Closed, closed)
        }
        (_, Progress::Waiting) => (ReportState::Open, incident.opened_ms),
        (_, Progress::Sent | Progress::Acknowledged | Progress::Departed) => {
            (ReportState::Sent, sent.unwrap_or(incident.opened_ms))
        }
        _ => {
            let there = arrivals.or(sent).unwrap_or(incident.opened_ms);
            (ReportState::OnScene, there)
        }
    }
}
