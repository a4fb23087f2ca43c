//! Roads: what the desk knows of them and the map does not: closed, slow, or open the other way.
//!
//! A change names the stretches of road it is about by their course, so that it can be drawn, and
//! found again on a later map. It ends by itself or is lifted; who made it and why stays.

mod decide;
mod event;
mod refusal;
mod speeds;

use std::collections::BTreeMap;

use kernel::{RoadChangeId, Timestamp};
use serde::{Deserialize, Serialize};

pub use decide::decide;
pub use event::{Command, Effect, Event, Stretch};
pub use refusal::Refusal;
pub use speeds::{ClassFactor, Speeds};

/// What is changed at present.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Changes that were not lifted, and when each ends by itself.
    pub standing: BTreeMap<RoadChangeId, Option<Timestamp>>,
}

/// Folds one fact into what is known.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::ChangeMade {
            change,
            made_ms,
            until_ms,
            ..
        } => {
            // What is over by then is forgotten here, so that the state stays small.
            state
                .standing
                .retain(|_, until| until.is_none_or(|until| until > *made_ms));
            state.standing.insert(*change, *until_ms);
        }
        Event::ChangeLifted { change, .. } => {
            state.standing.remove(change);
        }
        // Nothing is decided by how fast units are.
        Event::SpeedsAdopted { .. } => {}
    }
    state
}
