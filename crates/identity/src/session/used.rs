//! A session is shown on every request: answered from memory, and written down once a minute.

use std::sync::atomic::Ordering;

use kernel::{MINUTE_MS, Timestamp};
use rusqlite::params;

use super::{Session, SessionError};
use crate::error::Error;
use crate::identity::Identity;
use crate::token::{self, Opens};

impl Identity {
    /// The session of a token; asked on every request, and answered from memory.
    ///
    /// That it is used is written down at most once a minute. The caller compares
    /// [`Session::device`] with the device that asks, where a session must not travel.
    ///
    /// # Errors
    /// [`SessionError`]: a session that has run out is no more from then on.
    pub fn session(&self, token: &str, now: Timestamp) -> Result<Session, SessionError> {
        let hash = token::read(Opens::Session, token).ok_or(SessionError::Unknown)?;
        let (found, holds) = {
            let live = self.live();
            let found = live.by_token(&hash).ok_or(SessionError::Unknown)?;
            let holds = found.holds(&self.options, now);
            if holds.is_ok() {
                found.used_at(now);
            }
            (found.now(), holds)
        };
        if let Err(over) = holds {
            // Should the file fail, it is over all the same: its instants say so.
            let _ = self.end(found.id);
            return Err(over);
        }
        self.note_uses(now);
        Ok(found)
    }

    /// Once a minute, writes down what was used.
    pub(crate) fn note_uses(&self, now: Timestamp) {
        let written = self.live().written.load(Ordering::Relaxed);
        if now.0.saturating_sub(written) >= MINUTE_MS {
            // Should the file fail, a use is forgotten, and a session ends a little early.
            let _ = self.write_uses(now);
        }
    }

    /// Writes down when sessions and keys were last used, all at once: the uses of a minute cost
    /// one synchronisation however many there are. Whoever finds the file busy leaves it to the next.
    fn write_uses(&self, now: Timestamp) -> Result<(), Error> {
        let Some(mut db) = self.try_db() else {
            return Ok(());
        };
        let since = {
            let live = self.live();
            let since = live.written.fetch_max(now.0, Ordering::Relaxed);
            (since < now.0).then_some(since)
        };
        let Some(since) = since else { return Ok(()) };
        let tx = db.transaction()?;
        {
            let live = self.live();
            let mut session =
                tx.prepare_cached("UPDATE session SET used_ms = ?2 WHERE session = ?1")?;
            for used in live.sessions(|_| true) {
                if used.used.0 >= since {
                    session.execute(params![used.id.0.as_bytes(), used.used.0])?;
                }
            }
            let mut key =
                tx.prepare_cached("UPDATE machine_key SET used_ms = ?2 WHERE key = ?1")?;
            for listed in live.keys.values().map(super::LiveKey::now) {
                if let Some(used) = listed.used.filter(|used| used.0 >= since) {
                    key.execute(params![listed.key.id.0.as_bytes(), used.0])?;
                }
            }
        }
        tx.commit()?;
        Ok(())
    }
}
