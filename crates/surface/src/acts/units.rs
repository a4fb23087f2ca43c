//! Acting on a unit by itself: shifts, reservations, service.

use application::Command;
use application::dispatch::Command as Dispatch;
use axum::extract::State;
use kernel::{Code, IncidentId, Line, Timestamp, UnitId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::{Accepted, Answer, Caller};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// With what a unit begins its shift.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShiftBody {
    /// Its kind.
    #[schema(value_type = String)]
    pub kind: Code,
    /// What it can do beyond its kind.
    #[schema(value_type = Option<Vec<String>>)]
    pub capabilities: Option<Vec<Code>>,
    /// Where it is at home.
    #[schema(value_type = String)]
    pub station: Code,
    /// How many they are, 1 to 99.
    pub crew: u32,
}

/// Begins a unit's shift.
#[utoipa::path(post, path = "/v1/units/{unit}/shift", tag = "units", request_body = ShiftBody,
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn start_shift(
    State(app): State<App>,
    caller: Caller,
    Path(unit): Path<UnitId>,
    Body(body): Body<ShiftBody>,
) -> Answer {
    let ShiftBody {
        kind,
        capabilities,
        station,
        crew,
    } = body;
    let capabilities = capabilities.unwrap_or_default();
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::StartShift {
                unit,
                kind,
                capabilities,
                station,
                crew,
            }),
        )
        .await
}

/// Ends a unit's shift.
#[utoipa::path(post, path = "/v1/units/{unit}/shift/end", tag = "units",
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn end_shift(State(app): State<App>, caller: Caller, Path(unit): Path<UnitId>) -> Answer {
    caller
        .act(&app, Command::Dispatch(Dispatch::EndShift { unit }))
        .await
}

/// When a unit is kept, and what for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReserveBody {
    /// From this instant
    pub from_ms: i64,
    /// up to, but not including, this one.
    pub to_ms: i64,
    /// What for.
    #[schema(value_type = String)]
    pub purpose: Line,
}

/// Keeps a unit free for something else for a time.
#[utoipa::path(post, path = "/v1/units/{unit}/reservations", tag = "units", request_body = ReserveBody,
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn reserve(
    State(app): State<App>,
    caller: Caller,
    Path(unit): Path<UnitId>,
    Body(body): Body<ReserveBody>,
) -> Answer {
    let (from, to) = (Timestamp(body.from_ms), Timestamp(body.to_ms));
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::Reserve {
                unit,
                from,
                to,
                purpose: body.purpose,
            }),
        )
        .await
}

/// Why it is not needed any more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseBody {
    /// In words.
    #[schema(value_type = String)]
    pub reason: Line,
}

/// Gives up all reservations of a unit.
#[utoipa::path(post, path = "/v1/units/{unit}/reservations/release", tag = "units", request_body = ReleaseBody,
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn release(
    State(app): State<App>,
    caller: Caller,
    Path(unit): Path<UnitId>,
    Body(body): Body<ReleaseBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::Release {
                unit,
                reason: body.reason,
            }),
        )
        .await
}

/// Why a unit cannot serve.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfServiceBody {
    /// Reason of the pack.
    #[schema(value_type = String)]
    pub reason: Code,
    /// In words.
    #[schema(value_type = Option<String>)]
    pub text: Option<Line>,
}

/// Takes a unit out of service.
#[utoipa::path(post, path = "/v1/units/{unit}/out-of-service", tag = "units", request_body = OutOfServiceBody,
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn out_of_service(
    State(app): State<App>,
    caller: Caller,
    Path(unit): Path<UnitId>,
    Body(body): Body<OutOfServiceBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::TakeOutOfService {
                unit,
                reason: body.reason,
                text: body.text,
            }),
        )
        .await
}

/// Takes a unit into service again.
#[utoipa::path(post, path = "/v1/units/{unit}/in-service", tag = "units",
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn in_service(
    State(app): State<App>,
    caller: Caller,
    Path(unit): Path<UnitId>,
) -> Answer {
    caller
        .act(&app, Command::Dispatch(Dispatch::ReturnToService { unit }))
        .await
}

/// Says that a returning unit is home.
#[utoipa::path(post, path = "/v1/units/{unit}/available", tag = "units",
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn available(State(app): State<App>, caller: Caller, Path(unit): Path<UnitId>) -> Answer {
    caller
        .act(&app, Command::Dispatch(Dispatch::ReportAvailable { unit }))
        .await
}

/// Where a unit is needed more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DivertBody {
    /// That incident.
    #[schema(value_type = String)]
    pub to: IncidentId,
    /// Reason of the pack.
    #[schema(value_type = String)]
    pub reason: Code,
}

/// Takes a unit from the incident it serves for another.
#[utoipa::path(post, path = "/v1/units/{unit}/divert", tag = "units", request_body = DivertBody,
    params(("unit" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn divert(
    State(app): State<App>,
    caller: Caller,
    Path(unit): Path<UnitId>,
    Body(body): Body<DivertBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Dispatch(Dispatch::Divert {
                unit,
                to: body.to,
                reason: body.reason,
            }),
        )
        .await
}
