//! The one writer of `views.db` and its readers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Entry;
use kernel::{IncidentId, ReportId, RoadChangeId, UnitId};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, params};
use tlog::Hash;

use crate::fold;
use crate::hands;
use crate::incident::{IncidentView, ReportView};
use crate::road::{RoadChangeView, SpeedsView};
use crate::schema::{FORMAT, TABLES};
use crate::unit::UnitView;

/// Incidents kept in memory between batches; beyond this, all but the batch at hand are let go.
const HELD_MAX: usize = 10_000;

/// What went wrong with a view. A view can always be rebuilt.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database or the disk.
    #[error("views.db failed")]
    Database(#[from] rusqlite::Error),
    /// What is stored in it is not what this build writes.
    #[error("views.db holds something this build cannot read; run 'answerable rebuild'")]
    Stored(#[from] serde_json::Error),
    /// The journal could not be read.
    #[error("the journal could not be read")]
    Journal(#[from] journal::StoreError),
    /// An entry could not be read.
    #[error("entry {seq} cannot be read by this build")]
    Entry {
        /// Which.
        seq: u64,
        /// Why.
        source: serde_json::Error,
    },
}

/// The views, open for folding.
pub struct Views {
    db: Connection,
    entries: u64,
    leaf: Option<Hash>,
    pub(crate) held: BTreeMap<IncidentId, IncidentView>,
    pub(crate) units: BTreeMap<UnitId, UnitView>,
    pub(crate) touched: Touched,
}

/// What a batch has changed and has to be written.
#[derive(Default)]
pub(crate) struct Touched {
    pub incidents: BTreeSet<IncidentId>,
    pub units: BTreeSet<UnitId>,
    pub reports: BTreeMap<ReportId, ReportView>,
    pub subjects: BTreeSet<(Vec<u8>, u64)>,
    pub received: BTreeSet<(Vec<u8>, ReportId)>,
    pub hands: BTreeSet<(Vec<u8>, IncidentId)>,
    /// In order: a change that was made with its view, one that was lifted without.
    pub road_changes: Vec<(RoadChangeId, u64, Option<RoadChangeView>)>,
    /// The factors of speed that were adopted last.
    pub speeds: Option<SpeedsView>,
}

/// The key under which the entries about something are found.
pub(crate) fn subject(kind: u8, id: &[u8]) -> Vec<u8> {
    [&[kind], id].concat()
}

/// The file of views that are being folded beside.
const NEXT: &str = "views.next.db";

/// Removes a file of views with what belongs to it; one that is not there is removed already.
fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let _ = std::fs::remove_file(name);
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("views.db")
}

impl Views {
    /// Opens the views of a folder; what is missing, of another format or unreadable is made anew.
    ///
    /// # Errors
    /// [`Error::Database`] when not even a fresh file can be made.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        match Self::open_found(folder) {
            Ok(Some(views)) => Ok(views),
            // A view that cannot be opened is worth nothing: it is folded again.
            Ok(None) | Err(_) => Self::fresh(folder),
        }
    }

    /// Throws the views of a folder away and starts with empty ones.
    ///
    /// # Errors
    /// [`Error::Database`] when the file cannot be made.
    pub fn fresh(folder: &Path) -> Result<Self, Error> {
        Self::make(&path(folder))
    }

    /// Empty views beside those of a folder, to be folded while the others are still shown.
    ///
    /// # Errors
    /// [`Error::Database`] when the file cannot be made.
    pub fn beside(folder: &Path) -> Result<Self, Error> {
        Self::make(&folder.join(NEXT))
    }

    /// Puts these views, made beside, in the place of those of the folder. Readers that are open
    /// go on reading the old ones.
    ///
    /// # Errors
    /// [`Error`] when the file cannot be moved; the old views stay then.
    pub fn replace(self, folder: &Path) -> Result<Self, Error> {
        let (entries, leaf, units) = (self.entries, self.leaf, self.units);
        // Closing the last connection folds the write-ahead log into the file that is moved.
        drop(self.db);
        remove(&path(folder));
        std::fs::rename(folder.join(NEXT), path(folder))
            .map_err(|_| rusqlite::Error::InvalidPath(folder.join(NEXT)))?;
        Ok(Self::over(connect(&path(folder))?, entries, leaf, units))
    }

    fn make(path: &Path) -> Result<Self, Error> {
        remove(path);
        let db = connect(path)?;
        db.execute_batch(TABLES)?;
        db.execute("INSERT INTO meta (one, entries) VALUES (1, 0)", [])?;
        db.pragma_update(None, "user_version", FORMAT)?;
        Ok(Self::over(db, 0, None, BTreeMap::new()))
    }

    fn open_found(folder: &Path) -> Result<Option<Self>, Error> {
        let path = path(folder);
        if !path.exists() {
            return Ok(None);
        }
        let db = connect(&path)?;
        let format: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if format != FORMAT {
            return Ok(None);
        }
        let (entries, leaf): (i64, Option<Vec<u8>>) =
            db.query_row("SELECT entries, leaf FROM meta", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        let leaf = leaf.and_then(|leaf| leaf.try_into().ok()).map(Hash);
        let units = all_units(&db)?
            .into_iter()
            .map(|unit| (unit.unit.clone(), unit))
            .collect();
        Ok(Some(Self::over(db, entries as u64, leaf, units)))
    }

    fn over(
        db: Connection,
        entries: u64,
        leaf: Option<Hash>,
        units: BTreeMap<UnitId, UnitView>,
    ) -> Self {
        Self {
            db,
            entries,
            leaf,
            held: BTreeMap::new(),
            units,
            touched: Touched::default(),
        }
    }

    /// Entries folded in so far.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Whether what was folded in is the beginning of this journal.
    ///
    /// # Errors
    /// [`Error::Journal`] when the journal cannot be read.
    pub fn belong_to(&self, journal: &mut dyn journal::Read) -> Result<bool, Error> {
        let Some(last) = self.entries.checked_sub(1) else {
            return Ok(true);
        };
        let found = journal::read_some(journal, last, 1, usize::MAX)?;
        Ok(found.first().map(|entry| entry.leaf) == self.leaf && !found.is_empty())
    }

    /// Folds the next entries in, in one transaction.
    ///
    /// # Errors
    /// [`Error`]; nothing of the batch is shown then, and the views have to be opened again.
    pub fn apply<'e>(
        &mut self,
        batch: impl IntoIterator<Item = (&'e Entry, Hash)>,
    ) -> Result<(), Error> {
        let (mut entries, mut leaf) = (self.entries, self.leaf);
        for (entry, hash) in batch {
            if entry.seq >= entries {
                fold::entry(self, entry)?;
                (entries, leaf) = (entry.seq + 1, Some(hash));
            }
        }
        let written = self.write(entries, leaf)?;
        (self.entries, self.leaf) = (entries, leaf);
        if self.held.len() > HELD_MAX {
            self.held.clear();
        }
        for incident in written {
            // What is over is seldom touched again.
            if self
                .held
                .get(&incident)
                .is_some_and(|view| view.state != crate::RowState::Open)
            {
                self.held.remove(&incident);
            }
        }
        Ok(())
    }

    fn write(&mut self, entries: u64, leaf: Option<Hash>) -> Result<BTreeSet<IncidentId>, Error> {
        let touched = std::mem::take(&mut self.touched);
        let tx = self.db.transaction()?;
        {
            let mut put = tx.prepare_cached(
                "INSERT INTO incident (id, number, open, opened_ms, closed_ms, entry, owner, view)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (id) DO UPDATE SET open = ?3, opened_ms = ?4, closed_ms = ?5,
                    entry = ?6, owner = ?7, view = ?8",
            )?;
            for id in &touched.incidents {
                let Some(view) = self.held.get(id) else {
                    continue;
                };
                put.execute(params![
                    &id.0.as_bytes()[..],
                    view.number,
                    view.state == crate::RowState::Open,
                    view.opened_ms.0,
                    view.closed_ms.map(|at| at.0),
                    view.entry as i64,
                    view.owner.as_ref().map(kernel::SeatId::as_str),
                    serde_json::to_string(view)?
                ])?;
            }
            let mut put = tx.prepare_cached(
                "INSERT INTO unit (id, on_shift, entry, view) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET on_shift = ?2, entry = ?3, view = ?4",
            )?;
            for id in &touched.units {
                let Some(view) = self.units.get(id) else {
                    continue;
                };
                let on_shift = view.status != domain::dispatch::Status::OffShift;
                put.execute(params![
                    id.as_str(),
                    on_shift,
                    view.entry as i64,
                    serde_json::to_string(view)?
                ])?;
            }
            let mut put = tx.prepare_cached(
                "INSERT INTO report (id, waiting, entry, incident, view) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET waiting = ?2, entry = ?3, incident = ?4, view = ?5",
            )?;
            for (id, view) in &touched.reports {
                put.execute(params![
                    &id.0.as_bytes()[..],
                    view.waiting,
                    view.entry as i64,
                    view.incident
                        .as_ref()
                        .map(|incident| &incident.0.as_bytes()[..]),
                    serde_json::to_string(view)?
                ])?;
            }
            hands::write(&tx, &touched)?;
            write_road_changes(&tx, &touched.road_changes)?;
            if let Some(speeds) = &touched.speeds {
                tx.execute(
                    "INSERT OR REPLACE INTO speeds (one, entry, view) VALUES (1, ?1, ?2)",
                    params![speeds.entry as i64, serde_json::to_string(speeds)?],
                )?;
            }
            let mut put = tx
                .prepare_cached("INSERT OR IGNORE INTO subject (subject, entry) VALUES (?1, ?2)")?;
            for (subject, entry) in &touched.subjects {
                put.execute(params![subject, *entry as i64])?;
            }
            tx.prepare_cached("UPDATE meta SET entries = ?1, leaf = ?2")?
                .execute(params![entries as i64, leaf.map(|leaf| leaf.0.to_vec())])?;
        }
        tx.commit()?;
        Ok(touched.incidents)
    }

    /// The incident to fold into: held in memory, or read from the file.
    pub(crate) fn incident(&mut self, id: IncidentId) -> Result<Option<&mut IncidentView>, Error> {
        if !self.held.contains_key(&id) {
            let Some(view) = stored_incident(&self.db, id)? else {
                return Ok(None);
            };
            self.held.insert(id, view);
        }
        self.touched.incidents.insert(id);
        Ok(self.held.get_mut(&id))
    }

    pub(crate) fn report(&mut self, id: ReportId) -> Result<Option<ReportView>, Error> {
        match self.touched.reports.get(&id) {
            Some(view) => Ok(Some(view.clone())),
            None => stored_report(&self.db, id),
        }
    }
}

