//! What officials are called: said by an administrator, read for a purpose, and whoever read it is known
//! to the official.

use access::Action;
use application::Command;
use application::people::Command as People;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::{AccountId, Code, Line, Prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::traces::{TraceRow, rows};
use crate::caller::{Accepted, Answer, Asked, Caller, Reader};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// What somebody is called.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NameBody {
    /// It is sealed before it is kept, and nobody reads it without leaving a trace.
    #[schema(value_type = String)]
    pub name: Line,
}

/// A name is nobody's business in a log.
impl std::fmt::Debug for NameBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NameBody(..)")
    }
}

/// Keeps what an official is called, sealed, instead of what was kept before.
#[utoipa::path(post, operation_id = "set_name", path = "/v1/accounts/{account}/name", tag = "people", request_body = NameBody,
    params(("account" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn set_name(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(body): Body<NameBody>,
) -> Answer {
    let naming = app.application.name_official(account, body.name, |name| {
        caller.act_of(Command::People(People::SetName { account, name }))
    });
    caller.answer(naming.await)
}

/// What for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenNameBody {
    /// A purpose of the pack.
    #[schema(value_type = String)]
    pub purpose: Code,
    /// In words.
    #[schema(value_type = Option<String>)]
    pub words: Option<Prose>,
}

/// What an official is called, and the entry that says who asked.
#[derive(Serialize, ToSchema)]
pub struct OpenedName {
    /// The trace that was left.
    pub trace: Accepted,
    /// The name.
    pub name: String,
}

/// Reads what an official is called. The trace is durable before the name leaves the server, and the
/// official sees it.
#[utoipa::path(post, operation_id = "open_name", path = "/v1/accounts/{account}/name/open", tag = "people", request_body = OpenNameBody,
    params(("account" = String, Path)),
    responses((status = 201, body = OpenedName), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn open_name(
    State(app): State<App>,
    caller: Caller,
    Path(account): Path<AccountId>,
    Body(OpenNameBody { purpose, words }): Body<OpenNameBody>,
) -> Result<Response, Problem> {
    let asked = Asked {
        own: caller.who()?.account == account,
        purpose: Some(&purpose),
        ..Asked::for_action(Action::OpenName)
    };
    let caller = caller.allowed(&app, asked)?;
    let command = Command::People(People::OpenName {
        account,
        purpose,
        words,
    });
    let opened = app.application.open_name(caller.act_of(command)).await;
    let (recorded, name) = opened.map_err(|error| caller.problem(&error))?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    let body = OpenedName {
        trace: Accepted::from(&recorded),
        name: name.to_string(),
    };
    Ok((StatusCode::CREATED, no_store, Json(body)).into_response())
}

/// Who read what one is called, oldest first, the last 500. What was typed as a reason is told too: the
/// official works here.
#[utoipa::path(get, operation_id = "name_looks", path = "/v1/accounts/{account}/name/looks", tag = "people",
    params(("account" = String, Path)),
    responses((status = 200, body = Vec<TraceRow>), (status = "4XX", body = Problem)))]
pub async fn looks(
    State(app): State<App>,
    Reader(language): Reader,
    Path(account): Path<AccountId>,
) -> Result<Json<Vec<TraceRow>>, Problem> {
    let looks = app.ask(language, move |application| {
        let looks = application.looks_at_official(account)?;
        rows(application, &looks, &super::contests::ByLook::default())
    });
    Ok(Json(looks.await?))
}
