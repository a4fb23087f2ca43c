//! Who looked at one's own record: told to whoever holds the code of its receipt and a second secret.

use std::collections::BTreeMap;

use access::Action;
use application::personal::Command as Personal;
use application::{Application, Code, Command};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use identity::PinError;
use kernel::ReportId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::contests::by_look;
use super::traces::{TraceRow, rows};
use super::{ask_identity, unavailable, wait_until};
use crate::caller::{Accepted, Caller, Reader};
use crate::door::Question;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// A second secret, for the person whose receipt it is.
#[derive(Serialize, ToSchema)]
pub struct SecondSecret {
    /// The entry that says it was given.
    #[serde(flatten)]
    pub accepted: Accepted,
    /// Ten letters and digits, to be read out or printed beside the code. It is told once.
    pub second_secret: String,
}

/// Makes the second secret of a report's receipt; an older one is void.
#[utoipa::path(post, operation_id = "second_secret", path = "/v1/entries/{entry}/second-secret", tag = "receipts",
    params(("entry" = u64, Path)),
    responses((status = 201, body = SecondSecret), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn give(
    State(app): State<App>,
    caller: Caller,
    Path(entry): Path<u64>,
) -> Result<Response, Problem> {
    let language = caller.language();
    let report = report_of(&app, language, entry).await?;
    let command = Command::Personal(Personal::GiveSecondSecret { report });
    let recorded = app.application.act(caller.act_of(command)).await;
    let recorded = recorded.map_err(|error| caller.problem(&error))?;
    if recorded.repeated {
        // It was told once; whoever did not hear it asks for another.
        let answer = caller.answer(Ok(recorded));
        return answer.map(|answer| answer.into_response());
    }
    let made = ask_identity(&app, language, move |identity, now| {
        identity.set_pin(*report.0.as_bytes(), now)
    });
    let made = made.await?.map_err(|error| unavailable(language, &error))?;
    let body = SecondSecret {
        accepted: Accepted::from(&recorded),
        second_secret: made.expose().to_owned(),
    };
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, no_store, Json(body)).into_response())
}

/// What opens the list of looks besides the code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LooksBody {
    /// As it was read out or printed.
    pub second_secret: String,
}

/// Who looked at one's own record.
#[derive(Serialize, ToSchema)]
pub struct Looks {
    /// The looks, oldest first.
    pub looks: Vec<OwnLook>,
    /// How many looks, at anybody's record in this agency, a law keeps from their persons for now.
    pub sealed: u64,
}

/// A look at one's own record.
#[derive(Serialize, ToSchema)]
pub struct OwnLook {
    /// Who, when, what for.
    #[serde(flatten)]
    pub look: TraceRow,
    /// A reason was typed, and is held until oversight has seen that it names nobody else.
    pub words_held: bool,
    /// Leaf hash of the entry that keeps it, 64 hexadecimal digits.
    pub leaf_hash: String,
    /// Its receipt, as a C2SP tlog-proof, once it is signed. The entry is inside unless a reason in it is
    /// held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

/// Tells who looked at the personal fields of the report whose receipt this is.
#[utoipa::path(post, operation_id = "looks", path = "/v1/receipts/{code}/looks", tag = "receipts", request_body = LooksBody,
    params(("code" = String, Path)),
    responses((status = 200, body = Looks), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn looks(
    State(app): State<App>,
    Reader(language): Reader,
    Path(code): Path<String>,
    Body(body): Body<LooksBody>,
) -> Result<Response, Problem> {
    let report = by_secret(&app, language, Action::Looks, &code, body.second_secret).await?;
    let found = app.ask(language, move |application| application.looks_at(report));
    let found = found.await?;
    // Without a checkpoint over them yet they are told all the same, only without receipts.
    if let Some(last) = found.last() {
        let _ = app.application.until_published(last.entry.seq).await;
    }
    let leaves: BTreeMap<u64, String> = found
        .iter()
        .map(|one| (one.entry.seq, one.leaf.to_string()))
        .collect();
    let looks = app.ask(language, move |application| {
        let contests = by_look(application, Some(report))?;
        let released = application.released(report)?;
        let looks = rows(application, &found, &contests)?
            .into_iter()
            .map(|mut look| {
                let words_held = look.words.is_some() && !released.contains(&look.entry);
                look.words = look.words.filter(|_| !words_held);
                OwnLook {
                    leaf_hash: leaves.get(&look.entry).cloned().unwrap_or_default(),
                    receipt: receipt(application, look.entry, words_held),
                    words_held,
                    look,
                }
            });
        Ok(Looks {
            looks: looks.collect(),
            sealed: application.sealed_looks()?,
        })
    });
    let body = looks.await?;
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((no_store, Json(body)).into_response())
}

fn receipt(application: &Application, entry: u64, words_held: bool) -> Option<String> {
    let (mut receipt, _) = application.receipt(entry).ok()?;
    if words_held {
        receipt.extra = None;
    }
    Some(receipt.to_string())
}

/// The report of a receipt code, for whoever has its second secret as well. A code that is not one, or
/// of nothing, gets the answer of a wrong second secret.
pub async fn by_secret(
    app: &App,
    language: Language,
    action: Action,
    code: &str,
    secret: String,
) -> Result<ReportId, Problem> {
    let wrong = || Problem::new(language, "second-secret-wrong", &[]);
    let entry = Code::parse(code)
        .ok()
        .and_then(|code| app.application.entry_of(code));
    let report = report_of(app, language, entry.ok_or_else(wrong)?).await;
    let report = report.map_err(|_| wrong())?;
    let checked = ask_identity(app, language, move |identity, now| {
        identity.check_pin(*report.0.as_bytes(), &secret, now)
    });
    checked.await?.map_err(|error| match error {
        PinError::Wrong => wrong(),
        PinError::Wait { until } => wait_until(language, until, app.application.now()),
        PinError::Failed(error) => unavailable(language, &error),
    })?;
    let question = Question {
        who: None,
        asker: &app.door.asker(None, &app.application),
        action,
        record: access::Record {
            mine: true,
            ..app.door.record()
        },
        ground: None,
        purpose: None,
        ask: false,
    };
    app.door.decide(&question, language)?;
    Ok(report)
}

async fn report_of(app: &App, language: Language, entry: u64) -> Result<ReportId, Problem> {
    let report = app.ask(language, move |application| application.report_of(entry));
    let none = || Problem::new(language, "no-such-entry", &[("entry", entry.to_string())]);
    report.await?.ok_or_else(none)
}
