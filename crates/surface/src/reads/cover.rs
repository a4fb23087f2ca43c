//! The cover of the moment: where the free units get in time.

use application::Cover as Found;
use axum::Json;
use axum::extract::State;
use kernel::Code;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ranking::pairs;
use crate::caller::Reader;
use crate::extract::Query;
use crate::problem::Problem;
use crate::server::App;

/// In which time, and by whom.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct CoverQuery {
    /// Minutes, 1 to 60.
    pub minutes: u32,
    /// Only units that can do this.
    #[param(value_type = Option<String>)]
    pub capability: Option<Code>,
}

/// Where the free units get in time.
#[derive(Debug, Serialize, ToSchema)]
pub struct Cover {
    /// Free units that were counted.
    pub units: u32,
    /// Rings around what is reached, in latitude and longitude of 1e-7 degrees: outer ones run
    /// against the clock, holes with it.
    #[schema(value_type = Vec<Vec<Vec<i32>>>)]
    pub rings: Vec<Vec<[i32; 2]>>,
    /// The share of the streets that is reached, in thousandths.
    pub streets_permille: u32,
    /// The share of the house numbers whose street is reached; nothing when the map has none.
    pub addresses_permille: Option<u32>,
}

impl From<Found> for Cover {
    fn from(found: Found) -> Self {
        Self {
            units: found.units,
            rings: found.rings.iter().map(|ring| pairs(ring)).collect(),
            streets_permille: found.streets_permille,
            addresses_permille: found.addresses_permille,
        }
    }
}

/// Where the free units get in time, by the roads as they are known now.
#[utoipa::path(get, path = "/v1/cover", tag = "reads", params(CoverQuery),
    responses((status = 200, body = Cover), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn cover(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<CoverQuery>,
) -> Result<Json<Cover>, Problem> {
    if !(1..=60).contains(&asked.minutes) {
        return Err(Problem::bad_request(reader.0, "minutes are 1 to 60"));
    }
    let advisor = app.advisor.clone();
    let found = app
        .ask(reader.0, move |application| {
            application.cover(&advisor, asked.minutes * 60_000, asked.capability.as_ref())
        })
        .await?;
    let found = found.ok_or_else(|| Problem::new(reader.0, "no-map", &[]))?;
    Ok(Json(Cover::from(found)))
}
