//! What is known of reports and incidents while they are open.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kernel::{ActKey, Code, IncidentId, Point, ReportId, SeatId, Timestamp};
use serde::{Deserialize, Serialize};

use super::Place;
use crate::number::{Day, IncidentNumber};

/// A point with how sure it is and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// Where.
    pub point: Point,
    /// The true place lies within this many metres.
    pub uncertainty_m: u32,
    /// Where the point comes from.
    pub source: FixSource,
}

/// Where a point comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FixSource {
    /// Somebody pointed at the map.
    Map,
    /// The caller's phone or network.
    Phone,
    /// An address was resolved.
    Address,
    /// A unit's position.
    Unit,
    /// The caller said the numbers.
    Caller,
    /// Another system's file.
    Import,
}

/// How two incidents have to do with one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// In some way.
    Related,
    /// At the same place.
    SamePlace,
    /// By the same cause.
    SameCause,
}

/// A report that decisions may still ask about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Where, as reported.
    pub place: Place,
    /// When it came in.
    pub received: Timestamp,
    /// The incident it is about, once somebody said so.
    pub incident: Option<IncidentId>,
    /// It was put aside.
    pub dismissed: bool,
}

/// Where an incident is in its life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Somebody has to do something.
    Open,
    /// It is over.
    Closed(Closing),
    /// It turned out to be part of another.
    Merged {
        /// That other one.
        into: IncidentId,
        /// The reports it took along.
        reports: Vec<ReportId>,
    },
}

/// How an incident ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// Outcome of the pack.
    pub outcome: Code,
    /// Reason of that outcome.
    pub reason: Code,
}

/// An incident that decisions may still ask about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// The number people quote.
    pub number: IncidentNumber,
    /// What happened.
    pub type_code: Code,
    /// How urgent it is.
    pub priority: Code,
    /// When the first report came in, as claimed.
    pub received: Timestamp,
    /// When it was opened, as claimed.
    pub opened: Timestamp,
    /// The reports about it.
    pub reports: BTreeSet<ReportId>,
    /// Where, in three ways.
    pub place: Place,
    /// Hazards that stand, by the act that noted them.
    pub hazards: BTreeMap<ActKey, Code>,
    /// Incidents it has to do with.
    pub links: BTreeMap<IncidentId, Relation>,
    /// Who looks after it.
    pub owner: Option<SeatId>,
    /// The units said what they found and did.
    pub feedback: bool,
    /// The incident it was split from.
    pub split_from: Option<IncidentId>,
    /// Open, closed or merged.
    pub phase: Phase,
}

impl Incident {
    /// Whether somebody still has to do something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.phase == Phase::Open
    }
}

/// Everything intake knows. Closed incidents may be taken out and folded again when needed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Reports that wait, or belong to an incident held here.
    pub reports: BTreeMap<ReportId, Arc<Report>>,
    /// Incidents held here: every open one, and closed ones for as long as they are of use.
    pub incidents: BTreeMap<IncidentId, Arc<Incident>>,
    /// The local day of the newest incident number.
    pub day: Day,
    /// How many numbers that day has used.
    pub numbers: u32,
}
