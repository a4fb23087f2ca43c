//! What happens in a city: each type with how often, when, where, who goes and how it ends.

use super::phrases;

/// At which hours of the day (UTC+8) a type happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum When {
    /// Waking hours, as most things.
    Day,
    /// Rush hours.
    Rush,
    /// Evening and the first half of the night.
    Night,
    /// Three meal times.
    Meals,
    /// Opening hours.
    Office,
    /// Nearly even, as illness is.
    Round,
}

impl When {
    /// Relative weight of an hour.
    pub(crate) fn weight(self, hour: usize) -> f64 {
        const DAY: [u8; 24] = [
            6, 4, 3, 2, 2, 4, 8, 14, 18, 20, 20, 19, 18, 18, 19, 20, 20, 20, 20, 19, 18, 16, 13, 9,
        ];
        const RUSH: [u8; 24] = [
            4, 2, 2, 1, 2, 4, 10, 28, 32, 20, 15, 15, 16, 15, 15, 16, 20, 32, 34, 22, 14, 11, 8, 6,
        ];
        const NIGHT: [u8; 24] = [
            24, 17, 11, 6, 3, 2, 3, 4, 5, 5, 5, 6, 8, 7, 6, 6, 7, 9, 13, 18, 24, 31, 34, 31,
        ];
        const MEALS: [u8; 24] = [
            4, 3, 2, 2, 2, 4, 10, 14, 10, 8, 14, 28, 28, 14, 8, 8, 13, 26, 32, 24, 14, 11, 9, 6,
        ];
        const OFFICE: [u8; 24] = [
            1, 1, 0, 0, 0, 1, 3, 8, 22, 32, 32, 26, 14, 16, 28, 30, 28, 22, 12, 9, 7, 5, 3, 2,
        ];
        const ROUND: [u8; 24] = [
            10, 9, 8, 8, 9, 11, 14, 17, 19, 19, 18, 17, 16, 16, 16, 16, 16, 17, 18, 18, 17, 16, 14,
            12,
        ];
        let table = match self {
            Self::Day => &DAY,
            Self::Rush => &RUSH,
            Self::Night => &NIGHT,
            Self::Meals => &MEALS,
            Self::Office => &OFFICE,
            Self::Round => &ROUND,
        };
        let whole: u32 = table.iter().map(|weight| u32::from(*weight)).sum();
        f64::from(table[hour % 24]) / f64::from(whole)
    }
}

/// On what kind of place a type happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Where {
    /// Among houses.
    Homes,
    /// On or beside through roads.
    Roads,
    /// At the water.
    Shore,
}

/// Everything the stream knows about a type.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) code: &'static str,
    /// Happenings among a thousand.
    pub(crate) weight: f64,
    pub(crate) when: When,
    pub(crate) place: Where,
    /// The number people dial for it first.
    pub(crate) line: &'static str,
    /// Unit kinds that go.
    pub(crate) needs: &'static [&'static str],
    /// Shortest and longest work on scene, in minutes.
    pub(crate) scene_min: (i64, i64),
    /// Share of happenings after which somebody is taken to hospital.
    pub(crate) transport: f64,
    /// How it may end; the first is the usual end.
    pub(crate) outcomes: &'static [&'static str],
    /// Share of happenings that a second caller reports too.
    pub(crate) seen: f64,
    /// Whether somebody should move at once: the autopilot and the crews hurry.
    pub(crate) urgent: bool,
}

impl Kind {
    /// What callers say.
    pub(crate) fn phrases(&self) -> &'static [(&'static str, &'static str)] {
        phrases::of(self.code)
    }
}

/// The kind with this code.
pub(crate) fn find(code: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.code == code)
}

/// One line of the table.
#[expect(
    clippy::too_many_arguments,
    reason = "a row of a table reads best as a row"
)]
const fn row(
    code: &'static str,
    weight: f64,
    when: When,
    place: Where,
    line: &'static str,
    needs: &'static [&'static str],
    scene_min: (i64, i64),
    transport: f64,
    seen: f64,
    urgent: bool,
    outcomes: &'static [&'static str],
) -> Kind {
    Kind {
        code,
        weight,
        when,
        place,
        line,
        needs,
        scene_min,
        transport,
        outcomes,
        seen,
        urgent,
    }
}

use When::{Day, Meals, Night, Office, Round, Rush};
use Where::{Homes, Roads, Shore};

