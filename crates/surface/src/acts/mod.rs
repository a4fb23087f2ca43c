//! Routes that act, one file for each thing that is acted on.

pub mod body;
pub mod incidents;
pub mod personal;
pub mod photos;
pub mod regroup;
pub mod reports;
pub mod roads;
pub mod runs;
pub mod units;
