//! Invitations: how an account comes to its first credentials, and to new ones when they are lost.

use kernel::{AccountId, DAY_MS, Timestamp};
use rusqlite::{OptionalExtension as _, Transaction, params};
use uuid::Uuid;

use crate::account;
use crate::error::Error;
use crate::identity::Identity;
use crate::ids::DeviceId;
use crate::secret::Secret;
use crate::session::{Begin, Kind, Method, NewSession};
use crate::token::{self, Hash, Opens};

/// So long after redeeming, a password alone still gives a session that may only set credentials.
const ENROLMENT_MS: i64 = DAY_MS;

/// What an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationKind {
    /// The first credentials of a new account.
    First,
    /// New credentials: redeeming drops all old ones and ends every session of the account.
    Recovery,
}

/// An invitation that was redeemed.
#[derive(Debug)]
pub struct Enrolment {
    /// Whose it was.
    pub account: AccountId,
    /// What it was for.
    pub kind: InvitationKind,
    /// A session that may only set credentials.
    pub session: NewSession,
}

impl InvitationKind {
    const fn word(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Recovery => "recovery",
        }
    }
}

impl Identity {
    /// Makes an invitation; an older one of the same account is void from now on.
    ///
    /// # Errors
    /// [`Error::Chance`] and [`Error::Database`].
    pub fn invite(
        &self,
        account: AccountId,
        kind: InvitationKind,
        now: Timestamp,
    ) -> Result<Secret, Error> {
        let (token, hash) = token::mint(Opens::Invitation)?;
        let until = now.plus_ms(match kind {
            InvitationKind::First => self.options.first_ms,
            InvitationKind::Recovery => self.options.recovery_ms,
        });
        let write = |tx: &Transaction<'_>| {
            account::ensure(tx, account)?;
            tx.prepare_cached(
                "INSERT OR REPLACE INTO invitation (account, hash, kind, until_ms)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![account.0.as_bytes(), hash, kind.word(), until.0])?;
            Ok(())
        };
        self.change(write, |_, ()| {})?;
        Ok(token)
    }

    /// Takes back what was not redeemed yet; true when there was something.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn withdraw_invitation(&self, account: AccountId) -> Result<bool, Error> {
        self.change(|tx| withdraw(tx, account), |_, _| {})
    }

    /// Redeems an invitation, once. `None` when there is no such invitation: it was never made, is
    /// void, has run out, was redeemed, or its account is barred.
    ///
    /// Who was invited to recover has no credential, session or pending code left of before. Until
    /// a full session begins, or a day has passed, a password alone gives another session that may
    /// only set credentials.
    ///
    /// # Errors
    /// [`Error::Chance`] and [`Error::Database`]; then it can be redeemed again.
    pub fn redeem(
        &self,
        text: &str,
        device: Option<DeviceId>,
        now: Timestamp,
    ) -> Result<Option<Enrolment>, Error> {
        let Some(hash) = token::read(Opens::Invitation, text) else {
            return Ok(None);
        };
        let Some((account, kind)) = self.invited(&hash, now)? else {
            return Ok(None);
        };
        let until = now.plus_ms(ENROLMENT_MS);
        let begin = Begin {
            account,
            kind: Kind::Enrolling,
            method: Method::Invitation,
            device,
            alone: kind == InvitationKind::Recovery,
        };
        let begun = self.begin(begin, now, |tx| {
            // Whoever comes second finds it gone.
            let taken = tx
                .prepare_cached("DELETE FROM invitation WHERE hash = ?1")?
                .execute([hash])?;
            if taken == 0 {
                return Ok(false);
            }
            if kind == InvitationKind::Recovery {
                account::drop_credentials(tx, account)?;
            }
            tx.prepare_cached("UPDATE account SET enrol_until_ms = ?2 WHERE account = ?1")?
                .execute(params![account.0.as_bytes(), until.0])?;
            Ok(true)
        })?;
        Ok(begun.map(|session| Enrolment {
            account,
            kind,
            session,
        }))
    }

    /// Whose an invitation is, if it can be redeemed.
    fn invited(
        &self,
        hash: &Hash,
        now: Timestamp,
    ) -> Result<Option<(AccountId, InvitationKind)>, Error> {
        let found: Option<([u8; 16], String)> = self
            .db()
            .prepare_cached(
                "SELECT account, kind FROM invitation WHERE hash = ?1 AND until_ms > ?2",
            )?
            .query_row(params![hash, now.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((account, word)) = found else {
            return Ok(None);
        };
        let account = AccountId(Uuid::from_bytes(account));
        let kinds = [InvitationKind::First, InvitationKind::Recovery];
        let kind = kinds.into_iter().find(|kind| kind.word() == word);
        Ok(kind.map(|kind| (account, kind)))
    }
}

/// Takes an account's invitation back, if there is one.
pub fn withdraw(tx: &Transaction<'_>, account: AccountId) -> Result<bool, Error> {
    let taken = tx
        .prepare_cached("DELETE FROM invitation WHERE account = ?1")?
        .execute([account.0.as_bytes()])?;
    Ok(taken > 0)
}