const CAR: &str = "police-car";
const MOTO: &str = "police-motorcycle";
const FOOT: &str = "police-foot";
const TRAFFIC: &str = "traffic-car";
const ENGINE: &str = "fire-engine";
const LADDER: &str = "ladder-truck";
const RESCUE: &str = "fire-rescue";
const COMMAND: &str = "fire-command";
const HAZMAT: &str = "hazmat";
const AMBULANCE: &str = "ambulance";
const MEDIC: &str = "medical-motorcycle";
const BOAT: &str = "rescue-boat";
const CREW: &str = "utility-crew";
const TEAM: &str = "volunteer-team";

const SETTLED: &[&str] = &[
    "resolved",
    "resolved",
    "resolved",
    "handed-over",
    "gone-on-arrival",
    "no-action-needed",
];
const CRIME: &[&str] = &["handed-over", "handed-over", "resolved", "gone-on-arrival"];
const FIRE: &[&str] = &["resolved", "resolved", "resolved", "handed-over"];
const ALARM: &[&str] = &["false-alarm", "false-alarm", "no-action-needed", "resolved"];
const SICK: &[&str] = &["resolved", "handed-over", "no-action-needed"];
const WORKS: &[&str] = &["resolved", "resolved", "handed-over"];
const DESK: &[&str] = &["referred", "resolved", "referred"];

