//! Finding keys by a value that nobody may read, a telephone number for one.
//!
//! A value is marked by HMAC-SHA-256 under the lookup key of the agency, of which 16 bytes are kept.
//! Over the mark lies a veil, one AES-256 block under a key that is new in every epoch: the lookup key
//! lives on, and without the veil an old copy of `vault.db` could still be asked for a number long
//! after it was erased.

use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt as _, BlockCipherEncrypt as _, KeyInit as _};
use kernel::KeyId;
use rusqlite::params;

use crate::epoch::EpochKeys;
use crate::error::{Error, bounded};
use crate::mac::mac;
use crate::secret::Secret;
use crate::vault::{Vault, key_id};

const LOOKUP: &[u8] = b"lookup\0";
const VEIL: &[u8] = b"veil\0";
const KIND_BYTES_MAX: usize = 64;
const VALUE_BYTES_MAX: usize = 1024;

/// A mark as it stands in the table.
pub type Mark = [u8; 16];

/// The two keys of looking up.
pub struct Lookup {
    key: Secret,
    veil: Secret,
}

impl Lookup {
    /// New keys for a new vault, wrapped.
    pub fn make(keys: &dyn EpochKeys, epoch: u64) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let new = Self {
            key: Secret::random()?,
            veil: Secret::random()?,
        };
        new.wrapped(keys, epoch)
    }

    pub fn take_out(
        keys: &dyn EpochKeys,
        epoch: u64,
        lookup: &[u8],
        veil: &[u8],
    ) -> Result<Self, Error> {
        let damaged = || Error::Damaged("the lookup key does not come out of its wrapping".into());
        let key = keys.take_out(epoch, LOOKUP, lookup)?;
        let veil = keys.take_out(epoch, VEIL, veil)?;
        Ok(Self {
            key: key.ok_or_else(damaged)?,
            veil: veil.ok_or_else(damaged)?,
        })
    }

    /// Both keys as the vault keeps them.
    pub fn wrapped(&self, keys: &dyn EpochKeys, epoch: u64) -> Result<(Vec<u8>, Vec<u8>), Error> {
        Ok((
            keys.wrap(epoch, LOOKUP, &self.key)?,
            keys.wrap(epoch, VEIL, &self.veil)?,
        ))
    }

    /// The same lookup key under a new veil.
    pub fn next(&self) -> Result<Self, Error> {
        Ok(Self {
            key: Secret::of(self.key.bytes())
                .unwrap_or_else(|| unreachable!("a secret has 32 bytes")),
            veil: Secret::random()?,
        })
    }

    fn mark(&self, kind: &str, value: &str) -> Result<Mark, Error> {
        bounded("a kind of lookup", kind, KIND_BYTES_MAX)?;
        bounded("a value to look up", value, VALUE_BYTES_MAX)?;
        // The zero byte ends the kind, so that no kind and value run into one another.
        let parts: [&[u8]; 3] = [kind.as_bytes(), &[0], value.as_bytes()];
        let whole = mac(&self.key, "answerable/agency/v1/lookup", &parts);
        let mut mark = [0; 16];
        mark.copy_from_slice(&whole[..16]);
        Ok(self.veil(mark))
    }

    fn veil(&self, mark: Mark) -> Mark {
        let mut block = mark.into();
        Aes256::new(self.veil.bytes().into()).encrypt_block(&mut block);
        block.into()
    }

    /// A mark of this veil as it stands under the other.
    pub fn turned(&self, other: &Self, mark: Mark) -> Mark {
        let mut block = mark.into();
        Aes256::new(self.veil.bytes().into()).decrypt_block(&mut block);
        other.veil(block.into())
    }
}

impl Vault {
    /// Lets a key be found by a value, durable on return; twice is once. The value has to be spelled
    /// one way: see [`crate::telephone`].
    ///
    /// # Errors
    /// [`Error::NoSuchKey`]; [`Error::Length`] when kind or value is empty or too long.
    pub fn index(&self, kind: &str, value: &str, key: KeyId) -> Result<(), Error> {
        let inner = self.inner();
        let mark = inner.lookup.mark(kind, value)?;
        let made = inner
            .db
            .prepare_cached(
                "INSERT OR IGNORE INTO lookup (mark, key)
                 SELECT ?1, key FROM person WHERE key = ?2 RETURNING 1",
            )?
            .exists(params![mark, key.0.as_bytes()])?;
        let known = made
            || inner
                .db
                .prepare_cached("SELECT 1 FROM person WHERE key = ?1")?
                .exists([key.0.as_bytes()])?;
        known.then_some(()).ok_or(Error::NoSuchKey(key))
    }

    /// The other keys that are found by a value this one is found by, in no order that means
    /// anything. Nothing has to be opened to know them.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn alike(&self, key: KeyId) -> Result<Vec<KeyId>, Error> {
        let inner = self.inner();
        let mut rows = inner.db.prepare_cached(
            "SELECT DISTINCT other.key FROM lookup one JOIN lookup other ON other.mark = one.mark
             WHERE one.key = ?1 AND other.key <> ?1 ORDER BY other.key",
        )?;
        let rows = rows.query_map([key.0.as_bytes()], |row| row.get(0).map(key_id))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The keys that a value was indexed for, in no order that means anything.
    ///
    /// # Errors
    /// [`Error::Length`] when kind or value is empty or too long.
    pub fn find(&self, kind: &str, value: &str) -> Result<Vec<KeyId>, Error> {
        let inner = self.inner();
        let mark = inner.lookup.mark(kind, value)?;
        let mut rows = inner
            .db
            .prepare_cached("SELECT key FROM lookup WHERE mark = ?1 ORDER BY key")?;
        let rows = rows.query_map([mark], |row| row.get(0).map(key_id))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
