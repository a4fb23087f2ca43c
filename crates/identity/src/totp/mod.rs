//! One-time codes by the time (RFC 6238): six digits, SHA-1, thirty seconds, one step either way.

use kernel::{AccountId, MINUTE_MS, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::identity::Identity;
use crate::secret::Secret;
use crate::{account, boxed};

mod code;
mod uri;

pub use code::{matching, read};

/// The code an authenticator shows at an instant.
#[cfg(test)]
pub fn code_at(secret: &[u8], now: Timestamp) -> String {
    format!("{:06}", code::code(secret, code::step(now)))
}

/// A beginning is good for so long.
pub const BEGUN_MS: i64 = 15 * MINUTE_MS;

/// 160 bits, as RFC 4226 section 4 asks for.
pub const SECRET_BYTES: usize = 20;

const LABEL_CHARS_MAX: usize = 64;

/// The secret of an account, and the last step whose code was taken.
pub struct Kept {
    pub secret: Zeroizing<Vec<u8>>,
    pub step: i64,
}

/// What an authenticator needs to know, once.
#[derive(Debug)]
pub struct TotpBegun {
    /// `otpauth://totp/...`, for a QR code.
    pub uri: Secret,
    /// The secret in base32, to be typed.
    pub secret: Secret,
}

/// Why codes were not confirmed.
#[derive(Debug, thiserror::Error)]
pub enum TotpError {
    /// It is not the code of this moment.
    #[error("the code is wrong, or was used before")]
    Wrong,
    /// Nothing was begun within the last fifteen minutes.
    #[error("one-time codes were not begun, or too long ago")]
    NotBegun,
    /// It could not be checked.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Identity {
    /// Begins one-time codes with a new secret. Codes that were confirmed go on until this one is.
    ///
    /// - `label`: the service number, 1 to 64 characters, as the authenticator will show it.
    ///
    /// # Errors
    /// [`Error::Bounds`] for the label.
    pub fn totp_begin(
        &self,
        account: AccountId,
        label: &str,
        now: Timestamp,
    ) -> Result<TotpBegun, Error> {
        let (found, max) = (label.chars().count(), LABEL_CHARS_MAX);
        if !(1..=max).contains(&found) {
            let what = "the length of a label";
            return Err(Error::Bounds { what, found, max });
        }
        let mut secret = Zeroizing::new([0; SECRET_BYTES]);
        getrandom::fill(&mut *secret)?;
        let sealed = boxed::lock(&self.keys.totp, account.0.as_bytes(), &*secret)?;
        let write = |tx: &Transaction<'_>| {
            account::ensure(tx, account)?;
            tx.prepare_cached(
                "INSERT OR REPLACE INTO totp_begun (account, sealed, since_ms) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![account.0.as_bytes(), sealed, now.0])?;
            Ok(())
        };
        self.change(write, |_, ()| {})?;
        let typed = uri::typed(&*secret);
        Ok(TotpBegun {
            uri: uri::uri(&self.options.house, label, &typed),
            secret: typed,
        })
    }

    /// Confirms that the authenticator was set up, by a code of it. That code is used up.
    ///
    /// # Errors
    /// [`TotpError::Wrong`] and [`TotpError::NotBegun`].
    pub fn totp_confirm(
        &self,
        account: AccountId,
        code: &str,
        now: Timestamp,
    ) -> Result<(), TotpError> {
        let sealed = self.begun(account, now)?.ok_or(TotpError::NotBegun)?;
        let secret = self.unsealed(account, &sealed)?;
        let step = matching(&secret, read(code), now, i64::MIN).ok_or(TotpError::Wrong)?;
        let write = |tx: &Transaction<'_>| {
            let id = account.0.as_bytes();
            let taken = tx
                .prepare_cached("DELETE FROM totp_begun WHERE account = ?1 AND sealed = ?2")?
                .execute(params![id, sealed])?;
            if taken > 0 {
                tx.prepare_cached(
                    "INSERT OR REPLACE INTO totp (account, sealed, step) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![id, sealed, step])?;
            }
            Ok(taken > 0)
        };
        let confirmed = self.change(write, |_, _| {})?;
        confirmed.then_some(()).ok_or(TotpError::NotBegun)
    }

    /// Drops the one-time codes of an account.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn totp_drop(&self, account: AccountId) -> Result<(), Error> {
        let write = |tx: &Transaction<'_>| {
            for table in ["totp", "totp_begun"] {
                tx.execute(
                    &format!("DELETE FROM {table} WHERE account = ?1"),
                    [account.0.as_bytes()],
                )?;
            }
            Ok(())
        };
        self.change(write, |_, ()| {})
    }

    /// What an account's codes are made of.
    pub(crate) fn kept_totp(
        &self,
        db: &Connection,
        account: AccountId,
    ) -> Result<Option<Kept>, Error> {
        let found: Option<(Vec<u8>, i64)> = db
            .prepare_cached("SELECT sealed, step FROM totp WHERE account = ?1")?
            .query_row([account.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let kept = found.map(|(sealed, step)| {
            let secret = self.unsealed(account, &sealed)?;
            Ok(Kept { secret, step })
        });
        kept.transpose()
    }

    fn begun(&self, account: AccountId, now: Timestamp) -> Result<Option<Vec<u8>>, Error> {
        let found = self
            .db()
            .prepare_cached("SELECT sealed FROM totp_begun WHERE account = ?1 AND since_ms > ?2")?
            .query_row(
                params![account.0.as_bytes(), now.plus_ms(-BEGUN_MS).0],
                |row| row.get(0),
            )
            .optional()?;
        Ok(found)
    }

    fn unsealed(&self, account: AccountId, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        boxed::unlock(&self.keys.totp, account.0.as_bytes(), sealed)
            .ok_or_else(|| Error::Damaged(format!("the codes of account {account} do not open")))
    }
}

/// Uses a step up: true once, for it and all before it.
pub fn use_up(tx: &Transaction<'_>, account: AccountId, step: i64) -> Result<bool, Error> {
    let used = tx
        .prepare_cached("UPDATE totp SET step = ?2 WHERE account = ?1 AND step < ?2")?
        .execute(params![account.0.as_bytes(), step])?;
    Ok(used > 0)
}
