//! The autopilot of the dispatcher's seat: the nearest suitable free units.

use kernel::{Point, Timestamp, UnitId};

use super::World;
use crate::reports::kinds;

/// Which kinds can stand in for a kind, the best first.
fn stand_ins(kind: &str) -> &'static [&'static str] {
    match kind {
        "police-car" => &["police-car", "police-motorcycle", "traffic-car"],
        "police-motorcycle" => &["police-motorcycle", "police-car"],
        "police-foot" => &["police-foot", "police-motorcycle", "police-car"],
        "traffic-car" => &["traffic-car", "police-motorcycle", "police-car"],
        "fire-engine" => &["fire-engine", "fire-rescue"],
        "ladder-truck" => &["ladder-truck", "fire-engine"],
        "fire-rescue" => &["fire-rescue", "fire-engine"],
        "fire-command" => &["fire-command"],
        "hazmat" => &["hazmat", "fire-rescue"],
        "ambulance" => &["ambulance", "medical-motorcycle"],
        "medical-motorcycle" => &["medical-motorcycle", "ambulance"],
        "rescue-boat" => &["rescue-boat", "fire-rescue"],
        "utility-crew" => &["utility-crew"],
        "volunteer-team" => &["volunteer-team", "police-foot", "police-car"],
        _ => &[],
    }
}

/// A stand-in must be this much nearer, in metres, for each step down the list.
const STEP_DOWN_M: f64 = 2_500.0;
/// A patrol on foot is not sent farther than this.
const WALK_M: f64 = 1_200.0;

impl World {
    /// The units that the autopilot would send: for each kind the type needs, the nearest one that
    /// is free; fewer when the city has no more.
    #[must_use]
    pub fn suggest(&self, type_code: &str, point: Point, now: Timestamp) -> Vec<UnitId> {
        let needs = kinds::find(type_code).map_or(&[][..], |kind| kind.needs);
        let mut chosen: Vec<UnitId> = Vec::new();
        for need in needs {
            let kinds = stand_ins(need);
            let mut best: Option<(f64, &UnitId)> = None;
            for (unit, position) in self.fleet.positions(now) {
                let kind = self.fleet.kind(unit).map_or("", kernel::Code::as_str);
                let Some(step) = kinds.iter().position(|k| *k == kind) else {
                    continue;
                };
                if !self.is_free(unit) || chosen.contains(unit) {
                    continue;
                }
                let away = position.point.distance_m(point);
                if kind == "police-foot" && away > WALK_M {
                    continue;
                }
                let cost = away + STEP_DOWN_M * step as f64;
                if best.is_none_or(|known| cost < known.0) {
                    best = Some((cost, unit));
                }
            }
            if let Some((_, unit)) = best {
                chosen.push(unit.clone());
            }
        }
        chosen
    }
}
