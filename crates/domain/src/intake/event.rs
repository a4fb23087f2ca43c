//! What intake keeps: facts about reports and incidents.

use std::collections::BTreeMap;

use kernel::{ActKey, Code, IncidentId, Line, Prose, ReportId, SeatId, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Fix, Relation};
use crate::number::IncidentNumber;
use crate::stage::OrderBroken;
use crate::stamp::Stamp;

/// Where something is, in up to three ways that never overwrite one another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The words as spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken_place: Option<Line>,
    /// The address somebody resolved from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Line>,
    /// The point, with its uncertainty and source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Fix>,
}

/// By when an incident should be served, by the rules of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Targets {
    /// The first unit should be sent by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_due_ms: Option<Timestamp>,
    /// The first unit should be on scene by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrive_due_ms: Option<Timestamp>,
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the fields are the glossary's words; each variant says what happened"
)]
pub enum Event {
    /// A report came in.
    #[serde(rename = "intake.report_received")]
    ReportReceived {
        report: ReportId,
        channel: Code,
        words: Prose,
        place: Place,
        received: Stamp,
    },
    /// A report was put aside.
    #[serde(rename = "intake.report_dismissed")]
    ReportDismissed { report: ReportId, reason: Prose },
    /// An incident was opened from a report, and takes over its place.
    #[serde(rename = "intake.incident_opened")]
    IncidentOpened {
        incident: IncidentId,
        number: IncidentNumber,
        report: ReportId,
        type_code: Code,
        priority: Code,
        place: Place,
        received_ms: Timestamp,
        opened: Stamp,
        targets: Targets,
    },
    /// Another report about the incident.
    #[serde(rename = "intake.report_attached")]
    ReportAttached {
        report: ReportId,
        incident: IncidentId,
    },
    /// The report was about something else; it waits again.
    #[serde(rename = "intake.report_detached")]
    ReportDetached {
        report: ReportId,
        incident: IncidentId,
        reason: Code,
    },
    /// `from` went into `into` with these reports.
    #[serde(rename = "intake.incidents_merged")]
    IncidentsMerged {
        from: IncidentId,
        into: IncidentId,
        reports: Vec<ReportId>,
        /// Hazards that stood there stand here now.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        hazards: BTreeMap<ActKey, Code>,
        reason: Code,
    },
    /// `from` stands alone again with these reports.
    #[serde(rename = "intake.merge_undone")]
    MergeUndone {
        from: IncidentId,
        into: IncidentId,
        reports: Vec<ReportId>,
        reason: Code,
    },
    /// These reports of `from` became an incident of their own.
    #[serde(rename = "intake.incident_split")]
    IncidentSplit {
        from: IncidentId,
        incident: IncidentId,
        number: IncidentNumber,
        reports: Vec<ReportId>,
        type_code: Code,
        priority: Code,
        place: Place,
        received_ms: Timestamp,
        opened: Stamp,
        targets: Targets,
        reason: Code,
    },
    /// The incident that a split made went back with these reports.
    #[serde(rename = "intake.split_undone")]
    SplitUndone {
        from: IncidentId,
        incident: IncidentId,
        reports: Vec<ReportId>,
        /// Hazards that stood there stand here now.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        hazards: BTreeMap<ActKey, Code>,
        reason: Code,
    },
    /// Two incidents have to do with one another.
    #[serde(rename = "intake.incidents_linked")]
    IncidentsLinked {
        a: IncidentId,
        b: IncidentId,
        relation: Relation,
    },
    /// They have not.
    #[serde(rename = "intake.incidents_unlinked")]
    IncidentsUnlinked {
        a: IncidentId,
        b: IncidentId,
        relation: Relation,
        reason: Code,
    },
    /// It is something else than was thought.
    #[serde(rename = "intake.type_changed")]
    TypeChanged {
        incident: IncidentId,
        before: Code,
        after: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Prose>,
    },
    /// It is more or less urgent, with the targets that follow.
    #[serde(rename = "intake.priority_changed")]
    PriorityChanged {
        incident: IncidentId,
        before: Code,
        after: Code,
        targets: Targets,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Prose>,
    },
    /// Where it is, as spoken.
    #[serde(rename = "intake.spoken_place_set")]
    SpokenPlaceSet {
        incident: IncidentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Line>,
        after: Line,
    },
    /// Where it is, as resolved.
    #[serde(rename = "intake.address_set")]
    AddressSet {
        incident: IncidentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Line>,
        after: Line,
    },
    /// Where it is, as a point.
    #[serde(rename = "intake.point_set")]
    PointSet {
        incident: IncidentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Fix>,
        after: Fix,
    },
    /// Something worth keeping; named by the act that added it.
    #[serde(rename = "intake.note_added")]
    NoteAdded {
        incident: IncidentId,
        note: ActKey,
        text: Prose,
    },
    /// Something dangerous about the place; named by the act that noted it.
    #[serde(rename = "intake.hazard_noted")]
    HazardNoted {
        incident: IncidentId,
        noted: ActKey,
        hazard: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Prose>,
    },
    /// It is no longer dangerous.
    #[serde(rename = "intake.hazard_lifted")]
    HazardLifted {
        incident: IncidentId,
        noted: ActKey,
        reason: Prose,
    },
    /// What the units found and did.
    #[serde(rename = "intake.feedback_given")]
    FeedbackGiven { incident: IncidentId, text: Prose },
    /// Who looks after it.
    #[serde(rename = "intake.owner_assigned")]
    OwnerAssigned {
        incident: IncidentId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<SeatId>,
        after: SeatId,
    },
    /// It is over.
    #[serde(rename = "intake.incident_closed")]
    IncidentClosed {
        incident: IncidentId,
        outcome: Code,
        reason: Code,
    },
    /// It is not over; `reason` is absent when late news opened it.
    #[serde(rename = "intake.incident_reopened")]
    IncidentReopened {
        incident: IncidentId,
        owner: SeatId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Code>,
    },
    /// The claimed times are not in the order in which things can happen.
    #[serde(rename = "intake.order_warned")]
    OrderWarned {
        incident: IncidentId,
        broken: OrderBroken,
    },
}

