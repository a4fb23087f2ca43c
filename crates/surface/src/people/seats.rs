//! Who sits where: sitting down, leaving, taking over, and which devices a seat is bound to.

use std::collections::BTreeSet;

use application::Command;
use application::people::Command as People;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use kernel::SeatId;
use serde::Serialize;
use utoipa::ToSchema;

use super::accounts::WhyBody;
use super::{ask_identity, unavailable};
use crate::caller::{Accepted, Answer, Caller};
use crate::door::{device, device_cookie};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// A seat and who sits there.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeatRow {
    /// The seat.
    pub seat: String,
    /// Service number of whoever sits there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_number: Option<String>,
    /// It may be taken from its own devices alone.
    pub bound: bool,
}

/// The seats at which somebody sits, and those that are bound to devices.
#[utoipa::path(get, operation_id = "seats", path = "/v1/seats", tag = "people",
    responses((status = 200, body = Vec<SeatRow>), (status = "4XX", body = Problem)))]
pub async fn seats(State(app): State<App>) -> Json<Vec<SeatRow>> {
    let people = app.application.people();
    let seats: BTreeSet<_> = people.seats.keys().chain(&people.bound).collect();
    let rows = seats.into_iter().map(|seat| {
        let sitting = people.seats.get(seat);
        let held = sitting.and_then(|account| people.accounts.get(account));
        SeatRow {
            seat: seat.to_string(),
            service_number: held.map(|held| held.service_number.to_string()),
            bound: people.bound.contains(seat),
        }
    });
    Json(rows.collect())
}

/// Sits down at a free seat.
#[utoipa::path(post, operation_id = "enter_seat", path = "/v1/seats/{seat}/enter", tag = "people",
    params(("seat" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn enter(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Path(seat): Path<SeatId>,
) -> Answer {
    from_its_device(&app, &caller, &headers, &seat)?;
    caller
        .act(&app, Command::People(People::EnterSeat { seat }))
        .await
}

/// Leaves one's seat.
#[utoipa::path(post, operation_id = "leave_seat", path = "/v1/seats/{seat}/leave", tag = "people",
    params(("seat" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn leave(State(app): State<App>, caller: Caller, Path(seat): Path<SeatId>) -> Answer {
    caller
        .act(&app, Command::People(People::LeaveSeat { seat }))
        .await
}

/// Sits down where somebody else sits, with a reason.
#[utoipa::path(post, operation_id = "take_over_seat", path = "/v1/seats/{seat}/take-over", tag = "people", request_body = WhyBody,
    params(("seat" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn take_over(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Path(seat): Path<SeatId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    from_its_device(&app, &caller, &headers, &seat)?;
    caller
        .act(&app, Command::People(People::TakeSeat { seat, reason }))
        .await
}

/// A seat that is bound to devices is taken from one of them.
fn from_its_device(
    app: &App,
    caller: &Caller,
    headers: &HeaderMap,
    seat: &SeatId,
) -> Result<(), Problem> {
    let identity = app.door.identity();
    let bound = identity.bound_devices();
    if !bound.iter().any(|device| device.seats.contains(seat)) {
        return Ok(());
    }
    match device(&app.door, headers) {
        Some(here) if identity.may_sit(here, seat) => Ok(()),
        _ => {
            let words = [("seat", seat.to_string())];
            Err(Problem::new(caller.language(), "seat-elsewhere", &words))
        }
    }
}

/// Binds the browser that asks to a seat: from then on the seat is taken from its devices alone.
#[utoipa::path(post, operation_id = "bind_device", path = "/v1/seats/{seat}/bind", tag = "people",
    params(("seat" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn bind(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<SeatId>,
) -> Result<Response, Problem> {
    let language = caller.language();
    let command = Command::People(People::BindSeat { seat: seat.clone() });
    let accepted = caller.act(&app, command).await?;
    let bound = ask_identity(&app, language, move |identity, now| {
        let (device, token) = identity.bind_device(now)?;
        identity.bind_seat(device, &seat)?;
        Ok(token)
    });
    let token = bound
        .await?
        .map_err(|error| unavailable(language, &error))?;
    let set = [(header::SET_COOKIE, device_cookie(token.expose()))];
    Ok((set, accepted).into_response())
}

/// Takes all devices from a seat, so that it may be taken from anywhere; whoever sits there stays.
#[utoipa::path(post, operation_id = "unbind_seat", path = "/v1/seats/{seat}/unbind", tag = "people", request_body = WhyBody,
    params(("seat" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn unbind(
    State(app): State<App>,
    caller: Caller,
    Path(seat): Path<SeatId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    let language = caller.language();
    let named = seat.clone();
    let command = Command::People(People::UnbindSeat { seat, reason });
    let accepted = caller.act(&app, command).await?;
    let unbound = ask_identity(&app, language, move |identity, _| {
        let bound = identity.bound_devices().into_iter();
        let mut bound = bound.filter(|device| device.seats.contains(&named));
        bound.try_for_each(|device| identity.unbind_seat(device.id, &named))
    });
    unbound
        .await?
        .map_err(|error| unavailable(language, &error))?;
    Ok(accepted)
}
