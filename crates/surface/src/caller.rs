//! Who acts: at which seat, under which key, and the language of the answer.
//!
//! The door has asked the policies before; here the seat is held against who sits there.

use std::sync::Arc;

use access::{Action, Ground, Kind, Record};
use application::{Act, Command, Leave, Recorded};
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use kernel::{ActKey, Code, IncidentId, ReportId, SeatId};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::door::{Admitted, Named, Question, Who, ground, sits};
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

/// Somebody who acts at a seat, under a key of their choice.
pub struct Caller {
    key: ActKey,
    seat: SeatId,
    who: Option<Arc<Who>>,
    leave: Option<Leave>,
    action: Action,
    language: Language,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let language = Language::of(&parts.headers);
        let header = |name: &str| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let key = header("idempotency-key").and_then(|key| key.trim_matches('"').parse().ok());
        let key = key.ok_or_else(|| Problem::new(language, "key-missing", &[]))?;
        let seat = header("answerable-seat").and_then(|seat| SeatId::new(seat).ok());
        let admitted = parts.extensions.get::<Admitted>().cloned();
        // Routes without a door do not act.
        let admitted = admitted.ok_or_else(|| Problem::new(language, "sign-in-needed", &[]))?;
        let Admitted { who, leave, action } = admitted;
        let seat = match (seat, &who) {
            (Some(seat), Some(who)) if sits(app, who, &seat) => seat,
            (_, who) if needs_no_seat(action) => desk_of(who.is_some(), language)?,
            (Some(seat), Some(_)) => {
                let words = [("seat", seat.to_string())];
                return Err(Problem::new(language, "not-at-seat", &words));
            }
            _ => return Err(Problem::new(language, "seat-missing", &[])),
        };
        Ok(Self {
            key,
            seat,
            who,
            leave,
            action,
            language,
        })
    }
}

/// What is done about accounts, seats, receipts and looks is done by a person, wherever they are.
fn needs_no_seat(action: Action) -> bool {
    matches!(
        action.kind(),
        Kind::Account
            | Kind::Session
            | Kind::Seat
            | Kind::Key
            | Kind::Request
            | Kind::Receipt
            | Kind::Trace
            | Kind::Contest
    ) || matches!(action, Action::Export | Action::AdoptPack)
}

/// Where such acts are kept to have been done.
fn desk_of(official: bool, language: Language) -> Result<SeatId, Problem> {
    let name = if official { "office" } else { "public" };
    SeatId::new(name).map_err(|_| Problem::new(language, "seat-missing", &[]))
}

/// What a handler asks the policies for its caller.
pub struct Asked<'a> {
    /// What for.
    pub action: Action,
    /// It is in their hands, by this.
    pub mine: bool,
    /// By what.
    pub ground: Option<Ground>,
    /// It is their own doing.
    pub own: bool,
    /// What a request asks for.
    pub asks: Option<Action>,
    /// For which purpose of the pack.
    pub purpose: Option<&'a Code>,
    /// It is only asked for, to be done once a second person agrees.
    pub second_follows: bool,
}

impl Asked<'_> {
    /// A question about nothing in particular.
    pub fn for_action(action: Action) -> Self {
        Self {
            action,
            mine: false,
            ground: None,
            own: false,
            asks: None,
            purpose: None,
            second_follows: false,
        }
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
        Act::new(self.key, self.seat.clone(), command).by(self.leave.clone())
    }

    /// The key of the act, which also names what it makes.
    pub fn key(&self) -> ActKey {
        self.key
    }

    /// The person who acts.
    pub fn who(&self) -> Result<&Who, Problem> {
        let who = self.who.as_deref();
        who.ok_or_else(|| Problem::new(self.language, "sign-in-needed", &[]))
    }

    /// Asks the policies about personal fields of a report, which need a purpose and a right to it.
    pub async fn opens(self, app: &App, report: ReportId, purpose: &Code) -> Result<Self, Problem> {
        let named = Named {
            report: Some(report),
            ..Named::default()
        };
        let ground = ground(app, self.who()?, self.action.kind(), &named).await;
        let asked = Asked {
            mine: ground.is_some(),
            ground,
            purpose: Some(purpose),
            ..Asked::for_action(self.action)
        };
        self.allowed(app, asked)
    }

    /// Asks the policies the question of the door once more, about another incident that the act changes.
    pub async fn also(self, app: &App, incident: IncidentId) -> Result<Self, Problem> {
        let named = Named {
            incident: Some(incident),
            ..Named::default()
        };
        let ground = ground(app, self.who()?, self.action.kind(), &named).await;
        let asked = Asked {
            mine: ground.is_some(),
            ground,
            ..Asked::for_action(self.action)
        };
        self.allowed(app, asked)
    }

    /// Asks the policies whether this person may ask for something that needs a second one.
    pub async fn asks(self, app: &App, action: Action, named: &Named) -> Result<Self, Problem> {
        let ground = ground(app, self.who()?, action.kind(), named).await;
        let asked = Asked {
            mine: ground.is_some(),
            ground,
            second_follows: true,
            ..Asked::for_action(action)
        };
        self.allowed(app, asked)
    }

    /// Asks the policies what the door could not, because it depends on more than the address.
    pub fn allowed(mut self, app: &App, asked: Asked<'_>) -> Result<Self, Problem> {
        let who = self.who()?;
        let question = Question {
            who: Some(who),
            asker: &app.door.asker(Some(who), &app.application),
            action: asked.action,
            record: Record {
                mine: asked.mine,
                own: asked.own,
                asks: asked.asks,
                ..app.door.record()
            },
            ground: asked.ground,
            purpose: asked.purpose,
            ask: asked.second_follows,
        };
        self.leave = app.door.decide(&question, self.language)?;
        Ok(self)
    }

    /// What they came for.
    pub fn action(&self) -> Action {
        self.action
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
