//! How often one account, and one device, may act and ask.
//!
//! Addresses are not counted: a control room has one, and so has a mobile network. What nobody signed in
//! for is not counted here either; signing in has delays of its own.

use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use identity::DeviceId;
use kernel::AccountId;

/// For so many seconds somebody may come all at once: what a storm brings within a minute is never
/// refused to whoever was quiet before it.
const BURST_S: u32 = 60;

/// How often one account, and one device, may come in a second in the long run; without a number, as
/// often as they like.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Acts. Nobody makes one a second by hand, and all calls of a large city are less than one a second.
    pub acts_per_s: Option<NonZeroU32>,
    /// Questions. A window asks four times a second at most, and an account has up to 32 of them.
    pub questions_per_s: Option<NonZeroU32>,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            acts_per_s: NonZeroU32::new(50),
            questions_per_s: NonZeroU32::new(200),
        }
    }
}

/// By what is counted. Both are few: accounts of the record, and devices it knows.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Comer {
    Account(AccountId),
    Device(DeviceId),
}

/// How often everybody came of late.
pub struct Paces {
    acts: Option<DefaultKeyedRateLimiter<Comer>>,
    questions: Option<DefaultKeyedRateLimiter<Comer>>,
}

impl Paces {
    pub fn new(pace: Pace) -> Self {
        let limiter = |per_s: NonZeroU32| {
            let burst = per_s.saturating_mul(NonZeroU32::MIN.saturating_add(BURST_S - 1));
            RateLimiter::keyed(Quota::per_second(per_s).allow_burst(burst))
        };
        Self {
            acts: pace.acts_per_s.map(limiter),
            questions: pace.questions_per_s.map(limiter),
        }
    }

    /// For how many seconds to wait first; nothing when they may come now.
    pub fn wait(&self, account: AccountId, device: Option<DeviceId>, act: bool) -> Option<i64> {
        let limiter = if act { &self.acts } else { &self.questions };
        let limiter = limiter.as_ref()?;
        let comers = [Some(Comer::Account(account)), device.map(Comer::Device)];
        let waits = comers.into_iter().flatten().filter_map(|comer| {
            let early = limiter.check_key(&comer).err()?;
            let wait = early.wait_time_from(DefaultClock::default().now());
            i64::try_from(wait.as_secs()).ok().map(|whole| whole + 1)
        });
        waits.max()
    }
}

#[cfg(test)]
mod tests {
    use kernel::AccountId;
    use uuid::Uuid;

    use super::*;

    fn one_a_second() -> Paces {
        Paces::new(Pace {
            acts_per_s: NonZeroU32::new(1),
            questions_per_s: None,
        })
    }

    #[test]
    fn a_minutes_worth_comes_at_once_and_then_whoever_comes_waits() {
        let (paces, who) = (one_a_second(), AccountId(Uuid::from_u128(1)));
        for _ in 0..60 {
            assert_eq!(paces.wait(who, None, true), None);
        }
        assert_eq!(paces.wait(who, None, true), Some(1));
    }

    #[test]
    fn one_account_does_not_slow_another() {
        let paces = one_a_second();
        let [first, second] = [1, 2].map(|n| AccountId(Uuid::from_u128(n)));
        for _ in 0..61 {
            paces.wait(first, None, true);
        }
        assert_eq!(paces.wait(second, None, true), None);
    }

    #[test]
    fn one_device_is_counted_whoever_signs_in_there() {
        let (paces, device) = (one_a_second(), Some(DeviceId(Uuid::from_u128(9))));
        let mut people = (1..).map(|n| AccountId(Uuid::from_u128(n)));
        for who in people.by_ref().take(60) {
            assert_eq!(paces.wait(who, device, true), None);
        }
        assert_eq!(paces.wait(AccountId(Uuid::nil()), device, true), Some(1));
    }

    #[test]
    fn without_a_number_nobody_waits() {
        let (paces, who) = (one_a_second(), AccountId(Uuid::from_u128(1)));
        assert!((0..1_000).all(|_| paces.wait(who, None, false).is_none()));
    }
}
