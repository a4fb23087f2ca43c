//! Identity: proves that somebody is who they say they are.
//!
//! Passwords with one-time codes, passkeys, sessions, devices and their seats, keys of machines,
//! invitations, and the second secrets of citizens. What somebody may do once they are known is
//! nobody's business here. Nothing secret stands in `identity.db`: what was handed out is kept as a
//! hash, what has to be read again lies sealed under `identity.key`.
//!
//! Everything is synchronous. What hashes a password takes tens of milliseconds and 19 MiB, and
//! belongs on a thread that may wait; how many hash at once is bounded here. Begin with
//! `signin.rs`, then `session/`.

mod account;
mod base32;
mod boxed;
mod device;
mod error;
mod failures;
mod identity;
mod ids;
mod invitation;
mod keyfile;
mod machine;
mod options;
mod passkey;
mod password;
mod pin;
mod schema;
mod secret;
mod session;
mod signin;
mod sweep;
#[cfg(test)]
mod tests;
mod token;
mod totp;

pub use account::Credentials;
pub use device::Device;
pub use error::{Error, SignInError, WeakPassword};
pub use failures::Delay;
pub use identity::Identity;
pub use ids::{CeremonyId, DeviceId, IdError, PasskeyId, SessionId};
pub use invitation::{Enrolment, InvitationKind};
pub use machine::{KeyError, ListedKey, MachineKey};
pub use options::{Delays, Options};
pub use passkey::{Ceremony, ListedPasskey, PasskeyError};
pub use password::{Cost, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
pub use pin::PinError;
pub use schema::SQLITE_VERSION_MIN;
pub use secret::Secret;
pub use session::{Kind, Method, NewSession, Session, SessionError};
pub use signin::Claim;
pub use sweep::Swept;
pub use totp::{TotpBegun, TotpError};
