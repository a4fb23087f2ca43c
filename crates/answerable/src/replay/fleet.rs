//! Where units were, as far as the export lets one know.
//!
//! It does not say where they were. A unit that was done less than twenty minutes ago is taken to be
//! where it was sent last; after that at the station whose number it carries; and a unit without a
//! station, such as a roaming ambulance, where it was sent last.

use std::collections::BTreeMap;

use application::Whereabouts;
use kernel::{Code, MINUTE_MS, Point, Timestamp, UnitId};
use pack::Pack;

use super::rows::Row;
use crate::Failure;

/// For so long a unit is taken to be on its way home.
const ON_THE_WAY_HOME_MS: i64 = 20 * MINUTE_MS;

/// Units as far as the rows have told of them.
#[derive(Default)]
pub struct Fleet {
    units: BTreeMap<UnitId, Unit>,
}

struct Unit {
    kind: Code,
    home: Option<Point>,
    last: Option<Point>,
    busy_until: Option<Timestamp>,
}

impl Fleet {
    /// Hears of a unit for the first time.
    pub fn meet(&mut self, row: &Row, kind: &Code, pack: &Pack) -> Result<(), Failure> {
        let id = UnitId::new(&row.unit)?;
        self.units.entry(id).or_insert_with(|| Unit {
            kind: kind.clone(),
            home: home(&row.unit, pack),
            last: None,
            busy_until: None,
        });
        Ok(())
    }

    /// It is sent, and free again when the row says so.
    pub fn send(&mut self, row: &Row) {
        let unit = UnitId::new(&row.unit).ok();
        let Some(unit) = unit.and_then(|unit| self.units.get_mut(&unit)) else {
            return;
        };
        unit.last = row.point.or(unit.last);
        unit.busy_until = Some(row.available.unwrap_or(row.dispatch));
    }

    /// The free units of a kind, and where they are taken to be.
    pub fn free(&self, kind: &Code, at: Timestamp) -> Vec<Whereabouts> {
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

impl Fleet {
    /// Where a unit is when it is free and has been at home for a while: the only place that is known.
    pub fn at_home(&self, unit: &str, at: Timestamp) -> Option<Whereabouts> {
        let id = UnitId::new(unit).ok()?;
        let unit = self.units.get(&id)?;
        let long_home = |until: Timestamp| at.since_ms(until) >= ON_THE_WAY_HOME_MS;
        let home = unit
            .home
            .filter(|_| unit.busy_until.is_none_or(long_home))?;
        Some(Whereabouts {
            unit: id,
            kind: unit.kind.clone(),
            point: home,
            heading_deg: None,
        })
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
