//! The units of the city and the stations they belong to.

use kernel::{Code, Point, UnitId};

use super::City;

/// A unit as the roster knows it at the start of a shift.
#[derive(Clone, Debug)]
pub struct UnitSeed {
    /// Call sign: `P-101`.
    pub unit: UnitId,
    /// What it is: `police-car`.
    pub kind: Code,
    /// The station it belongs to.
    pub station: Code,
    /// People aboard.
    pub crew: u32,
    /// Where it stands when nothing happens.
    pub home: Point,
}

/// Kind, call-sign letters, first number, crew, service, how many, and the stations it skips:
/// 1 puts one at every station in turn, 2 at every second.
type Row = (
    &'static str,
    &'static str,
    u32,
    u32,
    &'static str,
    usize,
    usize,
);

const ROWS: [Row; 14] = [
    ("police-car", "P", 101, 2, "police", 60, 1),
    ("police-motorcycle", "M", 201, 1, "police", 16, 3),
    ("police-foot", "W", 301, 2, "police", 16, 3),
    ("traffic-car", "T", 401, 2, "traffic", 20, 1),
    ("fire-engine", "F", 11, 6, "fire", 30, 1),
    ("ladder-truck", "L", 11, 4, "fire", 7, 4),
    ("fire-rescue", "R", 11, 5, "fire", 8, 3),
    ("fire-command", "C", 1, 3, "fire", 3, 9),
    ("hazmat", "H", 1, 5, "fire", 2, 13),
    ("ambulance", "A", 11, 3, "medical", 30, 1),
    ("medical-motorcycle", "AM", 1, 1, "medical", 6, 2),
    ("rescue-boat", "B", 1, 3, "rescue", 5, 1),
    ("utility-crew", "U", 11, 3, "utility", 12, 1),
    ("volunteer-team", "V", 1, 4, "volunteer", 9, 1),
];

/// Lists all units of the city.
pub(super) fn raise(city: &City) -> Vec<UnitSeed> {
    let mut units = Vec::new();
    for (kind, letters, first, crew, service, count, skip) in ROWS {
        let stations: Vec<_> = city
            .stations
            .iter()
            .filter(|s| s.service == service)
            .collect();
        if stations.is_empty() {
            continue;
        }
        for n in 0..count {
            let station = stations[(n * skip + n * skip / stations.len()) % stations.len()];
            units.push(UnitSeed {
                unit: UnitId::new(&format!("{letters}-{:02}", first as usize + n))
                    .expect("letters and a number are a call sign"),
                kind: Code::new(kind).expect("the kinds are codes"),
                station: station.code.clone(),
                crew,
                home: station.point,
            });
        }
    }
    units
}
