//! A key ceremony: the key that wraps all others in three shares, each for another administrator.
//!
//! Share 1 is for who asked, share 2 for who approved, share 3 for the first other administrator who
//! comes. Who may take which follows from what happened alone; the shares themselves are no part of the
//! record, and are with whoever keeps the vault.

use std::collections::BTreeMap;

use kernel::{AccountId, HOUR_MS, RequestId, Timestamp};
use serde::{Deserialize, Serialize};

use super::Refusal;

/// How long the keepers of a ceremony have to take their shares.
pub const CEREMONY_LASTS_MS: i64 = HOUR_MS;

/// The place of a share among the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShareOf {
    /// Share 1: of who asked.
    Asker,
    /// Share 2: of who approved.
    Approver,
    /// Share 3: of a third administrator.
    Third,
}

impl ShareOf {
    /// Its number, as it stands on the share: 1, 2 or 3.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Asker => 1,
            Self::Approver => 2,
            Self::Third => 3,
        }
    }
}

/// The last ceremony that began. A later one takes its place, so there is one at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceremony {
    /// The request it came of, by which it is known.
    pub request: RequestId,
    /// The epoch whose key was split.
    pub epoch: u32,
    /// Who asked for it.
    pub asked_by: AccountId,
    /// Who approved it.
    pub approved_by: AccountId,
    /// Who took which share.
    pub taken: BTreeMap<AccountId, ShareOf>,
    /// From then on nobody may take one.
    pub expires_ms: Timestamp,
}

impl Ceremony {
    /// Whether no share may be taken any more: all are, its time is over, or the key is another one.
    #[must_use]
    pub fn is_over(&self, now: Timestamp, epoch: u32) -> bool {
        self.taken.len() == 3 || self.expires_ms <= now || self.epoch != epoch
    }

    /// The share that an administrator may take now.
    ///
    /// # Errors
    /// [`Refusal::ShareTaken`] for a second one, [`Refusal::NoShareLeft`] when all that is left is for
    /// others.
    pub fn share_for(&self, account: AccountId) -> Result<ShareOf, Refusal> {
        if self.taken.contains_key(&account) {
            return Err(Refusal::ShareTaken);
        }
        let share = match account {
            _ if account == self.asked_by => ShareOf::Asker,
            _ if account == self.approved_by => ShareOf::Approver,
            _ => ShareOf::Third,
        };
        if self.taken.values().any(|taken| *taken == share) {
            return Err(Refusal::NoShareLeft);
        }
        Ok(share)
    }
}
