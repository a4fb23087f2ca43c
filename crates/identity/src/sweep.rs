//! What has run out is thrown away.

use kernel::Timestamp;

use crate::error::Error;
use crate::identity::Identity;

/// What a sweep threw away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Sessions that were over.
    pub sessions: usize,
    /// Invitations that ran out.
    pub invitations: usize,
    /// Failures that are forgotten.
    pub failures: usize,
    /// Devices nobody signed in at for ninety days.
    pub devices: usize,
}

impl Identity {
    /// Throws away what has run out: at the start, and best once an hour.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn sweep(&self, now: Timestamp) -> Result<Swept, Error> {
        let _ = now;
        todo!()
    }
}
