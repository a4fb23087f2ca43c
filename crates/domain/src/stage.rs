//! The order in which things can happen to an incident and a unit on it.
//!
//! Following the order rules of NERIS (US fire record): a call arrives before it is answered and
//! before the incident is created, a unit is dispatched before it is en route, and so on. Breaking
//! the order is a warning in the record, never a refusal: the times are what people claimed, and
//! hiding a wrong one would hide that it is wrong.

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use crate::dispatch::Milestone;

/// A step in the life of an incident or of a unit on it, in the order in which they can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The report came in.
    Received,
    /// The incident was opened.
    Entered,
    /// The unit was sent.
    Sent,
    /// The unit answered.
    Acknowledged,
    /// The unit left.
    Departed,
    /// The unit arrived.
    OnScene,
    /// The unit took somebody or something away.
    Transporting,
    /// The unit arrived there.
    AtDestination,
    /// The unit was done.
    Cleared,
}

impl From<Milestone> for Stage {
    fn from(milestone: Milestone) -> Self {
        match milestone {
            Milestone::Acknowledged => Self::Acknowledged,
            Milestone::Departed => Self::Departed,
            Milestone::OnScene => Self::OnScene,
            Milestone::Transporting => Self::Transporting,
            Milestone::AtDestination => Self::AtDestination,
        }
    }
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Serialize::serialize(self, f)
    }
}

/// Two stages whose claimed times stand the wrong way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrderBroken {
    /// The stage that should come first.
    pub first: Stage,
    /// When it is said to have happened.
    pub first_ms: Timestamp,
    /// The stage that should follow.
    pub then: Stage,
    /// When that is said to have happened: before `first_ms`.
    pub then_ms: Timestamp,
}

/// A claimed time of a stage on a leg (0 before any destination).
pub type Claim = ((u32, Stage), Timestamp);

/// Every pair of `known` with `new` that stands the wrong way round.
#[must_use]
pub fn broken_orders(known: &[Claim], new: Claim) -> Vec<OrderBroken> {
    known
        .iter()
        .filter_map(|old| {
            let (first, then) = if old.0 < new.0 {
                (*old, new)
            } else {
                (new, *old)
            };
            (first.0 != then.0 && then.1 < first.1).then_some(OrderBroken {
                first: first.0.1,
                first_ms: first.1,
                then: then.0.1,
                then_ms: then.1,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hospital_before_the_transport_is_named_with_both_times() {
        let known = [
            ((0, Stage::OnScene), Timestamp(10)),
            ((1, Stage::AtDestination), Timestamp(20)),
        ];
        let broken = broken_orders(&known, ((1, Stage::Transporting), Timestamp(25)));
        assert_eq!(
            broken,
            [OrderBroken {
                first: Stage::Transporting,
                first_ms: Timestamp(25),
                then: Stage::AtDestination,
                then_ms: Timestamp(20),
            }]
        );
    }

    #[test]
    fn a_second_leg_may_depart_after_the_first_destination() {
        let known = [((1, Stage::AtDestination), Timestamp(20))];
        assert_eq!(
            broken_orders(&known, ((2, Stage::Transporting), Timestamp(25))),
            []
        );
    }
}
