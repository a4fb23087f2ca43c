//! In whose hands reports and incidents are, by what the record says they did.
//!
//! A report is theirs who received it. An incident is theirs who received one of its reports, opened
//! it, sent a unit to it, own it now, or serve in a unit that was sent. To have written a note is
//! not enough: that is in anybody's power, and would open everything to everybody.

use std::collections::BTreeSet;

use domain::Entry;
use kernel::{AccountId, IncidentId, ReportId, SeatId, UnitId};
use rusqlite::{Connection, params};

use crate::views::{Error, Reader, Touched};

/// Somebody, as far as hands go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hands {
    /// Their account.
    pub account: AccountId,
    /// Where they sit.
    pub seats: BTreeSet<SeatId>,
    /// The unit whose crew they are.
    pub unit: Option<UnitId>,
}

/// By what it is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// They received the report.
    Received,
    /// The incident is theirs.
    Incident,
}

/// An incident is in the hands `?1`, or its owner sits at one of the seats `?2`; both are arrays in JSON.
/// What is not in them is never read.
pub(crate) const THEIRS: &str = "(
    id IN (SELECT incident FROM hand WHERE holder IN (SELECT unhex(value) FROM json_each(?1)))
    OR id IN (SELECT report.incident FROM received JOIN report ON report.id = received.report
        WHERE received.holder IN (SELECT unhex(value) FROM json_each(?1)))
    OR owner IN (SELECT value FROM json_each(?2)))";

impl Hands {
    /// What holds for them in the tables, as [`THEIRS`] takes it.
    pub(crate) fn holders(&self) -> String {
        let seats = self.seats.iter().map(at_seat);
        let unit = self.unit.iter().map(in_unit);
        let holders = std::iter::once(person(self.account))
            .chain(seats)
            .chain(unit);
        serde_json::Value::from_iter(holders.map(|holder| hex(&holder))).to_string()
    }

    /// Where they sit, as [`THEIRS`] takes it.
    pub(crate) fn at(&self) -> String {
        serde_json::Value::from_iter(self.seats.iter().map(SeatId::as_str)).to_string()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn person(account: AccountId) -> Vec<u8> {
    [b"a", &account.0.as_bytes()[..]].concat()
}

fn at_seat(seat: &SeatId) -> Vec<u8> {
    [b"s", seat.as_str().as_bytes()].concat()
}

pub(crate) fn in_unit(unit: &UnitId) -> Vec<u8> {
    [b"u", unit.as_str().as_bytes()].concat()
}

/// Who did what an entry says. What was done before entries named a person is told by its seat.
pub(crate) fn doer(entry: &Entry) -> Vec<u8> {
    match &entry.leave {
        Some(leave) => person(leave.account),
        None => at_seat(&entry.seat),
    }
}

pub(crate) fn write(db: &Connection, touched: &Touched) -> Result<(), Error> {
    let mut put =
        db.prepare_cached("INSERT OR IGNORE INTO received (holder, report) VALUES (?1, ?2)")?;
    for (holder, report) in &touched.received {
        put.execute(params![holder, &report.0.as_bytes()[..]])?;
    }
    let mut put =
        db.prepare_cached("INSERT OR IGNORE INTO hand (holder, incident) VALUES (?1, ?2)")?;
    for (holder, incident) in &touched.hands {
        put.execute(params![holder, &incident.0.as_bytes()[..]])?;
    }
    Ok(())
}

impl Reader {
    /// By what a report is in somebody's hands; nothing when it is not.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn holds_report(&self, report: ReportId, hands: &Hands) -> Result<Option<Held>, Error> {
        let mut query = self.db.prepare_cached(
            "SELECT 1 FROM received WHERE report = ?2
                AND holder IN (SELECT unhex(value) FROM json_each(?1))",
        )?;
        if query.exists(params![hands.holders(), &report.0.as_bytes()[..]])? {
            return Ok(Some(Held::Received));
        }
        match self.report(report)?.and_then(|view| view.incident) {
            Some(incident) if self.holds_incident(incident, hands)? => Ok(Some(Held::Incident)),
            _ => Ok(None),
        }
    }

    /// Whether an incident is in somebody's hands.
    ///
    /// # Errors
    /// [`Error`] when the views cannot be read.
    pub fn holds_incident(&self, incident: IncidentId, hands: &Hands) -> Result<bool, Error> {
        let sql = format!("SELECT 1 FROM incident WHERE id = ?3 AND {THEIRS}");
        let mut query = self.db.prepare_cached(&sql)?;
        let id = &incident.0.as_bytes()[..];
        Ok(query.exists(params![hands.holders(), hands.at(), id])?)
    }
}
