//! In how many real calls the straight line would have named another unit than the road, and how
//! many seconds later that one would have been there.
//!
//! The export does not say where units were. A unit that was done less than twenty minutes ago is
//! taken to be where it was sent last; after that at the station whose number it carries; and a unit
//! without a station, such as a roaming ambulance, where it was sent last.

use std::collections::{BTreeMap, BTreeSet};

use application::{Conditions, Travel, TravelTime, Whereabouts};
use kernel::{Code, MINUTE_MS, Point, Timestamp, UnitId};
use pack::{Import, Pack};

use super::rows::Row;
use crate::Failure;

/// For so long a unit is taken to be on its way home.
const ON_THE_WAY_HOME_MS: i64 = 20 * MINUTE_MS;

/// What was found.
#[derive(Debug, Default)]
pub struct Compared {
    /// Calls with a point, a free unit to choose and another to choose from.
    calls: usize,
    /// Calls in which the straight line names another unit.
    other: usize,
    /// By how much that unit would have been later, milliseconds, of those calls.
    lost_ms: Vec<u32>,
}

/// Goes through all calls in order of time.
pub fn compare(
    rows: &[Row],
    (pack, import): (&Pack, &Import),
    travel: &Travel,
) -> Result<Compared, Failure> {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by_key(|row| (row.dispatch, row.line));
    let mut fleet = Fleet::default();
    let mut compared = Compared::default();
    let mut seen = BTreeSet::new();
    for row in rows {
        let kind = import.unit_kinds.get(&row.unit_type);
        if let Some(kind) = kind
            && let Some(point) = row.point
            && seen.insert(&row.call)
        {
            fleet.meet(row, kind, pack)?;
            let free = fleet.free(kind, row.dispatch);
            compared.call(point, &free, travel);
        }
        if let Some(kind) = kind {
            fleet.meet(row, kind, pack)?;
            fleet.send(row);
        }
    }
    compared.lost_ms.sort_unstable();
    Ok(compared)
}

impl Compared {
    fn call(&mut self, place: Point, free: &[Whereabouts], travel: &Travel) {
        let times = travel.to(place, free, Conditions::default());
        let by_air = free.iter().filter(|unit| times.contains_key(&unit.unit));
        let by_air = by_air.min_by(|a, b| {
            let away = |unit: &Whereabouts| unit.point.distance_m(place);
            away(a)
                .total_cmp(&away(b))
                .then_with(|| a.unit.cmp(&b.unit))
        });
        let time = |unit: &UnitId| times.get(unit).copied().map(TravelTime::whole_ms);
        let by_road = times.values().map(|time| time.whole_ms()).min();
        let Some((chosen, best)) = by_air.and_then(|unit| time(&unit.unit)).zip(by_road) else {
            return;
        };
        if times.len() < 2 {
            return;
        }
        self.calls += 1;
        // Two units of one station are as near as each other: only a later one is another.
        if chosen > best {
            self.other += 1;
            self.lost_ms.push(chosen - best);
        }
    }

    /// For people.
    pub fn print(&self) {
        let share = 100.0 * self.other as f64 / self.calls.max(1) as f64;
        println!(
            "nearest unit of the kind that was sent first, {} calls: the straight line names one that is later by road in {} ({share:.1} %)",
            self.calls, self.other
        );
        let at = |percent: usize| {
            let last = self.lost_ms.len().saturating_sub(1);
            f64::from(self.lost_ms.get(last * percent / 100).copied().unwrap_or(0)) / 1_000.0
        };
        let sum: u64 = self.lost_ms.iter().map(|ms| u64::from(*ms)).sum();
        println!(
            "  in those it loses {:.0} s at the median, {:.0} s in one of ten, {:.0} s at most; {:.1} hours in all",
            at(50),
            at(90),
            at(100),
            sum as f64 / 3_600_000.0
        );
        println!(
            "  where units were is not in the export: last call for 20 minutes, then the station of their number"
        );
    }
}

/// Units as far as the rows have told of them.
#[derive(Default)]
struct Fleet {
    units: BTreeMap<UnitId, Unit>,
}

struct Unit {
    kind: Code,
    home: Option<Point>,
    last: Option<Point>,
    busy_until: Option<Timestamp>,
}

impl Fleet {
    fn meet(&mut self, row: &Row, kind: &Code, pack: &Pack) -> Result<(), Failure> {
        let id = UnitId::new(&row.unit)?;
        self.units.entry(id).or_insert_with(|| Unit {
            kind: kind.clone(),
            home: home(&row.unit, pack),
            last: None,
            busy_until: None,
        });
        Ok(())
    }

    fn send(&mut self, row: &Row) {
        let unit = UnitId::new(&row.unit).ok();
        let Some(unit) = unit.and_then(|unit| self.units.get_mut(&unit)) else {
            return;
        };
        unit.last = row.point.or(unit.last);
        unit.busy_until = Some(row.available.unwrap_or(row.dispatch));
    }

    /// The free units of a kind, and where they are taken to be.
    fn free(&self, kind: &Code, at: Timestamp) -> Vec<Whereabouts> {
        let free = self.units.iter().filter(|(_, unit)| {
            unit.kind == *kind && unit.busy_until.is_none_or(|until| until <= at)
        });
        let placed = free.filter_map(|(id, unit)| {
            let fresh = |until: &Timestamp| at.since_ms(*until) < ON_THE_WAY_HOME_MS;
            let on_the_way = unit.busy_until.as_ref().is_some_and(fresh);
            let point = match (unit.home, on_the_way) {
                (Some(home), false) => Some(home),
                _ => unit.last.or(unit.home),
            };
            Some(Whereabouts {
                unit: id.clone(),
                kind: unit.kind.clone(),
                point: point?,
                heading_deg: None,
            })
        });
        placed.collect()
    }
}

/// The station whose number a unit carries: E05 is at home at Station 5.
fn home(unit: &str, pack: &Pack) -> Option<Point> {
    let number = unit.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let code = format!("station-{number:0>2}");
    let mut stations = pack.stations.iter();
    stations
        .find(|station| station.code.as_str() == code)
        .map(|station| station.point)
}
