//! Personal fields: given with a report, opened for a purpose, held, and erased.

use application::people::Wish;
use application::personal::{Command as Personal, Field};
use application::{CallerFields, Command};
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{Code, Line, Prose, ReportId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::{Accepted, Answer, Caller};
use crate::extract::{Body, Path};
use crate::names::FieldName;
use crate::people::requests::ask;
use crate::problem::Problem;
use crate::server::App;

/// Who called. It is sealed before it is kept, and nobody reads it without leaving a trace.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallerBody {
    /// What they are called.
    #[schema(value_type = Option<String>)]
    pub name: Option<Line>,
    /// The number to call back.
    #[schema(value_type = Option<String>)]
    pub callback: Option<Line>,
    /// They wish not to be named.
    #[serde(default)]
    pub anonymous: bool,
}

/// The fields are nobody's business in a log.
impl std::fmt::Debug for CallerBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CallerBody(..)")
    }
}

impl CallerBody {
    /// As the application takes it; nothing when nothing was said.
    pub fn fields(self) -> Option<CallerFields> {
        let fields = CallerFields {
            name: self.name,
            callback: self.callback,
            anonymous: self.anonymous,
        };
        (!fields.is_empty()).then_some(fields)
    }
}

/// Which fields, and what for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenBody {
    /// Which.
    #[schema(value_type = Vec<FieldName>)]
    pub fields: Vec<Field>,
    /// What for: a purpose of the pack.
    #[schema(value_type = String)]
    pub purpose: Code,
    /// What for, in words.
    #[schema(value_type = Option<String>)]
    pub words: Option<Prose>,
}

/// The fields that were asked for, and the entry that says so.
#[derive(Serialize, ToSchema)]
pub struct OpenedCaller {
    /// The trace that was left.
    pub trace: Accepted,
    /// What they are called, if it was asked for and they said it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The number to call back, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback: Option<String>,
    /// Whether they wish not to be named, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anonymous: Option<bool>,
}

/// Opens personal fields. The trace is durable before the text leaves the server.
#[utoipa::path(post, operation_id = "open_caller", path = "/v1/reports/{report}/caller/open", tag = "personal", request_body = OpenBody,
    params(("report" = String, Path)),
    responses((status = 201, body = OpenedCaller), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn open(
    State(app): State<App>,
    caller: Caller,
    Path(report): Path<ReportId>,
    Body(body): Body<OpenBody>,
) -> Result<Response, Problem> {
    let OpenBody {
        fields,
        purpose,
        words,
    } = body;
    let caller = caller.opens(&app, report, &purpose).await?;
    let command = Personal::Open {
        report,
        fields,
        purpose,
        words,
    };
    let act = caller.act_of(Command::Personal(command));
    let opened = app.application.open_caller(act).await;
    let (recorded, fields) = opened.map_err(|error| caller.problem(&error))?;
    Ok(not_kept(OpenedCaller {
        trace: Accepted::from(&recorded),
        name: fields.name.map(|name| name.to_string()),
        callback: fields.callback.map(|callback| callback.to_string()),
        anonymous: fields.anonymous,
    }))
}

/// What for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchBody {
    /// A purpose of the pack.
    #[schema(value_type = String)]
    pub purpose: Code,
    /// In words.
    #[schema(value_type = Option<String>)]
    pub words: Option<Prose>,
}

/// Other reports with the same call-back number.
#[derive(Serialize, ToSchema)]
pub struct SameCaller {
    /// The trace that was left.
    pub trace: Accepted,
    /// The reports, oldest first; none when no number was given.
    pub reports: Vec<FoundReport>,
}

/// A report with the same call-back number, and where it is now.
#[derive(Serialize, ToSchema)]
pub struct FoundReport {
    /// Its id.
    pub report: String,
    /// When it came in, as claimed.
    pub received_at_ms: i64,
    /// The incident it belongs to; nothing while it waits or when it was put aside.
    pub incident: Option<String>,
    /// The number of that incident.
    pub number: Option<String>,
    /// Entry that took it.
    pub entry: u64,
}