/// A report as it stands in the file.
pub(crate) fn stored_report(db: &Connection, id: ReportId) -> Result<Option<ReportView>, Error> {
    let mut query = db.prepare_cached("SELECT view FROM report WHERE id = ?1")?;
    let view: Option<String> = query
        .query_row([&id.0.as_bytes()[..]], |row| row.get(0))
        .optional()?;
    Ok(view.map(|view| serde_json::from_str(&view)).transpose()?)
}

fn write_road_changes(
    db: &Connection,
    changes: &[(RoadChangeId, u64, Option<RoadChangeView>)],
) -> Result<(), Error> {
    let mut make = db.prepare_cached(
        "INSERT INTO road_change (id, standing, until_ms, entry, view) VALUES (?1, 1, ?2, ?3, ?4)
         ON CONFLICT (id) DO NOTHING",
    )?;
    let mut lift =
        db.prepare_cached("UPDATE road_change SET standing = 0, entry = ?2 WHERE id = ?1")?;
    for (id, entry, view) in changes {
        let (id, entry) = (&id.0.as_bytes()[..], *entry as i64);
        match view {
            Some(view) => {
                let until_ms = view.until_ms.map(|until| until.0);
                make.execute(params![id, until_ms, entry, serde_json::to_string(view)?])?
            }
            None => lift.execute(params![id, entry])?,
        };
    }
    Ok(())
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let db = Connection::open(path)?;
    db.busy_timeout(Duration::from_secs(5))?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    // A view that a power cut tears is folded again; it does not compete with the journal for the disk.
    db.pragma_update(None, "synchronous", "OFF")?;
    db.pragma_update(None, "cache_size", -32_768)?;
    // The same rows are written again and again: they reach the file itself once in 32 MiB.
    db.pragma_update(None, "wal_autocheckpoint", 8_192)?;
    Ok(db)
}

pub(crate) fn stored_incident(
    db: &Connection,
    id: IncidentId,
) -> Result<Option<IncidentView>, Error> {
    let mut query = db.prepare_cached("SELECT view FROM incident WHERE id = ?1")?;
    let view: Option<String> = query
        .query_row([&id.0.as_bytes()[..]], |row| row.get(0))
        .optional()?;
    Ok(view.map(|view| serde_json::from_str(&view)).transpose()?)
}

pub(crate) fn all_units(db: &Connection) -> Result<Vec<UnitView>, Error> {
    let mut query = db.prepare_cached("SELECT view FROM unit ORDER BY id")?;
    let rows = query.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|view| Ok(serde_json::from_str(&view?)?)).collect()
}

/// A reader of the views, beside the one that folds them.
pub struct Reader {
    pub(crate) db: Connection,
}

impl Reader {
    /// Opens the views of a folder for reading only.
    ///
    /// # Errors
    /// [`Error::Database`] when there are none.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path(folder), flags)?;
        db.busy_timeout(Duration::from_secs(5))?;
        Ok(Self { db })
    }
}
