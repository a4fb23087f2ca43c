//! Signing in with a password and a one-time code.

use kernel::{AccountId, Timestamp};

use crate::error::SignInError;
use crate::identity::Identity;
use crate::ids::DeviceId;
use crate::session::NewSession;

/// Who says so, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The account of the service number; `None` when there is none: the same work, the same answer.
    pub account: Option<AccountId>,
    /// The service number as it is written in the register of accounts (one number, one spelling):
    /// what failures are counted by when there is no such account.
    pub name: &'a str,
    /// The device whose token came with the request, if it is known.
    pub device: Option<DeviceId>,
}

impl Identity {
    /// Signs in with a password and a one-time code. Slow by design.
    ///
    /// A password alone opens nothing but an enrolment that is still open: then the session may
    /// only set credentials. A sign-in at no known device makes one known.
    ///
    /// # Errors
    /// [`SignInError::Refused`] whatever was wrong; [`SignInError::Wait`] after too many failures.
    pub fn sign_in_password(
        &self,
        claim: &Claim<'_>,
        password: &str,
        code: Option<&str>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let _ = (claim, password, code, now);
        todo!()
    }
}
