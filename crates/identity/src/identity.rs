//! The room itself: what is open, and how it is opened.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use kernel::Timestamp;
use rusqlite::{Connection, Transaction, params};
use webauthn_rs::Webauthn;

use crate::error::Error;
use crate::keyfile::Keys;
use crate::options::Options;
use crate::passkey::{Pending, relying_party};
use crate::password::{Breached, Gate, nobody};
use crate::schema;
use crate::session::Live;

/// Who is who, for one house. It may be shared between threads.
///
/// Every instant that is handed in is no earlier than the one before: the caller's clock does not
/// go back.
pub struct Identity {
    /// Taken before `live` by whoever needs both, and held until both say the same.
    db: Mutex<Connection>,
    live: RwLock<Live>,
    pub(crate) pending: Mutex<Pending>,
    pub(crate) keys: Keys,
    pub(crate) options: Options,
    pub(crate) gate: Gate,
    pub(crate) breached: Option<Breached>,
    pub(crate) webauthn: Option<Webauthn>,
    /// The hash of a password nobody has, tried where there is no account.
    pub(crate) nobody: String,
}

impl Identity {
    /// Opens `identity.db` and `identity.key` of a folder, and makes both where there is neither.
    ///
    /// What has run out is swept first. A database without its key is refused: a new key would
    /// leave every one-time code unreadable.
    ///
    /// # Errors
    /// [`Error::BadKey`] when the key does not belong to the database; [`Error::BadList`] and
    /// [`Error::BadOrigin`] when the options are wrong.
    pub fn open(folder: &Path, options: Options, now: Timestamp) -> Result<Self, Error> {
        let webauthn = relying_party(&options)?;
        let breached = options
            .breached
            .as_deref()
            .map(Breached::open)
            .transpose()?;
        let (path, key_path) = (database(folder), key_file(folder));
        // The key is made first: where there is an identity.db, there has to be one.
        let keys = if key_path.exists() || path.exists() {
            Keys::read(&key_path)?
        } else {
            Keys::make(&key_path)?
        };
        let mut db = schema::open_or_make(&path)?;
        if schema::format(&db, &path)? == 0 {
            let tx = db.transaction()?;
            tx.execute_batch(schema::TABLES)?;
            tx.execute(
                "INSERT INTO identity (one, key_check) VALUES (1, ?1)",
                params![keys.check],
            )?;
            tx.pragma_update(None, "user_version", schema::FORMAT)?;
            tx.commit()?;
        }
        let check: [u8; 8] =
            db.query_row("SELECT key_check FROM identity", [], |row| row.get(0))?;
        if check != keys.check {
            return Err(Error::BadKey {
                path: key_path,
                reason: "identity.db was made with another".into(),
            });
        }
        let live = Live::load(&db, now)?;
        let identity = Self {
            db: Mutex::new(db),
            live: RwLock::new(live),
            pending: Mutex::default(),
            gate: Gate::new(options.hashing_max, options.waiting_max),
            nobody: nobody(options.cost)?,
            keys,
            options,
            breached,
            webauthn,
        };
        identity.sweep(now)?;
        Ok(identity)
    }

    pub(crate) fn db(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere rolled its transaction back; what is in memory follows the file.
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn try_db(&self) -> Option<MutexGuard<'_, Connection>> {
        self.db.try_lock().ok()
    }

    pub(crate) fn live(&self) -> RwLockReadGuard<'_, Live> {
        self.live.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn live_mut(&self) -> RwLockWriteGuard<'_, Live> {
        self.live.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// One change: first in the file and durable, then in memory, and nobody else between the two.
    pub(crate) fn change<T>(
        &self,
        write: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
        then: impl FnOnce(&mut Live, &T),
    ) -> Result<T, Error> {
        let mut db = self.db();
        let tx = db.transaction()?;
        let made = write(&tx)?;
        tx.commit()?;
        then(&mut self.live_mut(), &made);
        Ok(made)
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

/// Where the database of a folder lies.
fn database(folder: &Path) -> PathBuf {
    folder.join("identity.db")
}

/// Where the key of a folder lies.
fn key_file(folder: &Path) -> PathBuf {
    folder.join("identity.key")
}
