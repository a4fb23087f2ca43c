//! Key ceremonies: the epoch key in three shares for three administrators, asked for by one and
//! approved by another. Each share is told to its keeper alone, and that it was taken is an entry first.

use application::people::{ShareOf, Wish};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::RequestId;
use serde::Serialize;
use utoipa::ToSchema;

use super::accounts::WhyBody;
use super::requests::ask;
use crate::caller::{Accepted, Answer, Caller};
use crate::door::Signed;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// Asks that the epoch key may be split in three shares; a second administrator has to agree.
#[utoipa::path(post, operation_id = "key_ceremony", path = "/v1/key-ceremonies", tag = "people", request_body = WhyBody,
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn begin(
    State(app): State<App>,
    caller: Caller,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    ask(&app, caller, Wish::SplitKey, reason).await
}

/// A ceremony whose shares can be taken now.
#[derive(Debug, Serialize, ToSchema)]
pub struct CeremonyRow {
    /// The request it came of, by which it is known.
    pub ceremony: String,
    /// The epoch whose key was split.
    pub epoch: u32,
    /// Until when shares may be taken.
    pub expires_ms: i64,
    /// The shares that were taken, by their numbers.
    pub taken: Vec<u8>,
    /// The share that oneself may take, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<u8>,
}

/// The ceremony whose shares can be taken now; there is one at most.
#[utoipa::path(get, operation_id = "key_ceremonies", path = "/v1/key-ceremonies", tag = "people",
    responses((status = 200, body = Vec<CeremonyRow>), (status = "4XX", body = Problem)))]
pub async fn ceremonies(State(app): State<App>, Signed(who): Signed) -> Json<Vec<CeremonyRow>> {
    let (people, now) = (app.application.people(), app.application.now());
    let open = people
        .ceremony
        .iter()
        .filter(|one| app.application.holds_shares(one.request) && !one.is_over(now, people.epoch));
    let rows = open.map(|one| {
        let mut taken: Vec<u8> = one.taken.values().copied().map(ShareOf::number).collect();
        taken.sort_unstable();
        CeremonyRow {
            ceremony: one.request.to_string(),
            epoch: one.epoch,
            expires_ms: one.expires_ms.0,
            taken,
            share: one.share_for(who.account).ok().map(ShareOf::number),
        }
    });
    Json(rows.collect())
}

/// A share that was taken.
#[derive(Serialize, ToSchema)]
pub struct TakenShare {
    /// The entry that says so.
    #[serde(flatten)]
    pub accepted: Accepted,
    /// Its number: 1, 2 or 3.
    pub share: u8,
    /// The epoch whose key it is of.
    pub epoch: u64,
    /// The share itself, as `answerable vault join` reads it.
    pub line: String,
}

/// Takes one's share. It is told once; the same act sent again tells the same share to the same person
/// while the ceremony lasts.
#[utoipa::path(post, operation_id = "take_share", path = "/v1/key-ceremonies/{request}/share", tag = "people",
    params(("request" = String, Path)),
    responses((status = 201, body = TakenShare), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn take(
    State(app): State<App>,
    caller: Caller,
    Path(request): Path<RequestId>,
) -> Result<Response, Problem> {
    let taken = app
        .application
        .take_share(request, |command| caller.act_of(command));
    let (recorded, share) = taken.await.map_err(|error| caller.problem(&error))?;
    let body = TakenShare {
        accepted: Accepted::from(&recorded),
        share: share.at(),
        epoch: share.epoch(),
        line: share.to_line().as_str().to_owned(),
    };
    let headers = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, headers, Json(body)).into_response())
}
