//! An incident as it is shown: a line of the queue, and the whole of it.

use domain::Source;
use domain::dispatch::Status;
use domain::intake::{Fix, Relation};
use domain::personal::PhotoKind;
use kernel::{
    ActKey, Code, IncidentId, Line, PhotoId, Prose, ReportId, Sealed, SeatId, Timestamp, UnitId,
};
use serde::{Deserialize, Serialize};

use crate::assignment::AssignmentView;

/// Characters of the first report's words that a line of the queue shows.
const WORDS_SHOWN: usize = 200;

/// Everything about an incident but its timeline, which is read from the journal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IncidentView {
    /// Its id.
    pub incident: IncidentId,
    /// The number people quote.
    pub number: String,
    /// Open, closed, or part of another.
    pub state: RowState,
    /// What happened.
    #[serde(rename = "type")]
    pub type_code: Code,
    /// How urgent it is.
    pub priority: Code,
    /// Where, as spoken.
    pub spoken_place: Option<Line>,
    /// Where, as resolved.
    pub address: Option<Line>,
    /// Where, as a point.
    pub point: Option<Fix>,
    /// When it was opened, as claimed.
    pub opened_ms: Timestamp,
    /// When its first report came in, as claimed.
    pub received_ms: Timestamp,
    /// When it was closed.
    pub closed_ms: Option<Timestamp>,
    /// How it ended.
    pub outcome: Option<Code>,
    /// Why it ended so.
    pub reason: Option<Code>,
    /// Who looks after it.
    pub owner: Option<SeatId>,
    /// The incident it went into.
    pub merged_into: Option<IncidentId>,
    /// By when the first unit should be sent.
    pub send_due_ms: Option<Timestamp>,
    /// By when the first unit should be on scene.
    pub arrive_due_ms: Option<Timestamp>,
    /// Its reports, in the order in which they were attached.
    pub reports: Vec<ReportView>,
    /// Notes, oldest first.
    pub notes: Vec<NoteView>,
    /// Hazards, oldest first, lifted ones too.
    pub hazards: Vec<HazardView>,
    /// Incidents it has to do with.
    pub links: Vec<LinkView>,
    /// What the units reported back.
    pub feedback: Vec<FeedbackView>,
    /// The units' work, oldest first.
    pub assignments: Vec<AssignmentView>,
    /// The last entry that changed it.
    pub entry: u64,
    /// Every entry about it, oldest first.
    pub entries: Vec<u64>,
}

/// Where an incident is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// Somebody has to do something.
    Open,
    /// It is over.
    Closed,
    /// It went into another.
    Merged,
}

/// How far the units have come with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Nobody is sent.
    Waiting,
    /// Somebody is.
    Sent,
    /// Somebody has answered.
    Acknowledged,
    /// Somebody is on the way.
    Departed,
    /// Somebody has arrived.
    OnScene,
    /// Somebody is taken somewhere.
    Transporting,
    /// And has arrived there.
    AtDestination,
    /// Everybody is done.
    Done,
}

/// A report as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    /// Its id.
    pub report: ReportId,
    /// By which way it came.
    pub channel: Code,
    /// What was said.
    pub words: Prose,
    /// When it came in, as claimed.
    pub received_ms: Timestamp,
    /// When the device stamped it.
    pub device_ms: Option<Timestamp>,
    /// How the time was made.
    pub source: Source,
    /// Where, as spoken.
    pub spoken_place: Option<Line>,
    /// Where, as resolved.
    pub address: Option<Line>,
    /// Where, as a point.
    pub point: Option<Fix>,
    /// It waits for somebody to decide.
    #[serde(default)]
    pub waiting: bool,
    /// The incident it is about.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// Who made it, sealed.
    #[serde(default)]
    pub caller: Option<CallerView>,
    /// Its photos, sealed, in the order in which they came.
    pub photos: Vec<PhotoView>,
    /// What was sealed of it was erased then.
    pub erased_ms: Option<Timestamp>,
    /// Entry that took it.
    pub entry: u64,
}

/// What may be said of a photo without opening it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhotoView {
    /// Its id.
    pub photo: PhotoId,
    /// Of which kind the file is.
    pub kind: PhotoKind,
    /// How wide the picture is, in points.
    pub width: u32,
    /// How high.
    pub height: u32,
    /// How long the file is.
    pub bytes: u32,
    /// When it came in.
    pub at_ms: Timestamp,
    /// The file as it came in.
    pub original: Sealed,
    /// The copy that people look at.
    pub viewing: Sealed,
    /// How often either was opened.
    pub openings: u32,
}

/// What may be said of somebody without opening anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallerView {
    /// What the entry holds.
    pub sealed: Sealed,
    /// It must be kept until then, under this law.
    pub held: Option<(Timestamp, Line)>,
    /// Its key was destroyed then, under this law.
    pub erased: Option<(Timestamp, Line)>,
    /// How often it was opened.
    pub openings: u32,
}

