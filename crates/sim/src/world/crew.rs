//! Crews: acknowledge, turn out, drive, work, take somebody to hospital, clear.

use kernel::{Code, IncidentId, Point, Timestamp, UnitId};

use super::facts::{Deed, Milestone};
use super::{DEEDS_MAX, World, script};
use crate::city::Station;
use crate::reports::code;

/// What a unit is on, how far it has got, and when its crew does the next thing.
#[derive(Clone, Debug)]
pub(super) struct Duty {
    pub(super) incident: IncidentId,
    point: Point,
    type_code: Code,
    urgent: bool,
    /// The last milestone, or nothing when the crew has only been told.
    reached: Option<Milestone>,
    due: Timestamp,
}

/// A unit counts as being at a place within this distance of it.
const THERE_M: f64 = 250.0;

impl World {
    pub(super) fn sent(
        &mut self,
        unit: UnitId,
        incident: IncidentId,
        point: Point,
        type_code: Code,
        at: Timestamp,
    ) {
        let known = self
            .duties
            .get(&unit)
            .is_some_and(|duty| duty.incident == incident);
        let over = self
            .ended
            .get(&unit)
            .is_some_and(|(last, when)| *last == incident && at <= *when);
        if known || over || self.fleet.kind(&unit).is_none() {
            return;
        }
        let pressing =
            crate::reports::kinds::find(type_code.as_str()).is_some_and(|kind| kind.urgent);
        if !self.incidents.contains_key(&incident) {
            self.open(incident, point, type_code.clone(), pressing, at);
        }
        let urgent = self.incidents.get_mut(&incident).is_none_or(|open| {
            open.sent = true;
            open.close_due = None;
            open.urgent
        });
        if let Some(before) = self.duties.remove(&unit) {
            self.left(before.incident, at);
        }
        self.tidying.remove(&unit);
        let due = at.plus_ms(script::acknowledge_ms(self.seed, incident, &unit));
        self.duties.insert(
            unit,
            Duty {
                incident,
                point,
                type_code,
                urgent,
                reached: None,
                due,
            },
        );
    }

    /// A milestone, by the crew's own deed or as told; one already passed changes nothing.
    pub(super) fn reached(
        &mut self,
        unit: &UnitId,
        incident: IncidentId,
        milestone: Milestone,
        at: Timestamp,
    ) {
        let seed = self.seed;
        let Some(duty) = self.duties.get(unit) else {
            return;
        };
        if duty.incident != incident || duty.reached >= Some(milestone) {
            return;
        }
        let (point, urgent, type_code) = (duty.point, duty.urgent, duty.type_code.clone());
        let due = match milestone {
            Milestone::Acknowledged => at.plus_ms(script::turnout_ms(seed, incident, unit)),
            Milestone::Departed => self.fleet.dispatch(unit, point, urgent, at).unwrap_or(at),
            Milestone::Arrived => {
                if let Some(open) = self.incidents.get_mut(&incident) {
                    open.worked = true;
                }
                self.be_at(unit, point, at);
                at.plus_ms(script::scene_ms(
                    seed,
                    incident,
                    unit,
                    &type_code,
                    self.script.pace,
                ))
            }
            Milestone::Transporting => {
                if let Some(open) = self.incidents.get_mut(&incident) {
                    open.transported = true;
                }
                self.be_at(unit, point, at);
                let hospital = self.hospital(point).map_or(point, |station| station.point);
                self.fleet.dispatch(unit, hospital, true, at).unwrap_or(at)
            }
            Milestone::AtDestination => {
                let hospital = self.hospital(point).map_or(point, |station| station.point);
                self.be_at(unit, hospital, at);
                at.plus_ms(script::hospital_ms(seed, incident, unit, self.script.pace))
            }
        };
        if let Some(duty) = self.duties.get_mut(unit) {
            (duty.reached, duty.due) = (Some(milestone), due);
        }
    }

    /// The unit is done with the incident and drives home.
    pub(super) fn end(&mut self, unit: &UnitId, incident: IncidentId, at: Timestamp) {
        if self
            .duties
            .get(unit)
            .is_none_or(|duty| duty.incident != incident)
        {
            return;
        }
        self.duties.remove(unit);
        self.fleet.go_home(unit, at);
        self.ended.insert(unit.clone(), (incident, at));
        self.tidying.insert(
            unit.clone(),
            at.plus_ms(script::ready_ms(self.seed, incident, unit)),
        );
        self.left(incident, at);
    }

