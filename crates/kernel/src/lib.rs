//! The words every room shares: ids, instants, places, digests and the canonical JSON of the record.
//!
//! Nothing here reads a clock, a file or the network, and nothing here knows a rule.

pub mod canonical;
mod digest;
mod ids;
mod place;
mod sealed;
mod text;
mod time;

pub use digest::Digest;
pub use ids::{
    AccountId, ActKey, AgencyId, IdError, IncidentId, KeyId, MachineKeyId, PhotoId, ReportId,
    RequestId, RoadChangeId, SeatId, ServiceNumber, UnitId,
};
pub use place::{Point, PointError};
pub use sealed::{SealAlgorithm, Sealed};
pub use text::{Code, Line, Prose, TextError};
pub use time::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
