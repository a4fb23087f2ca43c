//! The vault: a key for each person and record, and the only place where a sealed field is opened.
//!
//! A personal field never stands in an entry in the clear. It is sealed under a key that lies here,
//! wrapped by an epoch key that lies elsewhere. Erasing drops the wrapped key, and the next turn of
//! the epoch makes every older copy of `vault.db` useless. Who may look, and what a field is about,
//! is nobody's business here. `formats/sealed.md` has the bytes, and what erasing does not reach.

mod backup;
mod boxed;
mod check;
mod envelope;
mod epoch;
mod erase;
mod error;
mod escrow;
mod hold;
mod lookup;
mod mac;
mod person;
mod schema;
mod secret;
mod telephone;
#[cfg(test)]
mod tests;
mod traced;
mod turn;
mod vault;

pub use backup::{Copied, backup_beside, check_copy};
pub use check::KeyCheck;
pub use envelope::{
    ENVELOPE_BYTES_MAX, Envelope, EnvelopeError, PICTURE_BYTES_MAX, TEXT_BYTES_MAX,
};
pub use epoch::{EpochKeys, FIRST_EPOCH, FileKeys};
pub use error::Error;
pub use escrow::{Joined, Share, ShareError, escrow_beside, escrow_join, escrow_split, put_back};
pub use hold::Hold;
pub use person::PersonKey;
pub use schema::SQLITE_VERSION_MIN;
pub use secret::Secret;
pub use telephone::telephone;
pub use traced::{Opened, Traced};
pub use turn::Turned;
pub use vault::{PART_BYTES_MAX, Vault};
