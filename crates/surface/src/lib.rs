//! HTTP outside, acts and questions inside.
//!
//! Handlers are thin: they read a body, name the seat and the key, hand the act over and answer with
//! the answer. No rule lives here.

mod acts;
mod caller;
mod desk;
mod document;
mod door;
mod extract;
mod headers;
mod listen;
mod log;
mod names;
mod people;
mod problem;
mod reads;
mod server;
mod words;

pub use door::{Door, DoorError, Entrance, Pace, Policies};
pub use listen::{Reach, ServeError, Server, TlsFiles};
pub use problem::{CODES, Problem, status_of};
pub use reads::map::MapSource;
pub use server::{App, api_document, router};
