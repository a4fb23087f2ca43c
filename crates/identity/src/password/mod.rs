//! Passwords: which are taken, and how they are kept.

use kernel::AccountId;
use rusqlite::{Transaction, params};

use crate::account;
use crate::error::{Error, WeakPassword};
use crate::identity::Identity;

mod breached;
mod gate;
mod hash;
mod rules;

pub use breached::Breached;
pub use gate::Gate;
pub use hash::{hash, nobody, verify};
pub use rules::normalise;

/// The fewest characters of a password.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// The most characters of a password.
pub const PASSWORD_CHARS_MAX: usize = 128;

/// What one hashing costs; written into each hash, so that it can be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Cost {
    /// 19 MiB, two passes, one lane: what the OWASP Password Storage Cheat Sheet asks of argon2id.
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
            lanes: 1,
        }
    }
}

impl Identity {
    /// Sets the password of an account. Slow by design.
    ///
    /// - `password`: 12 to 128 characters after NFKC, any at all; no composition is asked for.
    /// - `service_number`: what must not be in it.
    ///
    /// Other sessions of the account are the caller's to end, with [`Identity::end_others`].
    ///
    /// # Errors
    /// [`Error::Weak`] with what its owner can do about it; [`Error::Busy`].
    ///
    /// # Source
    /// NIST SP 800-63B section 3.1.1.2: length, no composition rules, NFKC, a list of breached ones.
    pub fn set_password(
        &self,
        account: AccountId,
        password: &str,
        service_number: &str,
    ) -> Result<(), Error> {
        let password = rules::taken(password, service_number)?;
        if let Some(list) = &self.breached
            && list.holds(password.as_bytes())?
        {
            return Err(WeakPassword::Breached.into());
        }
        let hashed = {
            let _permit = self.gate.enter().ok_or(Error::Busy)?;
            hash(self.options.cost, password.as_bytes())?
        };
        let write = |tx: &Transaction<'_>| {
            account::ensure(tx, account)?;
            tx.prepare_cached("UPDATE account SET password = ?2 WHERE account = ?1")?
                .execute(params![account.0.as_bytes(), hashed])?;
            Ok(())
        };
        self.change(write, |_, ()| {})
    }
}
