//! Sessions: a random token for each signing in, kept as a hash, with an end.

use kernel::{AccountId, SeatId, Timestamp};

use crate::ids::{DeviceId, SessionId};
use crate::secret::Secret;

mod begin;
mod live;
mod manage;
mod row;
mod seat;
mod used;

pub use begin::Begin;
pub use live::{Live, LiveKey};
pub use manage::gone;

/// What a session is good for.
///
/// # Source
/// OWASP Session Management Cheat Sheet, for tokens, limits and renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody signed in.
    Full,
    /// Somebody is setting credentials, and may do nothing else.
    Enrolling,
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Password and one-time code.
    Password,
    /// Passkey with user verification.
    Passkey,
    /// Invitation.
    Invitation,
}

/// A session that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its id: safe to show and to write down.
    pub id: SessionId,
    /// Whose it is.
    pub account: AccountId,
    /// What it is good for.
    pub kind: Kind,
    /// When they signed in.
    pub since: Timestamp,
    /// When it was last used, to the minute.
    pub used: Timestamp,
    /// How they signed in.
    pub method: Method,
    /// Where.
    pub device: Option<DeviceId>,
    /// The seat they sit at.
    pub seat: Option<SeatId>,
}

/// A session that was just made, with its token.
#[derive(Debug)]
pub struct NewSession {
    /// The token: for one cookie, and nowhere else.
    pub token: Secret,
    /// The session.
    pub session: Session,
    /// The token of the device, when signing in made it known: for a long-lived cookie.
    pub device_token: Option<Secret>,
    /// Sessions of the account that ended because there were too many.
    pub displaced: Vec<SessionId>,
}

/// Why a token opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// Never made, ended, or rotated away.
    #[error("there is no such session")]
    Unknown,
    /// Unused for too long.
    #[error("the session was unused for too long")]
    Idle,
    /// As old as a session gets.
    #[error("the session is as old as sessions get")]
    Over,
}
