//! What somebody said, taken apart: words, house number, and which words belong to which street.

mod characters;
mod number;
mod parser;

pub(crate) use number::{House, Number};

use crate::text::{
    Lexeme, TEXT_CHARS_MAX, fold, is_han, join_ordinals, lexemes, ordinal, with_digits,
};

use parser::Parser;

/// Words of one search that are looked at.
pub(crate) const UNITS_MAX: usize = 12;

/// A search, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Query {
    pub(crate) units: Vec<Unit>,
    /// Somebody spoke of a crossing.
    pub(crate) crossing: bool,
}

/// One word of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    /// As it was said.
    pub(crate) said: String,
    pub(crate) what: What,
    /// Which side of an `and` or a slash it stands on, from 0.
    pub(crate) part: usize,
    /// The speaker is still typing it.
    pub(crate) open: bool,
    /// How much it says.
    pub(crate) weight: f64,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    Word(String),
    /// Chinese characters without a space.
    Han(String),
    Number(Number),
}

impl Query {
    /// Takes apart what somebody said. A word with nothing after it may be unfinished.
    pub(crate) fn parse(words: &str) -> Self {
        let whole = words.chars().count() > TEXT_CHARS_MAX
            || words.ends_with(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
        let mut lexemes = lexemes(&with_digits(&fold(words)));
        joined(&mut lexemes);
        let mut parser = Parser::default();
        parser.read(&lexemes);
        let mut query = parser.query;
        query.units.truncate(UNITS_MAX);
        query.name_lone_numbers();
        if let Some(last) = query.units.last_mut() {
            last.open = !whole && matches!(last.what, What::Word(_));
        }
        query
    }

    /// `Market & 5` is the 5th street: a number alone is no side of a crossing.
    fn name_lone_numbers(&mut self) {
        let parts: Vec<usize> = self.units.iter().map(|unit| unit.part).collect();
        let is_alone = |part: usize| parts.iter().filter(|other| **other == part).count() == 1;
        let last = parts.last().copied().unwrap_or(0);
        for unit in self
            .units
            .iter_mut()
            .filter(|unit| last > 0 && is_alone(unit.part))
        {
            let lone = match &unit.what {
                What::Number(number) if number.house.rest.is_empty() && !number.block => {
                    number.house.first
                }
                _ => continue,
            };
            unit.what = What::Word(ordinal(lone));
            unit.weight = 1.0;
        }
    }
}

/// Makes ordinals of several words one.
fn joined(found: &mut Vec<Lexeme>) {
    let mut out = Vec::with_capacity(found.len());
    let mut words: Vec<String> = vec![];
    let flush = |words: &mut Vec<String>, out: &mut Vec<Lexeme>| {
        join_ordinals(words);
        out.extend(words.drain(..).map(Lexeme::Word));
    };
    for lexeme in found.drain(..) {
        match lexeme {
            Lexeme::Word(word) => words.push(word),
            other => {
                flush(&mut words, &mut out);
                out.push(other);
            }
        }
    }
    flush(&mut words, &mut out);
    *found = out;
}

/// Whether a word is in Chinese characters.
pub(crate) fn in_characters(text: &str) -> bool {
    text.starts_with(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units as `part:text`, numbers in brackets.
    fn told(words: &str) -> String {
        let unit = |unit: &Unit| {
            let text = match &unit.what {
                What::Word(text) | What::Han(text) => text.clone(),
                What::Number(Number {
                    along_m: Some(along_m),
                    ..
                }) => format!("[{along_m} m]"),
                What::Number(number) => {
                    let block = if number.block { " block" } else { "" };
                    let to = number.to.map(|to| format!(" to {to}")).unwrap_or_default();
                    format!("[{}{}{to}{block}]", number.house.first, number.house.rest)
                }
            };
            format!("{}:{text}", unit.part)
        };
        let units: Vec<String> = Query::parse(words).units.iter().map(unit).collect();
        units.join(" ")
    }

    #[track_caller]
    fn check(words: &str, expected: &str) {
        assert_eq!(told(words), expected, "{words}");
    }

    #[test]
    fn an_address_is_a_number_and_words() {
        check("18 Market Street", "0:[18] 0:market 0:st");
        check("Market St 18-A", "0:market 0:st 0:[18a]");
        check("51-79 8TH ST", "0:[51 to 79] 0:8th 0:st");
        check("0 Block of MARKET ST", "0:[0 block] 0:market 0:st");
        check("1200 BLK GEARY BLVD", "0:[1200 block] 0:geary 0:blvd");
        check("200 Block of BLK OLIVE ST", "0:[200 block] 0:olive 0:st");
        check("1321 1/2 MINNA ST", "0:[1321] 0:minna 0:st");
    }

    #[test]
    fn a_chinese_address_needs_no_spaces() {
        check("解放路18号", "0:解放路 0:[18]");
        check("解放路十八号", "0:解放路 0:[18]");
        check("解放路18弄5号", "0:解放路 0:[18-5]");
        check("解放路１８号人民医院", "0:解放路 0:[18] 0:人民医院");
    }

    #[test]
    fn a_crossing_has_two_parts() {
        check("Market & 5th", "0:market 1:5th");
        check("MARKET ST/5TH ST", "0:market 0:st 1:5th 1:st");
        check("corner of Fifth and Market", "0:of 0:5th 1:market");
        check("Market St at 5", "0:market 0:st 1:5th");
        check("解放路与人民路交叉口", "0:解放路 1:人民路");
        check("解放路/人民路路口", "0:解放路 1:人民路");
        check("解放路和和平路路口", "0:解放路 1:和平路");
        check("和平路口", "0:和平路");
        check("解放路人民路路口", "0:解放路 0:人民路");
        check("解放路人民医院", "0:解放路 0:人民医院");
        check("大桥街道", "0:大桥街道");
    }

    #[test]
    fn a_kilometre_is_not_a_house() {
        check("G3 K12+300", "0:g3 0:[12300 m]");
        check("A1 km 12.5", "0:a1 0:[12500 m]");
        check("A1 12 km", "0:a1 0:[12000 m]");
        check("104国道12公里", "0:[104] 0:国道 0:[12000 m]");
    }

    #[test]
    fn house_numbers_are_read_as_people_write_them() {
        for (written, read) in [
            ("18", (18, "")),
            ("665-A", (665, "a")),
            ("18弄5号", (18, "-5")),
            ("12 b", (12, "b")),
        ] {
            let house = House::read(written).unwrap();
            assert_eq!((house.first, house.rest.as_str()), read, "{written}");
        }
        assert_eq!(House::read("rear"), None);
    }
}
