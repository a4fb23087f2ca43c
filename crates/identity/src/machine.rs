//! Keys of machines: long-lived, scoped, and recognisable where they should not be.

use std::collections::BTreeSet;

use kernel::{AccountId, Timestamp};

use crate::error::Error;
use crate::identity::Identity;
use crate::ids::MachineKeyId;
use crate::secret::Secret;

/// A key that was presented and holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineKey {
    /// Which key.
    pub id: MachineKeyId,
    /// The machine's account.
    pub account: AccountId,
    /// What it was made for; what a scope allows is said elsewhere.
    pub scopes: BTreeSet<String>,
}

/// A key as it is listed: all but its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedKey {
    /// The key.
    pub key: MachineKey,
    /// When it was made.
    pub made: Timestamp,
    /// When it runs out.
    pub expires: Timestamp,
    /// When it was last presented, to the hour.
    pub used: Option<Timestamp>,
}

/// Why a key does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Never made, or ended.
    #[error("there is no such key")]
    Unknown,
    /// Its time is over.
    #[error("the key has run out")]
    Expired,
}

impl Identity {
    /// Makes a key for a machine.
    ///
    /// - `scopes`: 1 to 64 words of 1 to 64 characters.
    /// - Returns the key as a text that starts with `ansk_` and ends with a checksum, so that
    ///   people and secret scanners recognise it.
    ///
    /// # Errors
    /// [`Error::Bounds`] for scopes; [`Error::NoSuch`] when `expires` is not after `now`.
    pub fn make_key(
        &self,
        account: AccountId,
        scopes: BTreeSet<String>,
        expires: Timestamp,
        now: Timestamp,
    ) -> Result<(MachineKeyId, Secret), Error> {
        let _ = (account, scopes, expires, now);
        todo!()
    }

    /// The key a text belongs to; asked on every request of a machine, and answered from memory.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn key(&self, token: &str, now: Timestamp) -> Result<MachineKey, KeyError> {
        let _ = (token, now);
        todo!()
    }

    /// The keys of an account, without their secrets.
    #[must_use]
    pub fn keys_of(&self, account: AccountId) -> Vec<ListedKey> {
        let _ = account;
        todo!()
    }

    /// Ends a key; true when there was one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn end_key(&self, key: MachineKeyId) -> Result<bool, Error> {
        let _ = key;
        todo!()
    }
}
