//! What a desk can ask of intake.

use kernel::{ActKey, Code, IncidentId, Line, Prose, ReportId, SeatId};
use serde::Serialize;

use super::{Fix, Place, Relation};
use crate::personal::NewSealed;
use crate::stamp::When;

/// One request about reports and incidents.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields are the glossary's words; each variant says what is asked"
)]
pub enum Command {
    /// Take a report, and say at once what becomes of it.
    ReceiveReport { report: NewReport, then: Then },
    /// Put a waiting report aside: nothing for this desk.
    DismissReport { report: ReportId, reason: Prose },
    /// Open an incident from a waiting report.
    OpenIncident {
        report: ReportId,
        type_code: Code,
        priority: Option<Code>,
        opened: When,
    },
    /// Another report about the same incident.
    AttachReport {
        report: ReportId,
        incident: IncidentId,
    },
    /// The report is about something else after all; it waits again.
    DetachReport {
        report: ReportId,
        incident: IncidentId,
        reason: Code,
    },
    /// Two incidents are one: `from` goes into `into`.
    Merge {
        from: IncidentId,
        into: IncidentId,
        reason: Code,
    },
    /// They are two after all.
    UndoMerge { from: IncidentId, reason: Code },
    /// Some reports are about another incident.
    Split {
        from: IncidentId,
        reports: Vec<ReportId>,
        type_code: Code,
        priority: Option<Code>,
        reason: Code,
    },
    /// They are one after all; `incident` is the one the split made.
    UndoSplit { incident: IncidentId, reason: Code },
    /// Two incidents have to do with one another.
    Link {
        a: IncidentId,
        b: IncidentId,
        relation: Relation,
    },
    /// They have not, after all.
    Unlink {
        a: IncidentId,
        b: IncidentId,
        reason: Code,
    },
    /// It is something else than was thought.
    ChangeType {
        incident: IncidentId,
        type_code: Code,
        reason: Option<Prose>,
    },
    /// It is more or less urgent.
    ChangePriority {
        incident: IncidentId,
        priority: Code,
        reason: Option<Prose>,
    },
    /// Where it is, in the caller's words.
    SetSpokenPlace {
        incident: IncidentId,
        spoken_place: Line,
    },
    /// Where it is, as an address somebody resolved.
    SetAddress { incident: IncidentId, address: Line },
    /// Where it is, as a point.
    SetPoint { incident: IncidentId, point: Fix },
    /// Something worth keeping.
    AddNote { incident: IncidentId, text: Prose },
    /// Something dangerous about the place.
    NoteHazard {
        incident: IncidentId,
        hazard: Code,
        text: Option<Prose>,
    },
    /// It is no longer dangerous; `noted` is the act that noted it.
    LiftHazard {
        incident: IncidentId,
        noted: ActKey,
        reason: Prose,
    },
    /// What the units found and did.
    GiveFeedback { incident: IncidentId, text: Prose },
    /// Who looks after it at the desk.
    AssignOwner { incident: IncidentId, owner: SeatId },
    /// It is over.
    Close {
        incident: IncidentId,
        outcome: Code,
        reason: Code,
        feedback: Option<Prose>,
    },
    /// It is not over.
    Reopen {
        incident: IncidentId,
        owner: SeatId,
        reason: Code,
    },
}

/// A report as it comes in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewReport {
    /// By which way it came: a channel of the pack.
    pub channel: Code,
    /// What was said, word for word as far as it was caught.
    pub words: Prose,
    /// Where, in up to three ways.
    pub place: Place,
    /// When it came in.
    pub received: When,
    /// Who called, sealed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller: Option<NewSealed>,
}

/// What becomes of a report that has just been taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// It waits for somebody to decide.
    Wait,
    /// It opens an incident.
    Open {
        /// What happened.
        type_code: Code,
        /// How urgent it is; the type's own priority when nobody says.
        priority: Option<Code>,
    },
    /// It is one more report about this incident; a closed one opens again.
    Attach(IncidentId),
}

impl Command {
    /// The incidents whose state decides about this command.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::ReceiveReport {
                then: Then::Attach(incident),
                ..
            } => vec![*incident],
            Self::ReceiveReport { .. } | Self::DismissReport { .. } | Self::OpenIncident { .. } => {
                vec![]
            }
            Self::Merge { from, into, .. } => vec![*from, *into],
            Self::Link { a, b, .. } | Self::Unlink { a, b, .. } => vec![*a, *b],
            Self::AttachReport { incident, .. }
            | Self::DetachReport { incident, .. }
            | Self::UndoMerge { from: incident, .. }
            | Self::Split { from: incident, .. }
            | Self::UndoSplit { incident, .. }
            | Self::ChangeType { incident, .. }
            | Self::ChangePriority { incident, .. }
            | Self::SetSpokenPlace { incident, .. }
            | Self::SetAddress { incident, .. }
            | Self::SetPoint { incident, .. }
            | Self::AddNote { incident, .. }
            | Self::NoteHazard { incident, .. }
            | Self::LiftHazard { incident, .. }
            | Self::GiveFeedback { incident, .. }
            | Self::AssignOwner { incident, .. }
            | Self::Close { incident, .. }
            | Self::Reopen { incident, .. } => vec![*incident],
        }
    }

    /// The report whose state decides about this command, when it is not one of the incident's.
    #[must_use]
    pub fn report(&self) -> Option<ReportId> {
        match self {
            Self::DismissReport { report, .. }
            | Self::OpenIncident { report, .. }
            | Self::AttachReport { report, .. } => Some(*report),
            _ => None,
        }
    }
}
