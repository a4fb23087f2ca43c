//! One unit, and where units are.

use application::{Positions, UnitView, dispatch::Status};
use axum::Json;
use axum::extract::State;
use kernel::UnitId;
use serde::Serialize;
use utoipa::ToSchema;

use super::incident::{Fresh, TimelineRow, timeline};
use crate::caller::Reader;
use crate::extract::{Path, Query};
use crate::names::UnitStatus;
use crate::problem::Problem;
use crate::server::App;

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitRow {
    /// Its call sign.
    pub unit: String,
    /// Its kind.
    pub kind: String,
    /// Where it is at home.
    pub station: String,
    /// How many they are.
    pub crew: u32,
    /// All it can do.
    pub capabilities: Vec<String>,
    /// What it is doing.
    #[schema(value_type = UnitStatus)]
    pub status: Status,
    /// Since when, as claimed.
    pub since_ms: i64,
    /// The incident it serves.
    pub incident: Option<String>,
    /// That incident's number.
    pub number: Option<String>,
    /// Why it is out of service.
    pub reason: Option<String>,
    /// When it is kept for something else.
    pub reserved: Vec<Reserved>,
    /// The last entry that changed it.
    pub entry: u64,
}

/// A time for which a unit is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reserved {
    pub from_ms: i64,
    pub to_ms: i64,
    pub purpose: String,
}

impl From<&UnitView> for UnitRow {
    fn from(unit: &UnitView) -> Self {
        let reserved = unit.reserved.iter().map(|window| Reserved {
            from_ms: window.from_ms.0,
            to_ms: window.to_ms.0,
            purpose: window.purpose.to_string(),
        });
        Self {
            unit: unit.unit.to_string(),
            kind: unit.kind.to_string(),
            station: unit.station.to_string(),
            crew: unit.crew,
            capabilities: unit.capabilities.iter().map(ToString::to_string).collect(),
            status: unit.status,
            since_ms: unit.since_ms.0,
            incident: unit.incident.map(|id| id.to_string()),
            number: unit.number.clone(),
            reason: unit.reason.as_ref().map(ToString::to_string),
            reserved: reserved.collect(),
            entry: unit.entry,
        }
    }
}

/// A unit with what happened to it last.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unit {
    /// The unit.
    #[serde(flatten)]
    pub row: UnitRow,
    /// The last two hundred entries about it, oldest first.
    pub timeline: Vec<TimelineRow>,
}

/// One unit.
#[utoipa::path(get, path = "/v1/units/{unit}", tag = "reads", params(("unit" = String, Path), Fresh),
    responses((status = 200, body = Unit), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn unit(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<UnitId>,
    Query(fresh): Query<Fresh>,
) -> Result<Json<Unit>, Problem> {
    app.fresh(reader.0, fresh.min_entry).await?;
    let asked = id.clone();
    let found = app
        .ask(reader.0, move |application| application.unit(&asked))
        .await?;
    let (view, entries) = found.ok_or_else(|| Problem::new(reader.0, "not-found", &[]))?;
    let timeline = timeline(&entries, |event| event.unit() == Some(&id));
    Ok(Json(Unit {
        row: UnitRow::from(&view),
        timeline,
    }))
}

/// Where units are now: telemetry, kept in memory only.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitPositions {
    /// The time by the record's clock.
    pub at_ms: i64,
    /// One for each unit that is known to be somewhere.
    pub positions: Vec<UnitPosition>,
}

/// Where a unit is.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitPosition {
    /// Who.
    pub unit: String,
    /// Latitude in 1e-7 degrees.
    pub lat_e7: i32,
    /// Longitude in 1e-7 degrees.
    pub lon_e7: i32,
    /// Degrees clockwise from north.
    pub heading_deg: u16,
    /// When it was measured.
    pub at_ms: i64,
}

impl UnitPositions {
    /// The positions there are.
    pub fn of(positions: &Positions, at_ms: i64) -> Self {
        let now = positions.watch().borrow().clone();
        let position = |one: &application::Position| UnitPosition {
            unit: one.unit.to_string(),
            lat_e7: one.point.lat_e7(),
            lon_e7: one.point.lon_e7(),
            heading_deg: one.heading_deg,
            at_ms: one.at.0,
        };
        Self {
            at_ms,
            positions: now.iter().map(position).collect(),
        }
    }
}

/// Where units are now.
#[utoipa::path(get, path = "/v1/positions", tag = "reads", responses((status = 200, body = UnitPositions)))]
pub async fn positions(State(app): State<App>) -> Json<UnitPositions> {
    Json(UnitPositions::of(
        app.application.positions(),
        app.application.now().0,
    ))
}