/// A note as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoteView {
    /// The act that added it.
    pub note: ActKey,
    /// When.
    pub at_ms: Timestamp,
    /// By which seat.
    pub seat: SeatId,
    /// What.
    pub text: Prose,
    /// Entry.
    pub entry: u64,
}

/// A hazard as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HazardView {
    /// The act that noted it.
    pub noted: ActKey,
    /// What kind.
    pub hazard: Code,
    /// In words.
    pub text: Option<Prose>,
    /// When.
    pub at_ms: Timestamp,
    /// By which seat.
    pub seat: SeatId,
    /// It is no longer dangerous.
    pub lifted: bool,
    /// Entry.
    pub entry: u64,
}

/// A link as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkView {
    /// The other incident.
    pub incident: IncidentId,
    /// Its number.
    pub number: Option<String>,
    /// How they have to do with one another.
    pub relation: Relation,
}

/// Feedback as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeedbackView {
    /// What the units found and did.
    pub text: Prose,
    /// When.
    pub at_ms: Timestamp,
    /// By which seat.
    pub seat: SeatId,
    /// Entry.
    pub entry: u64,
}

/// A line of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of the whole incident")]
pub struct IncidentRow {
    pub incident: IncidentId,
    pub number: String,
    pub state: RowState,
    #[serde(rename = "type")]
    pub type_code: Code,
    pub priority: Code,
    pub words: String,
    pub spoken_place: Option<Line>,
    pub address: Option<Line>,
    pub point: Option<Fix>,
    pub opened_ms: Timestamp,
    pub received_ms: Timestamp,
    pub closed_ms: Option<Timestamp>,
    pub outcome: Option<Code>,
    pub owner: Option<SeatId>,
    pub merged_into: Option<IncidentId>,
    pub send_due_ms: Option<Timestamp>,
    pub arrive_due_ms: Option<Timestamp>,
    pub reports: usize,
    pub hazards: usize,
    pub feedback: bool,
    pub progress: Progress,
    pub first_sent_ms: Option<Timestamp>,
    pub first_on_scene_ms: Option<Timestamp>,
    pub units: Vec<UnitOnIncident>,
    pub entry: u64,
}

/// A unit in a line of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitOnIncident {
    /// Who.
    pub unit: UnitId,
    /// How far.
    pub status: Status,
    /// Since when, as claimed.
    pub since_ms: Timestamp,
}

impl IncidentView {
    /// Work that goes on.
    fn active(&self) -> impl Iterator<Item = &AssignmentView> {
        self.assignments.iter().filter(|work| work.ended.is_none())
    }

    /// How far the unit that is furthest has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match self.active().map(|work| work.status).max() {
            Some(Status::Sent) => Progress::Sent,
            Some(Status::Acknowledged) => Progress::Acknowledged,
            Some(Status::Departed) => Progress::Departed,
            Some(Status::OnScene) => Progress::OnScene,
            Some(Status::Transporting) => Progress::Transporting,
            Some(Status::AtDestination) => Progress::AtDestination,
            _ if self
                .assignments
                .iter()
                .any(|work| work.ended == Some(domain::dispatch::Ended::Cleared)) =>
            {
                Progress::Done
            }
            _ => Progress::Waiting,
        }
    }

    /// The incident as a line of the queue.
    #[must_use]
    pub fn row(&self) -> IncidentRow {
        let words = self
            .reports
            .first()
            .map_or("", |report| report.words.as_str());
        let arrived = |work: &AssignmentView| work.when(domain::dispatch::Milestone::OnScene);
        let shown = |work: &AssignmentView| UnitOnIncident {
            unit: work.unit.clone(),
            status: work.status,
            since_ms: work.since_ms(),
        };
        IncidentRow {
            incident: self.incident,
            number: self.number.clone(),
            state: self.state,
            type_code: self.type_code.clone(),
            priority: self.priority.clone(),
            words: words.chars().take(WORDS_SHOWN).collect(),
            spoken_place: self.spoken_place.clone(),
            address: self.address.clone(),
            point: self.point,
            opened_ms: self.opened_ms,
            received_ms: self.received_ms,
            closed_ms: self.closed_ms,
            outcome: self.outcome.clone(),
            owner: self.owner.clone(),
            merged_into: self.merged_into,
            send_due_ms: self.send_due_ms,
            arrive_due_ms: self.arrive_due_ms,
            reports: self.reports.len(),
            hazards: self.hazards.iter().filter(|hazard| !hazard.lifted).count(),
            feedback: !self.feedback.is_empty(),
            progress: self.progress(),
            first_sent_ms: self.assignments.iter().map(|work| work.sent_ms).min(),
            first_on_scene_ms: self.assignments.iter().filter_map(arrived).min(),
            units: self.active().map(shown).collect(),
            entry: self.entry,
        }
    }
}
