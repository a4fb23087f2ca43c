//! The road network in memory: who reaches a place first, by driving time.
//!
//! The graph is searched over its *arcs*, one direction of one piece of road each, so that a turn may
//! be forbidden or cost time. [`Search`] answers a question about a place by one search backwards from
//! it, which ends when enough units are found: nothing is prepared, so a closed road, a slow one or a
//! unit that has moved count from the next question on. [`Ranking`] gives the same answers over a
//! prepared hierarchy, much sooner where units are few, and asks the plain search where that pays or
//! the hierarchy has not caught up. No candidate is left out for being far away in a straight line.
//!
//! Times are whole milliseconds, so that every way of reckoning gives the same answer.

mod calibrate;
mod drivable;
mod fleet;
mod hierarchy;
mod nearest;
mod network;
mod outline;
mod parts;
mod profile;
mod ranking;
mod reach;
mod route;
mod signs;
mod snap;
mod times;
mod turns;

pub use calibrate::{DRIVES_MIN, Drive, Errors, Factors};
pub use drivable::{Change, Drivable};
pub use fleet::{Fleet, UnitIx};
pub use nearest::{Found, Goal, Search};
pub use network::{ArcId, Network, NodeId, Turn};
pub use outline::outline;
pub use profile::{Moves, Profile};
pub use ranking::Ranking;
pub use reach::{Reach, Reached};
pub use route::{Route, cut};
pub use snap::{Side, Snapped, Snapper};
pub use times::{Part, Spot, Times};
pub use turns::TurnCosts;
