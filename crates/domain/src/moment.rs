//! When, by whom and under which key an act is decided: everything a decision takes from outside.

use kernel::{AccountId, ActKey, SeatId, Timestamp};

use crate::number::Day;

/// The circumstances of one act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant at which the journal takes it.
    pub at: Timestamp,
    /// The agency's local date then.
    pub day: Day,
    /// The key of the act, which also names what the act makes.
    pub key: ActKey,
    /// The seat that acts.
    pub seat: SeatId,
    /// The person who acts; nobody for what a machine does by itself.
    pub by: Option<AccountId>,
}
