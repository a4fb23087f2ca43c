//! What an account has to sign in with, and the end of all of it.

use kernel::AccountId;
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::error::Error;
use crate::identity::Identity;
use crate::invitation;
use crate::session::gone;

/// What an account can sign in with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    /// A password is set.
    pub password: bool,
    /// One-time codes were confirmed.
    pub totp: bool,
    /// How many passkeys there are.
    pub passkeys: usize,
    /// It is kept from signing in.
    pub barred: bool,
}

impl Credentials {
    /// Whether a full session can be had: by a passkey, or by a password with one-time codes.
    #[must_use]
    pub fn suffice(self) -> bool {
        self.passkeys > 0 || (self.password && self.totp)
    }
}

impl Identity {
    /// What an account has; nothing at all when it was never invited.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn credentials(&self, account: AccountId) -> Result<Credentials, Error> {
        let found = self
            .db()
            .prepare_cached(
                "SELECT password IS NOT NULL,
                        EXISTS (SELECT 1 FROM totp WHERE totp.account = account.account),
                        (SELECT count(*) FROM passkey WHERE passkey.account = account.account),
                        barred
                 FROM account WHERE account = ?1",
            )?
            .query_row([account.0.as_bytes()], |row| {
                Ok(Credentials {
                    password: row.get(0)?,
                    totp: row.get(1)?,
                    passkeys: row.get::<_, u32>(2)? as usize,
                    barred: row.get(3)?,
                })
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Keeps an account from signing in by any way, ends its sessions and takes its invitation back;
    /// its keys hold no longer while this lasts. What it has set is kept. Returns how many sessions
    /// ended.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn bar(&self, account: AccountId) -> Result<usize, Error> {
        let write = |tx: &Transaction<'_>| {
            ensure(tx, account)?;
            set_barred(tx, account, true)?;
            invitation::withdraw(tx, account)?;
            self.end_in(tx, |session| session.account == account)
        };
        let ended = self.change(write, |live, ended| {
            gone(live, ended);
            live.barred.insert(account);
        })?;
        Ok(ended.len())
    }

    /// Lets a barred account sign in again.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn unbar(&self, account: AccountId) -> Result<(), Error> {
        self.change(
            |tx| set_barred(tx, account, false),
            |live, ()| {
                live.barred.remove(&account);
            },
        )
    }

    /// Forgets an account: its credentials, sessions, keys and invitation. What its failures are
    /// counted by goes by itself, with time.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn forget(&self, account: AccountId) -> Result<(), Error> {
        let write = |tx: &Transaction<'_>| {
            let ended = self.end_in(tx, |session| session.account == account)?;
            invitation::withdraw(tx, account)?;
            drop_credentials(tx, account)?;
            for table in ["device_account", "machine_key", "account"] {
                tx.execute(
                    &format!("DELETE FROM {table} WHERE account = ?1"),
                    [account.0.as_bytes()],
                )?;
            }
            Ok(ended)
        };
        self.change(write, |live, ended| {
            gone(live, ended);
            live.barred.remove(&account);
            live.keys.retain(|_, key| key.listed.key.account != account);
        })?;
        Ok(())
    }
}

fn set_barred(tx: &Transaction<'_>, account: AccountId, barred: bool) -> Result<(), Error> {
    tx.prepare_cached("UPDATE account SET barred = ?2 WHERE account = ?1")?
        .execute(params![account.0.as_bytes(), barred])?;
    Ok(())
}

/// The row that everything of an account refers to.
pub fn ensure(tx: &Transaction<'_>, account: AccountId) -> Result<(), Error> {
    tx.prepare_cached("INSERT OR IGNORE INTO account (account) VALUES (?1)")?
        .execute([account.0.as_bytes()])?;
    Ok(())
}

/// Drops all that an account could sign in with, and where it was known.
pub fn drop_credentials(tx: &Transaction<'_>, account: AccountId) -> Result<(), Error> {
    let account = account.0.as_bytes();
    tx.prepare_cached("UPDATE account SET password = NULL WHERE account = ?1")?
        .execute([account])?;
    for table in ["totp", "totp_begun", "passkey", "device_account"] {
        tx.execute(
            &format!("DELETE FROM {table} WHERE account = ?1"),
            [account],
        )?;
    }
    Ok(())
}
