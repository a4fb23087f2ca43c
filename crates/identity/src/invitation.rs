//! Invitations: how an account comes to its first credentials, and to new ones when they are lost.

use kernel::{AccountId, Timestamp};

use crate::error::Error;
use crate::identity::Identity;
use crate::ids::DeviceId;
use crate::secret::Secret;
use crate::session::NewSession;

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
        let _ = (account, kind, now);
        todo!()
    }

    /// Takes back what was not redeemed yet; true when there was something.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn withdraw_invitation(&self, account: AccountId) -> Result<bool, Error> {
        let _ = account;
        todo!()
    }

    /// Redeems an invitation, once. `None` when there is no such invitation: it was never made, is
    /// void, has run out, was redeemed, or its account is barred.
    ///
    /// # Errors
    /// [`Error::Chance`] and [`Error::Database`]; then it can be redeemed again.
    pub fn redeem(
        &self,
        text: &str,
        device: Option<DeviceId>,
        now: Timestamp,
    ) -> Result<Option<Enrolment>, Error> {
        let _ = (text, device, now);
        todo!()
    }
}
