//! The endless stream of reports: what happens in the city, who calls, and what they say.

pub(crate) mod kinds;
mod phrases;
mod place;
mod stream;

pub use stream::{Reports, SimReport};

use kernel::Code;

/// Every incident type the stream can report.
pub fn type_codes() -> impl Iterator<Item = Code> {
    kinds::KINDS.iter().map(|kind| code(kind.code))
}

/// A code from one of the tables of this crate.
pub(crate) fn code(text: &str) -> Code {
    Code::new(text).expect("the tables of this crate hold codes")
}
