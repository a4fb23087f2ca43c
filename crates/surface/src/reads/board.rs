//! The board and lists of incidents.

use application::personal::PhotoKind;
use application::{Source, Which, Window, dispatch::Status};
use axum::Json;
use axum::extract::State;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::incident::{IncidentRow, Point};
use super::roads::RoadChange;
use super::units::UnitRow;
use crate::caller::Reader;
use crate::door::{Signed, listed};
use crate::extract::Query;
use crate::names::{PhotoKindName, SourceName, UnitStatus};
use crate::problem::Problem;
use crate::server::App;

/// What a desk has to see at once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Board {
    /// The last entry that the answer takes account of; ask for what came `since` it.
    pub entry: u64,
    /// The time by the record's clock.
    pub now_ms: i64,
    /// Incidents.
    pub incidents: Vec<IncidentRow>,
    /// Units.
    pub units: Vec<UnitRow>,
    /// Reports that wait for somebody to decide, all of them.
    pub reports: Vec<Report>,
    /// All changes of roads that stand; absent when none was made or lifted since.
    pub road_changes: Option<Vec<RoadChange>>,
}

/// A report.
#[derive(Debug, Serialize, ToSchema)]
pub struct Report {
    /// Its id.
    pub report: String,
    /// By which way it came.
    pub channel: String,
    /// What was said.
    pub words: String,
    /// When it came in, as claimed.
    pub received_at_ms: i64,
    /// When the device stamped it.
    pub device_at_ms: Option<i64>,
    /// How the time was made.
    #[schema(value_type = SourceName)]
    pub source: Source,
    /// Where, in the caller's words.
    pub spoken_place: Option<String>,
    /// Where, as resolved.
    pub address: Option<String>,
    /// Where, as a point.
    pub point: Option<Point>,
    /// Who made it, as far as that may be said without opening anything; nothing when nobody said.
    pub caller: Option<SealedCaller>,
    /// Its photos, without opening any.
    pub photos: Vec<Photo>,
    /// When the key was destroyed that sealed who made it and its photos.
    pub erased_at_ms: Option<i64>,
    /// Entry that took it.
    pub entry: u64,
}

/// What may be said of a photo without opening it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Photo {
    /// Its id.
    pub photo: String,
    /// Of which kind its file is.
    #[schema(value_type = PhotoKindName)]
    pub kind: PhotoKind,
    /// How wide the picture is, in points.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// How long its file is.
    pub bytes: u32,
    /// When it came in.
    pub at_ms: i64,
    /// How often it was opened.
    pub openings: u32,
}

impl From<&application::PhotoView> for Photo {
    fn from(view: &application::PhotoView) -> Self {
        Self {
            photo: view.photo.to_string(),
            kind: view.kind,
            width: view.width,
            height: view.height,
            bytes: view.bytes,
            at_ms: view.at_ms.0,
            openings: view.openings,
        }
    }
}

/// What may be said of somebody without opening anything.
#[derive(Debug, Serialize, ToSchema)]
pub struct SealedCaller {
    /// Commitment of the sealed fields, 64 hexadecimal digits.
    pub commitment: String,
    /// The law under which they must be kept, and until when.
    pub held: Option<UnderLaw>,
    /// The law under which they were erased, and when.
    pub erased: Option<UnderLaw>,
    /// How often they were opened.
    pub openings: u32,
}

/// An instant and the law that has to do with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnderLaw {
    /// When.
    pub at_ms: i64,
    /// The law and article.
    pub basis: String,
}

impl From<&application::CallerView> for SealedCaller {
    fn from(view: &application::CallerView) -> Self {
        let law = |(at, basis): &(kernel::Timestamp, kernel::Line)| UnderLaw {
            at_ms: at.0,
            basis: basis.to_string(),
        };
        Self {
            commitment: view.sealed.commitment.to_string(),
            held: view.held.as_ref().map(law),
            erased: view.erased.as_ref().map(law),
            openings: view.openings,
        }
    }
}

