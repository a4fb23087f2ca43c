//! Passkeys: making and using them, with user verification each time (WebAuthn Level 3).
//!
//! What goes to the browser and comes back is JSON, as `parseCreationOptionsFromJSON`,
//! `parseRequestOptionsFromJSON` and `toJSON` of the standard read and write it.

use kernel::{AccountId, Timestamp};
use serde_json::Value;

use crate::error::{Error, SignInError};
use crate::identity::Identity;
use crate::ids::{CeremonyId, DeviceId, PasskeyId};
use crate::session::NewSession;
use crate::signin::Claim;

/// The first half of making or using a passkey.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// What the answer has to name.
    pub id: CeremonyId,
    /// `{"publicKey": {...}}` for `navigator.credentials`.
    pub options: Value,
}

/// A passkey as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPasskey {
    /// Its id here.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub label: String,
    /// When it was made.
    pub made: Timestamp,
    /// When somebody last signed in with it.
    pub used: Option<Timestamp>,
}

/// Why a passkey was not made.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// Nothing was begun, it was finished already, or it took longer than five minutes.
    #[error("the making of this passkey was not begun, or is over")]
    NotBegun,
    /// The answer does not fit the challenge. The reason is for the log.
    #[error("the answer of the authenticator was refused: {0}")]
    Refused(String),
    /// It is there already.
    #[error("this passkey is there already")]
    Known,
    /// It could not be made.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Identity {
    /// Begins the making of a passkey.
    ///
    /// - `name`, `display`: what the authenticator shows, each 1 to 64 characters.
    ///
    /// # Errors
    /// [`Error::NoPasskeys`] when no origin is configured; [`Error::Bounds`] for names, and when
    /// the account has sixteen passkeys.
    pub fn passkey_begin(
        &self,
        account: AccountId,
        name: &str,
        display: &str,
        now: Timestamp,
    ) -> Result<Ceremony, Error> {
        let _ = (account, name, display, now);
        todo!()
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
        let _ = (account, ceremony, answer, label, now);
        todo!()
    }

    /// The passkeys of an account.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn passkeys(&self, account: AccountId) -> Result<Vec<ListedPasskey>, Error> {
        let _ = account;
        todo!()
    }

    /// Removes a passkey of an account; true when there was one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn remove_passkey(&self, account: AccountId, passkey: PasskeyId) -> Result<bool, Error> {
        let _ = (account, passkey);
        todo!()
    }

    /// Begins signing in with a passkey: with `None`, whichever the authenticator finds; with a
    /// claim, those of its account. A name without an account or passkeys is shown a made-up one,
    /// always the same, so that asking does not tell who is here (WebAuthn L3 section 14.6.2).
    ///
    /// # Errors
    /// [`Error::NoPasskeys`].
    pub fn passkey_sign_in_begin(
        &self,
        claim: Option<&Claim<'_>>,
        device: Option<DeviceId>,
        now: Timestamp,
    ) -> Result<Ceremony, Error> {
        let _ = (claim, device, now);
        todo!()
    }

    /// Finishes signing in with a passkey.
    ///
    /// - `answer`: an `AuthenticationResponseJSON`.
    ///
    /// # Errors
    /// [`SignInError::Refused`] whatever was wrong: another challenge, origin or key, no user
    /// verification, a counter that went back, or an account that is barred.
    pub fn passkey_sign_in_finish(
        &self,
        ceremony: CeremonyId,
        answer: &Value,
        device: Option<DeviceId>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let _ = (ceremony, answer, device, now);
        todo!()
    }
}
