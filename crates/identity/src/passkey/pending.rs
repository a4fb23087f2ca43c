//! Ceremonies between their two halves: in memory, few, and not for long.
//!
//! Their state never leaves the server, so that no answer can be played back. A restart asks people
//! to begin again.

use std::collections::VecDeque;

use kernel::{AccountId, MINUTE_MS, Timestamp};
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

use crate::error::Error;
use crate::ids::CeremonyId;

/// A ceremony lasts so long.
const CEREMONY_MS: i64 = 5 * MINUTE_MS;
/// Ceremonies of one kind; one more ends the oldest.
const CEREMONIES_MAX: usize = 1024;

/// All that was begun and not finished. Who comes from unknown devices has a place of their own, so
/// that a flood of them ends nobody else's ceremony.
#[derive(Debug, Default)]
pub struct Pending {
    pub making: Queue<Making>,
    pub known: Queue<Using>,
    pub unknown: Queue<Using>,
}

#[derive(Debug)]
pub struct Making {
    pub account: AccountId,
    pub state: PasskeyRegistration,
}

#[derive(Debug)]
pub struct Using {
    pub whose: Whose,
    pub state: DiscoverableAuthentication,
}

/// Whose passkey is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Whoever the authenticator finds.
    Anybodys,
    /// An account's.
    Of(AccountId),
    /// A name's that has none: no answer is right.
    Nobodys,
}

/// Ceremonies of a kind, the oldest first.
#[derive(Debug)]
pub struct Queue<T>(VecDeque<(CeremonyId, Timestamp, T)>);

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T> Queue<T> {
    /// Keeps one until it is finished or over.
    pub fn keep(&mut self, one: T, now: Timestamp) -> Result<CeremonyId, Error> {
        let id = CeremonyId::random()?;
        if self.0.len() >= CEREMONIES_MAX {
            self.0.pop_front();
        }
        self.0.push_back((id, now.plus_ms(CEREMONY_MS), one));
        while self.0.front().is_some_and(|(_, until, _)| *until <= now) {
            self.0.pop_front();
        }
        Ok(id)
    }

    /// Takes one out, once.
    pub fn take(&mut self, id: CeremonyId, now: Timestamp) -> Option<T> {
        let at = self.0.iter().position(|(one, ..)| *one == id)?;
        let (_, until, one) = self.0.remove(at)?;
        (until > now).then_some(one)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ceremony_is_taken_once() {
        let mut queue = Queue::default();
        let id = queue.keep("one", Timestamp(0)).unwrap();
        assert_eq!(queue.take(id, Timestamp(1)), Some("one"));
        assert_eq!(queue.take(id, Timestamp(1)), None);
    }

    #[test]
    fn after_five_minutes_it_is_over() {
        let mut queue = Queue::default();
        let id = queue.keep("one", Timestamp(0)).unwrap();
        assert_eq!(queue.take(id, Timestamp(CEREMONY_MS)), None);
    }

    #[test]
    fn there_are_never_more_than_fit() {
        let mut queue = Queue::default();
        let first = queue.keep(0, Timestamp(0)).unwrap();
        for n in 1..=CEREMONIES_MAX {
            queue.keep(n, Timestamp(0)).unwrap();
        }
        assert_eq!(queue.0.len(), CEREMONIES_MAX);
        assert_eq!(queue.take(first, Timestamp(1)), None);
    }
}