impl From<&application::ReportView> for Report {
    fn from(view: &application::ReportView) -> Self {
        Self {
            report: view.report.to_string(),
            channel: view.channel.to_string(),
            words: view.words.to_string(),
            received_at_ms: view.received_ms.0,
            device_at_ms: view.device_ms.map(|at| at.0),
            source: view.source,
            spoken_place: view.spoken_place.as_ref().map(ToString::to_string),
            address: view.address.as_ref().map(ToString::to_string),
            point: view.point.map(Point::from),
            caller: view.caller.as_ref().map(SealedCaller::from),
            photos: view.photos.iter().map(Photo::from).collect(),
            erased_at_ms: view.erased_ms.map(|at| at.0),
            entry: view.entry,
        }
    }
}

/// How new and how much.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct BoardQuery {
    /// Only what changed after this entry, with what has left the board.
    pub since: Option<u64>,
    /// Wait until this entry is taken account of.
    pub min_entry: Option<u64>,
}

/// The board: open incidents, those closed within the hour, and units on shift.
#[utoipa::path(get, path = "/v1/board", tag = "reads", params(BoardQuery),
    responses((status = 200, body = Board), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn board(
    State(app): State<App>,
    reader: Reader,
    Query(query): Query<BoardQuery>,
) -> Result<Json<Board>, Problem> {
    app.fresh(reader.0, query.min_entry).await?;
    let board = app
        .ask(reader.0, move |application| {
            application.board(query.since.map(|last| last + 1))
        })
        .await?;
    let pack = &app.pack;
    Ok(Json(Board {
        entry: board.entry.saturating_sub(1),
        now_ms: app.application.now().0,
        incidents: board
            .incidents
            .iter()
            .map(|row| IncidentRow::of(row, pack))
            .collect(),
        units: board.units.iter().map(UnitRow::from).collect(),
        reports: board.reports.iter().map(Report::from).collect(),
        road_changes: board
            .road_changes
            .map(|changes| changes.iter().map(RoadChange::from).collect()),
    }))
}

/// Which incidents.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ListQuery {
    /// `open`, `closed` or `all`.
    #[param(value_type = Option<String>)]
    pub state: Option<Which>,
    /// The beginning of a number, or some words.
    pub q: Option<String>,
    /// At most so many, 500 at most.
    pub limit: Option<u32>,
    /// Only those opened before this instant.
    pub before_ms: Option<i64>,
    /// Wait until this entry is taken account of.
    pub min_entry: Option<u64>,
}

/// A list of incidents.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentList {
    /// The newest first.
    pub incidents: Vec<IncidentRow>,
}

/// Incidents, the newest first: all of them, or those in the asker's hands where their role sees no others.
#[utoipa::path(get, path = "/v1/incidents", tag = "reads", params(ListQuery),
    responses((status = 200, body = IncidentList), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    reader: Reader,
    Signed(who): Signed,
    Query(query): Query<ListQuery>,
) -> Result<Json<IncidentList>, Problem> {
    let hands = listed(&app, &who, reader.0)?;
    app.fresh(reader.0, query.min_entry).await?;
    let window = Window {
        which: query.state.unwrap_or_default(),
        text: query.q,
        before_ms: query.before_ms.map(Timestamp),
        limit: query.limit.unwrap_or(100).min(500),
        hands,
    };
    let rows = app
        .ask(reader.0, move |application| application.incidents(&window))
        .await?;
    let pack = &app.pack;
    let incidents = rows.iter().map(|row| IncidentRow::of(row, pack)).collect();
    Ok(Json(IncidentList { incidents }))
}

/// A unit in a line of the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitOnIncident {
    /// Who.
    pub unit: String,
    /// How far.
    #[schema(value_type = UnitStatus)]
    pub status: Status,
    /// Since when, as claimed.
    pub since_ms: i64,
}
