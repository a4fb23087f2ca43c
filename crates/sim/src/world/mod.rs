//! The city alive: callers call, the autopilot sends, crews act, the desk closes.
//!
//! A state machine without a clock. It is told facts by [`World::observe`] and asked by
//! [`World::step`] what everybody does until an instant. It keeps nothing that the record does not
//! hold: after a restart, tell a new world of the open incidents and of the units on them, and it
//! goes on with the same times that the first one would have kept.

mod autopilot;
mod crew;
mod desk;
mod facts;
mod feedback;
mod script;

pub use facts::{Deed, Fact, Milestone};
pub use script::Script;

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::sync::Arc;

use kernel::{IncidentId, MINUTE_MS, Timestamp, UnitId};

use crate::city::City;
use crate::fleet::Fleet;
use crate::reports::Reports;
use crew::Duty;
use desk::Open;

/// The scripted behaviour of everybody in the city.
#[derive(Clone, Debug)]
pub struct World {
    seed: u64,
    city: Arc<City>,
    script: Script,
    fleet: Fleet,
    reports: Option<Peekable<Reports>>,
    duties: BTreeMap<UnitId, Duty>,
    /// Units that have cleared and are not ready yet.
    tidying: BTreeMap<UnitId, Timestamp>,
    /// What each unit did last, so that an old fact told late does not send it again.
    ended: BTreeMap<UnitId, (IncidentId, Timestamp)>,
    incidents: BTreeMap<IncidentId, Open>,
    off_service: BTreeSet<UnitId>,
    by_human: BTreeSet<UnitId>,
}

/// Deeds given by one step; the rest comes with the next one.
const DEEDS_MAX: usize = 500;
/// Open incidents the world follows; beyond that it leaves the oldest to the humans.
const INCIDENTS_MAX: usize = 5_000;
/// A call older than this when it is asked for has been missed: the line was cut.
const CALL_AGE_MAX_MS: i64 = 10 * MINUTE_MS;

impl World {
    /// A world whose calls begin at `from`, with all units at home and nothing open.
    #[must_use]
    pub fn new(city: &Arc<City>, seed: u64, script: Script, from: Timestamp) -> Self {
        let reports = (script.calls_per_day > 0).then(|| {
            Reports::new(city, seed, from)
                .calls_per_day(script.calls_per_day)
                .peekable()
        });
        Self {
            seed,
            city: Arc::clone(city),
            fleet: Fleet::new(city, seed),
            script,
            reports,
            duties: BTreeMap::new(),
            tidying: BTreeMap::new(),
            ended: BTreeMap::new(),
            incidents: BTreeMap::new(),
            off_service: BTreeSet::new(),
            by_human: BTreeSet::new(),
        }
    }

    /// Where the units are.
    #[must_use]
    pub fn fleet(&self) -> &Fleet {
        &self.fleet
    }

    /// Changes what a host may set; the number of calls stays as it was at the start.
    pub fn set_script(&mut self, script: Script) {
        self.script = script;
    }

    /// Takes note of a fact.
    pub fn observe(&mut self, fact: Fact) {
        match fact {
            Fact::IncidentOpened {
                incident,
                point,
                type_code,
                priority,
                at,
            } => {
                self.open(incident, point, type_code, priority <= 2, at);
            }
            Fact::IncidentClosed { incident, at } => self.closed(incident, at),
            Fact::Sent {
                unit,
                incident,
                point,
                type_code,
                at,
            } => {
                self.sent(unit, incident, point, type_code, at);
            }
            Fact::Reached {
                unit,
                incident,
                milestone,
                at,
            } => {
                self.reached(&unit, incident, milestone, at);
            }
            Fact::Ended { unit, incident, at } => self.end(&unit, incident, at),
            Fact::InService { unit, may_go } => set(&mut self.off_service, unit, !may_go),
            Fact::TakenOver { unit, by_human } => set(&mut self.by_human, unit, by_human),
        }
    }

    /// Everything that is done until `now`, in order. What is returned has happened as far as the
    /// world is concerned; only for `Dispatch` it waits to be told that the units were sent.
    pub fn step(&mut self, now: Timestamp) -> Vec<Deed> {
        let mut deeds = Vec::new();
        self.take_calls(now, &mut deeds);
        self.mind_desk(now, &mut deeds);
        self.move_crews(now, &mut deeds);
        self.fleet.patrol(now);
        deeds
    }

    fn take_calls(&mut self, now: Timestamp, deeds: &mut Vec<Deed>) {
        let Some(reports) = &mut self.reports else {
            return;
        };
        while deeds.len() < DEEDS_MAX
            && let Some(report) = reports.next_if(|report| report.at <= now)
        {
            if now.since_ms(report.at) <= CALL_AGE_MAX_MS {
                deeds.push(Deed::Report(Box::new(report)));
            }
        }
    }

    /// Whether the autopilot may send the unit.
    fn is_free(&self, unit: &UnitId) -> bool {
        !self.duties.contains_key(unit)
            && !self.tidying.contains_key(unit)
            && !self.off_service.contains(unit)
            && !self.by_human.contains(unit)
    }
}

fn set(units: &mut BTreeSet<UnitId>, unit: UnitId, member: bool) {
    if member {
        units.insert(unit);
    } else {
        units.remove(&unit);
    }
}
