//! Erasing: the wrapped key goes, and with it every way to it.

use kernel::{KeyId, Timestamp};

use crate::error::Error;
use crate::hold;
use crate::schema;
use crate::vault::{Vault, number};

impl Vault {
    /// Erases keys, with what they can be found by and where they belong. Tells how many there were:
    /// one that is gone already is no error.
    ///
    /// The keys are gone from `vault.db` and its log on return. Older copies of the file still hold
    /// them, wrapped, until [`Vault::turn_epoch`].
    ///
    /// # Errors
    /// [`Error::Held`] when a hold stands on any of them at `now`; then none is erased.
    /// [`Error::WalInUse`] when they are erased, but another program keeps their old pages in the log.
    pub fn erase(&self, keys: &[KeyId], now: Timestamp) -> Result<usize, Error> {
        let inner = &mut *self.inner();
        let tx = inner.db.transaction()?;
        let mut erased = 0;
        for key in keys {
            hold::none_on(&tx, *key, now)?;
            for statement in [
                "DELETE FROM lookup WHERE key = ?1",
                "DELETE FROM hold WHERE key = ?1",
            ] {
                tx.prepare_cached(statement)?.execute([key.0.as_bytes()])?;
            }
            erased += tx
                .prepare_cached("DELETE FROM person WHERE key = ?1")?
                .execute([key.0.as_bytes()])?;
        }
        tx.commit()?;
        #[cfg(test)]
        inner.watch.reached("erasure committed");
        schema::cut_log(&inner.db)?;
        Ok(erased)
    }

    /// Up to which entry of the journal the vault has carried out erasures and holds.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn applied(&self) -> Result<Option<u64>, Error> {
        let inner = self.inner();
        let mark: Option<i64> = inner
            .db
            .query_row("SELECT applied FROM vault", [], |row| row.get(0))?;
        Ok(mark.map(i64::unsigned_abs))
    }

    /// Sets that mark; it never goes back. After a crash the application does again what the entries
    /// after the mark say: erasing and holding twice is the same as once.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn set_applied(&self, seq: u64) -> Result<(), Error> {
        self.inner()
            .db
            .prepare_cached("UPDATE vault SET applied = max(coalesce(applied, 0), ?1)")?
            .execute([number(seq)?])?;
        Ok(())
    }
}
