//! What an account has to sign in with, and the end of all of it.

use kernel::AccountId;

use crate::error::Error;
use crate::identity::Identity;

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
        let _ = account;
        todo!()
    }

    /// Keeps an account from signing in by any way, and ends its sessions, keys and invitations'
    /// use while it lasts. What it has set is kept. Returns how many sessions ended.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn bar(&self, account: AccountId) -> Result<usize, Error> {
        let _ = account;
        todo!()
    }

    /// Lets a barred account sign in again.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn unbar(&self, account: AccountId) -> Result<(), Error> {
        let _ = account;
        todo!()
    }

    /// Forgets an account: its credentials, sessions, keys, invitations and failures.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn forget(&self, account: AccountId) -> Result<(), Error> {
        let _ = account;
        todo!()
    }
}
