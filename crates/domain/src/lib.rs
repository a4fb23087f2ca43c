//! The rules: `decide(rules, state, moment, command)` gives events or a refusal, and
//! `evolve(state, event)` gives the next state.
//!
//! Commands arrive authorised, with the clock reading already inside them; events leave for the
//! journal. Nothing here reads a clock, a database, a pack or the network, so the same journal
//! always folds to the same state.

pub mod dispatch;
mod entry;
mod event;
pub mod intake;
mod moment;
mod number;
pub mod people;
pub mod personal;
pub mod record;
mod refusal;
pub mod roads;
pub mod rules;
mod stage;
mod stamp;
mod state;

pub use entry::{ENTRY_VERSION, Entry, Leave};
pub use event::{Event, VERSION};
pub use moment::Moment;
pub use number::{Day, IncidentNumber, NumberError};
pub use refusal::Names;
pub use rules::Rules;
pub use stage::{OrderBroken, Stage};
pub use stamp::{AHEAD_MAX_MS, Source, Stamp, When};
pub use state::{Command, Refusal, State, decide, evolve};
