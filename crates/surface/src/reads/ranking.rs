//! Whom to send to an incident: every unit with its travel time, what the plan makes of it, and the
//! way of one unit.

use application::dispatch::{Advice, Basis, Status};
use application::{RankedUnit, Ranking as Ranked};
use axum::Json;
use axum::extract::State;
use kernel::{IncidentId, Point, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

use super::incident::Fresh;
use crate::caller::Reader;
use crate::extract::{Path, Query};
use crate::names::UnitStatus;
use crate::problem::Problem;
use crate::server::App;

/// Everybody on shift ranked for an incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ranking {
    /// Times are by the roads of the map; otherwise they are a guess by straight lines.
    pub by_road: bool,
    /// The response plan.
    pub plan: Option<String>,
    /// Who should go.
    pub advised: Vec<Advised>,
    /// Who would be there earlier, and why not.
    pub bypassed: Vec<Bypassed>,
    /// What nobody could be named for.
    pub short: Vec<Short>,
    /// Units that do not serve the incident, the quickest first.
    pub units: Vec<RankedRow>,
}

/// A unit that the rules name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Advised {
    /// Who.
    pub unit: String,
    /// What the plan calls it for.
    pub capability: String,
    /// How long it would take.
    pub travel_ms: u32,
}

/// A unit that would be there earlier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Bypassed {
    /// Who.
    pub unit: String,
    /// How long it would take.
    pub travel_ms: u32,
    /// What it is doing instead.
    #[schema(value_type = UnitStatus)]
    pub status: Status,
}

/// What is missing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Short {
    /// What nobody can do.
    pub capability: String,
    /// How many units are missing.
    pub count: u32,
}

/// A unit and how long it would take.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RankedUnit)]
pub struct RankedRow {
    /// Who.
    pub unit: String,
    /// To the door; nothing when it takes longer than those with a time that move like it, when it
    /// cannot get there, or nobody knows where it is.
    pub travel_ms: Option<u32>,
    /// How much of that is the walk from the road.
    pub walk_ms: Option<u32>,
    /// How far it is in a straight line.
    pub straight_m: Option<u32>,
    /// Nobody knows where it is, so that its station stands for it.
    pub from_station: bool,
}

impl From<RankedUnit> for RankedRow {
    fn from(row: RankedUnit) -> Self {
        Self {
            unit: row.unit.to_string(),
            travel_ms: row.time.map(|time| time.whole_ms()),
            walk_ms: row.time.map(|time| time.walk_ms),
            // Half the globe has fewer metres than numbers.
            straight_m: row.straight_m.map(|metres| metres.round() as u32),
            from_station: row.from_station,
        }
    }
}

impl From<Ranked> for Ranking {
    fn from(Ranked { advice, rows }: Ranked) -> Self {
        let Advice {
            basis,
            plan,
            advised,
            bypassed,
            short,
        } = advice;
        Self {
            by_road: matches!(basis, Basis::Roads(_)),
            plan: plan.map(|plan| plan.to_string()),
            advised: advised
                .into_iter()
                .map(|one| Advised {
                    unit: one.unit.to_string(),
                    capability: one.capability.to_string(),
                    travel_ms: one.travel_ms,
                })
                .collect(),
            bypassed: bypassed
                .into_iter()
                .map(|one| Bypassed {
                    unit: one.unit.to_string(),
                    travel_ms: one.travel_ms,
                    status: one.status,
                })
                .collect(),
            short: short
                .into_iter()
                .map(|one| Short {
                    capability: one.capability.to_string(),
                    count: one.count,
                })
                .collect(),
            units: rows.into_iter().map(RankedRow::from).collect(),
        }
    }
}

/// Whom to send to an open incident.
#[utoipa::path(get, path = "/v1/incidents/{incident}/ranking", tag = "reads",
    params(("incident" = String, Path), Fresh),
    responses((status = 200, body = Ranking), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn ranking(
    State(app): State<App>,
    reader: Reader,
    Path(incident): Path<IncidentId>,
    Query(fresh): Query<Fresh>,
) -> Result<Json<Ranking>, Problem> {
    app.fresh(reader.0, fresh.min_entry).await?;
    let advisor = app.advisor.clone();
    let found = app
        .ask(reader.0, move |application| {
            application.rank(&advisor, incident)
        })
        .await?;
    let ranked = found.ok_or_else(|| Problem::new(reader.0, "not-found", &[]))?;
    Ok(Json(Ranking::from(ranked)))
}

/// The way of a unit to an incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Way {
    /// On the road.
    pub drive_ms: u32,
    /// From the road to the door.
    pub walk_ms: u32,
    /// How far it is along the road.
    pub length_m: u32,
    /// Its course: latitude and longitude in 1e-7 degrees.
    #[schema(value_type = Vec<Vec<i32>>)]
    pub line: Vec<[i32; 2]>,
    /// Changes of roads without which another way would be taken.
    pub avoided: Vec<String>,
}

/// Points as pairs of latitude and longitude in 1e-7 degrees.
pub fn pairs(line: &[Point]) -> Vec<[i32; 2]> {
    let pair = |point: &Point| [point.lat_e7(), point.lon_e7()];
    line.iter().map(pair).collect()
}

/// The way of a unit to an incident, by the roads as they are known now.
#[utoipa::path(get, path = "/v1/incidents/{incident}/ways/{unit}", tag = "reads",
    params(("incident" = String, Path), ("unit" = String, Path)),
    responses((status = 200, body = Way), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn way(
    State(app): State<App>,
    reader: Reader,
    Path((incident, unit)): Path<(IncidentId, UnitId)>,
) -> Result<Json<Way>, Problem> {
    let advisor = app.advisor.clone();
    let found = app
        .ask(reader.0, move |application| {
            application.way(&advisor, incident, &unit)
        })
        .await?;
    let way = found.ok_or_else(|| Problem::new(reader.0, "no-way", &[]))?;
    Ok(Json(Way {
        drive_ms: way.time.drive_ms,
        walk_ms: way.time.walk_ms,
        length_m: way.length_m.round() as u32,
        line: pairs(&way.line),
        avoided: way.avoided.iter().map(ToString::to_string).collect(),
    }))
}
