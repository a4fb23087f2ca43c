//! House numbers, blocks and kilometres as they are written and said.

use crate::text::{Lexeme, fold, lexemes, with_digits};

/// The number of a house, of a block, or of a kilometre.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Number {
    pub(crate) house: House,
    /// The last number of several, as in `51-79`.
    pub(crate) to: Option<u32>,
    pub(crate) block: bool,
    /// Metres along a road, when it is a kilometre.
    pub(crate) along_m: Option<u32>,
}

/// A house number as it is compared: `18-A` is `18a`, `18弄5号` is `18-5`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct House {
    pub(crate) first: u32,
    pub(crate) rest: String,
}

impl House {
    /// Reads the number of an address; none when it does not begin with one.
    pub(crate) fn read(number: &str) -> Option<Self> {
        let mut house: Option<Self> = None;
        for lexeme in lexemes(&with_digits(&fold(number))) {
            let Lexeme::Word(word) = lexeme else { continue };
            match &mut house {
                None => house = Some(Self::of_word(&word)?),
                Some(house) => house.add(&word),
            }
        }
        house
    }

    /// `18` and `18a`.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = word.split_at(digits);
        let plain = rest.chars().count() <= 1 && rest.chars().all(char::is_alphabetic);
        let first = number.parse().ok().filter(|_| digits <= 6 && plain)?;
        Some(Self {
            first,
            rest: rest.to_owned(),
        })
    }

    pub(super) fn add(&mut self, more: &str) {
        if more.starts_with(|c: char| c.is_ascii_digit()) {
            self.rest.push('-');
        }
        self.rest.push_str(more);
    }
}

impl Number {
    pub(super) fn count_km(&mut self, metres: Option<u32>) {
        let tenths = self.along_m.unwrap_or(0);
        let whole = self.house.first.saturating_mul(1_000);
        self.along_m = Some(whole.saturating_add(metres.unwrap_or(tenths)));
    }
}

/// `18`, `18a`, `12.5`.
pub(super) fn number(word: &str) -> Option<Number> {
    if let Some((whole, part)) = word.split_once('.') {
        let tenths: String = part.chars().chain("000".chars()).take(3).collect();
        return Some(Number {
            house: House::of_word(whole)?,
            along_m: tenths.parse().ok(),
            ..Number::default()
        });
    }
    House::of_word(word).map(|house| Number {
        house,
        ..Number::default()
    })
}
