//! Making a passkey, listing and removing those there are.

use kernel::{AccountId, Timestamp};
use rusqlite::Transaction;
use serde_json::{Value, json};
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::RegisterPublicKeyCredential;

use super::pending::Making;
use super::row::{self, Found};
use super::{Ceremony, ListedPasskey, PasskeyError};
use crate::account;
use crate::error::Error;
use crate::identity::Identity;
use crate::ids::{CeremonyId, PasskeyId};

/// Passkeys of one account.
const PASSKEYS_MAX: usize = 16;
const NAME_CHARS_MAX: usize = 64;

impl Identity {
    /// Begins the making of a passkey.
    ///
    /// - `name`, `display`: what the authenticator shows, each 1 to 64 characters.
    ///
    /// # Errors
    /// [`Error::NoPasskeys`] when no origin is configured; [`Error::Bounds`] for names, and when
    /// the account has sixteen passkeys.
    ///
    /// # Source
    /// WebAuthn Level 3 section 7.1. Attestation is not asked for: who built an authenticator is no
    /// condition here. The authenticator is asked to keep the passkey, so that it can be found
    /// without a name.
    pub fn passkey_begin(
        &self,
        account: AccountId,
        name: &str,
        display: &str,
        now: Timestamp,
    ) -> Result<Ceremony, Error> {
        let webauthn = self.webauthn()?;
        bounded("the length of a name", name)?;
        bounded("the length of a name", display)?;
        let there = row::credentials(&self.db(), account)?;
        if there.len() >= PASSKEYS_MAX {
            return Err(Error::Bounds {
                what: "the number of passkeys",
                found: there.len() + 1,
                max: PASSKEYS_MAX,
            });
        }
        let (options, state) = webauthn
            .start_passkey_registration(account.0, name, display, Some(there))
            .map_err(|why| Error::Damaged(format!("a passkey was not begun: {why}")))?;
        let mut options = json!(options);
        options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("preferred");
        let making = Making { account, state };
        let id = self.pending().making.keep(making, now)?;
        Ok(Ceremony { id, options })
    }

    /// Finishes the making of a passkey: it is kept from now on.
    ///
    /// - `answer`: a `RegistrationResponseJSON`.
    /// - `label`: what its owner calls it, 1 to 64 characters.
    ///
    /// # Errors
    /// [`PasskeyError`]; a ceremony is good for one answer, whatever comes of it.
    pub fn passkey_finish(
        &self,
        account: AccountId,
        ceremony: CeremonyId,
        answer: &Value,
        label: &str,
        now: Timestamp,
    ) -> Result<PasskeyId, PasskeyError> {
        let webauthn = self.webauthn()?;
        bounded("the length of a label", label)?;
        let making = self.pending().making.take(ceremony, now);
        let making = making
            .filter(|making| making.account == account)
            .ok_or(PasskeyError::NotBegun)?;
        let refused = |why: String| PasskeyError::Refused(why);
        let answer: RegisterPublicKeyCredential =
            serde_json::from_value(answer.clone()).map_err(|why| refused(why.to_string()))?;
        let passkey = webauthn
            .finish_passkey_registration(&answer, &making.state)
            .map_err(|why| refused(why.to_string()))?;
        let found = Found {
            id: PasskeyId::random()?,
            account,
            passkey,
        };
        let write = |tx: &Transaction<'_>| {
            account::ensure(tx, account)?;
            row::insert(tx, &found, label, now)
        };
        let made = self.change(write, |_, _| {})?;
        made.then_some(found.id).ok_or(PasskeyError::Known)
    }

    /// The passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn passkeys(&self, account: AccountId) -> Result<Vec<ListedPasskey>, Error> {
        row::list(&self.db(), account)
    }

    /// Removes a passkey of an account; true when there was one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn remove_passkey(&self, account: AccountId, passkey: PasskeyId) -> Result<bool, Error> {
        let write = |tx: &Transaction<'_>| {
            let mut delete =
                tx.prepare_cached("DELETE FROM passkey WHERE passkey = ?1 AND account = ?2")?;
            Ok(delete.execute([passkey.0.as_bytes(), account.0.as_bytes()])? > 0)
        };
        self.change(write, |_, _| {})
    }

    pub(super) fn webauthn(&self) -> Result<&Webauthn, Error> {
        self.webauthn.as_ref().ok_or(Error::NoPasskeys)
    }

    pub(super) fn pending(&self) -> std::sync::MutexGuard<'_, super::Pending> {
        let lock = self.pending.lock();
        lock.unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn bounded(what: &'static str, text: &str) -> Result<(), Error> {
    let (found, max) = (text.chars().count(), NAME_CHARS_MAX);
    if (1..=max).contains(&found) {
        return Ok(());
    }
    Err(Error::Bounds { what, found, max })
}
