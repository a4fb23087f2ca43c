//! Who asks: the seat, the key of the act, and the language of the answer.
//!
//! Until accounts exist the seat is what the client says it is, which is why the server answers on
//! loopback only.

use application::{Act, Command, Recorded};
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use kernel::{ActKey, SeatId};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// The language somebody reads.
pub struct Reader(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(Language::of(&parts.headers)))
    }
}

/// A seat that acts, under a key of its choice.
pub struct Caller {
    key: ActKey,
    seat: SeatId,
    language: Language,
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let language = Language::of(&parts.headers);
        let header = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let key = header("idempotency-key").and_then(|key| key.trim_matches('"').parse().ok());
        let seat = header("answerable-seat").and_then(|seat| SeatId::new(seat).ok());
        Ok(Self {
            key: key.ok_or_else(|| Problem::new(language, "key-missing", &[]))?,
            seat: seat.ok_or_else(|| Problem::new(language, "seat-missing", &[]))?,
            language,
        })
    }
}

/// An accepted act: where it stands in the journal and what happened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accepted {
    /// Entry number.
    pub entry: u64,
    /// Leaf hash of the entry, 64 hexadecimal digits.
    pub leaf_hash: String,
    /// When the journal took it.
    pub at_ms: i64,
    /// What happened, as the journal holds it.
    #[schema(value_type = Vec<Happened>)]
    pub events: Box<RawValue>,
    /// The incident it opened, or attached its report to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// The report it made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// The number of the incident it opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// One event as the journal holds it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Happened {
    /// Its name, such as `dispatch.unit_sent`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The version of its form.
    pub v: u64,
    /// What it says; the form is in `formats/schemas`.
    #[schema(value_type = Object)]
    pub data: serde_json::Value,
}

impl Happened {
    pub(crate) fn of(event: &application::Event) -> Self {
        let mut value = serde_json::to_value(event).unwrap_or_default();
        Self {
            kind: value["type"].as_str().unwrap_or_default().to_owned(),
            v: value["v"].as_u64().unwrap_or_default(),
            data: value["data"].take(),
        }
    }
}

impl From<&Recorded> for Accepted {
    fn from(recorded: &Recorded) -> Self {
        let committed = &recorded.committed;
        Self {
            entry: recorded.seq(),
            leaf_hash: committed.leaf.to_string(),
            at_ms: committed.entry.at_ms.0,
            // Bytes that were just stored, or read back as an entry, are one.
            events: committed
                .events_json()
                .map_or_else(|_| RawValue::NULL.to_owned(), ToOwned::to_owned),
            incident: recorded.incident.map(|id| id.to_string()),
            report: recorded.report.map(|id| id.to_string()),
            number: recorded.number.map(|number| number.to_string()),
        }
    }
}

/// The answer of every route that acts.
pub type Answer = Result<(StatusCode, Json<Accepted>), Problem>;

impl Caller {
    /// The act of this caller.
    pub fn act_of(&self, command: Command) -> Act {
        Act::new(self.key, self.seat.clone(), command)
    }

    /// The language of the answer.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What went wrong, in the caller's language.
    pub fn problem(&self, error: &application::Error) -> Problem {
        Problem::of(self.language, error)
    }

    /// Hands the act over and answers with what was recorded.
    pub async fn act(&self, app: &App, command: Command) -> Answer {
        self.answer(app.application.act(self.act_of(command)).await)
    }

    /// Answers with what was recorded.
    pub fn answer(&self, recorded: Result<Recorded, application::Error>) -> Answer {
        match recorded {
            Ok(recorded) => Ok((StatusCode::CREATED, Json(Accepted::from(&recorded)))),
            Err(error) => Err(self.problem(&error)),
        }
    }
}
