//! Who looked at whose personal fields, for oversight. Reading it leaves a trace of its own.

use std::sync::Arc;

use application::people::Event as People;
use application::personal::{Command as Personal, Event as Done, Field};
use application::{Application, Command, Committed, Error, Event, people, sealed_until};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::{AccountId, Code, KeyId, Prose, ReportId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::contests::{ByLook, ContestRow, by_look};
use super::questions::questions;
use crate::caller::{Accepted, Answer, Caller};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// Which traces, and what for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TracesBody {
    /// A purpose of the pack.
    #[schema(value_type = String)]
    pub purpose: Code,
    /// In words.
    #[schema(value_type = Option<String>)]
    pub words: Option<Prose>,
    /// Of one report alone.
    #[schema(value_type = Option<String>)]
    pub report: Option<ReportId>,
    /// Older than this entry.
    pub before_entry: Option<u64>,
}

/// One look, with what might be asked about it: questions about an act, never a score of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct TraceRow {
    /// The entry that keeps it; its receipt is `/v1/entries/{entry}/receipt`.
    pub entry: u64,
    /// When.
    pub at_ms: i64,
    /// `opened`, `photo_opened`, `original_opened`, `searched`, `name_opened` or `traces_read`.
    #[schema(value_type = String)]
    pub kind: &'static str,
    /// Whose record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// Whose name, as the number in the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    /// The key of what was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Which fields.
    pub fields: Vec<String>,
    /// What for.
    pub purpose: String,
    /// What for, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Service number of who looked; nothing in entries from before there were accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_number: Option<String>,
    /// In which roles.
    pub roles: Vec<String>,
    /// At which seat.
    pub seat: String,
    /// The policies that allowed it.
    pub policies: Vec<String>,
    /// The number of its incident, to see what it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// `again`: one person looked at this report often; `crowd`: several persons did; `many`: one person
    /// looked at many within the hour; `night`: between 22:00 and 6:00; `unassigned`: nothing in the
    /// record puts the report into the hands of whoever looked; `nobody`: no person is named.
    #[schema(value_type = Vec<String>)]
    pub questions: Vec<&'static str>,
    /// Until then a law keeps it from its person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sealed_until_ms: Option<i64>,
    /// What the person says against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contest: Option<ContestRow>,
}

/// The looks that were asked for, and the trace that asking left.
#[derive(Serialize, ToSchema)]
pub struct Traces {
    /// The trace of this reading.
    pub trace: Accepted,
    /// The looks, oldest first, 500 at most.
    pub looks: Vec<TraceRow>,
}

