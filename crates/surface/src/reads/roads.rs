//! Roads: which one lies at a point, and what the desk has changed about them.

use application::RoadChangeView;
use application::roads::Effect;
use axum::Json;
use axum::extract::State;
use kernel::Point;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ranking::pairs;
use crate::caller::Reader;
use crate::extract::Query;
use crate::problem::Problem;
use crate::server::App;

/// Further than this from a road, a click on the map means none.
const MEANT_WITHIN_M: f64 = 60.0;

/// Where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct AtQuery {
    /// Latitude in 1e-7 degrees.
    pub lat_e7: i64,
    /// Longitude in 1e-7 degrees.
    pub lon_e7: i64,
}

/// A piece of road between two crossings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Road {
    /// What the source of the map calls it.
    pub road: i64,
    /// Its name in the reader's language; empty when it has none.
    pub name: String,
    /// What kind of road it is.
    pub class: String,
    /// Its course: latitude and longitude in 1e-7 degrees.
    #[schema(value_type = Vec<Vec<i32>>)]
    pub line: Vec<[i32; 2]>,
    /// Cars may drive it along its course only.
    pub one_way: bool,
}

/// The road nearest to a point.
#[utoipa::path(get, path = "/v1/roads/at", operation_id = "road_at", tag = "reads", params(AtQuery),
    responses((status = 200, body = Road), (status = "4XX", body = Problem)))]
pub async fn at(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<AtQuery>,
) -> Result<Json<Road>, Problem> {
    let point = Point::from_e7(asked.lat_e7, asked.lon_e7)
        .map_err(|error| Problem::bad_request(reader.0, &error.to_string()))?;
    let nothing = || Problem::new(reader.0, "no-road-here", &[]);
    let travel = app.advisor.travel().ok_or_else(nothing)?;
    let piece = travel.road_at(point, MEANT_WITHIN_M).ok_or_else(nothing)?;
    let name = travel.map().named(piece.names).in_language(reader.0.tag());
    Ok(Json(Road {
        road: piece.source_id,
        name: name.to_owned(),
        class: piece.class.code().to_owned(),
        line: pairs(&piece.line),
        one_way: piece.is_one_way(),
    }))
}

/// Something that the desk has changed about roads.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoadChange {
    /// Its id.
    pub change: String,
    /// `closed`, `slow` or `open`.
    pub effect: &'static str,
    /// How slow: hundredths of the usual time.
    pub percent: Option<u32>,
    /// Where.
    pub stretches: Vec<ChangedStretch>,
    /// Since when.
    pub made_at_ms: i64,
    /// When it ends by itself.
    pub until_ms: Option<i64>,
    /// Why.
    pub reason: String,
    /// The incident that is the cause.
    pub incident: Option<String>,
    /// Who made it.
    pub seat: String,
    /// The entry that made it.
    pub entry: u64,
}

/// A stretch of road.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedStretch {
    /// What the source of the map calls it.
    pub road: i64,
    /// Its course: latitude and longitude in 1e-7 degrees.
    #[schema(value_type = Vec<Vec<i32>>)]
    pub line: Vec<[i32; 2]>,
    /// It is changed along its course.
    pub along: bool,
    /// It is changed against its course.
    pub against: bool,
}

impl From<&RoadChangeView> for RoadChange {
    fn from(view: &RoadChangeView) -> Self {
        let (effect, percent) = match view.effect {
            Effect::Closed => ("closed", None),
            Effect::Slow { percent } => ("slow", Some(percent)),
            Effect::Open => ("open", None),
        };
        let stretches = view.stretches.iter().map(|stretch| ChangedStretch {
            road: stretch.road,
            line: pairs(&stretch.line),
            along: stretch.along,
            against: stretch.against,
        });
        Self {
            change: view.change.to_string(),
            effect,
            percent,
            stretches: stretches.collect(),
            made_at_ms: view.made_ms.0,
            until_ms: view.until_ms.map(|at| at.0),
            reason: view.reason.to_string(),
            incident: view.incident.map(|id| id.to_string()),
            seat: view.seat.to_string(),
            entry: view.entry,
        }
    }
}
