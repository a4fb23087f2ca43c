//! How often one log may ask: a count for each minute.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// Counts requests by log. Only requests that a known log signed are counted, so nobody can use up
/// the share of another, and there are no more counts than logs.
pub(super) struct Rate {
    per_minute: u32,
    /// For each log, the minute it asked in last and how often in it.
    counts: Mutex<BTreeMap<String, (u64, u32)>>,
}

impl Rate {
    pub(super) fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            counts: Mutex::default(),
        }
    }

    /// Takes one request of the share of a log; when there is none left, says in how many seconds
    /// there is.
    pub(super) fn take(&self, origin: &str, now_s: u64) -> Result<(), u64> {
        let mut counts = self
            .counts
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let (minute, count) = counts.entry(origin.to_owned()).or_default();
        if *minute != now_s / 60 {
            (*minute, *count) = (now_s / 60, 0);
        }
        if *count == self.per_minute {
            return Err(60 - now_s % 60);
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_log_has_its_share_of_each_minute() {
        let rate = Rate::new(2);
        assert_eq!(rate.take("a", 60), Ok(()));
        assert_eq!(rate.take("a", 100), Ok(()));
        assert_eq!(rate.take("a", 101), Err(19));
        assert_eq!(rate.take("b", 101), Ok(()));
        assert_eq!(rate.take("a", 120), Ok(()));
        // A clock that is set back begins another minute too, and does not lock anyone out.
        assert_eq!(rate.take("a", 61), Ok(()));
    }
}
