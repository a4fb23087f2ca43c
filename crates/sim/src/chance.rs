//! Chance that is handed in: one seed, one stream of draws, on every machine the same.
//!
//! Only the raw 64-bit words of ChaCha8 are taken from the library; every range and every
//! distribution is worked out here, so that a newer library cannot change an old city.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::num;

/// A seeded stream of draws.
#[derive(Clone, Debug)]
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// A stream for one purpose: two purposes never share draws, so that adding a draw to one of
    /// them leaves the other as it was.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        for (place, byte) in key[8..].iter_mut().zip(purpose.bytes()) {
            *place = byte;
        }
        Self(ChaCha8Rng::from_seed(key))
    }

    pub(crate) fn word(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number from 0 to `count - 1`; 0 when there is nothing to choose from.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.word()) * count as u128) >> 64) as usize
    }

    /// A number from 0 up to but not including 1, with 53 random bits.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number from `low` up to `high`.
    pub(crate) fn range(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A number from `-width` to `width`, the middle likelier than the ends.
    pub(crate) fn around(&mut self, width: f64) -> f64 {
        (self.unit() + self.unit() - 1.0) * width
    }

    /// True once in so many draws.
    pub(crate) fn odds(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// One of the things offered.
    pub(crate) fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }

    /// The index of one of the weights, the heavier the likelier.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = f64> + Clone) -> usize {
        let mut left = self.unit() * weights.clone().sum::<f64>();
        let mut last = 0;
        for (index, weight) in weights.enumerate() {
            last = index;
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }

    /// The wait until the next event of a Poisson stream whose mean wait is `mean`.
    pub(crate) fn wait(&mut self, mean: f64) -> f64 {
        -num::ln(1.0 - self.unit()) * mean
    }

    /// A time between `low` and `high` with most of its weight in the lower half, as work is:
    /// usually short, sometimes long.
    pub(crate) fn skewed_ms(&mut self, low: i64, high: i64) -> i64 {
        let share = self.unit() * (0.35 + 0.65 * self.unit());
        low + ((high - low) as f64 * share) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_one_that_was_frozen() {
        let mut chance = Chance::new(7, "test");
        let words: Vec<u64> = (0..3).map(|_| chance.word()).collect();
        let mut again = Chance::new(7, "test");
        assert_eq!(words, (0..3).map(|_| again.word()).collect::<Vec<_>>());
        assert_ne!(Chance::new(7, "other").word(), words[0]);
    }

    #[test]
    fn a_poisson_wait_has_its_mean() {
        let mut chance = Chance::new(1, "wait");
        let total: f64 = (0..20_000).map(|_| chance.wait(60.0)).sum();
        assert!((total / 20_000.0 - 60.0).abs() < 2.0);
    }
}
