//! Sessions are listed, renewed and ended.

use kernel::{AccountId, Timestamp};
use rusqlite::{Transaction, params};

use super::{Live, Session};
use crate::error::Error;
use crate::identity::Identity;
use crate::ids::SessionId;
use crate::secret::Secret;
use crate::token::{self, Opens};

impl Identity {
    /// Gives a session a new token; the old one opens nothing from now on. `None` when there is no
    /// such session, or none that still holds.
    ///
    /// # Errors
    /// [`Error::Database`]; then the old token still holds.
    pub fn rotate(&self, session: SessionId, now: Timestamp) -> Result<Option<Secret>, Error> {
        let (token, hash) = token::mint(Opens::Session)?;
        let rotated = self.change(
            |tx| {
                let holds = {
                    let live = self.live();
                    let found = live.get(session);
                    found.is_some_and(|found| found.holds(&self.options, now).is_ok())
                };
                if holds {
                    tx.prepare_cached("UPDATE session SET hash = ?2 WHERE session = ?1")?
                        .execute(params![session.0.as_bytes(), hash])?;
                }
                Ok(holds)
            },
            |live, rotated| {
                if *rotated {
                    live.rename(session, hash);
                }
            },
        )?;
        Ok(rotated.then_some(token))
    }

    /// The sessions of an account that hold, the oldest first.
    #[must_use]
    pub fn sessions_of(&self, account: AccountId, now: Timestamp) -> Vec<Session> {
        let alike = |session: &Session| session.account == account;
        self.live().holding(&self.options, now, alike)
    }

    /// Whether a session holds. To ask is no use of it: what stays open by itself must not keep a
    /// session from ending where nobody sits any more.
    #[must_use]
    pub fn holds(&self, session: SessionId, now: Timestamp) -> bool {
        let live = self.live();
        let found = live.get(session);
        found.is_some_and(|found| found.holds(&self.options, now).is_ok())
    }

    /// Ends a session; returns what it was.
    ///
    /// # Errors
    /// [`Error::Database`]; then it goes on.
    pub fn end(&self, session: SessionId) -> Result<Option<Session>, Error> {
        let found = self.live().get(session).map(super::live::LiveSession::now);
        self.end_where(|one| one.id == session)?;
        Ok(found)
    }

    /// Ends all sessions of an account; returns which.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn end_all(&self, account: AccountId) -> Result<Vec<SessionId>, Error> {
        self.end_where(|session| session.account == account)
    }

    /// Ends all sessions of an account but one: when credentials changed. Returns which.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn end_others(&self, account: AccountId, keep: SessionId) -> Result<Vec<SessionId>, Error> {
        self.end_where(|session| session.account == account && session.id != keep)
    }

    fn end_where(&self, alike: impl Fn(&Session) -> bool) -> Result<Vec<SessionId>, Error> {
        self.change(|tx| self.end_in(tx, alike), |live, ended| gone(live, ended))
    }

    /// The same as part of another change, whose second half is [`gone`].
    pub(crate) fn end_in(
        &self,
        tx: &Transaction<'_>,
        alike: impl Fn(&Session) -> bool,
    ) -> Result<Vec<SessionId>, Error> {
        let ended: Vec<SessionId> = {
            let live = self.live();
            let found = live.sessions(alike);
            found.iter().map(|session| session.id).collect()
        };
        let mut delete = tx.prepare_cached("DELETE FROM session WHERE session = ?1")?;
        for session in &ended {
            delete.execute([session.0.as_bytes()])?;
        }
        Ok(ended)
    }
}

/// Sessions that ended leave memory.
pub fn gone(live: &mut Live, ended: &[SessionId]) {
    for session in ended {
        live.remove(*session);
    }
}
