//! Keys of machines: long-lived, scoped, and recognisable where they should not be.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use kernel::{AccountId, MachineKeyId, Timestamp};
use rusqlite::types::Type;
use rusqlite::{Connection, Row, Transaction, params};
use uuid::Uuid;

use crate::account;
use crate::error::Error;
use crate::identity::Identity;
use crate::secret::Secret;
use crate::session::LiveKey;
use crate::token::{self, Hash, Opens};

/// Scopes of one key, and characters of one scope.
const SCOPES_MAX: usize = 64;

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
    /// When it was last presented, to the minute.
    pub used: Option<Timestamp>,
}

/// Why a key does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Never made, ended, or its account is barred.
    #[error("there is no such key")]
    Unknown,
    /// Its time is over.
    #[error("the key has run out")]
    Expired,
}

impl Identity {
    /// Makes a key for a machine.
    ///
    /// - `id`: what the record calls it, new for each key.
    /// - `scopes`: 1 to 64 words of 1 to 64 bytes.
    /// - Returns the key as a text that starts with `ansk_` and ends with a checksum, so that
    ///   people and secret scanners recognise it.
    ///
    /// # Errors
    /// [`Error::Bounds`] for scopes; [`Error::NoSuch`] when `expires` is not after `now`.
    pub fn make_key(
        &self,
        id: MachineKeyId,
        account: AccountId,
        scopes: BTreeSet<String>,
        expires: Timestamp,
        now: Timestamp,
    ) -> Result<Secret, Error> {
        bounded("the number of scopes", scopes.len())?;
        for scope in &scopes {
            bounded("the length of a scope", scope.len())?;
        }
        if expires <= now {
            return Err(Error::NoSuch("time for a key to hold"));
        }
        let (token, hash) = token::mint(Opens::Machine)?;
        let listed = ListedKey {
            key: MachineKey {
                id,
                account,
                scopes,
            },
            made: now,
            expires,
            used: None,
        };
        self.change(
            |tx| insert(tx, &hash, &listed),
            |live, ()| {
                live.keys.insert(hash, LiveKey::new(listed.clone()));
            },
        )?;
        Ok(token)
    }

    /// The key a text belongs to; asked on every request of a machine, and answered from memory.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn key(&self, token: &str, now: Timestamp) -> Result<MachineKey, KeyError> {
        let hash = token::read(Opens::Machine, token).ok_or(KeyError::Unknown)?;
        let key = {
            let live = self.live();
            let found = live.keys.get(&hash).ok_or(KeyError::Unknown)?;
            if live.barred.contains(&found.listed.key.account) {
                return Err(KeyError::Unknown);
            }
            if found.listed.expires <= now {
                return Err(KeyError::Expired);
            }
            found.used.fetch_max(now.0, Ordering::Relaxed);
            found.listed.key.clone()
        };
        self.note_uses(now);
        Ok(key)
    }

    /// The keys of an account, the oldest first, without their secrets.
    #[must_use]
    pub fn keys_of(&self, account: AccountId) -> Vec<ListedKey> {
        let live = self.live();
        let all = live.keys.values().map(LiveKey::now);
        let mut keys: Vec<ListedKey> = all.filter(|one| one.key.account == account).collect();
        keys.sort_by_key(|listed| (listed.made, listed.key.id));
        keys
    }

    /// Every key, for the record to say which of them still hold.
    #[must_use]
    pub fn all_keys(&self) -> Vec<MachineKeyId> {
        let live = self.live();
        live.keys.values().map(|one| one.listed.key.id).collect()
    }

    /// Whether a key holds; to ask is no use of it.
    #[must_use]
    pub fn key_holds(&self, key: MachineKeyId, now: Timestamp) -> bool {
        let live = self.live();
        let mut keys = live.keys.values().map(|one| &one.listed);
        let found = keys.find(|listed| listed.key.id == key);
        found.is_some_and(|found| found.expires > now && !live.barred.contains(&found.key.account))
    }

    /// Ends a key; true when there was one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn end_key(&self, key: MachineKeyId) -> Result<bool, Error> {
        let write = |tx: &Transaction<'_>| {
            let mut delete = tx.prepare_cached("DELETE FROM machine_key WHERE key = ?1")?;
            Ok(delete.execute([key.0.as_bytes()])? > 0)
        };
        self.change(write, |live, _| {
            live.keys.retain(|_, live| live.listed.key.id != key);
        })
    }
}

fn bounded(what: &'static str, found: usize) -> Result<(), Error> {
    let max = SCOPES_MAX;
    if (1..=max).contains(&found) {
        return Ok(());
    }
    Err(Error::Bounds { what, found, max })
}

fn insert(tx: &Transaction<'_>, hash: &Hash, listed: &ListedKey) -> Result<(), Error> {
    account::ensure(tx, listed.key.account)?;
    let scopes = serde_json::Value::from_iter(listed.key.scopes.iter().cloned());
    tx.prepare_cached(
        "INSERT INTO machine_key (key, hash, account, scopes, made_ms, expires_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        listed.key.id.0.as_bytes(),
        hash,
        listed.key.account.0.as_bytes(),
        scopes.to_string(),
        listed.made.0,
        listed.expires.0,
    ])?;
    Ok(())
}

/// All keys, when the room is opened.
pub fn load(db: &Connection) -> Result<Vec<(Hash, ListedKey)>, Error> {
    let mut rows = db.prepare(
        "SELECT hash, key, account, scopes, made_ms, expires_ms, used_ms FROM machine_key",
    )?;
    let rows = rows.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<(Hash, ListedKey)> {
    let scopes: String = row.get(3)?;
    let scopes = serde_json::from_str(&scopes)
        .map_err(|why| rusqlite::Error::FromSqlConversionFailure(3, Type::Text, why.into()))?;
    let listed = ListedKey {
        key: MachineKey {
            id: MachineKeyId(Uuid::from_bytes(row.get(1)?)),
            account: AccountId(Uuid::from_bytes(row.get(2)?)),
            scopes,
        },
        made: Timestamp(row.get(4)?),
        expires: Timestamp(row.get(5)?),
        used: row.get::<_, Option<i64>>(6)?.map(Timestamp),
    };
    Ok((row.get(0)?, listed))
}
