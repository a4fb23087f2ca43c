//! Keys of machines: what lets an alarm system, a terminal in a unit or a screen ask and act by itself.

use std::collections::BTreeSet;

use access::{Action, Group};
use application::Command;
use application::people::Command as People;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::{AccountId, Line, MachineKeyId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::accounts::WhyBody;
use super::{ask_identity, unavailable};
use crate::caller::{Accepted, Answer, Caller, Reader};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// A key, without what it opens with.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyRow {
    /// Its id.
    pub key: String,
    /// The operations it was made for.
    pub scopes: Vec<String>,
    /// When it was made.
    pub made_ms: i64,
    /// When it runs out.
    pub expires_ms: i64,
    /// When it was last used, to the minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used_ms: Option<i64>,
}

/// The keys of a machine, the oldest first.
#[utoipa::path(get, operation_id = "keys", path = "/v1/accounts/{account}/keys", tag = "people",
    params(("account" = String, Path)),
    responses((status = 200, body = Vec<KeyRow>), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn keys(
    State(app): State<App>,
    Reader(language): Reader,
    Path(account): Path<AccountId>,
) -> Result<Json<Vec<KeyRow>>, Problem> {
    let keys = ask_identity(&app, language, move |identity, _| identity.keys_of(account));
    let rows = keys.await?.into_iter().map(|listed| KeyRow {
        key: listed.key.id.to_string(),
        scopes: listed.key.scopes.into_iter().collect(),
        made_ms: listed.made.0,
        expires_ms: listed.expires.0,
        used_ms: listed.used.map(|used| used.0),
    });
    Ok(Json(rows.collect()))
}

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyBody {
    /// Operations of the interface that machines may do, by their ids.
    #[schema(value_type = Vec<String>)]
    pub scopes: BTreeSet<Line>,
    /// When it runs out.
    pub expires_ms: i64,
}

/// A key that was made.
#[derive(Serialize, ToSchema)]
pub struct KeyMade {
    /// The entry that says so.
    #[serde(flatten)]
    pub accepted: Accepted,
    /// The id of the key.
    pub key: String,
    /// What the machine sends as `Authorization: Bearer`. It is told once.
    pub token: String,
}

/// Makes a key for a machine. The first one lets it in: there is nobody who could set a password.
#[utoipa::path(post, operation_id = "make_key", path = "/v1/accounts/{account}/keys", tag = "people", request_body = KeyBody,
    params(("account" = String, Path)),
    responses((status = 201, body = KeyMade), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn make(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(KeyBody { scopes, expires_ms }): Body<KeyBody>,
) -> Result<Response, Problem> {
    let language = caller.language();
    let unknown = |scope: &&Line| {
        let action = Action::of(scope.as_str());
        !action.is_some_and(|action| action.is_in(Group::Machine))
    };
    if let Some(scope) = scopes.iter().find(unknown) {
        let words = [("scope", scope.to_string())];
        return Err(Problem::new(language, "no-such-scope", &words));
    }
    if scopes.is_empty() {
        return Err(Problem::new(language, "no-scopes", &[]));
    }
    let (key, expires) = (caller.key().machine_key(), Timestamp(expires_ms));
    let command = Command::People(People::MakeKey {
        account,
        key,
        scopes: scopes.clone(),
        expires,
    });
    let recorded = app.application.act(caller.act_of(command)).await;
    let recorded = recorded.map_err(|error| caller.problem(&error))?;
    if recorded.repeated {
        // The key was told once, and is not made anew.
        let answer = caller.answer(Ok(recorded));
        return answer.map(|answer| answer.into_response());
    }
    let scopes = scopes.iter().map(ToString::to_string).collect();
    let made = ask_identity(&app, language, move |identity, now| {
        identity.make_key(key, account, scopes, expires, now)
    });
    let token = made.await?.map_err(|error| unavailable(language, &error))?;
    let body = KeyMade {
        accepted: Accepted::from(&recorded),
        key: key.to_string(),
        token: token.expose().to_owned(),
    };
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, no_store, Json(body)).into_response())
}

/// Ends a key: what still sends it is nobody.
#[utoipa::path(post, operation_id = "end_key", path = "/v1/keys/{key}/end", tag = "people", request_body = WhyBody,
    params(("key" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<MachineKeyId>,
    Body(WhyBody { reason }): Body<WhyBody>,
) -> Answer {
    let command = Command::People(People::EndKey { key, reason });
    let accepted = caller.act(&app, command).await?;
    let language = caller.language();
    let ended = ask_identity(&app, language, move |identity, _| identity.end_key(key));
    ended
        .await?
        .map_err(|error| unavailable(language, &error))?;
    Ok(accepted)
}
