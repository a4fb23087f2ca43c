//! Routes that answer questions, one file for each thing that is asked about.

pub mod board;
pub mod cover;
pub mod entries;
pub mod feed;
pub mod feeds;
pub mod incident;
pub mod map;
pub mod places;
pub mod policy;
pub mod ranking;
pub mod receipts;
pub mod roads;
pub mod status;
pub mod units;
