//! One incident: a line of the queue, and the whole of it with its timeline.

use std::sync::Arc;

use application::dispatch::{Ended, Mark, Milestone, Status};
use application::intake::{Fix, FixSource, Relation};
use application::{Committed, IncidentView, Source};
use axum::Json;
use axum::extract::State;
use kernel::IncidentId;
use pack::Pack;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::board::{Report, UnitOnIncident};
use crate::caller::{Happened, Reader};
use crate::extract::{Path, Query};
use crate::names::{
    EndingName, IncidentState, MarkName, MilestoneName, PointSource, ProgressName, RelationName,
    SourceName, UnitStatus,
};
use crate::problem::Problem;
use crate::server::App;

/// A point with how sure it is.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Point {
    /// Latitude in 1e-7 degrees.
    pub lat_e7: i32,
    /// Longitude in 1e-7 degrees.
    pub lon_e7: i32,
    /// The true place lies within this many metres.
    pub uncertainty_m: u32,
    /// Where the point comes from.
    #[schema(value_type = PointSource)]
    pub source: FixSource,
}

impl From<Fix> for Point {
    fn from(fix: Fix) -> Self {
        let (lat_e7, lon_e7) = (fix.point.lat_e7(), fix.point.lon_e7());
        Self {
            lat_e7,
            lon_e7,
            uncertainty_m: fix.uncertainty_m,
            source: fix.source,
        }
    }
}

/// What a line of the queue and the whole incident have in common.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentCore {
    /// Its id.
    pub incident: String,
    /// The number people quote.
    pub number: String,
    /// Open, closed, or part of another.
    #[schema(value_type = IncidentState)]
    pub state: String,
    /// What happened.
    #[serde(rename = "type")]
    pub type_code: String,
    /// How urgent it is.
    pub priority: String,
    /// The beginning of the first report's words.
    pub words: String,
    /// Where, in the caller's words.
    pub spoken_place: Option<String>,
    /// Where, as resolved.
    pub address: Option<String>,
    /// Where, as a point.
    pub point: Option<Point>,
    /// When it was opened, as claimed.
    pub opened_at_ms: i64,
    /// When its first report came in, as claimed.
    pub received_at_ms: i64,
    /// When it was closed.
    pub closed_at_ms: Option<i64>,
    /// How it ended.
    pub outcome: Option<String>,
    /// Hazards that stand.
    pub hazards: usize,
    /// Who looks after it.
    pub owner: Option<String>,
    /// The incident it went into.
    pub merged_into: Option<String>,
    /// How far the units have come with it.
    #[schema(value_type = ProgressName)]
    pub progress: String,
    /// When the first unit was sent.
    pub first_sent_at_ms: Option<i64>,
    /// When the first unit arrived.
    pub first_on_scene_at_ms: Option<i64>,
    /// By when the first unit should be sent.
    pub send_due_at_ms: Option<i64>,
    /// By when the first unit should be on scene.
    pub arrive_due_at_ms: Option<i64>,
    /// The units at work on it.
    pub units: Vec<UnitOnIncident>,
    /// It cannot be closed before the units have told what they found and did.
    pub feedback_needed: bool,
    /// The last entry that changed it.
    pub entry: u64,
}

/// A line of the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentRow {
    /// The incident.
    #[serde(flatten)]
    pub core: IncidentCore,
    /// How many reports there are about it.
    pub reports: usize,
}

impl IncidentRow {
    /// The line, with what the pack says about closing it.
    pub fn of(row: &application::IncidentRow, pack: &Pack) -> Self {
        Self {
            reports: row.reports,
            core: IncidentCore::of(row, pack),
        }
    }
}

impl IncidentCore {
    fn of(row: &application::IncidentRow, pack: &Pack) -> Self {
        let kind = pack
            .incident_types
            .iter()
            .find(|kind| kind.code == row.type_code);
        let shown = |unit: &_| {
            let application::UnitOnIncident {
                unit,
                status,
                since_ms,
            } = unit;
            UnitOnIncident {
                unit: unit.to_string(),
                status: *status,
                since_ms: since_ms.0,
            }
        };
        Self {
            incident: row.incident.to_string(),
            number: row.number.clone(),
            state: name(&row.state),
            type_code: row.type_code.to_string(),
            priority: row.priority.to_string(),
            words: row.words.clone(),
            spoken_place: row.spoken_place.as_ref().map(ToString::to_string),
            address: row.address.as_ref().map(ToString::to_string),
            point: row.point.map(Point::from),
            opened_at_ms: row.opened_ms.0,
            received_at_ms: row.received_ms.0,
            closed_at_ms: row.closed_ms.map(|at| at.0),
            outcome: row.outcome.as_ref().map(ToString::to_string),
            hazards: row.hazards,
            owner: row.owner.as_ref().map(ToString::to_string),
            merged_into: row.merged_into.map(|id| id.to_string()),
            progress: name(&row.progress),
            first_sent_at_ms: row.first_sent_ms.map(|at| at.0),
            first_on_scene_at_ms: row.first_on_scene_ms.map(|at| at.0),
            send_due_at_ms: row.send_due_ms.map(|at| at.0),
            arrive_due_at_ms: row.arrive_due_ms.map(|at| at.0),
            units: row.units.iter().map(shown).collect(),
            feedback_needed: kind.is_some_and(|kind| kind.feedback) && !row.feedback,
            entry: row.entry,
        }
    }
}