/// Reads who looked. The reading is durable before it is answered.
#[utoipa::path(post, operation_id = "traces", path = "/v1/traces", tag = "oversight", request_body = TracesBody,
    responses((status = 201, body = Traces), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn traces(
    State(app): State<App>,
    caller: Caller,
    Body(body): Body<TracesBody>,
) -> Result<Response, Problem> {
    let TracesBody {
        purpose,
        words,
        report,
        before_entry,
    } = body;
    let command = Personal::ReadTraces {
        about: report,
        purpose,
        words,
    };
    let act = caller.act_of(Command::Personal(command));
    let read = app.application.read_looks(act, report, before_entry).await;
    let (recorded, looks) = read.map_err(|error| caller.problem(&error))?;
    let shown = app.ask(caller.language(), move |application| {
        rows(application, &looks, &by_look(application, report)?)
    });
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    let traces = Traces {
        trace: Accepted::from(&recorded),
        looks: shown.await?,
    };
    Ok((StatusCode::CREATED, no_store, Json(traces)).into_response())
}

/// Lets the person read the reason that was typed with a look, because it tells of nobody else.
#[utoipa::path(post, operation_id = "release_words", path = "/v1/looks/{look}/release", tag = "oversight",
    params(("look" = u64, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn release(State(app): State<App>, caller: Caller, Path(look): Path<u64>) -> Answer {
    let language = caller.language();
    let found = app.ask(language, move |application| application.look(look));
    let found = found.await?;
    let none = || Problem::new(language, "no-such-entry", &[("entry", look.to_string())]);
    let command = found.as_deref().and_then(releasing).ok_or_else(none)?;
    caller.act(&app, Command::Personal(command)).await
}

/// What releases the reason of the look that an entry keeps; nothing when it is at nobody's report.
fn releasing(committed: &Committed) -> Option<Personal> {
    let mut events = committed.entry.events.iter();
    let look = events.find_map(|event| Look::of(committed, event))?;
    Some(Personal::ReleaseWords {
        look: committed.entry.seq,
        looked: look.account,
        report: look.report?,
        typed: look.words.is_some(),
    })
}

/// The looks of these entries, with what might be asked about them.
pub fn rows(
    application: &Application,
    looks: &[Arc<Committed>],
    contests: &ByLook,
) -> Result<Vec<TraceRow>, Error> {
    let mut found = vec![];
    for one in looks {
        for event in &one.entry.events {
            found.extend(Look::of(one, event));
        }
    }
    let asked = questions(application, &found)?;
    let people = application.people();
    let rows = found.iter().zip(asked).map(|(look, questions)| {
        let mut row = look.row(&people, questions);
        row.contest = contests.get(&row.entry).cloned();
        if let Some(report) = look.report {
            row.number = application.number_of(report)?;
        }
        Ok(row)
    });
    rows.collect()
}

/// One look, as the record keeps it.
pub struct Look<'a> {
    /// The entry that keeps it.
    pub committed: &'a Committed,
    /// Whoever looked; nobody in entries from before there were accounts.
    pub account: Option<AccountId>,
    /// At whose fields.
    pub report: Option<ReportId>,
    /// At which official's name.
    official: Option<AccountId>,
    kind: &'static str,
    key: Option<KeyId>,
    fields: &'a [Field],
    purpose: &'a Code,
    words: Option<&'a Prose>,
}

impl<'a> Look<'a> {
    fn of(committed: &'a Committed, event: &'a Event) -> Option<Self> {
        let leave = committed.entry.leave.as_ref();
        let look = |kind, purpose, words: &'a Option<Prose>| Self {
            committed,
            account: leave.map(|leave| leave.account),
            report: event.reports().first().copied(),
            official: event.official_looked_at(),
            kind,
            key: None,
            fields: &[],
            purpose,
            words: words.as_ref(),
        };
        Some(match event {
            Event::Personal(Done::Opened {
                key,
                fields,
                purpose,
                words,
                ..
            }) => Self {
                key: Some(*key),
                fields,
                ..look("opened", purpose, words)
            },
            Event::Personal(Done::PhotoOpened {
                key,
                original,
                purpose,
                words,
                ..
            }) => Self {
                key: Some(*key),
                ..look(
                    match original {
                        true => "original_opened",
                        false => "photo_opened",
                    },
                    purpose,
                    words,
                )
            },
            Event::Personal(Done::Searched {
                key,
                purpose,
                words,
                ..
            }) => Self {
                key: Some(*key),
                ..look("searched", purpose, words)
            },
            Event::People(People::NameOpened {
                key,
                purpose,
                words,
                ..
            }) => Self {
                key: Some(*key),
                ..look("name_opened", purpose, words)
            },
            Event::Personal(Done::TracesRead { purpose, words, .. }) => {
                look("traces_read", purpose, words)
            }
            _ => return None,
        })
    }

    /// Whether it was at somebody's fields, and not at looks.
    pub fn is_at_fields(&self) -> bool {
        self.key.is_some()
    }

    fn row(&self, people: &people::State, questions: Vec<&'static str>) -> TraceRow {
        let entry = &self.committed.entry;
        let leave = entry.leave.as_ref();
        let number = |account| {
            let held = people.accounts.get(&account);
            held.map(|held| held.service_number.to_string())
        };
        let texts = |codes: &[Code]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
        let name = |field| {
            let name = serde_json::to_value(field).ok()?;
            name.as_str().map(str::to_owned)
        };
        TraceRow {
            entry: entry.seq,
            at_ms: entry.at_ms.0,
            kind: self.kind,
            report: self.report.map(|report| report.to_string()),
            official: self.official.and_then(number),
            key: self.key.map(|key| key.to_string()),
            fields: self.fields.iter().filter_map(name).collect(),
            purpose: self.purpose.to_string(),
            words: self.words.map(ToString::to_string),
            service_number: self.account.and_then(number),
            roles: leave.map(|leave| texts(&leave.roles)).unwrap_or_default(),
            seat: entry.seat.to_string(),
            policies: leave
                .map(|leave| texts(&leave.policies))
                .unwrap_or_default(),
            number: None,
            questions,
            sealed_until_ms: sealed_until(self.committed).map(|until| until.0),
            contest: None,
        }
    }
}
