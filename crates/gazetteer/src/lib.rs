//! Places as callers say them, and what is at a point.
//!
//! [`Gazetteer::build`] makes an index of a map: streets, house numbers, crossings, places, landmarks
//! and kilometre posts. [`Gazetteer::search`] finds in it what somebody said, whole or half typed,
//! misspelt, in either language or in the letters of a keyboard; [`Gazetteer::locate`] says what is
//! at a point. The index is made from the map alone and can be thrown away; nothing is learned from
//! what callers say, and no words are kept.

pub mod coordinates;
mod forms;
mod geometry;
mod hit;
mod houses;
mod index;
mod locate;
mod query;
mod search;
mod text;
mod vocabulary;

pub use hit::{Correction, Hit, Kind, Position};
pub use index::{Error, Gazetteer, Home};
pub use locate::{Compass, Location, NearAddress, NearCrossing, NearPost, NearStreet};
