//! The vault itself: keys by record and part, sealing with them, opening once a trace.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use kernel::{Digest, KeyId, Sealed};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use uuid::Uuid;

use crate::envelope;
use crate::epoch::{EpochKeys, FIRST_EPOCH, FileKeys};
use crate::error::{Error, bounded};
use crate::lookup::Lookup;
use crate::person::PersonKey;
use crate::schema;
use crate::secret::Secret;
use crate::traced::{Opened, Traced};

/// The longest name of a part of a record.
pub const PART_BYTES_MAX: usize = 64;

/// The keys of one agency. It may be shared between threads; one asks at a time.
pub struct Vault {
    inner: Mutex<Inner>,
    decryptions: AtomicU64,
}

pub struct Inner {
    pub db: Connection,
    pub keys: Box<dyn EpochKeys>,
    pub epoch: u64,
    pub lookup: Lookup,
    #[cfg(test)]
    pub watch: crate::turn::Watch,
}

/// Where a key belongs; it is bound into the wrapping, so that rows cannot be exchanged.
pub struct Place<'a> {
    pub key: KeyId,
    pub record: Uuid,
    pub part: &'a str,
}

impl Place<'_> {
    pub fn about(&self) -> Vec<u8> {
        let tag: &[u8] = b"person\0";
        let ids = [self.key.0.as_bytes().as_slice(), self.record.as_bytes()].concat();
        [tag, &ids, self.part.as_bytes()].concat()
    }
}

