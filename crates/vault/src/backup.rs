//! Copies of `vault.db`, and whether one could be put back.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;
use uuid::Uuid;

use crate::epoch::{EpochKeys, FileKeys};
use crate::error::Error;
use crate::lookup::Lookup;
use crate::schema;
use crate::vault::{Place, Vault, database, epoch_file, key_id, take_out};

/// What a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The epoch it was wrapped under: it opens with that epoch's key alone.
    pub epoch: u64,
    /// How many person keys are in it.
    pub keys: u64,
}

impl Vault {
    /// Copies `vault.db` to a new file while the vault is in use, and checks the copy. The epoch key
    /// is not in it and has to be kept elsewhere.
    ///
    /// # Errors
    /// [`Error::InTheWay`] when there is a file already; [`Error::File`] when none can be made.
    pub fn backup_to(&self, path: &Path) -> Result<Copied, Error> {
        let inner = self.inner();
        copy(&inner.db, path)?;
        examine(path, Some(inner.keys.as_ref()))
    }

    /// Whether a copy could be put back now: it is sound, and every key in it comes out under the
    /// epoch key of this vault.
    ///
    /// # Errors
    /// [`Error::OtherEpoch`] when the epoch has turned since; [`Error::Damaged`] when it is not sound.
    pub fn check_backup(&self, path: &Path) -> Result<Copied, Error> {
        examine(path, Some(self.inner().keys.as_ref()))
    }
}

/// [`Vault::backup_to`] beside a server that uses the folder: `vault.db` and `epoch.key` are read and
/// nothing is touched. A copy that cannot be opened with `epoch.key` is removed again.
///
/// # Errors
/// Those of [`Vault::backup_to`]; [`Error::OtherEpoch`] when the epoch turned meanwhile, and
/// [`Error::Missing`] when there is no vault.
pub fn backup_beside(folder: &Path, path: &Path) -> Result<Copied, Error> {
    let from = database(folder);
    if !from.exists() {
        return Err(Error::Missing(from));
    }
    let db = schema::open_for_reading(&from)?;
    schema::format(&db, &from)?;
    copy(&db, path)?;
    let checked = check_copy(path, Some(folder));
    if checked.is_err() {
        let _ = std::fs::remove_file(path);
    }
    checked
}

/// Whether a copy is sound; with the folder of a vault, also whether every key in it comes out under
/// the `epoch.key` there. Nothing is touched.
///
/// # Errors
/// Those of [`Vault::check_backup`]; [`Error::Missing`] when there is no copy.
pub fn check_copy(path: &Path, folder: Option<&Path>) -> Result<Copied, Error> {
    if !path.exists() {
        return Err(Error::Missing(path.to_owned()));
    }
    let keys = folder.map(|folder| FileKeys::look(&epoch_file(folder)));
    let keys = keys.transpose()?;
    examine(path, keys.as_ref().map(|keys| keys as &dyn EpochKeys))
}

fn copy(from: &Connection, path: &Path) -> Result<(), Error> {
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::AlreadyExists => Error::InTheWay(path.to_owned()),
        _ => Error::File {
            path: path.to_owned(),
            source,
        },
    };
    let made = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(path);
    made.map_err(failed)?;
    let mut copy = Connection::open(path)?;
    // In one step: between two, somebody who writes would make it begin again, for ever perhaps.
    Backup::new(from, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    // A copy is one file: no log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.close().map_err(|(_, error)| error)?;
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(failed)?;
    let folder = path.parent();
    if let Some(folder) = folder.filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
    }
    Ok(())
}

fn examine(path: &Path, keys: Option<&dyn EpochKeys>) -> Result<Copied, Error> {
    let copy = schema::open_for_reading(path)?;
    if schema::format(&copy, path)? == 0 {
        return Err(Error::Missing(path.to_owned()));
    }
    let sound: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(Error::Damaged(sound));
    }
    let (epoch, check, lookup, veil): (i64, [u8; 8], Vec<u8>, Vec<u8>) = copy.query_row(
        "SELECT epoch, key_check, lookup, veil FROM vault",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let epoch = epoch.unsigned_abs();
    let Some(keys) = keys else {
        let count: i64 = copy.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
        let keys = count.unsigned_abs();
        return Ok(Copied { epoch, keys });
    };
    if keys.check(epoch)?.0 != check {
        return Err(Error::OtherEpochKey(epoch));
    }
    Lookup::take_out(keys, epoch, &lookup, &veil)?;
    let mut count = 0;
    let mut all = copy.prepare("SELECT key, record, part, wrapped FROM person")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let part: String = row.get(2)?;
        let place = Place {
            key: key_id(row.get(0)?),
            record: Uuid::from_bytes(row.get(1)?),
            part: &part,
        };
        take_out(keys, epoch, &place, &row.get::<_, Vec<u8>>(3)?)?;
        count += 1;
    }
    Ok(Copied { epoch, keys: count })
}
