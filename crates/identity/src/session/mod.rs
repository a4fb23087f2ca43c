//! Sessions: a random token for each signing in, kept as a hash, with an end.

use kernel::{AccountId, SeatId, Timestamp};

use crate::error::Error;
use crate::identity::Identity;
use crate::ids::{DeviceId, SessionId};
use crate::secret::Secret;

/// What a session is good for.
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

impl Identity {
    /// The session of a token; asked on every request, and answered from memory.
    ///
    /// That it is used is written down at most once a minute. The caller compares
    /// [`Session::device`] with the device that asks, where a session must not travel.
    ///
    /// # Errors
    /// [`SessionError`]: a session that has run out is no more from then on.
    pub fn session(&self, token: &str, now: Timestamp) -> Result<Session, SessionError> {
        let _ = (token, now);
        todo!()
    }

    /// Gives a session a new token; the old one opens nothing from now on. `None` when there is no
    /// such session.
    ///
    /// # Errors
    /// [`Error::Database`]; then the old token still holds.
    pub fn rotate(&self, session: SessionId, now: Timestamp) -> Result<Option<Secret>, Error> {
        let _ = (session, now);
        todo!()
    }

    /// Sits a session down at a seat its device is bound to; it leaves the seat it had.
    ///
    /// # Errors
    /// [`Error::NotThisSeat`] and [`Error::CannotSit`].
    pub fn sit(&self, session: SessionId, seat: &SeatId) -> Result<(), Error> {
        let _ = (session, seat);
        todo!()
    }

    /// Leaves the seat; returns which it was.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn stand(&self, session: SessionId) -> Result<Option<SeatId>, Error> {
        let _ = session;
        todo!()
    }

    /// The sessions of an account that hold, the oldest first.
    #[must_use]
    pub fn sessions_of(&self, account: AccountId, now: Timestamp) -> Vec<Session> {
        let _ = (account, now);
        todo!()
    }

    /// The sessions that sit at a seat, the oldest first.
    #[must_use]
    pub fn sessions_at(&self, seat: &SeatId, now: Timestamp) -> Vec<Session> {
        let _ = (seat, now);
        todo!()
    }

    /// Ends a session; returns what it was.
    ///
    /// # Errors
    /// [`Error::Database`]; then it goes on.
    pub fn end(&self, session: SessionId) -> Result<Option<Session>, Error> {
        let _ = session;
        todo!()
    }

    /// Ends all sessions of an account; returns which.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn end_all(&self, account: AccountId) -> Result<Vec<SessionId>, Error> {
        let _ = account;
        todo!()
    }

    /// Ends all sessions of an account but one: when credentials changed. Returns which.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn end_others(&self, account: AccountId, keep: SessionId) -> Result<Vec<SessionId>, Error> {
        let _ = (account, keep);
        todo!()
    }
}
