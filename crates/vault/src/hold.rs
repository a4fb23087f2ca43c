//! Statutory holds: what must be kept cannot be erased, whoever asks.
//!
//! The journal records a hold as an act. The vault keeps it as well, so that no path leads past it.

use kernel::{KeyId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::{Error, bounded};
use crate::vault::{Vault, key_id};

const BASIS_BYTES_MAX: usize = 300;

/// A rule that says a key must be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Under which rule.
    pub basis: String,
    /// Until when; from then on it blocks nothing.
    pub until: Timestamp,
}

impl Vault {
    /// Holds a key until an instant. The same basis again moves the instant. Tells whether there is
    /// such a key: an act that is repeated after a crash may come after its erasure.
    ///
    /// # Errors
    /// [`Error::Length`] when the basis is empty or too long.
    pub fn hold(&self, key: KeyId, until: Timestamp, basis: &str) -> Result<bool, Error> {
        bounded("the basis of a hold", basis, BASIS_BYTES_MAX)?;
        let held = self
            .inner()
            .db
            .prepare_cached(
                "INSERT OR REPLACE INTO hold (key, basis, until_ms)
                 SELECT key, ?2, ?3 FROM person WHERE key = ?1",
            )?
            .execute(params![key.0.as_bytes(), basis, until.0])?;
        Ok(held > 0)
    }

    /// Lifts the hold of one basis; tells whether there was one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn lift(&self, key: KeyId, basis: &str) -> Result<bool, Error> {
        let lifted = self
            .inner()
            .db
            .prepare_cached("DELETE FROM hold WHERE key = ?1 AND basis = ?2")?
            .execute(params![key.0.as_bytes(), basis])?;
        Ok(lifted > 0)
    }

    /// The holds on a key, those that ran out too.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn holds(&self, key: KeyId) -> Result<Vec<Hold>, Error> {
        let inner = self.inner();
        let mut rows = inner
            .db
            .prepare_cached("SELECT basis, until_ms FROM hold WHERE key = ?1 ORDER BY basis")?;
        let rows = rows.query_map([key.0.as_bytes()], |row| {
            Ok(Hold {
                basis: row.get(0)?,
                until: Timestamp(row.get(1)?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Refuses when a hold stands on the key at this instant: the one that lasts longest is named.
pub fn none_on(db: &Connection, key: KeyId, now: Timestamp) -> Result<(), Error> {
    let held = db
        .prepare_cached(
            "SELECT key, until_ms, basis FROM hold WHERE key = ?1 AND until_ms > ?2
             ORDER BY until_ms DESC, basis LIMIT 1",
        )?
        .query_row(params![key.0.as_bytes(), now.0], |row| {
            Ok(Error::Held {
                key: key_id(row.get(0)?),
                until: Timestamp(row.get(1)?),
                basis: row.get(2)?,
            })
        })
        .optional()?;
    held.map_or(Ok(()), Err)
}
