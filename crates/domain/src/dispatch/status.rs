//! What a unit is doing, and the milestones that change it.

use serde::{Deserialize, Serialize};

/// What a unit is doing now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not on shift: cannot be sent.
    OffShift,
    /// Free to be sent.
    Available,
    /// Kept for something else for a time.
    Reserved,
    /// Sent, and has not answered yet.
    Sent,
    /// Has answered.
    Acknowledged,
    /// On its way.
    Departed,
    /// Arrived at the incident.
    OnScene,
    /// Taking somebody or something to a destination.
    Transporting,
    /// Arrived at that destination.
    AtDestination,
    /// On its way home and free to be sent.
    Returning,
    /// On shift, but cannot serve.
    OutOfService,
}

/// A step of a unit on an incident after it was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    /// 签收
    Acknowledged,
    /// 出动
    Departed,
    /// 到场
    OnScene,
    /// On the way to a destination with a patient, a person or goods.
    Transporting,
    /// At that destination.
    AtDestination,
}

impl Milestone {
    /// All milestones in their usual order.
    pub const ALL: [Self; 5] = [
        Self::Acknowledged,
        Self::Departed,
        Self::OnScene,
        Self::Transporting,
        Self::AtDestination,
    ];

    /// The status a unit is in once it has reached the milestone.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Acknowledged => Status::Acknowledged,
            Self::Departed => Status::Departed,
            Self::OnScene => Status::OnScene,
            Self::Transporting => Status::Transporting,
            Self::AtDestination => Status::AtDestination,
        }
    }
}

macro_rules! snake_case_text {
    ($($name:ty),*) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // A unit variant always serialises to its own name.
                serde::Serialize::serialize(self, f)
            }
        }
    )*};
}
snake_case_text!(Status, Milestone);
