//! The log for everybody: checkpoint, hash tiles, and, to those entitled, the entries.
//!
//! Paths are static and without a query, as C2SP tlog-tiles asks, so that no cache between us and a
//! verifier can mix two answers up: whatever has a path never changes, but for the checkpoint.

use application::{TileKind, TilePath};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// Checkpoints may be a few seconds old; nothing else changes.
const BRIEFLY: &str = "public, max-age=2";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The last checkpoint, with the lines of its witnesses.
pub async fn checkpoint(State(app): State<App>, RawQuery(query): RawQuery) -> Response {
    if query.is_some() {
        return StatusCode::NOT_FOUND.into_response();
    }
    match app.application.published() {
        Some(published) => {
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
                (header::CACHE_CONTROL, BRIEFLY),
            ];
            (headers, published.note.clone()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Whom to believe about this log, as a C2SP tlog-policy file.
pub async fn policy(State(app): State<App>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, BRIEFLY),
    ];
    (headers, app.application.policy().to_owned()).into_response()
}

/// A tile of hashes or a bundle of entries.
pub async fn tile(
    State(app): State<App>,
    Path(path): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let language = Language::of(&headers);
    let not_found = || Problem::new(language, "not-found", &[]);
    let path: TilePath = match (format!("tile/{path}").parse(), query) {
        (Ok(path), None) => path,
        _ => return Err(not_found()),
    };
    if path.kind() == TileKind::Entries && !app.application.entries_public() {
        return Err(Problem::new(language, "entries-not-public", &[]));
    }
    let resource = app
        .ask(language, move |application| application.log_resource(path))
        .await?;
    let bytes = resource.ok_or_else(not_found)?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    Ok((headers, bytes).into_response())
}
