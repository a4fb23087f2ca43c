//! What is taken for a photo, and the copy of it that people look at.
//!
//! Bytes come in, of which nothing is believed: not the name, not the type that somebody says. What goes
//! out is a picture drawn anew from its points alone, so that nothing else that came with it is left:
//! no place, no device, no time, no thumbnail of what was cut away. Nothing is looked for in a picture,
//! and nothing is concluded from it.

mod jpeg;
mod kind;
mod take;

pub use kind::Kind;
pub use take::{BYTES_MAX, PIXELS_MAX, Refusal, SIDE_MAX, Taken, take};
