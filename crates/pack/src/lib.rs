//! Packs: the data that makes the product fit a place.
//!
//! A pack is a folder of TOML files and policies that people of the trade write. [`Pack::load`] reads the whole
//! folder and reports every mistake with its file and line; what it returns is whole: every name
//! has both languages and every code that is named exists. A pack travels as canonical JSON and is
//! known by the SHA-256 of those bytes, so the journal can name the rules of any day.
//!
//! What the folder holds and what each field means is in `packs/README.md`.

mod book;
mod check;
mod fields;
mod load;
mod mistake;
mod model;
mod policies;
mod read;
mod travel;

pub use mistake::{Error, Mistake, Mistakes};
pub use model::{
    Answer, Capability, Channel, Ending, Hazard, Import, IncidentType, Mode, Moves, Name, Need,
    Outcome, Pack, Plan, PolicyFile, Priority, Profile, Purpose, Question, Reason, Reasons,
    RoadUse, Role, Service, Station, Transitions, UnitKind,
};

#[cfg(test)]
mod tests;
