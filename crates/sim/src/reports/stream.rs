//! One happening after the other, and for each of them one or more callers.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{Code, HOUR_MS, MINUTE_MS, Point, Timestamp};

use super::code;
use super::kinds::{KINDS, Kind};
use super::phrases;
use super::place::Places;
use crate::chance::Chance;
use crate::city::{Address, City};
use crate::plane::Spot;

/// What one caller says about one happening, and what the world knows of it besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimReport {
    /// When the call comes in.
    pub at: Timestamp,
    /// How it comes in: `110`, `119`, `120`, `122`, `12345`, `app` or `text`.
    pub channel: Code,
    /// The incident type.
    pub type_code: Code,
    /// The caller's words in Chinese.
    pub words_zh: String,
    /// The same in English.
    pub words_en: String,
    /// The place in the caller's words, in Chinese.
    pub spoken_place_zh: String,
    /// The same in English.
    pub spoken_place_en: String,
    /// The address at the point.
    pub address: Address,
    /// Where the caller or the phone says it is.
    pub point: Point,
    /// How far the point may be off, in metres.
    pub uncertainty_m: u32,
    /// Which happening this is about: reports with the same number belong together.
    pub incident_seq: u64,
    /// Whether an earlier report told of the same happening.
    pub is_duplicate: bool,
    /// The unit kinds that go; empty when a desk answers it.
    pub needs: Vec<Code>,
    /// How long the work on scene will take.
    pub on_scene_ms: i64,
    /// Whether somebody is taken to hospital.
    pub transport: bool,
    /// How it will end.
    pub outcome: Code,
}

/// Calls on a usual day: about one a minute.
const CALLS_PER_DAY: u32 = 1_400;
/// The city's clocks run eight hours ahead of UTC.
const ZONE_MS: i64 = 8 * HOUR_MS;
/// Second and later callers of one happening come within this time.
const ECHO_MS: i64 = 9 * MINUTE_MS;

/// An endless iterator of reports in order of time.
#[derive(Clone, Debug)]
pub struct Reports {
    places: Places,
    chance: Chance,
    now: Timestamp,
    seq: u64,
    calls_per_day: u32,
    /// Share of all calls that falls into each local hour, for all types together.
    hours: [f64; 24],
    /// Calls that are on their way: never more than the echoes of a few minutes.
    pending: BTreeMap<(Timestamp, u64), SimReport>,
    drawn: u64,
}

impl Reports {
    /// The stream of this seed, from an instant on.
    #[must_use]
    pub fn new(city: &Arc<City>, seed: u64, from: Timestamp) -> Self {
        let whole: f64 = KINDS.iter().map(|kind| kind.weight).sum();
        let mut hours = [0.0; 24];
        for (hour, share) in hours.iter_mut().enumerate() {
            *share = KINDS
                .iter()
                .map(|kind| kind.weight * kind.when.weight(hour))
                .sum::<f64>()
                / whole;
        }
        Self {
            places: Places::of(city),
            chance: Chance::new(seed, "reports"),
            now: from,
            seq: 0,
            calls_per_day: CALLS_PER_DAY,
            hours,
            pending: BTreeMap::new(),
            drawn: 0,
        }
    }

    /// The same stream with another number of calls on a day; at least one.
    #[must_use]
    pub fn calls_per_day(mut self, calls: u32) -> Self {
        self.calls_per_day = calls.max(1);
        self
    }