/// The word by which a value of a closed list is known.
fn name(value: &impl Serialize) -> String {
    let written = serde_json::to_value(value).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}

/// The whole of an incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Incident {
    /// What the queue shows.
    #[serde(flatten)]
    pub core: IncidentCore,
    /// Its reports.
    pub reports: Vec<Report>,
    /// Notes, oldest first.
    pub notes: Vec<Note>,
    /// Hazards, oldest first, lifted ones too.
    pub hazards_list: Vec<Hazard>,
    /// Incidents it has to do with.
    pub links: Vec<Link>,
    /// What the units told.
    pub feedback: Vec<Feedback>,
    /// The units' work, oldest first.
    pub assignments: Vec<Assignment>,
    /// Everything that happened, oldest first.
    pub timeline: Vec<TimelineRow>,
}

/// A note.
#[derive(Debug, Serialize, ToSchema)]
pub struct Note {
    pub note: String,
    pub at_ms: i64,
    pub seat: String,
    pub text: String,
    pub entry: u64,
}

/// A hazard; it is lifted by the key of the act that noted it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hazard {
    pub noted: String,
    pub hazard: String,
    pub text: Option<String>,
    pub at_ms: i64,
    pub seat: String,
    pub lifted: bool,
    pub entry: u64,
}

/// An incident it has to do with.
#[derive(Debug, Serialize, ToSchema)]
pub struct Link {
    pub incident: String,
    pub number: String,
    #[schema(value_type = RelationName)]
    pub relation: Relation,
}

/// What the units found and did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feedback {
    pub text: String,
    pub at_ms: i64,
    pub seat: String,
    pub entry: u64,
}

/// One run of a unit on the incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Assignment {
    /// The how-manieth time it was sent there, from 1.
    pub run: u32,
    /// Who.
    pub unit: String,
    /// Its kind.
    pub kind: Option<String>,
    /// How far it has come.
    #[schema(value_type = UnitStatus)]
    pub state: Status,
    /// When it was sent, as claimed.
    pub sent_at_ms: i64,
    /// What it told, in the order in which it was told.
    pub milestones: Vec<MilestoneFact>,
    /// Where it went last.
    pub destination: Option<String>,
    /// Everywhere it went from the scene.
    pub legs: Vec<Leg>,
    /// How it ended.
    #[schema(value_type = Option<EndingName>)]
    pub ended: Option<Ended>,
    /// When it ended, as claimed.
    pub ended_at_ms: Option<i64>,
    /// Why it ended early.
    pub reason: Option<String>,
    /// Milestones it must have passed and never told.
    #[schema(value_type = Vec<MilestoneName>)]
    pub missing: Vec<Milestone>,
}

/// A way from the scene to a destination.
#[derive(Debug, Serialize, ToSchema)]
pub struct Leg {
    pub leg: u32,
    pub destination: Option<String>,
}

/// One milestone with its three times.
#[derive(Debug, Serialize, ToSchema)]
pub struct MilestoneFact {
    /// Which.
    #[schema(value_type = MilestoneName)]
    pub milestone: Milestone,
    /// On which leg.
    pub leg: u32,
    /// When it happened, as claimed.
    pub happened_at_ms: i64,
    /// When the device stamped it.
    pub device_at_ms: Option<i64>,
    /// When the journal took it.
    pub journal_at_ms: i64,
    /// How the time was made.
    #[schema(value_type = SourceName)]
    pub source: Source,
    /// What is remarkable about it.
    #[schema(value_type = Vec<MarkName>)]
    pub marks: Vec<Mark>,
    /// Entry that told it.
    pub entry: u64,
}

/// One event in the journal's order.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineRow {
    /// Entry number.
    pub entry: u64,
    /// When the journal took it.
    pub at_ms: i64,
    /// The seat that acted.
    pub seat: String,
    /// Name of the event.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it says.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