impl Event {
    /// The incidents whose state this fact changes.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::ReportReceived { .. } | Self::ReportDismissed { .. } => vec![],
            Self::IncidentsMerged { from, into, .. } | Self::MergeUndone { from, into, .. } => {
                vec![*from, *into]
            }
            Self::IncidentSplit { from, incident, .. }
            | Self::SplitUndone { from, incident, .. } => {
                vec![*from, *incident]
            }
            Self::IncidentsLinked { a, b, .. } | Self::IncidentsUnlinked { a, b, .. } => {
                vec![*a, *b]
            }
            Self::IncidentOpened { incident, .. }
            | Self::ReportAttached { incident, .. }
            | Self::ReportDetached { incident, .. }
            | Self::TypeChanged { incident, .. }
            | Self::PriorityChanged { incident, .. }
            | Self::SpokenPlaceSet { incident, .. }
            | Self::AddressSet { incident, .. }
            | Self::PointSet { incident, .. }
            | Self::NoteAdded { incident, .. }
            | Self::HazardNoted { incident, .. }
            | Self::HazardLifted { incident, .. }
            | Self::FeedbackGiven { incident, .. }
            | Self::OwnerAssigned { incident, .. }
            | Self::IncidentClosed { incident, .. }
            | Self::IncidentReopened { incident, .. }
            | Self::OrderWarned { incident, .. } => vec![*incident],
        }
    }

    /// The reports whose state this fact changes.
    #[must_use]
    pub fn reports(&self) -> &[ReportId] {
        match self {
            Self::ReportReceived { report, .. }
            | Self::ReportDismissed { report, .. }
            | Self::IncidentOpened { report, .. }
            | Self::ReportAttached { report, .. }
            | Self::ReportDetached { report, .. } => std::slice::from_ref(report),
            Self::IncidentsMerged { reports, .. }
            | Self::MergeUndone { reports, .. }
            | Self::IncidentSplit { reports, .. }
            | Self::SplitUndone { reports, .. } => reports,
            _ => &[],
        }
    }
}
