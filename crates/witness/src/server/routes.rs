//! HTTP around the rules: `add-checkpoint` for logs, the latest checkpoints for monitors.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tlog::witness::{REQUEST_BYTES_MAX, SIZE_TYPE, monitoring_path, write_size};
use tlog::{SignatureLine, Verifier};

use super::judge::{self, Refusal, Seen, Signed};
use super::store::Cosigned;
use super::{Error, Server};

const TEXT: &str = "text/plain; charset=utf-8";

pub(super) fn router(server: Arc<Server>) -> Router {
    let mut router = Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(REQUEST_BYTES_MAX));
    if let Some(prefix) = &server.config.monitoring {
        let path = format!("{}/{{log}}/checkpoint", prefix.trim_end_matches('/'));
        router = router.route(&path, get(latest));
    }
    router.with_state(server)
}

/// Why there is no cosignature.
enum Problem {
    Refused(Refusal),
    /// The log has asked too often; seconds until it may again.
    TooOften(u64),
    Failed(Error),
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}

async fn add_checkpoint(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    // The state is a file, and writing it may wait for the disk.
    let done = tokio::task::spawn_blocking(move || server.cosign(&body)).await;
    match done {
        Ok(Ok(line)) => ([(header::CONTENT_TYPE, TEXT)], line).into_response(),
        Ok(Err(problem)) => problem.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn latest(State(server): State<Arc<Server>>, Path(log): Path<String>) -> Response {
    let found = tokio::task::spawn_blocking(move || {
        let asked = format!("{log}/checkpoint");
        let mut origins = server.config.origins.iter().map(|one| &one.origin);
        let origin = origins.find(|origin| monitoring_path(origin) == asked);
        origin.map_or(Ok(None), |origin| server.store.latest(origin))
    });
    match found.await {
        Ok(Ok(Some(note))) => {
            let headers = [
                (header::CONTENT_TYPE, TEXT),
                (header::CACHE_CONTROL, "max-age=5"),
            ];
            (headers, note).into_response()
        }
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Server {
    /// The cosignature of a request, once it is on disk that it was given.
    fn cosign(&self, body: &[u8]) -> Result<String, Problem> {
        let signed = judge::read(body, |origin| self.keys(origin)).map_err(Problem::Refused)?;
        let origin = &signed.checkpoint.origin;
        self.rate
            .take(origin, (self.clock)())
            .map_err(Problem::TooOften)?;
        let answer = self
            .store
            .advance(origin, |seen| self.decide(&signed, seen));
        if let Err(Problem::Refused(Refusal::DoesNotFollow(why))) = answer {
            // The keeper of the witness is the first who has to know.
            let size = signed.checkpoint.size;
            eprintln!(
                "witness: ALARM: {origin} signed a tree of {size} entries, and {why}; not cosigned, \
                 kept in the table evidence"
            );
            let body = signed.request.to_text();
            self.store.keep(origin, (self.clock)(), &body)?;
        }
        answer
    }

    /// The keys of a log that this witness knows.
    fn keys(&self, origin: &str) -> Option<&[Verifier]> {
        let log = self
            .config
            .origins
            .iter()
            .find(|one| one.origin == origin)?;
        Some(&log.keys)
    }

    fn decide(&self, signed: &Signed, seen: Option<Seen>) -> Result<(Cosigned, String), Problem> {
        judge::follows(signed, seen).map_err(Problem::Refused)?;
        let Signed {
            checkpoint,
            request,
        } = signed;
        let line = self.cosigner.cosign(&request.note.text, (self.clock)());
        // The text was read as a checkpoint already: what is left to object to is the time.
        let line = line.map_err(|_| Problem::Failed(Error::Clock))?;
        let mut note = request.note.clone();
        // Lines by strangers were not looked at, and are not passed on.
        let trusted = self.keys(&checkpoint.origin).unwrap_or_default();
        let by_the_log = |line: &SignatureLine| trusted.iter().any(|key| key.is_named_by(line));
        note.signatures.retain(by_the_log);
        note.append(line.clone());
        let seen = Seen {
            size: checkpoint.size,
            root: checkpoint.root,
        };
        let cosigned = Cosigned {
            seen,
            note: note.to_text(),
        };
        Ok((cosigned, line.to_string()))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let said = |status, text: String| {
            (status, [(header::CONTENT_TYPE, TEXT)], format!("{text}\n")).into_response()
        };
        match self {
            Self::Refused(Refusal::Malformed(why)) => said(StatusCode::BAD_REQUEST, why),
            Self::Refused(Refusal::NotTrusted(why)) => said(StatusCode::FORBIDDEN, why.to_string()),
            Self::Refused(Refusal::UnknownLog) => {
                said(StatusCode::NOT_FOUND, "this log is not known here".into())
            }
            Self::Refused(Refusal::Conflict(size)) => {
                let headers = [(header::CONTENT_TYPE, SIZE_TYPE)];
                (StatusCode::CONFLICT, headers, write_size(size)).into_response()
            }
            Self::Refused(Refusal::DoesNotFollow(why)) => {
                said(StatusCode::UNPROCESSABLE_ENTITY, why.into())
            }
            Self::TooOften(seconds) => {
                let headers = [(header::RETRY_AFTER, seconds.to_string())];
                (StatusCode::TOO_MANY_REQUESTS, headers).into_response()
            }
            Self::Failed(error) => {
                // The keeper of the witness reads it; the log needs to know only that it failed.
                eprintln!("witness: {error}");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}
