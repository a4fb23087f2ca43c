//! Which reports make up which incident, and what incidents have to do with one another.

use application::Command;
use application::intake::{Command as Intake, Relation};
use axum::extract::State;
use kernel::{Code, IncidentId, ReportId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::ReasonBody;
use crate::caller::{Accepted, Answer, Caller};
use crate::extract::{Body, Path};
use crate::names::RelationName;
use crate::problem::Problem;
use crate::server::App;

/// Another report about it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachBody {
    /// The report.
    #[schema(value_type = String)]
    pub report: ReportId,
}

/// Attaches a waiting report; a closed incident opens again.
#[utoipa::path(post, path = "/v1/incidents/{incident}/reports", tag = "incidents", request_body = AttachBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn attach(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<AttachBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::AttachReport {
                report: body.report,
                incident,
            }),
        )
        .await
}

/// Says that a report is about something else; it waits again.
#[utoipa::path(post, path = "/v1/incidents/{incident}/reports/{report}/detach", tag = "incidents", request_body = ReasonBody,
    params(("incident" = String, Path), ("report" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn detach(
    State(app): State<App>,
    caller: Caller,
    Path((incident, report)): Path<(IncidentId, ReportId)>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::DetachReport {
                report,
                incident,
                reason: body.reason,
            }),
        )
        .await
}

/// The incident it is part of.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeBody {
    /// That incident.
    #[schema(value_type = String)]
    pub into: IncidentId,
    /// Reason of the pack.
    #[schema(value_type = String)]
    pub reason: Code,
}

/// Says that two incidents are one.
#[utoipa::path(post, path = "/v1/incidents/{incident}/merge", tag = "incidents", request_body = MergeBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn merge(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<MergeBody>,
) -> Answer {
    let caller = caller.also(&app, body.into).await?;
    caller
        .act(
            &app,
            Command::Intake(Intake::Merge {
                from: incident,
                into: body.into,
                reason: body.reason,
            }),
        )
        .await
}

/// Says that they are two after all.
#[utoipa::path(post, path = "/v1/incidents/{incident}/merge/undo", tag = "incidents", request_body = ReasonBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn undo_merge(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::UndoMerge {
                from: incident,
                reason: body.reason,
            }),
        )
        .await
}

/// The reports that are about something else, and what that is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SplitBody {
    /// The reports.
    #[schema(value_type = Vec<String>)]
    pub reports: Vec<ReportId>,
    /// What it is.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub type_code: Code,
    /// How urgent it is.
    #[schema(value_type = Option<String>)]
    pub priority: Option<Code>,
    /// Reason of the pack.
    #[schema(value_type = String)]
    pub reason: Code,
}

/// Makes an incident of its own from some of the reports.
#[utoipa::path(post, path = "/v1/incidents/{incident}/split", tag = "incidents", request_body = SplitBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn split(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<SplitBody>,
) -> Answer {
    let SplitBody {
        reports,
        type_code,
        priority,
        reason,
    } = body;
    caller
        .act(
            &app,
            Command::Intake(Intake::Split {
                from: incident,
                reports,
                type_code,
                priority,
                reason,
            }),
        )
        .await
}

/// Says that they are one after all; the path names the incident that the split made.
#[utoipa::path(post, path = "/v1/incidents/{incident}/split/undo", tag = "incidents", request_body = ReasonBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn undo_split(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::UndoSplit {
                incident,
                reason: body.reason,
            }),
        )
        .await
}

/// The other incident.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkBody {
    /// That incident.
    #[schema(value_type = String)]
    pub other: IncidentId,
    /// How they have to do with one another.
    #[schema(value_type = RelationName)]
    pub relation: Relation,
}

/// Says that two incidents have to do with one another.
#[utoipa::path(post, path = "/v1/incidents/{incident}/links", tag = "incidents", request_body = LinkBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn link(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<LinkBody>,
) -> Answer {
    let caller = caller.also(&app, body.other).await?;
    caller
        .act(
            &app,
            Command::Intake(Intake::Link {
                a: incident,
                b: body.other,
                relation: body.relation,
            }),
        )
        .await
}

/// Says that they have not.
#[utoipa::path(post, path = "/v1/incidents/{incident}/links/{other}/undo", tag = "incidents", request_body = ReasonBody,
    params(("incident" = String, Path), ("other" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn unlink(
    State(app): State<App>,
    caller: Caller,
    Path((incident, other)): Path<(IncidentId, IncidentId)>,
    Body(body): Body<ReasonBody>,
) -> Answer {
    let caller = caller.also(&app, other).await?;
    caller
        .act(
            &app,
            Command::Intake(Intake::Unlink {
                a: incident,
                b: other,
                reason: body.reason,
            }),
        )
        .await
}
