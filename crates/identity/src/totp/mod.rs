//! One-time codes by the time (RFC 6238): six digits, SHA-1, thirty seconds, one step either way.

use kernel::{AccountId, Timestamp};

use crate::error::Error;
use crate::identity::Identity;
use crate::secret::Secret;

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
        let _ = (account, label, now);
        todo!()
    }

    /// Confirms that the authenticator was set up, by a code of it.
    ///
    /// # Errors
    /// [`TotpError::Wrong`] and [`TotpError::NotBegun`].
    pub fn totp_confirm(
        &self,
        account: AccountId,
        code: &str,
        now: Timestamp,
    ) -> Result<(), TotpError> {
        let _ = (account, code, now);
        todo!()
    }

    /// Drops the one-time codes of an account.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn totp_drop(&self, account: AccountId) -> Result<(), Error> {
        let _ = account;
        todo!()
    }
}
