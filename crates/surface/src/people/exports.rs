//! Parts of the record that leave in one piece: asked for by one, approved by another, fetched by the
//! first within a day. Each fetching is an entry before a byte leaves.

use application::Command;
use application::people::{Command as People, ExportOf, Extent, Wish};
use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use kernel::{Line, RequestId, Timestamp};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use utoipa::ToSchema;

use super::requests::{ExtentRow, ask};
use super::written::{Chunk, write};
use crate::caller::{Accepted, Answer, Caller};
use crate::door::Signed;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// Chunks that wait for a slow reader.
const CHUNKS_WAITING: usize = 4;

/// What an export is of.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportOfName {
    /// The entries of the journal, as JSON, one a line.
    Entries,
    /// The incidents, as CSV that spreadsheets take for text and not for formulas.
    Incidents,
}

impl From<ExportOfName> for ExportOf {
    fn from(name: ExportOfName) -> Self {
        match name {
            ExportOfName::Entries => Self::Entries,
            ExportOfName::Incidents => Self::Incidents,
        }
    }
}

impl From<ExportOf> for ExportOfName {
    fn from(of: ExportOf) -> Self {
        match of {
            ExportOf::Entries => Self::Entries,
            ExportOf::Incidents => Self::Incidents,
        }
    }
}

/// What is to leave, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportBody {
    /// Of what.
    pub of: ExportOfName,
    /// From then on.
    pub from_ms: i64,
    /// Until before then.
    pub until_ms: i64,
    /// Why, in words.
    #[schema(value_type = String)]
    pub reason: Line,
}

/// Asks that a part of the record may leave; a second person has to agree.
#[utoipa::path(post, operation_id = "export", path = "/v1/exports", tag = "people", request_body = ExportBody,
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn export(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<ExportBody>,
) -> Answer {
    let extent = Extent {
        of: body.of.into(),
        from_ms: Timestamp(body.from_ms),
        until_ms: Timestamp(body.until_ms),
    };
    ask(&app, caller, Wish::Export { extent }, body.reason).await
}

/// An export that was approved.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportRow {
    /// The request it came of.
    pub request: String,
    /// What it holds.
    #[serde(flatten)]
    pub extent: ExtentRow,
    /// Until when it may be fetched.
    pub expires_ms: i64,
}

/// One's own exports that may be fetched now.
#[utoipa::path(get, operation_id = "exports", path = "/v1/exports", tag = "people",
    responses((status = 200, body = Vec<ExportRow>), (status = "4XX", body = Problem)))]
pub async fn exports(State(app): State<App>, Signed(who): Signed) -> Json<Vec<ExportRow>> {
    let (people, now) = (app.application.people(), app.application.now());
    let own = people.exports.iter();
    let own = own.filter(|(_, one)| one.by == who.account && one.expires_ms > now);
    let rows = own.map(|(request, one)| ExportRow {
        request: request.to_string(),
        extent: one.extent.into(),
        expires_ms: one.expires_ms.0,
    });
    Json(rows.collect())
}

/// Fetches one's own export. That it left is durable before the first byte is sent.
#[utoipa::path(post, operation_id = "fetch_export", path = "/v1/exports/{request}/fetch", tag = "people",
    params(("request" = String, Path)),
    responses((status = 200, description = "entries as JSON, one a line, or incidents as CSV", body = String, content_type = "application/octet-stream"),
        (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn fetch(
    State(app): State<App>,
    caller: Caller,
    Path(request): Path<RequestId>,
) -> Result<Response, Problem> {
    let act = caller.act_of(Command::People(People::Export { request }));
    let recorded = app.application.act(act).await;
    let recorded = recorded.map_err(|error| caller.problem(&error))?;
    let people = app.application.people();
    // It was there a moment ago, when the entry was decided.
    let found = people.exports.get(&request).map(|one| one.extent);
    let extent = found.ok_or_else(|| Problem::new(caller.language(), "not-found", &[]))?;
    app.fresh(caller.language(), Some(recorded.seq())).await?;
    let (sender, receiver) = mpsc::channel::<Chunk>(CHUNKS_WAITING);
    let chunks = stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    let application = app.application.clone();
    tokio::task::spawn_blocking(move || write(&application, extent, &sender));
    let name = match extent.of {
        ExportOf::Entries => "entries.jsonl",
        ExportOf::Incidents => "incidents.csv",
    };
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}-{name}\"", recorded.seq()),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let body = Bytes::from_stream(chunks);
    Ok((headers, body).into_response())
}
