//! What is asked of the views.

use kernel::{AccountId, IncidentId, ReportId, Timestamp, UnitId};
use rusqlite::{OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use crate::hands::{Hands, THEIRS};
use crate::incident::{IncidentRow, IncidentView, ReportView};
use crate::road::{RoadChangeView, SpeedsView};
use crate::unit::UnitView;
use crate::views::{Error, Reader, all_units, stored_incident, stored_report, subject};

/// Closed incidents stay on the board this long.
const CLOSED_SHOWN_MS: i64 = kernel::HOUR_MS;

/// The board: what a desk has to see at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// Entries folded in.
    pub entry: u64,
    /// Open incidents and those closed within the hour.
    pub incidents: Vec<IncidentRow>,
    /// Units on shift, or all that changed.
    pub units: Vec<UnitView>,
    /// Reports that wait for somebody to decide.
    pub reports: Vec<ReportView>,
    /// All changes of roads that stand now; nothing when none was made or lifted since.
    pub road_changes: Option<Vec<RoadChangeView>>,
}

/// Which incidents a list is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Those somebody has to do something about.
    Open,
    /// Those that are over or merged.
    Closed,
    /// Both.
    #[default]
    All,
}

/// Which part of a list, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Which incidents.
    pub which: Which,
    /// Part of the number, the words, or the place.
    pub text: Option<String>,
    /// Only those opened before this instant.
    pub before_ms: Option<Timestamp>,
    /// At most so many.
    pub limit: u32,
    /// Only those in somebody's hands.
    pub hands: Option<Hands>,
}