/// The events of these entries that `about` is interested in.
pub fn timeline(
    entries: &[Arc<Committed>],
    about: impl Fn(&application::Event) -> bool,
) -> Vec<TimelineRow> {
    let rows = entries
        .iter()
        .flat_map(|one| one.entry.events.iter().map(move |event| (one, event)));
    let rows = rows.filter(|(_, event)| about(event)).map(|(one, event)| {
        let Happened { kind, data, .. } = Happened::of(event);
        let (entry, at_ms, seat) = (one.entry.seq, one.entry.at_ms.0, one.entry.seat.to_string());
        TimelineRow {
            entry,
            at_ms,
            seat,
            kind,
            data,
        }
    });
    rows.collect()
}

impl Incident {
    fn of(view: &IncidentView, entries: &[Arc<Committed>], pack: &Pack) -> Self {
        let text = ToString::to_string;
        Self {
            core: IncidentCore::of(&view.row(), pack),
            reports: view.reports.iter().map(Report::from).collect(),
            notes: view
                .notes
                .iter()
                .map(|note| Note {
                    note: note.note.to_string(),
                    at_ms: note.at_ms.0,
                    seat: note.seat.to_string(),
                    text: note.text.to_string(),
                    entry: note.entry,
                })
                .collect(),
            hazards_list: view
                .hazards
                .iter()
                .map(|hazard| Hazard {
                    noted: hazard.noted.to_string(),
                    hazard: hazard.hazard.to_string(),
                    text: hazard.text.as_ref().map(text),
                    at_ms: hazard.at_ms.0,
                    seat: hazard.seat.to_string(),
                    lifted: hazard.lifted,
                    entry: hazard.entry,
                })
                .collect(),
            links: view
                .links
                .iter()
                .map(|link| Link {
                    incident: link.incident.to_string(),
                    number: link.number.clone().unwrap_or_default(),
                    relation: link.relation,
                })
                .collect(),
            feedback: view
                .feedback
                .iter()
                .map(|told| Feedback {
                    text: told.text.to_string(),
                    at_ms: told.at_ms.0,
                    seat: told.seat.to_string(),
                    entry: told.entry,
                })
                .collect(),
            assignments: view.assignments.iter().map(Assignment::from).collect(),
            timeline: timeline(entries, |event| {
                event.incidents().contains(&view.incident)
                    || event
                        .reports()
                        .iter()
                        .any(|id| view.reports.iter().any(|report| report.report == *id))
            }),
        }
    }
}

impl From<&application::AssignmentView> for Assignment {
    fn from(work: &application::AssignmentView) -> Self {
        Self {
            run: work.run,
            unit: work.unit.to_string(),
            kind: work.kind.as_ref().map(ToString::to_string),
            state: work.status,
            sent_at_ms: work.sent_ms.0,
            milestones: work
                .milestones
                .iter()
                .map(|told| MilestoneFact {
                    milestone: told.milestone,
                    leg: told.leg,
                    happened_at_ms: told.happened_ms.0,
                    device_at_ms: told.device_ms.map(|at| at.0),
                    journal_at_ms: told.journal_ms.0,
                    source: told.source,
                    marks: told.marks.clone(),
                    entry: told.entry,
                })
                .collect(),
            destination: work
                .legs
                .iter()
                .rev()
                .find_map(|leg| leg.destination.as_ref())
                .map(ToString::to_string),
            legs: work
                .legs
                .iter()
                .map(|leg| Leg {
                    leg: leg.leg,
                    destination: leg.destination.as_ref().map(ToString::to_string),
                })
                .collect(),
            ended: work.ended,
            ended_at_ms: work.ended_ms.map(|at| at.0),
            reason: work.reason.as_ref().map(ToString::to_string),
            missing: work.missing.clone(),
        }
    }
}

/// How new the answer has to be.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Fresh {
    /// Wait until this entry is taken account of.
    pub min_entry: Option<u64>,
}

/// One incident with its timeline from the journal.
#[utoipa::path(get, path = "/v1/incidents/{incident}", tag = "reads", params(("incident" = String, Path), Fresh),
    responses((status = 200, body = Incident), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn incident(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<IncidentId>,
    Query(fresh): Query<Fresh>,
) -> Result<Json<Incident>, Problem> {
    app.fresh(reader.0, fresh.min_entry).await?;
    let found = app
        .ask(reader.0, move |application| application.incident(id))
        .await?;
    let missing = || {
        Problem::new(
            reader.0,
            "no-such-incident",
            &[("incident", id.to_string())],
        )
    };
    let (view, entries) = found.ok_or_else(missing)?;
    Ok(Json(Incident::of(&view, &entries, &app.pack)))
}
