//! The rules of a place, as far as decisions need them.
//!
//! A pack is read and checked elsewhere; what arrives here is already whole. Every act is decided
//! by the rules in force when it was made, so replaying an old day uses the rules of that day.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Code, Digest, Line};

use crate::dispatch::Status;

/// What the pack in force says.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// SHA-256 of the pack, as the adopting entry names it.
    pub digest: Digest,
    /// By code; the rank inside tells which is more urgent.
    pub priorities: BTreeMap<Code, Priority>,
    /// What can have happened.
    pub incident_types: BTreeMap<Code, IncidentType>,
    /// What a unit can be.
    pub unit_kinds: BTreeMap<Code, UnitKind>,
    /// What a unit can do.
    pub capabilities: BTreeSet<Code>,
    /// Where units are at home.
    pub stations: BTreeSet<Code>,
    /// By which way a report can come.
    pub channels: BTreeSet<Code>,
    /// Kinds of hazard a place can have.
    pub hazards: BTreeSet<Code>,
    /// How an incident can end.
    pub outcomes: BTreeMap<Code, Outcome>,
    /// What personal fields may be opened for.
    pub purposes: BTreeSet<Code>,
    /// Of these, the ones of which the person is told only later.
    pub secrecy: BTreeMap<Code, Secrecy>,
    /// As what somebody can act.
    pub roles: BTreeSet<Code>,
    /// Reasons the desk may give, by the act that needs one.
    pub reasons: Reasons,
    /// Which status may follow which.
    pub transitions: Transitions,
    /// A milestone that reaches the journal this much later than it happened is marked late.
    pub late_after_ms: i64,
}

/// How urgent an incident is, and how soon it should be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Priority {
    /// 1 is the most urgent.
    pub rank: u32,
    /// From opening to the first unit sent.
    pub send_within_ms: Option<i64>,
    /// From opening to the first unit on scene.
    pub arrive_within_ms: Option<i64>,
}

/// What happened, as the pack names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentType {
    /// The priority it starts with when nobody says another.
    pub priority: Code,
    /// Closing needs the units' feedback.
    pub feedback: bool,
}

/// A kind of unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitKind {
    /// What every unit of the kind can do.
    pub capabilities: BTreeSet<Code>,
}

/// How long a law keeps from a person that somebody looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secrecy {
    /// From the look on.
    pub for_ms: i64,
    /// The law and article.
    pub basis: Line,
}

/// How an incident can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Reasons that may be given with it; one of them must be.
    pub reasons: BTreeSet<Code>,
    /// Closing with it needs feedback whatever the type.
    pub feedback: bool,
}

/// Reasons by the act that needs one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reasons {
    /// Taking a unit from one incident for another.
    pub divert: BTreeSet<Code>,
    /// Calling a unit back before it arrived.
    pub cancel: BTreeSet<Code>,
    /// Letting a unit go that has arrived.
    pub stand_down: BTreeSet<Code>,
    /// Taking a unit out of service.
    pub out_of_service: BTreeSet<Code>,
    /// Opening a closed incident again.
    pub reopen: BTreeSet<Code>,
    /// Undoing or correcting: merge, split, link, attachment, type, priority.
    pub correct: BTreeSet<Code>,
}

/// What happens when a unit's status moves in a way the table does not list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Nothing.
    #[default]
    Off,
    /// The move is kept, with a warning event.
    Warn,
    /// The move is refused.
    Enforce,
}

/// The table of moves between statuses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transitions {
    /// What to do about a move that is not listed.
    pub mode: Mode,
    /// From each status, where it may go.
    pub allowed: BTreeMap<Status, BTreeSet<Status>>,
}

impl Transitions {
    /// Whether the table lists the move.
    #[must_use]
    pub fn allows(&self, from: Status, to: Status) -> bool {
        self.allowed
            .get(&from)
            .is_some_and(|next| next.contains(&to))
    }
}
