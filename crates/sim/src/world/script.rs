//! How long things take. Every time is drawn from the seed, the incident and the unit, and not from
//! what was drawn before: so a world told again what happened goes on as the first one would have.

use kernel::{Code, IncidentId, MINUTE_MS, SECOND_MS, UnitId};

use crate::chance::Chance;
use crate::reports::kinds::{self, Kind};

/// What a host may set.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// Calls on a day; 0 for a silent city.
    pub calls_per_day: u32,
    /// Work on scene and at hospital takes this share of its time: 0.3 for a brisk demo.
    pub pace: f64,
    /// After how long the autopilot sends units to a pressing incident that nobody was sent to, and
    /// to any other; nothing when the seat is left to humans.
    pub autopilot_delay_ms: Option<(i64, i64)>,
    /// Whether the desk closes incidents that are done.
    pub closes: bool,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            calls_per_day: 1_400,
            pace: 1.0,
            autopilot_delay_ms: Some((40 * SECOND_MS, 90 * SECOND_MS)),
            closes: true,
        }
    }
}

/// The draws for one incident, and for one unit on it.
pub(super) struct Drawn(Chance);

impl Drawn {
    pub(super) fn of(
        seed: u64,
        incident: IncidentId,
        unit: Option<&UnitId>,
        purpose: &str,
    ) -> Self {
        let (high, low) = incident.0.as_u64_pair();
        let mut mixed = seed ^ high.rotate_left(17) ^ low;
        for byte in unit.map_or("", UnitId::as_str).bytes() {
            mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(Chance::new(mixed, purpose))
    }

    pub(super) fn between_ms(&mut self, low: i64, high: i64) -> i64 {
        self.0.skewed_ms(low, high)
    }

    pub(super) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        self.0.pick(things)
    }
}

pub(super) fn acknowledge_ms(seed: u64, incident: IncidentId, unit: &UnitId) -> i64 {
    Drawn::of(seed, incident, Some(unit), "acknowledge").between_ms(5 * SECOND_MS, 25 * SECOND_MS)
}

pub(super) fn turnout_ms(seed: u64, incident: IncidentId, unit: &UnitId) -> i64 {
    Drawn::of(seed, incident, Some(unit), "turnout").between_ms(20 * SECOND_MS, 90 * SECOND_MS)
}

/// Work on scene: somebody leaves first and somebody last, so each unit draws its own share.
pub(super) fn scene_ms(
    seed: u64,
    incident: IncidentId,
    unit: &UnitId,
    type_code: &Code,
    pace: f64,
) -> i64 {
    let (low, high) = kinds::find(type_code.as_str()).map_or((10, 30), |kind| kind.scene_min);
    let mut whole = Drawn::of(seed, incident, None, "scene");
    let whole = whole.between_ms(low * MINUTE_MS, high * MINUTE_MS);
    let share = Drawn::of(seed, incident, Some(unit), "share")
        .0
        .range(0.75, 1.0);
    (whole as f64 * share * pace.clamp(0.01, 10.0)) as i64
}

pub(super) fn hospital_ms(seed: u64, incident: IncidentId, unit: &UnitId, pace: f64) -> i64 {
    let mut drawn = Drawn::of(seed, incident, Some(unit), "hospital");
    (drawn.between_ms(6 * MINUTE_MS, 16 * MINUTE_MS) as f64 * pace.clamp(0.01, 10.0)) as i64
}

/// From clearing until the crew is ready again: papers, and a wipe of the vehicle.
pub(super) fn ready_ms(seed: u64, incident: IncidentId, unit: &UnitId) -> i64 {
    Drawn::of(seed, incident, Some(unit), "ready").between_ms(10 * SECOND_MS, 60 * SECOND_MS)
}

pub(super) fn close_ms(seed: u64, incident: IncidentId) -> i64 {
    Drawn::of(seed, incident, None, "close").between_ms(20 * SECOND_MS, 60 * SECOND_MS)
}

/// Whether somebody is taken to hospital from this incident.
pub(super) fn transports(seed: u64, incident: IncidentId, type_code: &Code) -> bool {
    let share = kinds::find(type_code.as_str()).map_or(0.0, |kind| kind.transport);
    Drawn::of(seed, incident, None, "transport").0.odds(share)
}

/// How the incident ends when nobody is taken to hospital.
pub(super) fn outcome(seed: u64, incident: IncidentId, type_code: &Code) -> &'static str {
    let outcomes: &[&str] =
        kinds::find(type_code.as_str()).map_or(&["resolved"], |kind: &Kind| kind.outcomes);
    Drawn::of(seed, incident, None, "outcome").pick::<&str>(outcomes)
}
