//! How the record is doing, and the pack in force.

use application::record::ClockKind;
use application::{WitnessAnswer, WitnessState};
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::names::ClockName;
use crate::server::App;

/// How the record is doing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Status {
    /// Whose record it is.
    pub agency: String,
    /// The pack in force.
    pub place: String,
    /// By which clock it runs.
    #[schema(value_type = ClockName)]
    pub clock: ClockKind,
    /// In which zone its days begin.
    pub timezone: String,
    /// Entries that are durable.
    pub entries: u64,
    /// Entries the views have folded.
    pub views_entry: u64,
    /// The last signed head.
    pub checkpoint: Option<Signed>,
    /// Whether acts are taken.
    pub writer: WriterState,
    /// The witnesses of the policy, as each answered last.
    pub witnesses: Vec<WitnessStatus>,
    /// Personal fields that were opened since the start.
    pub openings: Openings,
    /// The time by the record's clock.
    pub now_ms: i64,
    /// Version of the program.
    pub version: String,
}

/// The last signed head.
#[derive(Debug, Serialize, ToSchema)]
pub struct Signed {
    /// Entries it covers.
    pub size: u64,
    /// The root hash in base64, as the checkpoint has it.
    pub root: String,
    /// When it was signed.
    pub at_ms: i64,
}

/// A witness and what it answered last.
#[derive(Debug, Serialize, ToSchema)]
pub struct WitnessStatus {
    /// Its name in the policy.
    pub name: String,
    /// It cosigned.
    pub good: bool,
    /// Why it did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Openings of personal fields since the start: as many of one as of the other.
#[derive(Debug, Serialize, ToSchema)]
pub struct Openings {
    /// Entries that say who opened what, and what for.
    pub traces: u64,
    /// How often fields were decrypted.
    pub decryptions: u64,
}

/// Whether acts are taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct WriterState {
    /// They are.
    pub running: bool,
    /// Why they are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How the record is doing.
#[utoipa::path(get, path = "/v1/status", tag = "reads", responses((status = 200, body = Status)))]
pub async fn status(State(app): State<App>) -> Json<Status> {
    let status = app.application.status();
    let (traces, decryptions) = app.application.openings();
    let signed = status.head.map(|(head, at)| Signed {
        size: head.size,
        root: head.note.lines().nth(2).unwrap_or_default().to_owned(),
        at_ms: at.0,
    });
    Json(Status {
        agency: status.agency.to_string(),
        place: app.pack.place.to_string(),
        clock: status.clock,
        timezone: status.timezone,
        entries: status.entries,
        views_entry: status.views_entry,
        checkpoint: signed,
        writer: WriterState {
            running: status.stopped.is_none(),
            reason: status.stopped,
        },
        witnesses: app
            .application
            .witnesses()
            .into_iter()
            .map(witness)
            .collect(),
        openings: Openings {
            traces,
            decryptions,
        },
        now_ms: status.now.0,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

fn witness(state: WitnessState) -> WitnessStatus {
    let reason = match state.answer {
        WitnessAnswer::Good => None,
        WitnessAnswer::Failed(reason) | WitnessAnswer::Alarm(reason) => Some(reason),
    };
    WitnessStatus {
        name: state.name,
        good: reason.is_none(),
        reason,
    }
}

/// The pack in force, as adopted, with its digest.
#[utoipa::path(get, path = "/v1/pack", tag = "reads",
    responses((status = 200, description = "the pack; its form is described in packs/README.md", body = Object)))]
pub async fn pack(State(app): State<App>) -> Json<serde_json::Value> {
    let pack = &app.pack;
    let mut value = serde_json::to_value(pack).unwrap_or_default();
    value["digest"] = pack.digest().to_string().into();
    Json(value)
}

/// The OpenAPI document of this server.
pub async fn document() -> Json<utoipa::openapi::OpenApi> {
    Json(crate::server::api_document())
}
