//! Taking reports.

use application::intake::{Command as Intake, NewReport, Then};
use application::{Command, Source};
use axum::extract::State;
use kernel::{Code, IncidentId, Line, Prose, ReportId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{PointBody, WhenBody, place};
use super::personal::CallerBody;
use crate::caller::{Accepted, Answer, Caller, Reader};
use crate::extract::{Body, Path};
use crate::names::SourceName;
use crate::problem::Problem;
use crate::server::App;

/// A report as it comes in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    /// By which way it came: a channel of the pack.
    #[schema(value_type = String)]
    pub channel: Code,
    /// What was said, word for word as far as it was caught.
    #[schema(value_type = String)]
    pub words: Prose,
    /// When it came in; now when nobody says.
    pub received_at_ms: Option<i64>,
    /// When the device stamped it.
    pub device_at_ms: Option<i64>,
    /// How the time was made.
    #[schema(value_type = Option<SourceName>)]
    pub source: Option<Source>,
    /// Where, in the caller's words.
    #[schema(value_type = Option<String>)]
    pub spoken_place: Option<Line>,
    /// Where, as an address somebody resolved.
    #[schema(value_type = Option<String>)]
    pub address: Option<Line>,
    /// Where, as a point.
    pub point: Option<PointBody>,
    /// Who called; sealed before it is kept.
    pub caller: Option<CallerBody>,
    /// What becomes of it; it waits when nobody says.
    pub then: Option<ThenBody>,
}

/// What becomes of a report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ThenBody {
    /// It opens an incident.
    Open {
        /// What happened.
        #[serde(rename = "type")]
        #[schema(value_type = String)]
        type_code: Code,
        /// How urgent it is; the type's own priority when nobody says.
        #[schema(value_type = Option<String>)]
        priority: Option<Code>,
    },
    /// It is one more report about an incident; a closed one opens again.
    Attach {
        /// Which.
        #[schema(value_type = String)]
        incident: IncidentId,
    },
}

/// Takes a report, and opens an incident from it or attaches it in the same act.
#[utoipa::path(post, path = "/v1/reports", tag = "reports", request_body = ReportBody,
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn receive(
    State(app): State<App>,
    caller: Caller,
    reader: Reader,
    Body(body): Body<ReportBody>,
) -> Answer {
    let when = WhenBody {
        happened_at_ms: body.received_at_ms,
        device_at_ms: body.device_at_ms,
        source: body.source,
    };
    let place = place(body.spoken_place, body.address, body.point)
        .map_err(|error| Problem::bad_request(reader.0, &error.to_string()))?;
    let report = NewReport {
        channel: body.channel,
        words: body.words,
        place,
        received: when.when(),
        caller: None,
    };
    let then = match body.then {
        None => Then::Wait,
        Some(ThenBody::Open {
            type_code,
            priority,
        }) => Then::Open {
            type_code,
            priority,
        },
        Some(ThenBody::Attach { incident }) => Then::Attach(incident),
    };
    let act = caller.act_of(Command::Intake(Intake::ReceiveReport { report, then }));
    let fields = body.caller.and_then(CallerBody::fields);
    caller.answer(app.application.receive(act, fields).await)
}

/// Why a report is put aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DismissBody {
    /// In words.
    #[schema(value_type = String)]
    pub reason: Prose,
}

/// Puts a waiting report aside: nothing for this desk.
#[utoipa::path(post, path = "/v1/reports/{report}/dismiss", tag = "reports", request_body = DismissBody,
    params(("report" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn dismiss(
    State(app): State<App>,
    caller: Caller,
    Path(report): Path<ReportId>,
    Body(body): Body<DismissBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::DismissReport {
                report,
                reason: body.reason,
            }),
        )
        .await
}
