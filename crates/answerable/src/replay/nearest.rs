//! In how many real calls the straight line would have named another unit than the road, and how
//! many seconds later that one would have been there.

use std::collections::BTreeSet;

use application::{Conditions, Travel, TravelTime, Wanted, Whereabouts};
use kernel::{Point, UnitId};
use pack::{Import, Pack};

use super::fleet::Fleet;
use super::rows::Row;
use crate::Failure;

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
        let times = travel.to(place, free, Conditions::default(), &Wanted::all());
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
