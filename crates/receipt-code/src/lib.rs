//! A short code for the number of an entry, which nobody can guess: in letters, and in words of two
//! languages.
//!
//! The code is 88 bits that look like chance and are the entry number, enciphered. No table of codes
//! is kept. Letters and words carry check symbols, so that a slip of the tongue or the hand is noticed
//! before anybody looks anything up. `formats/receipt-code.md` has the rules, `docs/decisions/0013`
//! the argument and its limits.

mod code;
mod codes;
mod error;
mod field;
mod key_file;
mod letters;
mod words;

pub use code::{CODE_BITS, Code};
pub use codes::Codes;
pub use error::{CodeError, KeyError};
pub use words::Language;
