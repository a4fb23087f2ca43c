//! Second secrets of citizens: with the code of a receipt, they show who looked at a record.

use kernel::Timestamp;

use crate::error::Error;
use crate::identity::Identity;
use crate::secret::Secret;

/// Why a second secret does not hold.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// It is another, or none was set.
    #[error("the second secret is wrong")]
    Wrong,
    /// Too many were wrong; nothing was looked at.
    #[error("too many tries; the next one counts from {until}")]
    Wait {
        /// From when a try counts again.
        until: Timestamp,
    },
    /// It could not be checked.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Identity {
    /// Sets the second secret of a subject; an older one no longer holds.
    ///
    /// - Returns `XXXXX-XXXXX`: nine random characters (45 bits) and a check character of Crockford's
    ///   alphabet, read without regard to case, spaces and hyphens, `O` as `0`, `I` and `L` as `1`.
    ///
    /// # Errors
    /// [`Error::Chance`] and [`Error::Database`].
    pub fn set_pin(&self, subject: [u8; 16], now: Timestamp) -> Result<Secret, Error> {
        let _ = (subject, now);
        todo!()
    }

    /// Checks a second secret. A text whose check character is wrong is a slip and costs no try.
    ///
    /// # Errors
    /// [`PinError::Wrong`] and [`PinError::Wait`]; a delay grows with each wrong one.
    pub fn check_pin(&self, subject: [u8; 16], text: &str, now: Timestamp) -> Result<(), PinError> {
        let _ = (subject, text, now);
        todo!()
    }

    /// Forgets the second secret of a subject.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn drop_pin(&self, subject: [u8; 16]) -> Result<(), Error> {
        let _ = subject;
        todo!()
    }
}
