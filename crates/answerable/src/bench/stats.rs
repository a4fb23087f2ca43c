//! Rates and latencies.

use std::time::Duration;

/// What a run measured.
#[derive(Debug, Default)]
pub struct Run {
    pub latencies: Vec<Duration>,
    pub elapsed: Duration,
}

impl Run {
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// Nearest rank, in milliseconds.
    pub fn ms(&self, percent: f64) -> f64 {
        let mut sorted = self.latencies.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() as f64 * percent / 100.0).ceil() as usize;
        sorted
            .get(rank.saturating_sub(1))
            .map_or(0.0, |one| one.as_secs_f64() * 1_000.0)
    }

    pub fn print(&self, what: &str) {
        println!(
            "{what:48} {:>9.0}/s   p50 {:>8.3} ms   p99 {:>8.3} ms",
            self.rate(),
            self.ms(50.0),
            self.ms(99.0)
        );
    }
}

/// Says whether an expectation held, with both numbers.
pub fn expect(what: &str, found: f64, holds: bool, bound: &str) {
    println!(
        "  {} {what}: {found:.2} (expected {bound})",
        if holds { "ok  " } else { "MISS" }
    );
}
