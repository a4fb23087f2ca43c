//! What is asked, and what is answered.

use domain::{Command, Entry, Event, IncidentNumber};
use kernel::{ActKey, Digest, IncidentId, ReportId, SeatId, Timestamp, canonical};
use serde::Serialize;
use tlog::Hash;

/// One request by one seat.
#[derive(Clone, Debug)]
pub struct Act {
    /// The same key twice is the same act.
    pub key: ActKey,
    /// The seat that acts.
    pub seat: SeatId,
    /// What is asked.
    pub command: Command,
    /// When it is said to be made: only for records whose clock is a replay or a simulation.
    pub at: Option<Timestamp>,
}

impl Act {
    /// An act made now.
    #[must_use]
    pub fn new(key: ActKey, seat: SeatId, command: Command) -> Self {
        Self {
            key,
            seat,
            command,
            at: None,
        }
    }

    /// An act of a replayed or simulated record, made then.
    #[must_use]
    pub fn at(self, at: Timestamp) -> Self {
        Self {
            at: Some(at),
            ..self
        }
    }

    /// What tells this request from another under the same key: 32 hexadecimal digits.
    ///
    /// # Errors
    /// [`canonical::Error`] when it holds a number that entries cannot.
    pub fn fingerprint(&self) -> Result<String, canonical::Error> {
        #[derive(Serialize)]
        struct Request<'a> {
            command: &'a Command,
            seat: &'a SeatId,
        }
        let bytes = canonical::to_bytes(&Request {
            command: &self.command,
            seat: &self.seat,
        })?;
        Ok(Digest::of(&bytes).to_string()[..32].to_owned())
    }
}

/// The answer to an accepted act. The same key gives the same receipt, also after a restart.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The entry that records it.
    pub entry: u64,
    /// That entry's leaf hash.
    pub leaf: Hash,
    /// When the journal took it.
    pub at: Timestamp,
    /// What happened.
    pub events: Vec<Event>,
    /// The report it made.
    pub report: Option<ReportId>,
    /// The incident it opened, or attached its report to.
    pub incident: Option<IncidentId>,
    /// The number of the incident it opened.
    pub number: Option<IncidentNumber>,
}

impl Receipt {
    /// The receipt that an entry and its leaf hash prove.
    #[must_use]
    pub fn of(entry: &Entry, leaf: Hash) -> Self {
        use domain::intake::Event as Intake;
        let mut receipt = Self {
            entry: entry.seq,
            leaf,
            at: entry.at_ms,
            events: entry.events.clone(),
            report: None,
            incident: None,
            number: None,
        };
        for event in &entry.events {
            match event {
                Event::Intake(Intake::ReportReceived { report, .. }) => {
                    receipt.report = Some(*report)
                }
                Event::Intake(Intake::ReportAttached { incident, .. }) => {
                    receipt.incident = Some(*incident);
                }
                Event::Intake(
                    Intake::IncidentOpened {
                        incident, number, ..
                    }
                    | Intake::IncidentSplit {
                        incident, number, ..
                    },
                ) => {
                    receipt.incident = Some(*incident);
                    receipt.number = Some(*number);
                }
                _ => {}
            }
        }
        receipt
    }
}
