//! How many passwords are hashed at once: each takes 19 MiB, and a flood of them must not take all.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lets a few in, a few more wait, and sends the rest away.
#[derive(Debug)]
pub struct Gate {
    counts: Mutex<Counts>,
    left: Condvar,
    inside_max: usize,
    waiting_max: usize,
}

#[derive(Debug, Default)]
struct Counts {
    inside: usize,
    waiting: usize,
    /// The most that ever were inside, for tests.
    #[cfg(test)]
    peak: usize,
}

/// Being inside; dropping it lets the next one in.
#[derive(Debug)]
pub struct Permit<'a>(&'a Gate);

impl Gate {
    pub fn new(inside_max: usize, waiting_max: usize) -> Self {
        Self {
            counts: Mutex::default(),
            left: Condvar::new(),
            inside_max: inside_max.max(1),
            waiting_max,
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits to be let in; `None` when too many are waiting already.
    pub fn enter(&self) -> Option<Permit<'_>> {
        let mut counts = self.counts();
        if counts.inside >= self.inside_max {
            if counts.waiting >= self.waiting_max {
                return None;
            }
            counts.waiting += 1;
            counts = self
                .left
                .wait_while(counts, |counts| counts.inside >= self.inside_max)
                .unwrap_or_else(PoisonError::into_inner);
            counts.waiting -= 1;
        }
        counts.inside += 1;
        #[cfg(test)]
        {
            counts.peak = counts.peak.max(counts.inside);
        }
        Some(Permit(self))
    }

    /// How many were inside at once at most.
    #[cfg(test)]
    pub fn peak(&self) -> usize {
        self.counts().peak
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.0.counts().inside -= 1;
        self.0.left.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_finds_no_room_to_wait_is_sent_away() {
        let gate = Gate::new(1, 0);
        let inside = gate.enter();
        assert!(gate.enter().is_none());
        drop(inside);
        assert!(gate.enter().is_some());
    }

    #[test]
    fn the_third_waits_until_one_of_two_leaves() {
        let gate = Gate::new(2, 1);
        let two = [gate.enter(), gate.enter()];
        std::thread::scope(|scope| {
            let third = scope.spawn(|| gate.enter().is_some());
            while gate.counts().waiting == 0 {
                std::thread::yield_now();
            }
            assert_eq!(gate.counts().inside, 2);
            drop(two);
            assert!(third.join().unwrap());
        });
        assert_eq!(gate.peak(), 2);
    }
}
