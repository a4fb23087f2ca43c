//! Copies of `vault.db`, and whether one could be put back.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;
use uuid::Uuid;

use crate::epoch::EpochKeys;
use crate::error::Error;
use crate::lookup::Lookup;
use crate::schema;
use crate::vault::{Place, Vault, key_id, take_out};

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
        let inner = self.inner();
        let mut copy = Connection::open(path)?;
        Backup::new(&inner.db, &mut copy)?.run_to_completion(1_024, Duration::ZERO, None)?;
        // A copy is one file: no log beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        copy.close().map_err(|(_, error)| error)?;
        File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            File::open(folder)
                .and_then(|folder| folder.sync_all())
                .map_err(failed)?;
        }
        examine(path, inner.keys.as_ref())
    }

    /// Whether a copy could be put back now: it is sound, and every key in it comes out under the
    /// epoch key of this vault.
    ///
    /// # Errors
    /// [`Error::OtherEpoch`] when the epoch has turned since; [`Error::Damaged`] when it is not sound.
    pub fn check_backup(&self, path: &Path) -> Result<Copied, Error> {
        examine(path, self.inner().keys.as_ref())
    }
}

fn examine(path: &Path, keys: &dyn EpochKeys) -> Result<Copied, Error> {
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
