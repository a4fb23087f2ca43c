//! The turn of the epoch: everything is wrapped anew, and the old epoch key is destroyed.
//!
//! The order is such that a crash at any step leaves a vault that opens. First the next key stands
//! beside the current one. Then one transaction wraps everything under it and says so. Then the log
//! is cut, and the old key goes last. Opening finishes a turn that was cut off, by destroying
//! whichever key `vault.db` is not wrapped under.

use kernel::KeyId;
use rusqlite::{Transaction, params};
use uuid::Uuid;

use crate::epoch::EpochKeys;
use crate::error::Error;
use crate::lookup::{Lookup, Mark};
use crate::schema;
use crate::vault::{Inner, Place, Vault, key_id, number, take_out};

/// How many keys are held in memory at once.
const CHUNK: i64 = 1_000;

/// What a turn did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turned {
    /// The epoch from here on.
    pub epoch: u64,
    /// How many person keys were wrapped anew.
    pub keys: u64,
}

impl Vault {
    /// Makes a new epoch key, wraps everything under it, and destroys the old one: copies of
    /// `vault.db` from before are useless from here on, and so are shares of the old key.
    ///
    /// # Errors
    /// What the storage or the store of the epoch keys says. The vault stays usable under the old or
    /// the new epoch, and a second call does what the first could not.
    pub fn turn_epoch(&self) -> Result<Turned, Error> {
        let inner = &mut *self.inner();
        // An earlier turn may have failed with two keys at hand.
        inner.keys.keep_only(inner.epoch)?;
        let next = inner.keys.add()?;
        inner.reached("next key added");
        let lookup = inner.lookup.next()?;
        let keys = inner.rewrap(next, &lookup)?;
        inner.reached("rewrapping committed");
        (inner.epoch, inner.lookup) = (next, lookup);
        schema::cut_log(&inner.db)?;
        inner.reached("log cut");
        inner.keys.keep_only(next)?;
        inner.reached("old key destroyed");
        Ok(Turned { epoch: next, keys })
    }
}

impl Inner {
    fn rewrap(&mut self, next: u64, lookup: &Lookup) -> Result<u64, Error> {
        let tx = self.db.transaction()?;
        let keys = self.keys.as_ref();
        let count = rewrap_persons(&tx, keys, self.epoch, next)?;
        veil_anew(&tx, &self.lookup, lookup)?;
        let (wrapped, veil) = lookup.wrapped(keys, next)?;
        tx.execute(
            "UPDATE vault SET epoch = ?1, key_check = ?2, lookup = ?3, veil = ?4",
            params![number(next)?, keys.check(next)?.0, wrapped, veil],
        )?;
        #[cfg(test)]
        self.watch.reached("rewrapped, not committed");
        tx.commit()?;
        Ok(count)
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "tests look at the folder here")]
    fn reached(&self, _: &'static str) {}

    #[cfg(test)]
    fn reached(&self, step: &'static str) {
        self.watch.reached(step);
    }
}

fn rewrap_persons(
    tx: &Transaction<'_>,
    keys: &dyn EpochKeys,
    old: u64,
    next: u64,
) -> Result<u64, Error> {
    let mut some = tx.prepare(
        "SELECT key, record, part, wrapped FROM person WHERE key > ?1 ORDER BY key LIMIT ?2",
    )?;
    let mut put = tx.prepare("UPDATE person SET wrapped = ?2 WHERE key = ?1")?;
    let (mut count, mut last) = (0, Vec::new());
    loop {
        type Row = (KeyId, Uuid, String, Vec<u8>);
        let rows = some.query_map(params![last, CHUNK], |row| {
            let record = Uuid::from_bytes(row.get(1)?);
            Ok((key_id(row.get(0)?), record, row.get(2)?, row.get(3)?))
        })?;
        let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
        let Some((end, ..)) = rows.last() else {
            return Ok(count);
        };
        last = end.0.as_bytes().to_vec();
        for (key, record, part, wrapped) in rows {
            let part = part.as_str();
            let place = Place { key, record, part };
            let secret = take_out(keys, old, &place, &wrapped)?;
            let wrapped = keys.wrap(next, &place.about(), &secret)?;
            put.execute(params![key.0.as_bytes(), wrapped])?;
            count += 1;
        }
    }
}

fn veil_anew(tx: &Transaction<'_>, old: &Lookup, new: &Lookup) -> Result<(), Error> {
    type Row = (Mark, [u8; 16]);
    let rows: Vec<Row> = tx
        .prepare("SELECT mark, key FROM lookup")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    tx.execute("DELETE FROM lookup", [])?;
    let mut put = tx.prepare("INSERT INTO lookup (mark, key) VALUES (?1, ?2)")?;
    for (mark, key) in rows {
        put.execute(params![old.turned(new, mark), key])?;
    }
    Ok(())
}

/// In tests: somebody who looks at the folder at every step, as a crash would leave it.
#[cfg(test)]
#[derive(Clone, Default)]
pub struct Watch(std::sync::Arc<std::sync::Mutex<Option<Look>>>);

#[cfg(test)]
type Look = Box<dyn FnMut(&'static str) + Send>;

#[cfg(test)]
impl Watch {
    pub fn set(&self, look: impl FnMut(&'static str) + Send + 'static) {
        *self.0.lock().unwrap() = Some(Box::new(look));
    }

    pub fn reached(&self, step: &'static str) {
        if let Some(look) = &mut *self.0.lock().unwrap() {
            look(step);
        }
    }
}

#[cfg(test)]
impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}
