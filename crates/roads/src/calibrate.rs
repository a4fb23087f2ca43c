//! From how long drives took to how fast roads are: one factor for each class of road, each hour of
//! the day, and urgency.
//!
//! A drive is reckoned as `pause + urgency × hour × Σ class × time on class`. All factors are found
//! together, each in turn the median of what the others leave over, which no single wild time can
//! move; a factor seen seldom is drawn towards 1, and one seen too seldom is 1.

use std::collections::BTreeMap;

use atlas::Class;

/// A factor with fewer drives behind it stays 1.
pub const DRIVES_MIN: usize = 30;
/// So many drives count as much as the belief that the speeds of the pack are right.
const BELIEF: f64 = 30.0;
/// Rounds in which all factors are found in turn; they settle after some five.
const ROUNDS: usize = 12;
/// Nothing is a tenth or ten times of what a planner thought.
const FACTOR_MAX: f64 = 10.0;

/// One drive that was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Drive {
    /// What the usual speeds give for each class of road.
    pub on_ms: BTreeMap<Class, f64>,
    /// What turns, gates and the walk to the door take, which no factor changes.
    pub fixed_ms: f64,
    /// The hour of the day at which it began, 0 to 23.
    pub hour: u8,
    /// It was driven with signals on.
    pub urgent: bool,
    /// How long it took.
    pub took_ms: f64,
}

/// What times on roads are multiplied with.
#[derive(Clone, Debug, PartialEq)]
pub struct Factors {
    /// What every drive takes beside the driving: to set off, to find the door.
    pub pause_ms: f64,
    /// By class of road.
    pub class: BTreeMap<Class, f64>,
    /// By hour of the day.
    pub hour: [f64; 24],
    /// With signals on, and without.
    pub urgent: [f64; 2],
    /// How many drives they come from.
    pub drives: usize,
}

impl Default for Factors {
    fn default() -> Self {
        Self {
            pause_ms: 0.0,
            class: BTreeMap::new(),
            hour: [1.0; 24],
            urgent: [1.0; 2],
            drives: 0,
        }
    }
}

/// How far reckoned times are from real ones, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// Half of the drives are nearer than this.
    pub median_ms: f64,
    /// Nine of ten are nearer than this.
    pub ninth_ms: f64,
    /// The median of reckoned less real: above 0 is too slow.
    pub bias_ms: f64,
}

impl Factors {
    /// Finds the factors that explain drives best.
    #[must_use]
    pub fn fit(drives: &[Drive]) -> Self {
        let mut factors = Self {
            drives: drives.len(),
            ..Self::default()
        };
        if drives.len() < DRIVES_MIN {
            return factors;
        }
        for _ in 0..ROUNDS {
            factors.fit_pause(drives);
            for urgent in [true, false] {
                let some = drives.iter().filter(|drive| drive.urgent == urgent);
                let step = factors.step(some.map(|drive| (drive, 1.0)));
                bound(&mut factors.urgent[usize::from(urgent)], step);
            }
            for hour in 0..24_u8 {
                let some = drives.iter().filter(|drive| drive.hour == hour);
                let step = factors.step(some.map(|drive| (drive, 1.0)));
                bound(&mut factors.hour[usize::from(hour)], step);
            }
            for class in Class::ALL {
                let share = |drive: &Drive| {
                    let all: f64 = drive.on_ms.values().sum();
                    drive.on_ms.get(class).map_or(0.0, |ms| ms / all.max(1.0))
                };
                let some = drives.iter().map(|drive| (drive, share(drive)));
                let step = factors.step(some.filter(|(_, share)| *share > 0.0));
                bound(factors.class.entry(*class).or_insert(1.0), step);
            }
        }
        factors
            .class
            .retain(|_, factor| (*factor - 1.0).abs() > 1e-9);
        factors
    }

    /// How long a drive would take.
    #[must_use]
    pub fn reckon_ms(&self, drive: &Drive) -> f64 {
        self.pause_ms + drive.fixed_ms + self.driving_ms(drive)
    }

    fn driving_ms(&self, drive: &Drive) -> f64 {
        let on = drive.on_ms.iter();
        let classes: f64 = on
            .map(|(class, ms)| ms * self.class.get(class).unwrap_or(&1.0))
            .sum();
        classes * self.hour[usize::from(drive.hour % 24)] * self.urgent[usize::from(drive.urgent)]
    }

    /// What is left over of each drive once the driving is taken away, at the median; never negative.
    fn fit_pause(&mut self, drives: &[Drive]) {
        let left = |drive: &Drive| drive.took_ms - drive.fixed_ms - self.driving_ms(drive);
        // The short drives show the pause best: it is most of them.
        let mut short: Vec<&Drive> = drives.iter().collect();
        short.sort_by(|a, b| self.driving_ms(a).total_cmp(&self.driving_ms(b)));
        short.truncate((drives.len() / 4).max(DRIVES_MIN));
        let pause = median(short.into_iter().map(|drive| (left(drive), 1.0)).collect());
        self.pause_ms = pause.max(0.0);
    }

    /// By what a factor has to be multiplied: the weighted median of what the drives show, drawn
    /// towards 1 by the belief.
    fn step<'a>(&self, drives: impl Iterator<Item = (&'a Drive, f64)>) -> f64 {
        let shown = drives.filter_map(|(drive, weight)| {
            let left = drive.took_ms - drive.fixed_ms - self.pause_ms;
            let reckoned = self.driving_ms(drive);
            (left > 0.0 && reckoned > 0.0).then(|| ((left / reckoned).ln(), weight))
        });
        let shown: Vec<(f64, f64)> = shown.collect();
        let weight: f64 = shown.iter().map(|(_, weight)| weight).sum();
        if weight < DRIVES_MIN as f64 {
            return 1.0;
        }
        (median(shown) * weight / (weight + BELIEF)).exp()
    }

    /// How far these factors are from drives that were not used to find them.
    #[must_use]
    pub fn errors(&self, drives: &[Drive]) -> Errors {
        Errors::of(
            drives
                .iter()
                .map(|drive| (self.reckon_ms(drive), drive.took_ms)),
        )
    }
}

impl Errors {
    /// Of pairs of reckoned and real times in milliseconds.
    #[must_use]
    pub fn of(pairs: impl Iterator<Item = (f64, f64)>) -> Self {
        let off: Vec<f64> = pairs.map(|(reckoned, real)| reckoned - real).collect();
        let mut away: Vec<f64> = off.iter().map(|off| off.abs()).collect();
        away.sort_by(f64::total_cmp);
        let at = |share: usize| away.get(away.len() * share / 10).copied().unwrap_or(0.0);
        Self {
            median_ms: at(5),
            ninth_ms: at(9),
            bias_ms: median(off.into_iter().map(|off| (off, 1.0)).collect()),
        }
    }
}

fn bound(factor: &mut f64, step: f64) {
    *factor = (*factor * step).clamp(1.0 / FACTOR_MAX, FACTOR_MAX);
}

/// The value at which half of the weight lies below; 0 for nothing.
fn median(mut values: Vec<(f64, f64)>) -> f64 {
    values.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let half: f64 = values.iter().map(|(_, weight)| weight).sum::<f64>() / 2.0;
    let mut below = 0.0;
    for (value, weight) in &values {
        below += weight;
        if below >= half {
            return *value;
        }
    }
    values.last().map_or(0.0, |(value, _)| *value)
}
