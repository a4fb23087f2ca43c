//! Access: who may do what to which record for which purpose.
//!
//! The rules are Cedar policies of the pack, which a court can read: [`Access::read`] takes their
//! text, checks it against the words there are ([`schema()`]) and reports every mistake with file and
//! line. [`Access::may`] then answers one question and names the policies that decided;
//! [`Access::scope`] says the same of a list before it is read; [`Access::matrix`] prints all of it.
//!
//! Everything here is pure. Who the asker is and whether a record is theirs is found out elsewhere
//! and handed in; nothing here has heard of HTTP, SQL, the journal or the time of day.

mod action;
mod ask;
mod decide;
mod matrix;
mod memory;
mod read;
mod schema;
mod statement;

pub use action::{Action, Group, Kind};
pub use ask::{Asker, Context, Decision, Ground, Record, Scope};
pub use decide::Access;
pub use matrix::Matrix;
pub use read::{File, Known, Language, Mistake, Policy, PolicyName};
pub use schema::schema;

#[cfg(test)]
mod tests;