/// All types, in the order of the pack.
#[rustfmt::skip]
pub(crate) const KINDS: [Kind; 52] = [
    row("theft", 55.0, Day, Homes, "110", &[CAR], (15, 40), 0.0, 0.02, false, CRIME),
    row("burglary", 14.0, Day, Homes, "110", &[CAR], (25, 60), 0.0, 0.02, false, CRIME),
    row("robbery", 4.0, Night, Roads, "110", &[CAR, CAR, MOTO], (20, 60), 0.05, 0.30, true, CRIME),
    row("fraud", 38.0, Office, Homes, "110", &[FOOT], (20, 45), 0.0, 0.0, false, CRIME),
    row("assault", 22.0, Night, Homes, "110", &[CAR, CAR], (15, 45), 0.18, 0.30, true, CRIME),
    row("domestic-dispute", 26.0, Night, Homes, "110", &[CAR], (15, 45), 0.03, 0.12, true, SETTLED),
    row("dispute", 92.0, Day, Homes, "110", &[CAR], (10, 30), 0.0, 0.06, false, SETTLED),
    row("missing-person", 14.0, Day, Homes, "110", &[CAR, TEAM], (25, 70), 0.0, 0.02, true, SETTLED),
    row("disturbance", 30.0, Night, Homes, "110", &[CAR], (8, 25), 0.0, 0.15, false, SETTLED),
    row("noise", 62.0, Night, Homes, "110", &[FOOT], (5, 15), 0.0, 0.16, false, SETTLED),
    row("drunk-person", 24.0, Night, Roads, "110", &[CAR], (10, 30), 0.10, 0.10, false, SETTLED),
    row("suspicious-circumstances", 26.0, Night, Homes, "110", &[CAR], (8, 25), 0.0, 0.04, false, SETTLED),
    row("found-property", 28.0, Day, Roads, "110", &[FOOT], (5, 15), 0.0, 0.0, false, &["handed-over", "resolved"]),
    row("trespass", 8.0, Night, Homes, "110", &[MOTO], (8, 25), 0.0, 0.03, false, SETTLED),
    row("cyber-fraud-in-progress", 12.0, Office, Homes, "110", &[CAR], (15, 40), 0.0, 0.0, true, &["resolved", "handed-over"]),
    row("traffic-collision", 110.0, Rush, Roads, "122", &[TRAFFIC], (10, 30), 0.0, 0.22, false, &["resolved", "resolved", "resolved", "gone-on-arrival"]),
    row("traffic-injury", 24.0, Rush, Roads, "122", &[TRAFFIC, AMBULANCE], (15, 45), 0.72, 0.42, true, &["resolved", "handed-over"]),
    row("traffic-obstruction", 20.0, Rush, Roads, "122", &[TRAFFIC], (8, 30), 0.0, 0.22, false, SETTLED),
    row("illegal-parking", 48.0, Day, Homes, "122", &[TRAFFIC], (5, 15), 0.0, 0.05, false, SETTLED),
    row("signal-failure", 6.0, Day, Roads, "122", &[TRAFFIC, CREW], (15, 50), 0.0, 0.35, false, WORKS),
    row("structure-fire", 5.0, Meals, Homes, "119", &[ENGINE, ENGINE, LADDER, COMMAND], (30, 90), 0.15, 0.72, true, FIRE),
    row("kitchen-fire", 12.0, Meals, Homes, "119", &[ENGINE, ENGINE], (15, 40), 0.05, 0.32, true, FIRE),
    row("vehicle-fire", 4.0, Rush, Roads, "119", &[ENGINE, TRAFFIC], (15, 40), 0.02, 0.55, true, FIRE),
    row("outside-fire", 8.0, Day, Roads, "119", &[ENGINE], (10, 30), 0.0, 0.35, true, FIRE),
    row("smoke", 8.0, Meals, Homes, "119", &[ENGINE], (8, 25), 0.0, 0.28, true, ALARM),
    row("fire-alarm", 9.0, Day, Homes, "119", &[ENGINE], (8, 20), 0.0, 0.10, true, ALARM),
    row("electrical-fire", 6.0, Meals, Homes, "119", &[ENGINE, CREW], (15, 45), 0.02, 0.22, true, FIRE),
    row("chest-pain", 20.0, Round, Homes, "120", &[AMBULANCE], (10, 25), 0.85, 0.0, true, SICK),
    row("breathing-difficulty", 18.0, Round, Homes, "120", &[AMBULANCE], (10, 25), 0.82, 0.0, true, SICK),
    row("unconscious-person", 14.0, Round, Roads, "120", &[AMBULANCE, MEDIC], (10, 30), 0.80, 0.30, true, SICK),
    row("fall-injury", 34.0, Day, Homes, "120", &[AMBULANCE], (10, 25), 0.72, 0.08, false, SICK),
    row("childbirth", 4.0, Round, Homes, "120", &[AMBULANCE], (10, 25), 0.95, 0.0, true, SICK),
    row("poisoning", 4.0, Meals, Homes, "120", &[AMBULANCE], (10, 25), 0.90, 0.0, true, SICK),
    row("bleeding", 10.0, Day, Homes, "120", &[AMBULANCE], (8, 20), 0.65, 0.04, true, SICK),
    row("sick-person", 44.0, Round, Homes, "120", &[AMBULANCE], (10, 25), 0.62, 0.0, false, SICK),
    row("water-rescue", 2.0, Day, Shore, "119", &[BOAT, RESCUE, AMBULANCE, CAR], (20, 60), 0.45, 0.50, true, FIRE),
    row("elevator-entrapment", 10.0, Day, Homes, "119", &[ENGINE], (15, 40), 0.01, 0.12, true, FIRE),
    row("collapse", 1.0, Day, Homes, "119", &[RESCUE, ENGINE, AMBULANCE, COMMAND], (40, 120), 0.50, 0.70, true, FIRE),
    row("trapped-person", 5.0, Day, Homes, "119", &[RESCUE], (15, 40), 0.08, 0.08, true, FIRE),
    row("height-rescue", 1.5, Day, Homes, "119", &[RESCUE, LADDER, CAR, AMBULANCE], (25, 80), 0.20, 0.50, true, FIRE),
    row("animal-rescue", 7.0, Day, Homes, "119", &[TEAM], (15, 35), 0.0, 0.05, false, FIRE),
    row("gas-leak", 7.0, Meals, Homes, "119", &[ENGINE, CREW], (20, 60), 0.02, 0.25, true, WORKS),
    row("water-main-break", 7.0, Day, Roads, "12345", &[CREW], (30, 90), 0.0, 0.35, false, WORKS),
    row("power-line-down", 4.0, Day, Roads, "12345", &[CREW, CAR], (25, 70), 0.0, 0.30, true, WORKS),
    row("manhole-missing", 6.0, Day, Roads, "12345", &[CREW], (15, 40), 0.0, 0.12, false, WORKS),
    row("road-collapse", 1.5, Day, Roads, "122", &[TRAFFIC, CREW], (30, 90), 0.02, 0.50, true, WORKS),
    row("hazmat-spill", 1.0, Day, Roads, "119", &[HAZMAT, ENGINE, COMMAND, TRAFFIC], (40, 120), 0.05, 0.45, true, FIRE),
    row("lost-document", 26.0, Office, Roads, "12345", &[], (5, 10), 0.0, 0.0, false, DESK),
    row("city-consultation", 48.0, Office, Homes, "12345", &[], (5, 10), 0.0, 0.0, false, DESK),
    row("street-lighting", 14.0, Night, Roads, "12345", &[CREW], (15, 40), 0.0, 0.08, false, DESK),
    row("garbage-complaint", 22.0, Day, Homes, "12345", &[], (5, 10), 0.0, 0.06, false, DESK),
    row("stray-animal", 14.0, Day, Homes, "12345", &[TEAM], (10, 30), 0.0, 0.06, false, DESK),
];
