//! A whole record in a temporary folder: what it remembers, what it forgets and finds again, and
//! what it does when its storage fails.
//!
//! The acts are those of the domain's stories, dealt by the same chance.

#[expect(dead_code, reason = "the stories of the domain use the rest")]
#[path = "../../../domain/tests/stories/deal.rs"]
mod deal;
#[expect(dead_code, reason = "the stories of the domain use the rest")]
#[path = "../../../domain/tests/stories/desk.rs"]
mod desk;
#[path = "../../../domain/tests/stories/invariants.rs"]
mod invariants;

mod closed;
mod faults;
mod fold;
mod overload;
mod personal;
mod small_city;
