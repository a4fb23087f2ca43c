//! What an operator may set.

use std::path::PathBuf;

use kernel::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS};
use url::Url;

use crate::failures::Delay;
use crate::password::Cost;

/// How long things last, how many there may be, and what passkeys are bound to.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address people open, `https://desk.example.org`; without one there are no passkeys.
    pub origin: Option<Url>,
    /// The name passkeys are bound to: the host of `origin`, or a domain above it.
    pub rp_id: String,
    /// The name of the house, as authenticators show it.
    pub house: String,
    /// A session elsewhere than at a bound device ends after so long without a request.
    pub idle_ms: i64,
    /// The same at a bound device, where a quiet night must not end a shift of twelve hours.
    pub idle_bound_ms: i64,
    /// Every session ends so long after its signing in.
    pub absolute_ms: i64,
    /// How long somebody may take to set credentials after redeeming an invitation.
    pub enrolling_ms: i64,
    /// Sessions of one account; one more ends the one that was used longest ago.
    pub sessions_max: usize,
    /// A first invitation lasts so long.
    pub first_ms: i64,
    /// An invitation to set all credentials anew lasts so long.
    pub recovery_ms: i64,
    /// How failures slow further tries down.
    pub delays: Delays,
    /// What hashing a password costs.
    pub cost: Cost,
    /// Passwords hashed at once.
    pub hashing_max: usize,
    /// Passwords waiting to be hashed; one more is told [`crate::Error::Busy`].
    pub waiting_max: usize,
    /// A sorted list of SHA-1 hashes in hexadecimal, one a line, of passwords that became public.
    pub breached: Option<PathBuf>,
}

/// A delay for each thing that failures are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delays {
    /// One account at one known device.
    pub known: Delay,
    /// One account from all unknown devices together.
    pub unknown: Delay,
    /// All accounts at one known device.
    pub device: Delay,
    /// All accounts from all unknown devices together.
    pub everywhere: Delay,
    /// The second secret of one subject.
    pub pin: Delay,
}

impl Default for Delays {
    fn default() -> Self {
        let person = Delay {
            free: 5,
            first_ms: 5 * SECOND_MS,
            longest_ms: 15 * MINUTE_MS,
            forget_ms: 2 * HOUR_MS,
        };
        Self {
            known: person,
            unknown: person,
            device: Delay {
                free: 20,
                first_ms: 5 * SECOND_MS,
                longest_ms: 5 * MINUTE_MS,
                forget_ms: 10 * MINUTE_MS,
            },
            everywhere: Delay {
                free: 100,
                first_ms: SECOND_MS,
                longest_ms: 10 * SECOND_MS,
                forget_ms: 10 * SECOND_MS,
            },
            pin: person,
        }
    }
}

impl Default for Options {
    /// Limits for a control room: twelve hours idle at a bound device, half an hour elsewhere, and
    /// sixteen hours from the signing in whatever happens (SP 800-63B section 2.2.3 asks for an
    /// overall limit of 24 hours and an inactivity limit of an hour; the desk of a shift is watched).
    fn default() -> Self {
        Self {
            origin: None,
            rp_id: String::new(),
            house: "Answerable".into(),
            idle_ms: 30 * MINUTE_MS,
            idle_bound_ms: 12 * HOUR_MS,
            absolute_ms: 16 * HOUR_MS,
            enrolling_ms: HOUR_MS,
            sessions_max: 8,
            first_ms: 3 * DAY_MS,
            recovery_ms: DAY_MS,
            delays: Delays::default(),
            cost: Cost::default(),
            hashing_max: 2,
            waiting_max: 32,
            breached: None,
        }
    }
}
