//! Dispatch: which unit goes to which incident, and what it reports back.
//!
//! A unit serves one incident at a time and is not sent while it is reserved or out of service. A
//! fact told afterwards is another matter: it happened, so it is kept and marked, never refused for
//! having been against the rules.

mod advice;
mod assignment;
mod command;
mod decide;
mod event;
mod evolve;
mod milestone;
mod refusal;
mod status;
mod unit;

pub use advice::{Advice, Advised, Basis, Bypassed, Candidate, Need, Short};
pub use assignment::{Assignment, Ended};
pub use command::{After, Command};
pub use decide::decide;
pub use event::{Ending, Event, Mark};
pub use evolve::evolve;
pub use refusal::Refusal;
pub use status::{Milestone, Status};
pub use unit::{Serving, Shift, State, Unit, Window};
