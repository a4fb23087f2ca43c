//! Whom to send: every unit with its travel time, and what the response plan makes of that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::dispatch::{Advice, Basis, Candidate, Need, Status};
use kernel::{Code, IncidentId, Point, Timestamp, UnitId};
use pack::Pack;
use projections::{IncidentView, Reader, RoadChangeView, RowState, SpeedsView, UnitView};

use crate::application::Application;
use crate::error::Error;
use crate::travel::{Conditions, Cover, Travel, TravelTime, Wanted, Way, Whereabouts};

/// Without a map a unit is taken to cover this much of a straight line in an hour: an average of
/// detours and stops in a city, good for an order and for nothing else.
const STRAIGHT_KM_H: u32 = 30;

/// Units of each way of moving whose times the desk shows, needed or not.
const NEAR: usize = 25;

/// What advice is worked out from, beside the record: the pack in force and the map.
pub struct Advisor {
    pack: Pack,
    travel: Option<Arc<Travel>>,
}

/// Everybody on shift, ranked for an incident.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// What the plan makes of it.
    pub advice: Advice,
    /// Units that do not serve the incident, the quickest first; those of which nothing is known last.
    pub rows: Vec<RankedUnit>,
}

/// A unit and how long it would take.
#[derive(Clone, Debug)]
pub struct RankedUnit {
    /// Who.
    pub unit: UnitId,
    /// How long it takes; nothing when it takes longer than those with a time that move like it, when
    /// it cannot get there, or nobody knows where it is.
    pub time: Option<TravelTime>,
    /// How far it is in a straight line.
    pub straight_m: Option<f64>,
    /// Nobody knows where it is, so that its station stands for it.
    pub from_station: bool,
}

impl Advisor {
    /// Advice by this pack and, when there is one, this map.
    #[must_use]
    pub fn new(pack: Pack, travel: Option<Arc<Travel>>) -> Self {
        Self { pack, travel }
    }

    /// The map's travel times.
    #[must_use]
    pub fn travel(&self) -> Option<&Arc<Travel>> {
        self.travel.as_ref()
    }

    /// The hour of the local day at an instant.
    fn hour(&self, at: Timestamp) -> u8 {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        // A pack's zone was checked when it was read.
        let local = instant.in_tz(self.pack.timezone.as_str());
        local.map_or(0, |local| local.hour().unsigned_abs())
    }

    /// Where a unit is for a question: its last position, or else its station.
    fn whereabouts(
        &self,
        unit: &UnitView,
        known: &BTreeMap<UnitId, (Point, u16)>,
    ) -> Option<(Whereabouts, bool)> {
        let seen = known.get(&unit.unit);
        let station = || {
            let mut stations = self.pack.stations.iter();
            let home = stations.find(|station| station.code == unit.station);
            home.map(|station| station.point)
        };
        let point = seen.map(|(point, _)| *point).or_else(station)?;
        let whereabouts = Whereabouts {
            unit: unit.unit.clone(),
            kind: unit.kind.clone(),
            point,
            heading_deg: seen.map(|(_, heading)| *heading),
        };
        Some((whereabouts, seen.is_none()))
    }

    fn rank(
        &self,
        incident: &IncidentView,
        units: &[UnitView],
        known: &BTreeMap<UnitId, (Point, u16)>,
        conditions: Conditions<'_>,
    ) -> Ranking {
        let serving = |unit: &&UnitView| unit.incident == Some(incident.incident);
        let others: Vec<&UnitView> = units.iter().filter(|unit| !serving(unit)).collect();
        let places: BTreeMap<&UnitId, (Whereabouts, bool)> = others
            .iter()
            .filter_map(|unit| Some((&unit.unit, self.whereabouts(unit, known)?)))
            .collect();
        let place = incident.point.map(|fix| fix.point);
        let (plan, needs) = self.needs(incident);
        let wanted = wanted(&needs, &others);
        let placed = places.values().map(|(at, _)| at);
        let times = self.times(place, placed, conditions, &wanted);
        let mut rows: Vec<RankedUnit> = others
            .iter()
            .map(|unit| {
                let at = places.get(&unit.unit);
                RankedUnit {
                    unit: unit.unit.clone(),
                    time: times.get(&unit.unit).copied(),
                    straight_m: at
                        .zip(place)
                        .map(|((at, _), place)| at.point.distance_m(place)),
                    from_station: at.is_some_and(|(_, from_station)| *from_station),
                }
            })
            .collect();
        let order = |row: &RankedUnit| {
            (
                row.time.map_or(u32::MAX, TravelTime::whole_ms),
                row.unit.clone(),
            )
        };
        rows.sort_by_key(order);
        let can = |unit: &UnitView| {
            unit.capabilities
                .iter()
                .cloned()
                .collect::<BTreeSet<Code>>()
        };
        let candidates: Vec<Candidate> = others
            .iter()
            .map(|unit| Candidate {
                unit: unit.unit.clone(),
                capabilities: can(unit),
                status: unit.status,
                travel_ms: times.get(&unit.unit).map(|time| time.whole_ms()),
            })
            .collect();
        let there: Vec<BTreeSet<Code>> = units.iter().filter(serving).map(can).collect();
        let advice = Advice::of((self.basis(), plan), &needs, &there, &candidates);
        Ranking { advice, rows }
    }

    fn basis(&self) -> Basis {
        let map = self.travel.as_ref();
        map.map_or(Basis::StraightLine, |travel| Basis::Roads(travel.digest()))
    }

