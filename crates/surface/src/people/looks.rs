//! Who looked at one's own record: told to whoever holds the code of its receipt and a second secret.

use application::Code;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use identity::PinError;
use kernel::ReportId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::traces::{TraceRow, rows};
use super::{ask_identity, unavailable, wait_until};
use crate::caller::Reader;
use crate::door::Question;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// A second secret, for the person whose receipt it is.
#[derive(Serialize, ToSchema)]
pub struct SecondSecret {
    /// Ten letters and digits, to be read out or printed beside the code. It is told once.
    pub second_secret: String,
}

/// Makes the second secret of a report's receipt; an older one is void.
#[utoipa::path(post, operation_id = "second_secret", path = "/v1/entries/{entry}/second-secret", tag = "receipts",
    params(("entry" = u64, Path)),
    responses((status = 201, body = SecondSecret), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn give(
    State(app): State<App>,
    Reader(language): Reader,
    Path(entry): Path<u64>,
) -> Result<Response, Problem> {
    let report = report_of(&app, language, entry).await?;
    let made = ask_identity(&app, language, move |identity, now| {
        identity.set_pin(*report.0.as_bytes(), now)
    });
    let made = made.await?.map_err(|error| unavailable(language, &error))?;
    let body = SecondSecret {
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
    /// The looks, oldest first. What was typed as a reason is left out: it may name others.
    pub looks: Vec<TraceRow>,
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
    // A code that is not one, or of nothing, gets the answer of a wrong second secret.
    let wrong = || Problem::new(language, "second-secret-wrong", &[]);
    let entry = Code::parse(&code)
        .ok()
        .and_then(|code| app.application.entry_of(code));
    let report = report_of(&app, language, entry.ok_or_else(wrong)?).await;
    let report = report.map_err(|_| wrong())?;
    let checked = ask_identity(&app, language, move |identity, now| {
        identity.check_pin(*report.0.as_bytes(), &body.second_secret, now)
    });
    checked.await?.map_err(|error| match error {
        PinError::Wrong => wrong(),
        PinError::Wait { until } => wait_until(language, until, app.application.now()),
        PinError::Failed(error) => unavailable(language, &error),
    })?;
    let asker = app.door.asker(None, &app.application);
    let mut record = app.door.record();
    record.mine = true;
    let question = Question {
        who: None,
        asker: &asker,
        action: access::Action::Looks,
        record,
        ground: None,
        purpose: None,
        ask: false,
    };
    app.door.decide(&question, language)?;
    let found = app.ask(language, move |application| application.looks_at(report));
    let mut looks = rows(&app, &found.await?);
    looks.iter_mut().for_each(|look| look.words = None);
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    Ok((no_store, Json(Looks { looks })).into_response())
}

async fn report_of(app: &App, language: Language, entry: u64) -> Result<ReportId, Problem> {
    let report = app.ask(language, move |application| application.report_of(entry));
    let none = || Problem::new(language, "no-such-entry", &[("entry", entry.to_string())]);
    report.await?.ok_or_else(none)
}
