//! Acting on roads: closing them, slowing them, opening them, and taking that back.

use application::Command;
use application::roads::{Command as Roads, Effect, Stretch};
use axum::extract::State;
use kernel::{IncidentId, Line, Point, RoadChangeId, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::{Accepted, Answer, Caller, Reader};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// What is different on which roads.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoadChangeBody {
    /// What is different.
    pub effect: EffectBody,
    /// Where: pieces of road as `/v1/roads/at` names them.
    pub stretches: Vec<StretchBody>,
    /// When it ends by itself; never when nobody says.
    pub until_ms: Option<i64>,
    /// Why, in words.
    #[schema(value_type = String)]
    pub reason: Line,
    /// The incident that is the cause.
    #[schema(value_type = Option<String>)]
    pub incident: Option<IncidentId>,
}

/// What is different.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EffectBody {
    /// Nobody drives through.
    Closed,
    /// It takes so many hundredths of the usual time.
    Slow {
        /// 150: half as long again.
        percent: u32,
    },
    /// It may be driven in this direction though it usually may not.
    Open,
}

/// A piece of road.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StretchBody {
    /// What the source of the map calls it.
    pub road: i64,
    /// Its course: latitude and longitude in 1e-7 degrees.
    #[schema(value_type = Vec<Vec<i64>>)]
    pub line: Vec<[i64; 2]>,
    /// It is changed along its course.
    pub along: bool,
    /// It is changed against its course.
    pub against: bool,
}

impl StretchBody {
    fn stretch(self) -> Result<Stretch, kernel::PointError> {
        let line = self
            .line
            .iter()
            .map(|[lat, lon]| Point::from_e7(*lat, *lon));
        Ok(Stretch {
            road: self.road,
            line: line.collect::<Result<_, _>>()?,
            along: self.along,
            against: self.against,
        })
    }
}

/// Closes, slows or opens roads from now on.
#[utoipa::path(post, path = "/v1/road-changes", tag = "roads", request_body = RoadChangeBody,
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    reader: Reader,
    caller: Caller,
    Body(body): Body<RoadChangeBody>,
) -> Answer {
    let stretches = body.stretches.into_iter().map(StretchBody::stretch);
    let stretches = stretches
        .collect::<Result<_, _>>()
        .map_err(|error| Problem::bad_request(reader.0, &error.to_string()))?;
    let effect = match body.effect {
        EffectBody::Closed => Effect::Closed,
        EffectBody::Slow { percent } => Effect::Slow { percent },
        EffectBody::Open => Effect::Open,
    };
    let command = Roads::Change {
        effect,
        stretches,
        until: body.until_ms.map(Timestamp),
        reason: body.reason,
        incident: body.incident,
    };
    caller.act(&app, Command::Roads(command)).await
}

/// Why a change is over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftBody {
    /// In words.
    #[schema(value_type = String)]
    pub reason: Line,
}

/// Takes a change of roads back: they are as the map says again.
#[utoipa::path(post, path = "/v1/road-changes/{change}/lift", tag = "roads", request_body = LiftBody,
    params(("change" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn lift(
    State(app): State<App>,
    caller: Caller,
    Path(change): Path<RoadChangeId>,
    Body(body): Body<LiftBody>,
) -> Answer {
    let reason = body.reason;
    caller
        .act(&app, Command::Roads(Roads::Lift { change, reason }))
        .await
}
