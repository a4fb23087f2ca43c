//! What the world is told, and what it does.

use kernel::{Code, IncidentId, Point, Timestamp, UnitId};

use crate::reports::SimReport;

/// What a crew reports on its way through a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// 签收: the crew has read it.
    Acknowledged,
    /// 出动: under way.
    Departed,
    /// 到场: on scene.
    Arrived,
    /// On the way to hospital with somebody.
    Transporting,
    /// At the hospital.
    AtDestination,
}

/// Something that has happened in the record. Telling a fact that is already known of an open
/// incident changes nothing.
///
/// After a restart, tell a new world for each open incident `IncidentOpened`, and for each unit that
/// was sent `Sent`, its `Reached` milestones in order, and `Ended` if it is done, all with the
/// instants of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// An incident was opened.
    IncidentOpened {
        /// Which.
        incident: IncidentId,
        /// Where.
        point: Point,
        /// Of which type.
        type_code: Code,
        /// How pressing: 1 is most pressing. 1 and 2 are driven to with lights.
        priority: u8,
        /// When.
        at: Timestamp,
    },
    /// An incident was closed, by whomever.
    IncidentClosed {
        /// Which.
        incident: IncidentId,
        /// When.
        at: Timestamp,
    },
    /// A unit was sent to an incident, by a human or by the autopilot.
    Sent {
        /// Who.
        unit: UnitId,
        /// To what.
        incident: IncidentId,
        /// Where.
        point: Point,
        /// Of which type.
        type_code: Code,
        /// When.
        at: Timestamp,
    },
    /// A unit has reached a milestone.
    Reached {
        /// Who.
        unit: UnitId,
        /// On which incident.
        incident: IncidentId,
        /// Which milestone.
        milestone: Milestone,
        /// When.
        at: Timestamp,
    },
    /// A unit is done with an incident: cleared, stood down, or recalled.
    Ended {
        /// Who.
        unit: UnitId,
        /// With which incident.
        incident: IncidentId,
        /// When.
        at: Timestamp,
    },
    /// A unit is not to be sent by the autopilot, or may be sent again.
    InService {
        /// Who.
        unit: UnitId,
        /// Whether it may be sent.
        may_go: bool,
    },
    /// A human has taken the crew's seat, or has left it: the world does no deed for that crew.
    TakenOver {
        /// Who.
        unit: UnitId,
        /// Whether a human sits there now.
        by_human: bool,
    },
}

/// Something that a caller, a crew or the desk's autopilot now does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Somebody calls.
    Report(Box<SimReport>),
    /// The autopilot sends units.
    Dispatch {
        /// To which incident.
        incident: IncidentId,
        /// Which units.
        units: Vec<UnitId>,
    },
    /// A crew acknowledges.
    Acknowledge {
        /// Who.
        unit: UnitId,
        /// Which incident.
        incident: IncidentId,
    },
    /// A crew departs.
    Depart {
        /// Who.
        unit: UnitId,
        /// Which incident.
        incident: IncidentId,
    },
    /// A crew arrives.
    Arrive {
        /// Who.
        unit: UnitId,
        /// Which incident.
        incident: IncidentId,
    },
    /// A crew sets out with somebody to a hospital.
    Transporting {
        /// Who.
        unit: UnitId,
        /// Which incident.
        incident: IncidentId,
        /// The hospital's Chinese name.
        destination_zh: String,
        /// Its English name.
        destination_en: String,
        /// Where it is.
        point: Point,
    },
    /// A crew is at the hospital.
    AtDestination {
        /// Who.
        unit: UnitId,
        /// Which incident.
        incident: IncidentId,
    },
    /// A crew is done and drives home.
    Clear {
        /// Who.
        unit: UnitId,
        /// Which incident.
        incident: IncidentId,
        /// How it ended, as this crew saw it.
        outcome: Code,
    },
    /// A crew is ready for the next task, on the road or at its station.
    Available {
        /// Who.
        unit: UnitId,
    },
    /// The desk closes an incident that nobody works on any more.
    Close {
        /// Which.
        incident: IncidentId,
        /// How it ended.
        outcome: Code,
        /// What was done, in Chinese.
        feedback_zh: String,
        /// The same in English.
        feedback_en: String,
    },
}
