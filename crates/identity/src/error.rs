//! Why this room said no. `Display` is for the operator's log; nothing secret is in it.

use std::path::PathBuf;

use kernel::{SeatId, Timestamp};

use crate::ids::DeviceId;

/// Why identity did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Linked against an SQLite with a known fault.
    #[error("SQLite {found} is older than {needed}; build with the bundled one")]
    OldSqlite {
        /// Version linked in.
        found: String,
        /// First version that is safe.
        needed: String,
    },
    /// A later build wrote it.
    #[error("{} has format {found}; this build reads format {read}", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// What it says.
        found: i64,
        /// What this build reads.
        read: i64,
    },
    /// The key is gone or unreadable.
    #[error("{} is not the key of identity.db: {reason}. Put back the identity.key that belongs to it; without it nobody's one-time codes are known", path.display())]
    BadKey {
        /// Where it was looked for.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// What was sealed does not open.
    #[error("identity.db is damaged or was changed: {0}. Put back the latest copy of it")]
    Damaged(String),
    /// The list of breached passwords cannot be searched.
    #[error("{} is not a sorted list of SHA-1 hashes: {reason}", path.display())]
    BadList {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The name or the address for passkeys is not one that browsers take.
    #[error(
        "passkeys cannot be made for {rp_id} at {origin}: the address has to be https (or localhost) and end with that name"
    )]
    BadOrigin {
        /// The address of the server.
        origin: String,
        /// The name the passkeys are bound to.
        rp_id: String,
    },
    /// No address was configured.
    #[error("passkeys are off: no origin is configured")]
    NoPasskeys,
    /// Too many passwords are being hashed and waiting to be.
    #[error("too many sign-ins at once; ask again in a moment")]
    Busy,
    /// A password that is not taken.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// Nobody sits there from here.
    #[error("device {device} is not bound to seat {seat}")]
    NotThisSeat {
        /// The device of the session.
        device: DeviceId,
        /// The seat that was asked for.
        seat: SeatId,
    },
    /// A seat is for somebody who signed in at a bound device.
    #[error(
        "no such session, or one that cannot sit: it is at no device, or may only set credentials"
    )]
    CannotSit,
    /// There is no such account, device, key or passkey here.
    #[error("there is no such {0}")]
    NoSuch(&'static str),
    /// A text is empty or too long, or there are too many of something.
    #[error("{what} is 1 to {max}, and this is {found}")]
    Bounds {
        /// What is bounded.
        what: &'static str,
        /// What was given.
        found: usize,
        /// The most there may be.
        max: usize,
    },
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    Chance(#[from] getrandom::Error),
    /// The storage failed.
    #[error("the storage of identity failed")]
    Database(#[from] rusqlite::Error),
    /// A file could not be read or written.
    #[error("{} could not be read or written", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Why a password is not taken: each is a sentence that its owner can act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer characters than [`crate::PASSWORD_CHARS_MIN`].
    #[error("the password has {0} characters, and 12 are needed")]
    TooShort(usize),
    /// More characters than [`crate::PASSWORD_CHARS_MAX`].
    #[error("the password is longer than 128 characters")]
    TooLong,
    /// It holds the service number.
    #[error("the password holds the service number")]
    ServiceNumber,
    /// It stands in the list of passwords that became public.
    #[error("the password stands in a list of passwords that became public")]
    Breached,
}

/// Why nobody was signed in.
///
/// [`SignInError::Refused`] is the same for a wrong password, a wrong code, an account that does not
/// exist, has no password or is barred: whoever asks learns nothing about which.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Not who they say they are.
    #[error("the sign-in was refused")]
    Refused,
    /// Too many failures here; nothing was looked at. A device that is known waits for itself alone.
    #[error("too many failures; the next try counts from {until}")]
    Wait {
        /// From when a try counts again.
        until: Timestamp,
    },
    /// It could not be tried.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl From<rusqlite::Error> for SignInError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}