impl Reader {
    /// Entries folded in so far.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn entries(&self) -> Result<u64, Error> {
        let mut query = self.db.prepare_cached("SELECT entries FROM meta")?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? as u64)
    }

    /// The board. With `since`, only what changed after the first `since` entries, with what has
    /// left the board, so that a client can drop it.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn board(&self, since: Option<u64>, now: Timestamp) -> Result<Board, Error> {
        // One transaction, so that the number of entries belongs to the rows.
        let tx = self.db.unchecked_transaction()?;
        let entry = self.entries()?;
        let from = since.unwrap_or(0) as i64;
        let views: Vec<IncidentView> = match since {
            Some(_) => self.views(
                "SELECT view FROM incident WHERE entry >= ?1 ORDER BY opened_ms",
                params![from],
            )?,
            None => self.views(
                "SELECT view, opened_ms FROM incident WHERE open = 1
                 UNION ALL SELECT view, opened_ms FROM incident WHERE open = 0 AND closed_ms > ?1
                 ORDER BY opened_ms",
                params![now.plus_ms(-CLOSED_SHOWN_MS).0],
            )?,
        };
        let mut units = all_units(&self.db)?;
        match since {
            Some(since) => units.retain(|unit| unit.entry >= since),
            None => units.retain(|unit| unit.status != domain::dispatch::Status::OffShift),
        }
        let reports = self.views(
            "SELECT view FROM report WHERE waiting = 1 ORDER BY entry LIMIT 500",
            params![],
        )?;
        let road_changes = match self.road_changes_since(from)? {
            true => Some(self.road_changes(now)?),
            false => None,
        };
        tx.finish()?;
        Ok(Board {
            entry,
            incidents: views.iter().map(IncidentView::row).collect(),
            units: units.into_iter().map(|unit| unit.at(now)).collect(),
            reports,
            road_changes,
        })
    }

    fn road_changes_since(&self, entry: i64) -> Result<bool, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM road_change WHERE entry >= ?1)")?;
        Ok(query.query_row([entry], |row| row.get(0))?)
    }

    /// The factors by which travel times are reckoned; nothing when none were adopted.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn speeds(&self) -> Result<Option<SpeedsView>, Error> {
        let found: Vec<SpeedsView> = self.views("SELECT view FROM speeds", params![])?;
        Ok(found.into_iter().next())
    }

    /// The changes of roads that stand at an instant, oldest first.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn road_changes(&self, now: Timestamp) -> Result<Vec<RoadChangeView>, Error> {
        self.views(
            "SELECT view FROM road_change
             WHERE standing = 1 AND (until_ms IS NULL OR until_ms > ?1) ORDER BY entry",
            params![now.0],
        )
    }

    fn views<T: serde::de::DeserializeOwned>(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<Vec<T>, Error> {
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(parameters, |row| row.get::<_, String>(0))?;
        rows.map(|view| Ok(serde_json::from_str(&view?)?)).collect()
    }

    /// One incident.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn incident(&self, id: IncidentId) -> Result<Option<IncidentView>, Error> {
        stored_incident(&self.db, id)
    }

    /// One report.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn report(&self, id: ReportId) -> Result<Option<ReportView>, Error> {
        stored_report(&self.db, id)
    }

    /// One unit.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn unit(&self, id: &UnitId, now: Timestamp) -> Result<Option<UnitView>, Error> {
        let mut query = self
            .db
            .prepare_cached("SELECT view FROM unit WHERE id = ?1")?;
        let view: Option<String> = query
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?;
        Ok(view
            .map(|view| serde_json::from_str::<UnitView>(&view))
            .transpose()?
            .map(|unit| unit.at(now)))
    }

    /// Every unit that was ever on shift.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn units(&self, now: Timestamp) -> Result<Vec<UnitView>, Error> {
        let units = all_units(&self.db)?;
        Ok(units.into_iter().map(|unit| unit.at(now)).collect())
    }

    /// A list of incidents, the newest first.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn incidents(&self, window: &Window) -> Result<Vec<IncidentRow>, Error> {
        let (low, high) = match window.which {
            Which::Open => (1, 1),
            Which::Closed => (0, 0),
            Which::All => (0, 1),
        };
        let before = window.before_ms.map_or(i64::MAX, |at| at.0);
        let escaped = window
            .text
            .as_deref()
            .unwrap_or("")
            .replace(['%', '_', '\\'], "");
        // Until there is a search index, words are looked for among the newest incidents only.
        let theirs = match &window.hands {
            Some(_) => THEIRS,
            None => "?1 = ?2",
        };
        let sql = format!(
            "SELECT view FROM (SELECT view, number, opened_ms FROM incident
                WHERE {theirs} AND open BETWEEN ?3 AND ?4 AND opened_ms < ?5
                ORDER BY opened_ms DESC LIMIT 20000)
             WHERE ?6 = '' OR number LIKE ?6 || '%' OR view LIKE '%' || ?6 || '%'
             ORDER BY opened_ms DESC LIMIT ?7"
        );
        let hands = window.hands.as_ref();
        let holders = hands.map(Hands::holders).unwrap_or_default();
        let at = hands.map(Hands::at).unwrap_or_default();
        let views: Vec<IncidentView> = self.views(
            &sql,
            params![holders, at, low, high, before, escaped, window.limit],
        )?;
        Ok(views.iter().map(IncidentView::row).collect())
    }

    /// Incidents that were opened from one instant until before another, in the order of their opening,
    /// after one of them.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn incidents_between(
        &self,
        from: Timestamp,
        after: Option<&IncidentView>,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<IncidentView>, Error> {
        let begin = after.map_or(from, |last| last.opened_ms);
        let last = after.map(|last| last.incident.0.as_bytes().to_vec());
        self.views(
            "SELECT view FROM incident WHERE (opened_ms > ?1 OR (opened_ms = ?1 AND id > ?2))
                AND opened_ms < ?3 ORDER BY opened_ms, id LIMIT ?4",
            params![begin.0, last.unwrap_or_default(), until.0, limit],
        )
    }

    /// Visits every incident in the order in which they were opened.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn each_incident(&self, mut visit: impl FnMut(IncidentView)) -> Result<(), Error> {
        let mut query = self
            .db
            .prepare("SELECT view FROM incident ORDER BY opened_ms, id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            visit(serde_json::from_str(
                row.get_ref(0)?.as_str().unwrap_or_default(),
            )?);
        }
        Ok(())
    }

    /// The entries about a report, oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn entries_of_report(&self, id: ReportId) -> Result<Vec<u64>, Error> {
        self.entries_of(subject(b'r', id.0.as_bytes()), i64::MAX)
    }

    /// Entries that tell of a look before this one, the newest of them, oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn looks(&self, before: u64, limit: u32) -> Result<Vec<u64>, Error> {
        self.entries_before(subject(b'l', b"looks"), before, limit)
    }

    /// The entries in which somebody read what an official is called, the last of them, oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn looks_at_official(&self, id: AccountId, limit: u32) -> Result<Vec<u64>, Error> {
        self.entries_of(subject(b'o', id.0.as_bytes()), i64::from(limit))
    }

    /// How many looks a law keeps from their persons at this instant, in the whole agency.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn sealed_looks(&self, at: Timestamp) -> Result<u64, Error> {
        // Instants after the first of 1970 are in order as bytes.
        let (from, to) = (subject(b's', &at.0.max(0).to_be_bytes()), vec![b's' + 1]);
        let mut query = self
            .db
            .prepare_cached("SELECT count(*) FROM subject WHERE subject > ?1 AND subject < ?2")?;
        let count: i64 = query.query_row(params![from, to], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Entries in which a look was contested, or a contest answered, the newest of them, oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn contests(&self, limit: u32) -> Result<Vec<u64>, Error> {
        self.entries_before(subject(b'c', b"contests"), u64::MAX, limit)
    }

    fn entries_before(&self, about: Vec<u8>, before: u64, limit: u32) -> Result<Vec<u64>, Error> {
        let before = i64::try_from(before).unwrap_or(i64::MAX);
        let mut query = self.db.prepare_cached(
            "SELECT entry FROM subject WHERE subject = ?1 AND entry < ?2 ORDER BY entry DESC LIMIT ?3",
        )?;
        let rows = query.query_map(params![about, before, limit], |row| row.get::<_, i64>(0))?;
        let found: Result<Vec<u64>, _> = rows.map(|entry| entry.map(|one| one as u64)).collect();
        let mut found = found?;
        found.reverse();
        Ok(found)
    }

    /// The last entries about a unit, oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn entries_of_unit(&self, id: &UnitId, limit: u32) -> Result<Vec<u64>, Error> {
        self.entries_of(subject(b'u', id.as_str().as_bytes()), i64::from(limit))
    }

    fn entries_of(&self, subject: Vec<u8>, limit: i64) -> Result<Vec<u64>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT entry FROM subject WHERE subject = ?1 ORDER BY entry DESC LIMIT ?2",
        )?;
        let rows = query.query_map(params![subject, limit], |row| row.get::<_, i64>(0))?;
        let mut entries: Vec<u64> = rows
            .map(|entry| entry.map(|entry| entry as u64))
            .collect::<Result<_, _>>()?;
        entries.reverse();
        Ok(entries)
    }
}
