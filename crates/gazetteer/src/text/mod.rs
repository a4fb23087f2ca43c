//! Words as they are compared: folded, cut into lexemes, and short forms made one.

mod abbreviations;
mod fold;
mod lexemes;
mod numerals;
mod ordinals;
mod readings;

pub(crate) use abbreviations::{canonical, long_forms_begin, weight};
pub(crate) use fold::{TEXT_CHARS_MAX, fold, is_han};
pub(crate) use lexemes::{Lexeme, lexemes};
pub(crate) use numerals::with_digits;
pub(crate) use ordinals::{join_ordinals, ordinal};
pub(crate) use readings::{readings, usual_reading};
