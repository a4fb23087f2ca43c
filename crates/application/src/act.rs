//! What is asked, and what is answered.

use std::sync::Arc;

use domain::{Command, Event, IncidentNumber, Leave};
use kernel::{AccountId, ActKey, Digest, IncidentId, ReportId, SeatId, Timestamp, canonical};
use serde::Serialize;

use crate::feed::Committed;

/// One request by one seat.
#[derive(Clone, Debug)]
pub struct Act {
    /// The same key twice is the same act.
    pub key: ActKey,
    /// The seat that acts.
    pub seat: SeatId,
    /// Who acts there and what allows it; nothing for what the program does by itself.
    pub leave: Option<Leave>,
    /// What is asked.
    pub command: Command,
    /// What is kept beside its entry: sealed fields that the command names by their digest.
    pub beside: Vec<Arc<[u8]>>,
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
            leave: None,
            command,
            beside: vec![],
            at: None,
        }
    }

    /// The act of this person, by this leave.
    #[must_use]
    pub fn by(self, leave: Option<Leave>) -> Self {
        Self { leave, ..self }
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
            // Another person does not get the answer that was meant for this one.
            #[serde(skip_serializing_if = "Option::is_none")]
            account: Option<AccountId>,
            command: &'a Command,
            seat: &'a SeatId,
        }
        let bytes = canonical::to_bytes(&Request {
            account: self.leave.as_ref().map(|leave| leave.account),
            command: &self.command,
            seat: &self.seat,
        })?;
        Ok(Digest::of(&bytes).to_string()[..32].to_owned())
    }
}

/// The answer to an accepted act. The same key gives the same answer, also after a restart.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// What was recorded.
    pub committed: Arc<Committed>,
    /// The report it made.
    pub report: Option<ReportId>,
    /// The incident it opened, or attached its report to.
    pub incident: Option<IncidentId>,
    /// The number of the incident it opened.
    pub number: Option<IncidentNumber>,
    /// The act had been recorded before, and this is its answer once more.
    pub repeated: bool,
}

/// An answer and its repetition are the same answer.
impl PartialEq for Recorded {
    fn eq(&self, other: &Self) -> bool {
        self.committed == other.committed
    }
}

impl Recorded {
    /// What an entry says was recorded.
    #[must_use]
    pub fn of(committed: Arc<Committed>) -> Self {
        use domain::intake::Event as Intake;
        let (mut report, mut incident, mut number) = (None, None, None);
        for event in &committed.entry.events {
            match event {
                Event::Intake(Intake::ReportReceived { report: made, .. }) => report = Some(*made),
                Event::Intake(Intake::ReportAttached { incident: to, .. }) => incident = Some(*to),
                Event::Intake(
                    Intake::IncidentOpened {
                        incident: opened,
                        number: given,
                        ..
                    }
                    | Intake::IncidentSplit {
                        incident: opened,
                        number: given,
                        ..
                    },
                ) => (incident, number) = (Some(*opened), Some(*given)),
                _ => {}
            }
        }
        Self {
            committed,
            report,
            incident,
            number,
            repeated: false,
        }
    }

    pub(crate) fn repeated(self) -> Self {
        Self {
            repeated: true,
            ..self
        }
    }

    /// The number of the entry that records it.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.committed.entry.seq
    }

    /// What happened.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.committed.entry.events
    }
}