impl Vault {
    /// Opens the vault of a folder, which must be there, with the keys of its `epoch.key`.
    ///
    /// What a crash left half done is finished first: of two epoch keys the one that is not needed is
    /// destroyed, and the write-ahead log is cut.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::BadEpochKey`], [`Error::OtherEpoch`], [`Error::OtherEpochKey`]
    /// and [`Error::Damaged`] when the files are not those of one vault.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let path = database(folder);
        // Before anything is touched: a folder without a vault stays as it is.
        if !path.exists() {
            return Err(Error::Missing(path));
        }
        Self::open_with(folder, Box::new(FileKeys::open(&epoch_file(folder))?))
    }

    /// Opens the vault of a folder with keys that are kept elsewhere.
    ///
    /// # Errors
    /// Those of [`Vault::open`].
    pub fn open_with(folder: &Path, keys: Box<dyn EpochKeys>) -> Result<Self, Error> {
        let path = database(folder);
        let db = schema::open(&path)?;
        if schema::format(&db, &path)? == 0 {
            return Err(Error::Missing(path));
        }
        Self::ready(db, keys)
    }

    /// Makes a vault in a folder that has none, and opens the one that is there. Whoever knows that
    /// there must be one asks [`Vault::open`], so that a lost file is not replaced by an empty one;
    /// beside epoch keys that have turned none is made either.
    ///
    /// # Errors
    /// Those of [`Vault::open`].
    pub fn open_or_make(folder: &Path) -> Result<Self, Error> {
        let path = epoch_file(folder);
        // The epoch key is made first: where there is a vault.db, there has to be one.
        let keys = if path.exists() || database(folder).exists() {
            FileKeys::open(&path)?
        } else {
            FileKeys::make(&path)?
        };
        Self::open_or_make_with(folder, Box::new(keys))
    }

    /// The same with keys that are kept elsewhere.
    ///
    /// # Errors
    /// Those of [`Vault::open`].
    pub fn open_or_make_with(folder: &Path, keys: Box<dyn EpochKeys>) -> Result<Self, Error> {
        let path = database(folder);
        // Keys that have turned had a vault, and one of them may be what a copy of it needs.
        let new = keys.epochs() == [FIRST_EPOCH];
        if !new && !path.exists() {
            return Err(Error::Missing(path));
        }
        let mut db = schema::open_or_make(&path)?;
        if schema::format(&db, &path)? == 0 {
            if !new {
                return Err(Error::Missing(path));
            }
            let epoch = FIRST_EPOCH;
            let tx = db.transaction()?;
            tx.execute_batch(schema::TABLES)?;
            let check = keys.check(epoch)?;
            let (lookup, veil) = Lookup::make(keys.as_ref(), epoch)?;
            tx.execute(
                "INSERT INTO vault (one, epoch, key_check, lookup, veil) VALUES (1, ?1, ?2, ?3, ?4)",
                params![number(epoch)?, check.0, lookup, veil],
            )?;
            tx.pragma_update(None, "user_version", schema::FORMAT)?;
            tx.commit()?;
        }
        Self::ready(db, keys)
    }

    /// The last steps of opening: the keys fit, and nothing is left of what a crash cut off.
    fn ready(db: Connection, mut keys: Box<dyn EpochKeys>) -> Result<Self, Error> {
        let (epoch, check, lookup, veil): (i64, [u8; 8], Vec<u8>, Vec<u8>) = db.query_row(
            "SELECT epoch, key_check, lookup, veil FROM vault",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let epoch =
            u64::try_from(epoch).map_err(|_| Error::Damaged("its epoch is negative".into()))?;
        if !keys.epochs().contains(&epoch) {
            return Err(Error::OtherEpoch {
                vault: epoch,
                keys: keys.epochs(),
            });
        }
        if keys.check(epoch)?.0 != check {
            return Err(Error::OtherEpochKey(epoch));
        }
        let lookup = Lookup::take_out(keys.as_ref(), epoch, &lookup, &veil)?;
        schema::cut_log(&db)?;
        keys.keep_only(epoch)?;
        let inner = Inner {
            db,
            keys,
            epoch,
            lookup,
            #[cfg(test)]
            watch: crate::turn::Watch::default(),
        };
        Ok(Self {
            inner: Mutex::new(inner),
            decryptions: AtomicU64::new(0),
        })
    }

    pub(crate) fn inner(&self) -> MutexGuard<'_, Inner> {
        // A panic elsewhere rolled its transaction back; what is in memory follows the file.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key of a part of a record: the one that is there, or a new one, durable on return.
    ///
    /// # Errors
    /// [`Error::Length`] when the name of the part is empty or longer than [`PART_BYTES_MAX`].
    pub fn key_for(&self, record: Uuid, part: &str) -> Result<KeyId, Error> {
        Ok(self.keys_for(&[(record, part)])?[0])
    }

    /// The same for many parts, in one transaction: a key for each, in their order.
    ///
    /// # Errors
    /// Those of [`Vault::key_for`]; then no key was made.
    pub fn keys_for(&self, parts: &[(Uuid, &str)]) -> Result<Vec<KeyId>, Error> {
        for (_, part) in parts {
            bounded("the name of a part", part, PART_BYTES_MAX)?;
        }
        let inner = &mut *self.inner();
        let tx = inner.db.transaction()?;
        let mut ids = Vec::with_capacity(parts.len());
        for (record, part) in parts {
            let found = find(&tx, *record, part)?;
            ids.push(match found {
                Some(key) => key,
                None => make(&tx, inner.keys.as_ref(), inner.epoch, *record, part)?,
            });
        }
        tx.commit()?;
        Ok(ids)
    }

    /// The key of a part of a record, if it has one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn find_key(&self, record: Uuid, part: &str) -> Result<Option<KeyId>, Error> {
        find(&self.inner().db, record, part)
    }

    /// The record and the part that a key belongs to, unless it was erased.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn place_of(&self, key: KeyId) -> Result<Option<(Uuid, String)>, Error> {
        let inner = self.inner();
        let found = inner
            .db
            .prepare_cached("SELECT record, part FROM person WHERE key = ?1")?
            .query_row([key.0.as_bytes()], |row| {
                Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?))
            })
            .optional()?;
        Ok(found)
    }

    /// All keys of a record with the names of their parts.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn keys_of(&self, record: Uuid) -> Result<Vec<(String, KeyId)>, Error> {
        let inner = self.inner();
        let mut rows = inner
            .db
            .prepare_cached("SELECT part, key FROM person WHERE record = ?1 ORDER BY part")?;
        let rows = rows.query_map([record.as_bytes()], |row| {
            Ok((row.get(0)?, key_id(row.get(1)?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A key for sealing. What it is taken out for is sealed outside the vault's lock.
    ///
    /// # Errors
    /// [`Error::NoSuchKey`] when it was erased; [`Error::Damaged`] when it does not come out.
    pub fn get(&self, key: KeyId) -> Result<PersonKey, Error> {
        let inner = self.inner();
        let row = inner
            .db
            .prepare_cached("SELECT record, part, wrapped FROM person WHERE key = ?1")?
            .query_row([key.0.as_bytes()], |row| {
                Ok((
                    row.get(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                ))
            })
            .optional()?;
        let (record, part, wrapped) = row.ok_or(Error::NoSuchKey(key))?;
        let place = Place {
            key,
            record: Uuid::from_bytes(record),
            part: &part,
        };
        let secret = take_out(inner.keys.as_ref(), inner.epoch, &place, &wrapped)?;
        Ok(PersonKey::new(key, secret))
    }

    /// Seals canonical JSON: what the entry holds, and the envelope that lies beside it.
    ///
    /// # Errors
    /// Those of [`Vault::get`] and [`PersonKey::seal`].
    pub fn seal(&self, key: KeyId, text: &[u8]) -> Result<(Sealed, Vec<u8>), Error> {
        self.get(key)?.seal(text)
    }

    /// A token of a request under a key: see [`PersonKey::token`].
    ///
    /// # Errors
    /// Those of [`Vault::get`].
    pub fn token(&self, key: KeyId, request: &[u8]) -> Result<Digest, Error> {
        Ok(self.get(key)?.token(request))
    }

    /// Opens a sealed field, once, for a trace that names its key.
    ///
    /// # Errors
    /// [`Error::OtherTrace`] when the trace is about another key; [`Error::NoSuchKey`] when the field
    /// was erased; [`Error::Envelope`] when the envelope is not what the entry says.
    pub fn open_sealed(
        &self,
        sealed: &Sealed,
        envelope: &[u8],
        trace: Traced,
    ) -> Result<Opened, Error> {
        if trace.key() != sealed.key {
            return Err(Error::OtherTrace {
                entry: trace.entry(),
                traced: trace.key(),
                asked: sealed.key,
            });
        }
        let refused = |reason| Error::Envelope {
            key: sealed.key,
            reason,
        };
        let parsed = envelope::belongs(sealed, envelope).map_err(refused)?;
        let key = self.get(sealed.key)?;
        self.decryptions.fetch_add(1, Ordering::Relaxed);
        let text = envelope::open(&key, sealed, parsed).map_err(refused)?;
        Ok(Opened::new(text, trace))
    }

    /// How often the cipher was asked to open a field since this vault was opened: never more often
    /// than there are traces.
    #[must_use]
    pub fn decryptions(&self) -> u64 {
        self.decryptions.load(Ordering::Relaxed)
    }

    /// The epoch the keys are wrapped under.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.inner().epoch
    }

    /// How many keys there are.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn count(&self) -> Result<u64, Error> {
        let inner = self.inner();
        let count: i64 = inner
            .db
            .query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault")
            .field("decryptions", &self.decryptions())
            .finish_non_exhaustive()
    }
}

/// Where the vault of a folder lies.
pub fn database(folder: &Path) -> PathBuf {
    folder.join("vault.db")
}

/// Where the epoch key of a folder lies, when a file holds it.
pub fn epoch_file(folder: &Path) -> PathBuf {
    folder.join("epoch.key")
}

/// A number as SQLite keeps it.
pub fn number(value: u64) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| Error::Damaged(format!("{value} is too large a number")))
}

pub fn key_id(bytes: [u8; 16]) -> KeyId {
    KeyId(Uuid::from_bytes(bytes))
}

fn find(db: &Connection, record: Uuid, part: &str) -> Result<Option<KeyId>, Error> {
    let found = db
        .prepare_cached("SELECT key FROM person WHERE record = ?1 AND part = ?2")?
        .query_row(params![record.as_bytes(), part], |row| row.get(0))
        .optional()?;
    Ok(found.map(key_id))
}

fn make(
    tx: &Transaction<'_>,
    keys: &dyn EpochKeys,
    epoch: u64,
    record: Uuid,
    part: &str,
) -> Result<KeyId, Error> {
    let mut chance = [0; 16];
    getrandom::fill(&mut chance)?;
    // Version 4: random, and so linked to nothing.
    let key = KeyId(uuid::Builder::from_random_bytes(chance).into_uuid());
    let place = Place { key, record, part };
    let wrapped = keys.wrap(epoch, &place.about(), &Secret::random()?)?;
    tx.prepare_cached("INSERT INTO person (key, record, part, wrapped) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![key.0.as_bytes(), record.as_bytes(), part, wrapped])?;
    Ok(key)
}

/// Takes a person key out of its wrapping.
pub fn take_out(
    keys: &dyn EpochKeys,
    epoch: u64,
    place: &Place<'_>,
    wrapped: &[u8],
) -> Result<Secret, Error> {
    keys.take_out(epoch, &place.about(), wrapped)?
        .ok_or_else(|| {
            Error::Damaged(format!(
                "key {} does not come out of its wrapping",
                place.key
            ))
        })
}
