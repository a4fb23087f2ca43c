//! Sitting down at a seat and standing up again.

use kernel::{SeatId, Timestamp};
use rusqlite::params;

use super::{Kind, Session};
use crate::error::Error;
use crate::identity::Identity;
use crate::ids::SessionId;

impl Identity {
    /// Sits a session down at a seat its device is bound to; it leaves the seat it had. Whether
    /// somebody else may be sitting there is the caller's to say ([`Identity::sessions_at`]).
    ///
    /// # Errors
    /// [`Error::NotThisSeat`] and [`Error::CannotSit`].
    pub fn sit(&self, session: SessionId, seat: &SeatId) -> Result<(), Error> {
        let write = |tx: &rusqlite::Transaction<'_>| {
            let found = self.live().get(session).map(super::live::LiveSession::now);
            let found = found.filter(|found| found.kind == Kind::Full);
            let device = found.and_then(|found| found.device);
            let device = device.ok_or(Error::CannotSit)?;
            if !self.may_sit(device, seat) {
                let seat = seat.clone();
                return Err(Error::NotThisSeat { device, seat });
            }
            tx.prepare_cached("UPDATE session SET seat = ?2 WHERE session = ?1")?
                .execute(params![session.0.as_bytes(), seat.as_str()])?;
            Ok(())
        };
        self.change(write, |live, ()| live.sit(session, Some(seat.clone())))
    }

    /// Leaves the seat; returns which it was.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn stand(&self, session: SessionId) -> Result<Option<SeatId>, Error> {
        let write = |tx: &rusqlite::Transaction<'_>| {
            let found = self.live().get(session).map(super::live::LiveSession::now);
            tx.prepare_cached("UPDATE session SET seat = NULL WHERE session = ?1")?
                .execute([session.0.as_bytes()])?;
            Ok(found.and_then(|found| found.seat))
        };
        self.change(write, |live, _| live.sit(session, None))
    }

    /// The sessions that sit at a seat, the oldest first.
    #[must_use]
    pub fn sessions_at(&self, seat: &SeatId, now: Timestamp) -> Vec<Session> {
        let alike = |session: &Session| session.seat.as_ref() == Some(seat);
        self.live().holding(&self.options, now, alike)
    }
}
