//! The envelope in which accepted events are kept: one entry of the journal.

use kernel::{AccountId, ActKey, AgencyId, Code, Digest, SeatId, Timestamp, canonical};
use serde::{Deserialize, Serialize};

use crate::Event;

/// The form of the envelope itself. The first had no `leave`.
pub const ENTRY_VERSION: u32 = 2;

/// Who acted, and what allowed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// The person, or the machine with a key of its own.
    pub account: AccountId,
    /// What they were in the agency then.
    pub roles: Vec<Code>,
    /// The policies that allowed it, by name.
    pub policies: Vec<Code>,
    /// SHA-256 over the set of policies in force.
    pub set: Digest,
}

/// One accepted act, with every event it led to. Its canonical bytes are what is stored and hashed;
/// `formats/journal.md` describes them for people without this code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The key of the act.
    pub act: ActKey,
    /// Whose journal it is.
    pub agency: AgencyId,
    /// When the journal took it.
    pub at_ms: Timestamp,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// Who acted and by which leave; nothing for what the program does by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave: Option<Leave>,
    /// The first 16 bytes of SHA-256 over the canonical JSON of the request, in hexadecimal: the
    /// same key with another request is noticed.
    pub request: String,
    /// The seat that acted.
    pub seat: SeatId,
    /// Its place in the journal, from 0.
    pub seq: u64,
    /// [`ENTRY_VERSION`].
    pub v: u32,
}

impl Entry {
    /// The bytes that are stored and hashed.
    ///
    /// # Errors
    /// [`canonical::Error`] when a number is 2^53 or more.
    pub fn to_bytes(&self) -> Result<Vec<u8>, canonical::Error> {
        canonical::to_bytes(self)
    }

    /// Reads stored bytes.
    ///
    /// # Errors
    /// The reason, when this build cannot read the entry or one of its events.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
