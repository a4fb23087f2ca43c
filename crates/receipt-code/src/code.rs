//! A code, in letters or in words, and how either is read.

use crate::error::CodeError;
use crate::letters;
use crate::words::{self, Language};

/// How many bits a code has.
pub const CODE_BITS: u32 = 88;

/// The longest text that is looked at, however it is parted.
const TEXT_BYTES_MAX: usize = 400;

/// A code of 88 bits. Who knows it may see what it is for, so it does not print itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code(u128);

impl Code {
    /// The code with this value; `None` when it has more than [`CODE_BITS`] bits.
    #[must_use]
    pub fn of(value: u128) -> Option<Self> {
        (value >> CODE_BITS == 0).then_some(Self(value))
    }

    /// Its value, below 2^88.
    #[must_use]
    pub fn value(self) -> u128 {
        self.0
    }

    /// Twenty letters in five groups of four: `0123-4567-89AB-CDEF-GHJK`.
    #[must_use]
    pub fn letters(self) -> String {
        letters::write(self)
    }

    /// Nine words: with spaces between them in English, without in Chinese.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        words::write(self, language)
    }

    /// Reads letters or words, whichever stands there.
    ///
    /// Twenty letters, however grouped, are letters. Anything with a Chinese character is read as
    /// Chinese words. The rest is English words when at least half of them are in the list or there
    /// are seven of them, so that a mistake is told in the form that was meant.
    ///
    /// # Errors
    /// What is wrong with it, and where, if that can be told: see [`CodeError`].
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(CodeError::TooLong);
        }
        let text: String = text.chars().map(narrow).collect();
        if text.chars().any(words::is_chinese) {
            return words::read_chinese(&text);
        }
        let parts: Vec<&str> = text.split(is_gap).filter(|part| !part.is_empty()).collect();
        let signs: usize = parts.iter().map(|part| part.chars().count()).sum();
        if signs != letters::COUNT && meant_as_words(&parts) {
            return words::read_english(&parts);
        }
        letters::read(&parts.concat())
    }
}

fn meant_as_words(parts: &[&str]) -> bool {
    let known = parts.iter().filter(|part| words::english(part).is_some());
    parts.len() >= 7 || (!parts.is_empty() && known.count() * 2 >= parts.len())
}

/// What stands between letters and words and means nothing.
pub fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '‐' | '‑' | '–' | '—' | ',' | '.' | ';' | '、' | '。' | '·'
        )
}

/// Full-width letters, digits and signs, as Chinese keyboards make them, in their narrow form.
fn narrow(c: char) -> char {
    match u32::from(c) {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(..)")
    }
}
