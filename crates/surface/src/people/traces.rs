//! Who looked at whose personal fields, for oversight. Reading it leaves a trace of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use application::personal::{Command as Personal, Event as Done};
use application::{Command, Committed, Event};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::{AccountId, Code, HOUR_MS, Prose, ReportId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::{Accepted, Caller};
use crate::extract::Body;
use crate::problem::Problem;
use crate::server::App;

/// So many looks by one person within an hour are asked about.
const MANY_IN_AN_HOUR: usize = 20;
/// And so many by one person at one report.
const AGAIN: usize = 3;

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
    /// `opened`, `searched` or `traces_read`.
    #[schema(value_type = String)]
    pub kind: &'static str,
    /// Whose record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
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
    /// `again`: looked at this report often; `many`: looked at many within the hour; `nobody`: no person
    /// is named.
    #[schema(value_type = Vec<String>)]
    pub questions: Vec<&'static str>,
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
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    let traces = Traces {
        trace: Accepted::from(&recorded),
        looks: rows(&app, &looks),
    };
    Ok((StatusCode::CREATED, no_store, Json(traces)).into_response())
}

/// The looks of these entries, with what might be asked about them.
pub fn rows(app: &App, looks: &[Arc<Committed>]) -> Vec<TraceRow> {
    let mut rows: Vec<(Option<AccountId>, TraceRow)> = looks
        .iter()
        .flat_map(|one| {
            one.entry
                .events
                .iter()
                .filter_map(|event| row(app, one, event))
        })
        .collect();
    question(&mut rows);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(app: &App, one: &Committed, event: &Event) -> Option<(Option<AccountId>, TraceRow)> {
    let Event::Personal(done) = event else {
        return None;
    };
    let (kind, report, key, fields, purpose, words) = match done {
        Done::Opened {
            report,
            key,
            fields,
            purpose,
            words,
            ..
        } => (
            "opened",
            Some(report),
            Some(key),
            &fields[..],
            purpose,
            words,
        ),
        Done::Searched {
            report,
            key,
            purpose,
            words,
        } => ("searched", Some(report), Some(key), &[][..], purpose, words),
        Done::TracesRead {
            report,
            purpose,
            words,
        } => (
            "traces_read",
            report.as_ref(),
            None,
            &[][..],
            purpose,
            words,
        ),
        _ => return None,
    };
    let leave = one.entry.leave.as_ref();
    let account = leave.map(|leave| leave.account);
    let people = app.application.people();
    let held = account.and_then(|account| people.accounts.get(&account));
    let texts = |codes: &[Code]| codes.iter().map(ToString::to_string).collect::<Vec<_>>();
    let name = |field| {
        serde_json::to_value(field)
            .ok()?
            .as_str()
            .map(str::to_owned)
    };
    let row = TraceRow {
        entry: one.entry.seq,
        at_ms: one.entry.at_ms.0,
        kind,
        report: report.map(ToString::to_string),
        key: key.map(ToString::to_string),
        fields: fields.iter().filter_map(name).collect(),
        purpose: purpose.to_string(),
        words: words.as_ref().map(ToString::to_string),
        service_number: held.map(|held| held.service_number.to_string()),
        roles: leave.map(|leave| texts(&leave.roles)).unwrap_or_default(),
        seat: one.entry.seat.to_string(),
        policies: leave
            .map(|leave| texts(&leave.policies))
            .unwrap_or_default(),
        questions: vec![],
    };
    Some((account, row))
}

/// What might be asked about these looks, from these looks alone.
fn question(rows: &mut [(Option<AccountId>, TraceRow)]) {
    let mut at_report: BTreeMap<(Option<AccountId>, Option<String>), usize> = BTreeMap::new();
    let mut when: BTreeMap<Option<AccountId>, Vec<i64>> = BTreeMap::new();
    for (account, row) in rows.iter() {
        *at_report.entry((*account, row.report.clone())).or_default() += 1;
        when.entry(*account).or_default().push(row.at_ms);
    }
    for (account, row) in rows.iter_mut() {
        if account.is_none() {
            row.questions.push("nobody");
        }
        let again = at_report.get(&(*account, row.report.clone()));
        if row.report.is_some() && again.is_some_and(|count| *count >= AGAIN) {
            row.questions.push("again");
        }
        let around = when.get(account).map_or(0, |times| {
            let near = |at: &&i64| (**at - row.at_ms).abs() * 2 <= HOUR_MS;
            times.iter().filter(near).count()
        });
        if around >= MANY_IN_AN_HOUR {
            row.questions.push("many");
        }
    }
}