    /// Draws the next happening and puts its calls among those on their way.
    ///
    /// Poisson with a rate that changes by the hour, by thinning: waits are drawn at the rate of
    /// the busiest hour, and in a quieter hour some of them come to nothing.
    fn happen(&mut self) {
        let peak = self.hours.iter().copied().fold(0.0, f64::max);
        let echoes: f64 = KINDS.iter().map(|k| k.weight * k.seen * 1.4).sum::<f64>()
            / KINDS.iter().map(|k| k.weight).sum::<f64>();
        let happenings = f64::from(self.calls_per_day) / (1.0 + echoes);
        let mean_ms = HOUR_MS as f64 / (happenings * peak);
        loop {
            self.now = self.now.plus_ms(self.chance.wait(mean_ms) as i64 + 1);
            if self.chance.odds(self.hours[local_hour(self.now)] / peak) {
                break;
            }
        }
        let hour = local_hour(self.now);
        let kind = &KINDS[self
            .chance
            .weighted(KINDS.iter().map(|k| k.weight * k.when.weight(hour)))];
        let spot = self.places.draw(kind, &mut self.chance);
        self.seq += 1;
        let on_scene_ms = self
            .chance
            .skewed_ms(kind.scene_min.0 * MINUTE_MS, kind.scene_min.1 * MINUTE_MS);
        let transport = self.chance.odds(kind.transport);
        let outcome = if transport {
            "transported"
        } else {
            self.chance.pick(kind.outcomes)
        };
        let mut first = self.call(kind, spot, 0, None);
        (first.on_scene_ms, first.transport, first.outcome) =
            (on_scene_ms, transport, code(outcome));
        let (mut at, mut said) = (self.now, first.words_zh.clone());
        let mut calls = vec![first];
        let more_odds = if kind.seen > 0.25 { 0.45 } else { 0.25 };
        let mut odds = kind.seen;
        while calls.len() < 5 && self.chance.odds(odds) {
            at = at.plus_ms(self.chance.skewed_ms(20_000, ECHO_MS));
            let mut again = self.call(kind, spot, calls.len(), Some(&said));
            (again.at, again.is_duplicate) = (at, true);
            (again.on_scene_ms, again.transport) = (on_scene_ms, transport);
            again.outcome = calls[0].outcome.clone();
            said.clone_from(&again.words_zh);
            calls.push(again);
            odds = more_odds;
        }
        for call in calls {
            self.drawn += 1;
            self.pending.insert((call.at, self.drawn), call);
        }
    }

    /// One caller: the words, the place as said, and how well the place is known.
    fn call(
        &mut self,
        kind: &Kind,
        spot: Spot,
        nth: usize,
        said_before: Option<&str>,
    ) -> SimReport {
        let chance = &mut self.chance;
        let channel = match chance.below(20) {
            0 | 1 => "app",
            2 => "text",
            _ => kind.line,
        };
        let (low, high) = match channel {
            "app" => (5, 30),
            "text" => (30, 120),
            _ => (15, 250),
        };
        let uncertainty_m = chance.skewed_ms(low, high) as u32;
        let off = f64::from(uncertainty_m.min(140)) * if nth == 0 { 0.15 } else { 0.6 };
        let heard = spot.plus(Spot::new(chance.around(off), chance.around(off)));
        let phrases = kind.phrases();
        let mut pick = chance.below(phrases.len());
        let mut words = phrases::fill(phrases[pick], chance);
        if said_before.is_some_and(|said| said.ends_with(&words.0) || words.0.ends_with(said)) {
            pick = (pick + 1) % phrases.len();
            words = phrases::fill(phrases[pick], chance);
        }
        let (before_zh, before_en) = opening(kind, channel, nth, chance);
        let point = heard.point();
        let (spoken_place_zh, spoken_place_en) = self.places.spoken(heard, chance);
        SimReport {
            at: self.now,
            channel: code(channel),
            type_code: code(kind.code),
            words_zh: format!("{before_zh}{}", words.0),
            words_en: format!("{before_en}{}", words.1),
            spoken_place_zh,
            spoken_place_en,
            address: self.places.city().address_at(point),
            point,
            uncertainty_m,
            incident_seq: self.seq,
            is_duplicate: false,
            needs: kind.needs.iter().map(|need| code(need)).collect(),
            on_scene_ms: 0,
            transport: false,
            outcome: code("resolved"),
        }
    }
}

/// How the caller opens: a greeting, a cry, or nothing when it is written.
fn opening(kind: &Kind, channel: &str, nth: usize, chance: &mut Chance) -> phrases::Pair {
    if matches!(channel, "app" | "text") {
        return ("", "");
    }
    if nth > 0 {
        return *chance.pick(&[
            ("我路过看到的，", "I am passing by. "),
            ("应该已经有人报了，", "Someone may have called already. "),
            ("我在对面楼上，", "I am in the building opposite. "),
            ("", ""),
        ]);
    }
    if kind.urgent {
        return *chance.pick(&[
            ("快来人，", "Please hurry. "),
            ("喂，", "Hello. "),
            ("", ""),
            ("", ""),
        ]);
    }
    *chance.pick(&[
        ("你好，", "Hello. "),
        ("喂，你好，", "Hello there. "),
        ("", ""),
        ("", ""),
    ])
}

/// The hour of the day on the city's clocks.
fn local_hour(at: Timestamp) -> usize {
    ((at.0 + ZONE_MS).div_euclid(HOUR_MS)).rem_euclid(24) as usize
}

impl Iterator for Reports {
    type Item = SimReport;

    fn next(&mut self) -> Option<SimReport> {
        // A call may leave only when no happening before it can still be drawn.
        while self
            .pending
            .first_key_value()
            .is_none_or(|(first, _)| first.0 > self.now)
        {
            self.happen();
        }
        self.pending.pop_first().map(|(_, report)| report)
    }
}