    fn times<'a>(
        &self,
        place: Option<Point>,
        units: impl Iterator<Item = &'a Whereabouts>,
        conditions: Conditions<'_>,
        wanted: &Wanted,
    ) -> BTreeMap<UnitId, TravelTime> {
        let Some(place) = place else {
            return BTreeMap::new();
        };
        let units: Vec<Whereabouts> = units.cloned().collect();
        match &self.travel {
            Some(travel) => travel.to(place, &units, conditions, wanted),
            None => {
                let straight = |at: &Whereabouts| TravelTime {
                    pause_ms: 0,
                    drive_ms: crate::travel::straight_ms(at.point, place, STRAIGHT_KM_H),
                    walk_ms: 0,
                };
                units
                    .iter()
                    .map(|at| (at.unit.clone(), straight(at)))
                    .collect()
            }
        }
    }

    /// What the response plan of an incident's type calls for.
    fn needs(&self, incident: &IncidentView) -> (Option<Code>, Vec<Need>) {
        let types = &self.pack.incident_types;
        let plan = types
            .iter()
            .find(|known| known.code == incident.type_code)
            .and_then(|known| known.plan.clone());
        let found = self
            .pack
            .plans
            .iter()
            .find(|known| Some(&known.code) == plan.as_ref());
        let needs = found
            .into_iter()
            .flat_map(|plan| &plan.needs)
            .map(|need| Need {
                capability: need.capability.clone(),
                count: need.count,
            });
        (plan, needs.collect())
    }
}

/// Whose times the desk needs: the near ones to look at, and of each need of the plan enough units to
/// fill it, with those that are busy and would be passed over.
fn wanted(needs: &[Need], units: &[&UnitView]) -> Wanted {
    let free = |unit: &UnitView| matches!(unit.status, Status::Available | Status::Returning);
    let group = |need: &Need| {
        let can = units
            .iter()
            .filter(|unit| unit.capabilities.contains(&need.capability));
        let busy = can.clone().filter(|unit| !free(unit)).count();
        let members = can.map(|unit| unit.unit.clone()).collect();
        (need.count as usize + busy, members)
    };
    Wanted {
        near: NEAR,
        groups: needs.iter().map(group).collect(),
    }
}

/// What the record knows of the roads.
struct RoadsNow {
    changes: Vec<RoadChangeView>,
    speeds: Option<SpeedsView>,
}

impl RoadsNow {
    fn read(views: &Reader, now: Timestamp) -> Result<Self, projections::Error> {
        Ok(Self {
            changes: views.road_changes(now)?,
            speeds: views.speeds()?,
        })
    }

    fn conditions(&self, hour: u8) -> Conditions<'_> {
        Conditions {
            changes: &self.changes,
            speeds: self.speeds.as_ref(),
            hour,
        }
    }
}

impl Application {
    /// Everybody on shift ranked for an incident, and what the rules advise; nothing when there is
    /// no such incident, or it is not open.
    ///
    /// # Errors
    /// [`Error::Read`] when the views cannot be read.
    pub fn rank(&self, advisor: &Advisor, incident: IncidentId) -> Result<Option<Ranking>, Error> {
        let now = self.now();
        let found = self.with_views(|views| {
            let Some(view) = views.incident(incident)? else {
                return Ok(None);
            };
            Ok(Some((view, views.units(now)?, RoadsNow::read(views, now)?)))
        })?;
        let Some((view, mut units, known)) = found else {
            return Ok(None);
        };
        if view.state != RowState::Open {
            return Ok(None);
        }
        units.retain(|unit| unit.status != Status::OffShift);
        Ok(Some(advisor.rank(
            &view,
            &units,
            &self.known_positions(),
            known.conditions(advisor.hour(now)),
        )))
    }

    /// The way of a unit to an incident; nothing when there is none, or no map.
    ///
    /// # Errors
    /// [`Error::Read`] when the views cannot be read.
    pub fn way(
        &self,
        advisor: &Advisor,
        incident: IncidentId,
        unit: &UnitId,
    ) -> Result<Option<Way>, Error> {
        let now = self.now();
        let (incident, unit, known) = self.with_views(|views| {
            Ok((
                views.incident(incident)?,
                views.unit(unit, now)?,
                RoadsNow::read(views, now)?,
            ))
        })?;
        let place = incident.and_then(|view| view.point).map(|fix| fix.point);
        let asked = advisor.travel().zip(place).zip(unit);
        let Some(((travel, place), unit)) = asked else {
            return Ok(None);
        };
        let at = advisor.whereabouts(&unit, &self.known_positions());
        Ok(at.and_then(|(at, _)| travel.route(&at, place, known.conditions(advisor.hour(now)))))
    }

    /// Where the free units get within a time; nothing without a map.
    ///
    /// # Errors
    /// [`Error::Read`] when the views cannot be read.
    pub fn cover(
        &self,
        advisor: &Advisor,
        within_ms: u32,
        capability: Option<&Code>,
    ) -> Result<Option<Cover>, Error> {
        let Some(travel) = advisor.travel() else {
            return Ok(None);
        };
        let now = self.now();
        let (units, known) =
            self.with_views(|views| Ok((views.units(now)?, RoadsNow::read(views, now)?)))?;
        let positions = self.known_positions();
        let free = units.iter().filter(|unit| {
            matches!(unit.status, Status::Available | Status::Returning)
                && capability.is_none_or(|wanted| unit.capabilities.contains(wanted))
        });
        let free: Vec<Whereabouts> = free
            .filter_map(|unit| Some(advisor.whereabouts(unit, &positions)?.0))
            .collect();
        let conditions = known.conditions(advisor.hour(now));
        Ok(Some(travel.cover(&free, within_ms, conditions)))
    }

    fn known_positions(&self) -> BTreeMap<UnitId, (Point, u16)> {
        let positions = self.positions().watch();
        let positions = positions.borrow();
        let known = positions.iter();
        known
            .map(|one| (one.unit.clone(), (one.point, one.heading_deg)))
            .collect()
    }
}
