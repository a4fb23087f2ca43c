//! The water as it lies between its banks.

use super::majors::Plan;
use crate::plane::{self, Spot};

/// A river or a lake.
#[derive(Clone, Debug)]
pub(crate) struct Water {
    pub(crate) ring: Vec<Spot>,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// Fills the plan's water up to its shore, which lies a little inside the road along it.
pub(super) fn fill(plan: &Plan) -> Vec<Water> {
    plan.waters
        .iter()
        .map(|water| {
            let count = water.ring.len();
            let sign = if plane::area(&water.ring) > 0.0 {
                1.0
            } else {
                -1.0
            };
            let ring = (0..count)
                .map(|n| {
                    let (before, after) = (
                        water.ring[(n + count - 1) % count],
                        water.ring[(n + 1) % count],
                    );
                    let inward = after
                        .minus(before)
                        .unit()
                        .left()
                        .times(sign * water.shore_m);
                    plan.bend(water.ring[n].plus(inward))
                })
                .collect();
            Water {
                ring,
                zh: water.name.0,
                en: water.name.1,
            }
        })
        .collect()
}
