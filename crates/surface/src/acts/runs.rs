//! A unit's work on an incident, from sent to done.

use application::dispatch::{After, Command as Dispatch, Milestone};
use application::{Command, Source};
use axum::extract::State;
use kernel::{IncidentId, Line, UnitId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{ReasonBody, WhenBody};
use crate::caller::{Accepted, Answer, Caller};
use crate::extract::{Body, Path};
use crate::names::{MilestoneName, SourceName};
use crate::problem::Problem;
use crate::server::App;

/// Whom to send.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendBody {
    /// Call signs.
    #[schema(value_type = Vec<String>)]
    pub units: Vec<UnitId>,
    /// When it happened, as claimed; now when nobody says.
    pub happened_at_ms: Option<i64>,
    /// When the device stamped it.
    pub device_at_ms: Option<i64>,
    /// How the time was made; a button when nobody says.
    #[schema(value_type = Option<SourceName>)]
    pub source: Option<Source>,
}

/// Sends units; saying it again adds units. A sending typed in afterwards is kept as it was.
#[utoipa::path(post, path = "/v1/incidents/{incident}/send", tag = "runs", request_body = SendBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn send(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<SendBody>,
) -> Answer {
    let when = WhenBody {
        happened_at_ms: body.happened_at_ms,
        device_at_ms: body.device_at_ms,
        source: body.source,
    };
    let sent = when.when();
    // What was typed in afterwards was not advised by what is known now.
    let advice = match sent.source.is_afterwards() {
        true => None,
        false => app.advice(incident).await,
    };
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::Send {
                incident,
                units: body.units,
                sent,
                advice,
            }),
        )
        .await
}

/// What a unit has reached.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneBody {
    /// Which milestone.
    #[schema(value_type = MilestoneName)]
    pub milestone: Milestone,
    /// Where it is going, or has arrived.
    #[schema(value_type = Option<String>)]
    pub destination: Option<Line>,
    /// When it happened, as claimed; now when nobody says.
    pub happened_at_ms: Option<i64>,
    /// When the device stamped it.
    pub device_at_ms: Option<i64>,
    /// How the time was made; a button when nobody says.
    #[schema(value_type = Option<SourceName>)]
    pub source: Option<Source>,
}

/// Says that a unit has reached a milestone.
#[utoipa::path(post, path = "/v1/incidents/{incident}/units/{unit}/milestones", tag = "runs", request_body = MilestoneBody,
    params(("incident" = String, Path), ("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn reach(
    State(app): State<App>,
    caller: Caller,
    Path((incident, unit)): Path<(IncidentId, UnitId)>,
    Body(body): Body<MilestoneBody>,
) -> Answer {
    let when = WhenBody {
        happened_at_ms: body.happened_at_ms,
        device_at_ms: body.device_at_ms,
        source: body.source,
    };
    let reached = when.when();
    let (milestone, destination) = (body.milestone, body.destination);
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::Reach {
                incident,
                unit,
                milestone,
                reached,
                destination,
            }),
        )
        .await
}

/// Where a unit goes on to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LegBody {
    /// The destination.
    #[schema(value_type = String)]
    pub destination: Line,
}

/// Adds a destination.
#[utoipa::path(post, path = "/v1/incidents/{incident}/units/{unit}/legs", tag = "runs", request_body = LegBody,
    params(("incident" = String, Path), ("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn add_leg(
    State(app): State<App>,
    caller: Caller,
    Path((incident, unit)): Path<(IncidentId, UnitId)>,
    Body(body): Body<LegBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::AddLeg {
                incident,
                unit,
                destination: body.destination,
            }),
        )
        .await
}

/// When a unit was done, and what it does next.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearBody {
    /// What it does next; it is available when nobody says.
    #[schema(value_type = Option<AfterName>)]
    pub then: Option<After>,
    /// When it happened, as claimed; now when nobody says.
    pub happened_at_ms: Option<i64>,
    /// When the device stamped it.
    pub device_at_ms: Option<i64>,
    /// How the time was made; a button when nobody says.
    #[schema(value_type = Option<SourceName>)]
    pub source: Option<Source>,
}

/// What a unit does when it is done.
#[derive(Debug, serde::Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "only the names are used, in the document")]
pub enum AfterName {
    /// It is free where it is.
    Available,
    /// It drives home and is free on the way.
    Returning,
}

/// Says that a unit is done.
#[utoipa::path(post, path = "/v1/incidents/{incident}/units/{unit}/clear", tag = "runs", request_body = ClearBody,
    params(("incident" = String, Path), ("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn clear(
    State(app): State<App>,
    caller: Caller,
    Path((incident, unit)): Path<(IncidentId, UnitId)>,
    Body(body): Body<ClearBody>,
) -> Answer {
    let when = WhenBody {
        happened_at_ms: body.happened_at_ms,
        device_at_ms: body.device_at_ms,
        source: body.source,
    };
    let (cleared, then) = (when.when(), body.then.unwrap_or_default());
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::Clear {
                incident,
                unit,
                cleared,
                then,
            }),
        )
        .await
}

/// Calls a unit back before it arrives.
#[utoipa::path(post, path = "/v1/incidents/{incident}/units/{unit}/cancel", tag = "runs", request_body = ReasonBody,
    params(("incident" = String, Path), ("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn cancel(
    State(app): State<App>,
    caller: Caller,
    Path((incident, unit)): Path<(IncidentId, UnitId)>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::Cancel {
                incident,
                unit,
                reason: body.reason,
            }),
        )
        .await
}

/// Lets a unit go that has arrived and is not needed.
#[utoipa::path(post, path = "/v1/incidents/{incident}/units/{unit}/stand-down", tag = "runs", request_body = ReasonBody,
    params(("incident" = String, Path), ("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn stand_down(
    State(app): State<App>,
    caller: Caller,
    Path((incident, unit)): Path<(IncidentId, UnitId)>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::StandDown {
                incident,
                unit,
                reason: body.reason,
            }),
        )
        .await
}
