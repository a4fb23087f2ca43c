//! Other rules for the house: asked for by one administrator, approved by another, in force from the
//! next start with that pack.

use application::people::Wish;
use axum::extract::State;
use kernel::{Digest, Line};
use serde::Deserialize;
use utoipa::ToSchema;

use super::requests::ask;
use crate::caller::{Accepted, Answer, Caller};
use crate::extract::Body;
use crate::problem::Problem;
use crate::server::App;

/// Which rules, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdoptBody {
    /// Digest of the pack, 64 hexadecimal digits, as `answerable pack` prints it.
    #[schema(value_type = String)]
    pub pack: Digest,
    /// Why, in words.
    #[schema(value_type = String)]
    pub reason: Line,
}

/// Asks that another pack may be put in force; a second administrator has to agree.
#[utoipa::path(post, operation_id = "adopt_pack", path = "/v1/pack/adopt", tag = "people", request_body = AdoptBody,
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn adopt(
    State(app): State<App>,
    caller: Caller,
    Body(AdoptBody { pack, reason }): Body<AdoptBody>,
) -> Answer {
    ask(&app, caller, Wish::AdoptPack { pack }, reason).await
}
