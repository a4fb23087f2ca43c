//! Errors for people: RFC 9457 problem documents with a stable code, in the reader's language.

use std::num::NonZeroU16;

use application::{Error, Refusal};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::words::{Language, say};

/// Codes of this room, beside those of the application and its rules.
pub const CODES: &[&str] = &[
    "not-found",
    "no-way",
    "no-such-code",
    "bad-code",
    "too-long-for-paper",
    "entries-not-public",
    "no-road-here",
    "no-map",
    "places-not-ready",
    "bad-request",
    "body-too-large",
    "unsupported-media-type",
    "method-not-allowed",
    "key-missing",
    "seat-missing",
    "server-error",
    "shutting-down",
    "sign-in-needed",
    "sign-in-failed",
    "slow-down",
    "enrolment-unfinished",
    "not-allowed",
    "cross-site",
    "not-at-seat",
    "seat-elsewhere",
    "invitation-void",
    "password-refused",
    "code-refused",
    "passkey-refused",
    "no-such-session",
    "no-such-key",
    "identity-unavailable",
    "no-scopes",
    "no-such-scope",
    "second-secret-wrong",
    "body-compressed",
    "too-many-feeds",
    "feeds-full",
];

/// What went wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// Where the code is explained, relative to the documentation.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Stable name of the problem.
    pub code: String,
    /// What happened this time, and what to do.
    pub detail: String,
    /// The language of title and detail.
    #[serde(skip)]
    #[schema(ignore)]
    pub language: &'static str,
    /// After how many seconds it is worth asking again.
    #[serde(skip)]
    #[schema(ignore)]
    pub retry_after_s: Option<NonZeroU16>,
}

/// The HTTP status that belongs to a code; `docs/errors/README.md` is the same table.
#[must_use]
pub fn status_of(code: &str) -> StatusCode {
    match code {
        "bad-request" | "key-missing" | "seat-missing" => StatusCode::BAD_REQUEST,
        "not-found"
        | "no-way"
        | "no-road-here"
        | "no-map"
        | "no-such-report"
        | "no-such-incident"
        | "nothing-sealed"
        | "no-such-entry"
        | "no-such-code"
        | "no-such-account"
        | "no-such-request"
        | "no-such-session"
        | "no-such-key"
        | "no-export"
        | "no-such-machine-key"
        | "no-name"
        | "no-contest"
        | "no-such-photo"
        | "invitation-void"
        | "no-such-road-change" => StatusCode::NOT_FOUND,
        "sign-in-needed" | "sign-in-failed" => StatusCode::UNAUTHORIZED,
        "entries-not-public"
        | "enrolment-unfinished"
        | "not-allowed"
        | "cross-site"
        | "not-at-seat"
        | "not-a-keeper"
        | "seat-elsewhere"
        | "second-secret-wrong" => StatusCode::FORBIDDEN,
        "slow-down" | "too-many-feeds" => StatusCode::TOO_MANY_REQUESTS,
        "method-not-allowed" => StatusCode::METHOD_NOT_ALLOWED,
        "act-too-large" | "body-too-large" | "photo-too-large" | "too-long-for-paper" => {
            StatusCode::PAYLOAD_TOO_LARGE
        }
        "unsupported-media-type" | "body-compressed" | "photo-unknown-kind" => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        "not-in-pack"
        | "time-ahead"
        | "bad-reservation"
        | "bad-stretch"
        | "bad-slowness"
        | "bad-road-change-end"
        | "bad-speeds"
        | "bad-crew"
        | "no-units"
        | "unit-named-twice"
        | "split-takes-all"
        | "same-incident"
        | "key-reused"
        | "hold-already-over"
        | "no-fields-named"
        | "no-posts"
        | "photo-unreadable"
        | "photo-moving"
        | "empty-extent"
        | "no-scopes"
        | "no-such-scope"
        | "key-already-over"
        | "password-refused"
        | "code-refused"
        | "passkey-refused"
        | "bad-code"
        | "not-recordable" => StatusCode::UNPROCESSABLE_ENTITY,
        "server-error" => StatusCode::INTERNAL_SERVER_ERROR,
        "journal-stopped"
        | "views-catching-up"
        | "views-unavailable"
        | "places-not-ready"
        | "overloaded"
        | "feeds-full"
        | "vault-unavailable"
        | "photo-missing"
        | "not-signed-yet"
        | "identity-unavailable"
        | "shutting-down" => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::CONFLICT,
    }
}

impl Problem {
    /// The problem with this code, said with these words.
    #[must_use]
    pub fn new(language: Language, code: &str, words: &[(&'static str, String)]) -> Self {
        let title = say(language, code, words).unwrap_or_else(|| code.to_owned());
        let detail =
            say(language, &format!("{code}-detail"), words).unwrap_or_else(|| title.clone());
        let status = status_of(code);
        let is_passing = [
            StatusCode::SERVICE_UNAVAILABLE,
            StatusCode::TOO_MANY_REQUESTS,
        ]
        .contains(&status);
        Self {
            kind: format!("docs/errors/{code}.md"),
            title,
            status: status.as_u16(),
            code: code.to_owned(),
            detail,
            language: language.tag(),
            retry_after_s: is_passing.then_some(NonZeroU16::MIN),
        }
    }

    /// The same, not to be asked again before so many seconds have passed.
    #[must_use]
    pub fn after(self, wait_s: NonZeroU16) -> Self {
        Self {
            retry_after_s: Some(wait_s),
            ..self
        }
    }

    /// A request that could not be read, with what is wrong with it.
    #[must_use]
    pub fn bad_request(language: Language, what: &str) -> Self {
        Self::new(language, "bad-request", &[("what", what.to_owned())])
    }

    /// Why an act or a read failed.
    #[must_use]
    pub fn of(language: Language, error: &Error) -> Self {
        let words = match error {
            Error::Refused(refusal) => Refusal::words(refusal),
            Error::TooLarge { bytes } => vec![("bytes", bytes.to_string())],
            Error::KeyReused(key) => vec![("key", key.to_string())],
            Error::Stopped(reason) => vec![("reason", reason.clone())],
            Error::Read(source) => {
                tracing::error!(error = source as &dyn std::error::Error, "a read failed");
                vec![]
            }
            Error::NoSuchEntry { entry } | Error::NotSigned { entry } => {
                vec![("entry", entry.to_string())]
            }
            Error::Vault(reason) => {
                tracing::error!(%reason, "the vault");
                vec![]
            }
            Error::NotAPhoto(_) => vec![],
            Error::PhotoMissing { photo } => {
                tracing::error!(%photo, "the file of a photo is gone or was changed");
                vec![("photo", photo.to_string())]
            }
            Error::ToldBefore
            | Error::Clock
            | Error::CatchingUp
            | Error::Overloaded
            | Error::NotRecordable => vec![],
        };
        Self::new(language, error.code(), &words)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let language = HeaderValue::from_static(self.language);
        let mut response = (status, Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CONTENT_LANGUAGE, language);
        if let Some(wait_s) = self.retry_after_s {
            headers.insert(header::RETRY_AFTER, wait_s.get().into());
        }
        response
    }
}