/// Finds other reports with the same call-back number. No number is opened for it, and it leaves a
/// trace all the same.
#[utoipa::path(post, operation_id = "search_caller", path = "/v1/reports/{report}/caller/search", tag = "personal", request_body = SearchBody,
    params(("report" = String, Path)),
    responses((status = 201, body = SameCaller), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn search(
    State(app): State<App>,
    caller: Caller,
    Path(report): Path<ReportId>,
    Body(body): Body<SearchBody>,
) -> Result<Response, Problem> {
    let SearchBody { purpose, words } = body;
    let caller = caller.opens(&app, report, &purpose).await?;
    let command = Personal::Search {
        report,
        purpose,
        words,
    };
    let act = caller.act_of(Command::Personal(command));
    let found = app.application.search_caller(act).await;
    let (recorded, reports) = found.map_err(|error| caller.problem(&error))?;
    let places = app.ask(caller.language(), move |application| {
        application.whereabouts(&reports)
    });
    let found = places
        .await?
        .into_iter()
        .map(|(report, incident)| FoundReport {
            report: report.report.to_string(),
            received_at_ms: report.received_ms.0,
            incident: report.incident.map(|id| id.to_string()),
            number: incident.map(|incident| incident.number),
            entry: report.entry,
        });
    Ok(not_kept(SameCaller {
        trace: Accepted::from(&recorded),
        reports: found.collect(),
    }))
}

/// Nobody between the server and the reader may keep it.
fn not_kept<T: Serialize>(body: T) -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store")];
    (StatusCode::CREATED, no_store, Json(body)).into_response()
}

/// How long personal fields must be kept, and under which law.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldBody {
    /// Until when.
    pub until_ms: i64,
    /// The law and article.
    #[schema(value_type = String)]
    pub basis: Line,
}

/// Keeps personal fields for as long as a law says; until then they are not erased.
#[utoipa::path(post, path = "/v1/reports/{report}/caller/hold", tag = "personal", request_body = HoldBody,
    params(("report" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn hold(
    State(app): State<App>,
    caller: Caller,
    Path(report): Path<ReportId>,
    Body(body): Body<HoldBody>,
) -> Answer {
    let command = Personal::Hold {
        report,
        until: Timestamp(body.until_ms),
        basis: body.basis,
    };
    let act = caller.act_of(Command::Personal(command));
    let changed = app.application.change_caller(act).await;
    caller.answer(changed)
}

/// Why a hold is lifted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftHoldBody {
    /// In words.
    #[schema(value_type = String)]
    pub reason: Line,
}

/// Asks that a hold on personal fields be lifted; it is, once a second person agrees.
#[utoipa::path(post, path = "/v1/reports/{report}/caller/lift-hold", tag = "personal", request_body = LiftHoldBody,
    params(("report" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn lift_hold(
    State(app): State<App>,
    caller: Caller,
    Path(report): Path<ReportId>,
    Body(body): Body<LiftHoldBody>,
) -> Answer {
    let LiftHoldBody { reason } = body;
    let why = reason.clone();
    ask(&app, caller, Wish::LiftHold { report, reason }, why).await
}

/// Under which law.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EraseBody {
    /// The law and article.
    #[schema(value_type = String)]
    pub basis: Line,
}

/// Asks that the key of personal fields be destroyed. Once a second person agrees, it is: nobody reads
/// them any more, and old receipts still verify.
#[utoipa::path(post, path = "/v1/reports/{report}/caller/erase", tag = "personal", request_body = EraseBody,
    params(("report" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn erase(
    State(app): State<App>,
    caller: Caller,
    Path(report): Path<ReportId>,
    Body(body): Body<EraseBody>,
) -> Answer {
    let EraseBody { basis } = body;
    let why = basis.clone();
    ask(&app, caller, Wish::EraseCaller { report, basis }, why).await
}
