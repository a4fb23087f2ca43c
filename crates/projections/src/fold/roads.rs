//! What is different on the roads, and how fast they are.

use domain::roads::Event as Roads;
use kernel::RoadChangeId;

use super::Fold;
use crate::road::{RoadChangeView, SpeedsView};

impl Fold<'_> {
    pub(super) fn roads(&mut self, event: &Roads) {
        match event {
            Roads::ChangeMade {
                change,
                effect,
                stretches,
                made_ms,
                until_ms,
                reason,
                incident,
            } => {
                let view = RoadChangeView {
                    change: *change,
                    effect: *effect,
                    stretches: stretches.clone(),
                    made_ms: *made_ms,
                    until_ms: *until_ms,
                    reason: reason.clone(),
                    incident: *incident,
                    seat: self.entry.seat.clone(),
                    entry: self.entry.seq,
                };
                self.road_change(*change, Some(view));
            }
            Roads::ChangeLifted { change, .. } => self.road_change(*change, None),
            Roads::SpeedsAdopted { speeds, basis } => {
                self.views.touched.speeds = Some(SpeedsView {
                    speeds: speeds.clone(),
                    basis: basis.clone(),
                    adopted_ms: self.entry.at_ms,
                    seat: self.entry.seat.clone(),
                    entry: self.entry.seq,
                });
            }
        }
    }

    /// A change that was made comes with its view, one that was lifted without.
    fn road_change(&mut self, change: RoadChangeId, view: Option<RoadChangeView>) {
        let change = (change, self.entry.seq, view);
        self.views.touched.road_changes.push(change);
    }
}
