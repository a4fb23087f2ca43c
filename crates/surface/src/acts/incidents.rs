//! Acting on one incident: what it is, where it is, what is known, how it ends.

use application::intake::Command as Intake;
use application::{Command, When};
use axum::extract::State;
use kernel::{ActKey, Code, IncidentId, Line, Prose, ReportId, SeatId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::PointBody;
use crate::caller::{Accepted, Answer, Caller, Reader};
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::server::App;

/// An incident to open from a waiting report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenBody {
    /// The report.
    #[schema(value_type = String)]
    pub report: ReportId,
    /// What happened.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub type_code: Code,
    /// How urgent it is; the type's own priority when nobody says.
    #[schema(value_type = Option<String>)]
    pub priority: Option<Code>,
}

/// Opens an incident from a waiting report.
#[utoipa::path(post, path = "/v1/incidents", tag = "incidents", request_body = OpenBody,
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn open(State(app): State<App>, caller: Caller, Body(body): Body<OpenBody>) -> Answer {
    let opened = When::now();
    let (report, type_code, priority) = (body.report, body.type_code, body.priority);
    caller
        .act(
            &app,
            Command::Intake(Intake::OpenIncident {
                report,
                type_code,
                priority,
                opened,
            }),
        )
        .await
}

/// What it is after all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypeBody {
    /// Code of the type.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub type_code: Code,
    /// Why.
    #[schema(value_type = Option<String>)]
    pub reason: Option<Prose>,
}

/// Says that it is something else than was thought.
#[utoipa::path(post, path = "/v1/incidents/{incident}/type", tag = "incidents", request_body = TypeBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn change_type(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<TypeBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::ChangeType {
                incident,
                type_code: body.type_code,
                reason: body.reason,
            }),
        )
        .await
}

/// How urgent it is after all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorityBody {
    /// Code of the priority.
    #[schema(value_type = String)]
    pub priority: Code,
    /// Why.
    #[schema(value_type = Option<String>)]
    pub reason: Option<Prose>,
}

/// Says that it is more or less urgent.
#[utoipa::path(post, path = "/v1/incidents/{incident}/priority", tag = "incidents", request_body = PriorityBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn change_priority(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<PriorityBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::ChangePriority {
                incident,
                priority: body.priority,
                reason: body.reason,
            }),
        )
        .await
}

/// Where it is, in the caller's words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpokenPlaceBody {
    /// The words.
    #[schema(value_type = String)]
    pub spoken_place: Line,
}

/// Keeps where it is, in the caller's words.
#[utoipa::path(post, path = "/v1/incidents/{incident}/spoken-place", tag = "incidents", request_body = SpokenPlaceBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn set_spoken_place(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<SpokenPlaceBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::SetSpokenPlace {
                incident,
                spoken_place: body.spoken_place,
            }),
        )
        .await
}

/// Where it is, as an address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressBody {
    /// The address.
    #[schema(value_type = String)]
    pub address: Line,
}

/// Keeps where it is, as an address somebody resolved.
#[utoipa::path(post, path = "/v1/incidents/{incident}/address", tag = "incidents", request_body = AddressBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn set_address(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<AddressBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::SetAddress {
                incident,
                address: body.address,
            }),
        )
        .await
}

/// Where it is, as a point.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointOf {
    /// The point.
    pub point: PointBody,
}

/// Keeps where it is, as a point.
#[utoipa::path(post, path = "/v1/incidents/{incident}/point", tag = "incidents", request_body = PointOf,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn set_point(
    State(app): State<App>,
    caller: Caller,
    reader: Reader,
    Path(incident): Path<IncidentId>,
    Body(body): Body<PointOf>,
) -> Answer {
    let point = body
        .point
        .fix()
        .map_err(|error| Problem::bad_request(reader.0, &error.to_string()))?;
    caller
        .act(&app, Command::Intake(Intake::SetPoint { incident, point }))
        .await
}

