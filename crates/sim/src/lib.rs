//! A seeded city with its units and an endless stream of plausible reports.
//!
//! Nothing here reads a clock, a file or the network: from one seed comes the same city and the
//! same day, byte for byte, on every machine. Places are worked out with plain arithmetic on a flat
//! sheet of metres and leave it as the kernel's integer points.

mod chance;
mod city;
mod fleet;
mod num;
mod plane;
mod reports;
mod world;

pub use city::{Address, City, Class, District, Station, UnitSeed};
pub use fleet::{Fleet, Position};
pub use reports::{Reports, SimReport, type_codes};
pub use world::{Deed, Fact, Milestone, Script, World};
