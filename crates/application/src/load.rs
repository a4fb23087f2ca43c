//! Whether an act that comes now can be answered in time.
//!
//! A queue that is longer than the patience of those who wait in it answers nobody: each act is
//! written after whoever asked has gone, asks again, and makes the queue longer still. So an act is
//! refused at the door once the writer could not reach it in time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::writer::GROUP_ACTS_MAX;

/// The longest wait that is still let in; whoever was let in and waited longer all the same, because
/// the disk became slower, is told so when the writer comes to them.
pub(crate) const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// How fast the writer has been of late.
#[derive(Debug)]
pub(crate) struct Load {
    base: Instant,
    /// Microseconds one group takes, smoothed.
    group_us: AtomicU64,
    /// When the group at hand was begun, in microseconds since `base`; 0 between groups.
    begun_us: AtomicU64,
}

impl Default for Load {
    fn default() -> Self {
        Self {
            base: Instant::now(),
            group_us: AtomicU64::new(0),
            begun_us: AtomicU64::new(0),
        }
    }
}

impl Load {
    fn now_us(&self) -> u64 {
        // Never 0, which stands for no group.
        u64::try_from(self.base.elapsed().as_micros()).map_or(u64::MAX, |us| us.max(1))
    }

    /// A group is being written.
    pub(crate) fn begin(&self) {
        self.begun_us.store(self.now_us(), Ordering::Relaxed);
    }

    /// It was written.
    pub(crate) fn end(&self) {
        let begun = self.begun_us.swap(0, Ordering::Relaxed);
        let took = self.now_us().saturating_sub(begun);
        let before = self.group_us.load(Ordering::Relaxed);
        // A quarter of the newest: a single slow write is forgotten after a few quick ones.
        self.group_us
            .store(before - before / 4 + took / 4, Ordering::Relaxed);
    }

    /// Whether the writer reaches an act in time that comes behind so many others. Whoever comes
    /// first is always let in, so that a stall is noticed to be over.
    pub(crate) fn admits(&self, waiting: usize) -> bool {
        if waiting == 0 {
            return true;
        }
        let begun = self.begun_us.load(Ordering::Relaxed);
        let running = match begun {
            0 => 0,
            begun => self.now_us().saturating_sub(begun),
        };
        let one = self.group_us.load(Ordering::Relaxed).max(running);
        let groups = 1 + (waiting / GROUP_ACTS_MAX) as u64;
        Duration::from_micros(one.saturating_mul(groups)) <= ANSWER_WITHIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taking(group: Duration) -> Load {
        let load = Load::default();
        let us = u64::try_from(group.as_micros()).unwrap();
        load.group_us.store(us, Ordering::Relaxed);
        load
    }

    #[test]
    fn a_quick_writer_lets_a_long_queue_in() {
        assert!(taking(Duration::from_millis(10)).admits(16_000));
    }

    #[test]
    fn a_slow_writer_lets_in_what_it_can_reach() {
        let load = taking(Duration::from_millis(900));
        assert!(load.admits(GROUP_ACTS_MAX));
        assert!(!load.admits(2 * GROUP_ACTS_MAX));
    }

    #[test]
    fn a_stalled_writer_lets_in_the_first_only() {
        let load = taking(Duration::from_secs(30));
        assert!(load.admits(0));
        assert!(!load.admits(1));
    }
}