    /// Lets all crews do what is due until `now`, the earliest first.
    pub(super) fn move_crews(&mut self, now: Timestamp, deeds: &mut Vec<Deed>) {
        while deeds.len() < DEEDS_MAX {
            let next = self
                .duties
                .iter()
                .filter(|(unit, duty)| duty.due <= now && !self.by_human.contains(*unit))
                .min_by_key(|(unit, duty)| (duty.due, *unit))
                .map(|(unit, duty)| (unit.clone(), duty.clone()));
            let Some((unit, duty)) = next else { break };
            self.act(unit, &duty, deeds);
        }
        let ready: Vec<UnitId> = self
            .tidying
            .iter()
            .filter(|(_, due)| **due <= now)
            .map(|(unit, _)| unit.clone())
            .collect();
        for unit in ready {
            self.tidying.remove(&unit);
            if !self.by_human.contains(&unit) {
                deeds.push(Deed::Available { unit });
            }
        }
    }

    /// The next deed of one crew, at the instant it was due.
    fn act(&mut self, unit: UnitId, duty: &Duty, deeds: &mut Vec<Deed>) {
        let (incident, at) = (duty.incident, duty.due);
        let next = match duty.reached {
            None => Some(Milestone::Acknowledged),
            Some(Milestone::Acknowledged) => Some(Milestone::Departed),
            Some(Milestone::Departed) => Some(Milestone::Arrived),
            Some(Milestone::Arrived) if self.takes_patient(&unit, duty) => {
                Some(Milestone::Transporting)
            }
            Some(Milestone::Transporting) => Some(Milestone::AtDestination),
            Some(Milestone::Arrived | Milestone::AtDestination) => None,
        };
        let Some(milestone) = next else {
            let outcome = self.outcome_for(&unit, duty);
            self.end(&unit, incident, at);
            deeds.push(Deed::Clear {
                unit,
                incident,
                outcome,
            });
            return;
        };
        self.reached(&unit, incident, milestone, at);
        deeds.push(match milestone {
            Milestone::Acknowledged => Deed::Acknowledge { unit, incident },
            Milestone::Departed => Deed::Depart { unit, incident },
            Milestone::Arrived => Deed::Arrive { unit, incident },
            Milestone::Transporting => {
                let hospital = self.hospital(duty.point);
                Deed::Transporting {
                    unit,
                    incident,
                    destination_zh: hospital.map_or_else(String::new, |station| station.zh.clone()),
                    destination_en: hospital.map_or_else(String::new, |station| station.en.clone()),
                    point: hospital.map_or(duty.point, |station| station.point),
                }
            }
            Milestone::AtDestination => Deed::AtDestination { unit, incident },
        });
    }

    /// The first ambulance on an incident takes the patient when there is one.
    fn takes_patient(&self, unit: &UnitId, duty: &Duty) -> bool {
        self.fleet
            .kind(unit)
            .is_some_and(|kind| kind.as_str() == "ambulance")
            && script::transports(self.seed, duty.incident, &duty.type_code)
            && self
                .incidents
                .get(&duty.incident)
                .is_none_or(|open| !open.transported)
    }

    fn outcome_for(&self, unit: &UnitId, duty: &Duty) -> Code {
        if duty.reached == Some(Milestone::AtDestination) {
            return code("transported");
        }
        let is_medical = self
            .fleet
            .kind(unit)
            .is_some_and(|kind| kind.as_str() == "ambulance");
        let outcome = script::outcome(self.seed, duty.incident, &duty.type_code);
        code(if is_medical && outcome == "gone-on-arrival" {
            "no-action-needed"
        } else {
            outcome
        })
    }

    fn hospital(&self, point: Point) -> Option<&Station> {
        self.city
            .stations()
            .iter()
            .filter(|station| station.service == "medical")
            .min_by(|p, q| {
                p.point
                    .distance_m(point)
                    .total_cmp(&q.point.distance_m(point))
            })
    }

    /// Puts the unit where the record says it is, unless it is there already.
    fn be_at(&mut self, unit: &UnitId, point: Point, at: Timestamp) {
        let there = self
            .fleet
            .position(unit, at)
            .is_some_and(|p| p.point.distance_m(point) < THERE_M && !p.moving);
        if !there {
            self.fleet.place(unit, point, at);
        }
    }
}