/// Something in words.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextBody {
    /// The words.
    #[schema(value_type = String)]
    pub text: Prose,
}

/// Adds a note.
#[utoipa::path(post, path = "/v1/incidents/{incident}/notes", tag = "incidents", request_body = TextBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn add_note(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<TextBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::AddNote {
                incident,
                text: body.text,
            }),
        )
        .await
}

/// Adds what the units found and did.
#[utoipa::path(post, path = "/v1/incidents/{incident}/feedback", tag = "incidents", request_body = TextBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn give_feedback(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<TextBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::GiveFeedback {
                incident,
                text: body.text,
            }),
        )
        .await
}

/// Something dangerous about the place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HazardBody {
    /// Kind of hazard.
    #[schema(value_type = String)]
    pub hazard: Code,
    /// In words.
    #[schema(value_type = Option<String>)]
    pub text: Option<Prose>,
}

/// Notes something dangerous about the place.
#[utoipa::path(post, path = "/v1/incidents/{incident}/hazards", tag = "incidents", request_body = HazardBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn note_hazard(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<HazardBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::NoteHazard {
                incident,
                hazard: body.hazard,
                text: body.text,
            }),
        )
        .await
}

/// Why it is no longer dangerous.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftBody {
    /// In words.
    #[schema(value_type = String)]
    pub reason: Prose,
}

/// Says that it is no longer dangerous; `noted` is the key of the act that noted it.
#[utoipa::path(post, path = "/v1/incidents/{incident}/hazards/{noted}/lift", tag = "incidents", request_body = LiftBody,
    params(("incident" = String, Path), ("noted" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn lift_hazard(
    State(app): State<App>,
    caller: Caller,
    Path((incident, noted)): Path<(IncidentId, ActKey)>,
    Body(body): Body<LiftBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::LiftHazard {
                incident,
                noted,
                reason: body.reason,
            }),
        )
        .await
}

/// Who looks after it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerBody {
    /// The seat.
    #[schema(value_type = String)]
    pub owner: SeatId,
}

/// Says who looks after it.
#[utoipa::path(post, path = "/v1/incidents/{incident}/owner", tag = "incidents", request_body = OwnerBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn assign_owner(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<OwnerBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::AssignOwner {
                incident,
                owner: body.owner,
            }),
        )
        .await
}

/// How it ended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseBody {
    /// Outcome of the pack.
    #[schema(value_type = String)]
    pub outcome: Code,
    /// Reason of that outcome.
    #[schema(value_type = String)]
    pub reason: Code,
    /// What the units found and did, where it has not been told yet.
    #[schema(value_type = Option<String>)]
    pub feedback: Option<Prose>,
}

/// Says that it is over.
#[utoipa::path(post, path = "/v1/incidents/{incident}/close", tag = "incidents", request_body = CloseBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<CloseBody>,
) -> Answer {
    let (outcome, reason, feedback) = (body.outcome, body.reason, body.feedback);
    caller
        .act(
            &app,
            Command::Intake(Intake::Close {
                incident,
                outcome,
                reason,
                feedback,
            }),
        )
        .await
}

/// Why it is not over, and who looks after it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenBody {
    /// The seat.
    #[schema(value_type = String)]
    pub owner: SeatId,
    /// Reason of the pack.
    #[schema(value_type = String)]
    pub reason: Code,
}

/// Says that it is not over.
#[utoipa::path(post, path = "/v1/incidents/{incident}/reopen", tag = "incidents", request_body = ReopenBody,
    params(("incident" = String, Path)),
    responses((status = 201, body = Accepted), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn reopen(
    State(app): State<App>,
    caller: Caller,
    Path(incident): Path<IncidentId>,
    Body(body): Body<ReopenBody>,
) -> Answer {
    caller
        .act(
            &app,
            Command::Intake(Intake::Reopen {
                incident,
                owner: body.owner,
                reason: body.reason,
            }),
        )
        .await
}
