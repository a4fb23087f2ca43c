//! Intake: what was reported, what it is taken to be, where it is, and how it ended.
//!
//! A report is one contact; an incident is what happened, however many reports it has. Reports are
//! attached, incidents are merged, split and linked, and each of these is undone by a new event.
//! Where something happened is three fields that never overwrite one another: the words as spoken,
//! the address somebody resolved, and the point.

mod command;
mod decide;
mod event;
mod evolve;
mod incident;
mod refusal;
mod regroup;

pub use command::{Command, NewReport, Then};
pub use decide::decide;
pub use event::{Event, Place, Targets};
pub use evolve::evolve;
pub use incident::{Closing, Fix, FixSource, Incident, Phase, Relation, Report, State};
pub use refusal::Refusal;
