//! Epoch keys: what wraps the person keys, and lies outside the vault.

mod file;
pub(crate) mod text;

pub use file::FileKeys;

use crate::check::KeyCheck;
use crate::error::Error;
use crate::secret::Secret;

/// The number of a vault's first epoch.
pub const FIRST_EPOCH: u64 = 1;

/// Whoever has the epoch keys: the file beside the vault, or a hardware or cloud key store, which
/// then never has to give them away.
///
/// Epochs are numbered from [`FIRST_EPOCH`]. There is one key most of the time. While an epoch turns there are two, the current one and the
/// next, so that a crash at any moment leaves the one that `vault.db` is wrapped under.
pub trait EpochKeys: Send {
    /// The epochs there are keys for, in order.
    fn epochs(&self) -> Vec<u64>;

    /// Which key that of an epoch is.
    ///
    /// # Errors
    /// [`Error::OtherEpoch`] when there is none.
    fn check(&self, epoch: u64) -> Result<KeyCheck, Error>;

    /// Wraps a key under that of an epoch; it comes out again with the same `about` alone.
    ///
    /// # Errors
    /// [`Error::OtherEpoch`] when there is no such key.
    fn wrap(&self, epoch: u64, about: &[u8], secret: &Secret) -> Result<Vec<u8>, Error>;

    /// Takes a wrapped key out again; `None` when it was not wrapped like this.
    ///
    /// # Errors
    /// [`Error::OtherEpoch`] when there is no such key.
    fn take_out(&self, epoch: u64, about: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, Error>;

    /// Makes the key of the next epoch beside the ones there are, durable when it returns, and tells
    /// its number.
    ///
    /// # Errors
    /// Whatever the store of the keys says.
    fn add(&mut self) -> Result<u64, Error>;

    /// Destroys every key but the one of this epoch; does nothing when it is alone already.
    ///
    /// # Errors
    /// [`Error::OtherEpoch`] when there is no such key; then none is destroyed.
    fn keep_only(&mut self, epoch: u64) -> Result<(), Error>;
}
