//! The code in words: the lists of BIP-39, English and simplified Chinese, with a check word.
//!
//! Eight words carry 11 bits each. A ninth makes the sum of all with weights 2^0 to 2^8 in GF(2048) zero.
//! The weights differ and none is zero, so every wrong word and every exchange of two is noticed;
//! which word is wrong cannot be told by one check word.

use crate::code::{Code, is_gap};
use crate::error::CodeError;
use crate::field::WORDS;

/// How many words a code has.
pub const COUNT: usize = 9;
const DATA: usize = 8;
/// So many letters tell one English word from every other.
const ENOUGH: usize = 4;

/// Which list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 2048 English words.
    English,
    /// 2048 simplified Chinese characters.
    Chinese,
}

impl Language {
    fn list(self) -> &'static [&'static str; 2048] {
        match self {
            Self::English => bip39::Language::English.word_list(),
            Self::Chinese => bip39::Language::SimplifiedChinese.word_list(),
        }
    }
}

pub fn write(code: Code, language: Language) -> String {
    let mut symbols: Vec<u16> = (0..DATA)
        .map(|n| (code.value() >> (11 * (DATA - 1 - n)) & 2047) as u16)
        .collect();
    symbols.push(0);
    let check = WORDS.sum(&symbols);
    symbols[DATA] = check;
    let words: Vec<&str> = symbols
        .iter()
        .map(|symbol| language.list()[usize::from(*symbol)])
        .collect();
    words.join(match language {
        Language::English => " ",
        Language::Chinese => "",
    })
}

/// Ideographs of the basic block and its first extension: where the list and slips from it lie.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// The place of an English word in the list: the word, or its beginning of four letters or more.
pub fn english(word: &str) -> Option<u16> {
    let lower = word.to_ascii_lowercase();
    let list = Language::English.list();
    // The list is in order, so a word stands before everything that begins with it.
    let place = list.partition_point(|one| **one < *lower);
    let found = *list.get(place)?;
    let meant = found == lower || (lower.len() >= ENOUGH && found.starts_with(&lower));
    if !meant {
        return None;
    }
    u16::try_from(place).ok()
}

pub fn read_english(words: &[&str]) -> Result<Code, CodeError> {
    read(words.iter().map(|word| (english(word), (*word).to_owned())))
}

pub fn read_chinese(text: &str) -> Result<Code, CodeError> {
    let list = Language::Chinese.list();
    let signs = text.chars().filter(|sign| !is_gap(*sign)).map(String::from);
    read(signs.map(|sign| {
        let place = list.iter().position(|one| *one == sign);
        (place.and_then(|place| u16::try_from(place).ok()), sign)
    }))
}

fn read(words: impl Iterator<Item = (Option<u16>, String)>) -> Result<Code, CodeError> {
    let mut symbols = vec![];
    for ((symbol, word), at) in words.zip(1..) {
        let word = word.chars().take(24).collect();
        symbols.push(symbol.ok_or(CodeError::Word { at, word })?);
    }
    if symbols.len() != COUNT {
        return Err(CodeError::WordCount(symbols.len()));
    }
    let value = symbols[..DATA]
        .iter()
        .fold(0, |value: u128, symbol| value << 11 | u128::from(*symbol));
    match Code::of(value) {
        Some(code) if WORDS.sum(&symbols) == 0 => Ok(code),
        _ => Err(CodeError::Words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn joined(symbols: &[u16], language: Language) -> String {
        let words: Vec<&str> = symbols
            .iter()
            .map(|symbol| language.list()[usize::from(*symbol)])
            .collect();
        words.join(" ")
    }

    fn symbols(code: Code) -> Vec<u16> {
        let text = code.words(Language::English);
        text.split(' ').map(|word| english(word).unwrap()).collect()
    }

    #[test]
    fn the_lists_are_as_this_relies_on_them() {
        let english: BTreeSet<String> = Language::English
            .list()
            .iter()
            .map(|word| word.chars().take(ENOUGH).collect())
            .collect();
        assert_eq!(english.len(), 2048, "four letters tell them apart");
        let shortest = Language::English.list().iter().map(|word| word.len()).min();
        // Nine words have more letters than a code in letters.
        assert!(shortest.unwrap() * COUNT > crate::letters::COUNT);
        assert!(Language::English.list().is_sorted());
        let chinese: BTreeSet<&str> = Language::Chinese.list().iter().copied().collect();
        assert_eq!(chinese.len(), 2048);
        for word in chinese {
            assert_eq!(word.chars().filter(|c| is_chinese(*c)).count(), 1);
            assert_eq!(word.chars().count(), 1);
        }
    }

    #[test]
    fn it_is_read_however_it_is_spelled() {
        let code = Code::of(0x12_3456_789a_bcde_f012_3456).unwrap();
        let text = code.words(Language::English);
        let short: Vec<String> = text
            .split(' ')
            .map(|word| word.chars().take(ENOUGH).collect())
            .collect();
        let chinese = code.words(Language::Chinese);
        assert_eq!(chinese.chars().count(), COUNT);
        let spaced: Vec<String> = chinese.chars().map(String::from).collect();
        for spelling in [
            text.clone(),
            text.to_uppercase(),
            short.join("-"),
            short.join(", "),
            chinese.clone(),
            spaced.join("，"),
            spaced.join("\u{3000}"),
        ] {
            assert_eq!(Code::parse(&spelling), Ok(code), "{spelling}");
        }
    }

    #[test]
    fn a_word_that_is_in_no_list_is_named_with_its_place() {
        let code = Code::of(7).unwrap();
        let mut words: Vec<String> = code
            .words(Language::English)
            .split(' ')
            .map(str::to_owned)
            .collect();
        words[3] = "constable".into();
        let said = Code::parse(&words.join(" ")).unwrap_err();
        let word = "constable".to_owned();
        assert_eq!(said, CodeError::Word { at: 4, word });
        words.truncate(3);
        let said = Code::parse(&words.join(" ")).unwrap_err();
        assert_eq!(said, CodeError::WordCount(3));
        let said = Code::parse("的一是").unwrap_err();
        assert_eq!(said, CodeError::WordCount(3));
        let said = Code::parse("的一龘").unwrap_err();
        let word = "龘".to_owned();
        assert_eq!(said, CodeError::Word { at: 3, word });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_single_wrong_word_is_caught(value in 0..1_u128 << 88, at in 0..COUNT) {
            let right = symbols(Code::of(value).unwrap());
            for wrong in (0..2048).filter(|wrong| *wrong != right[at]) {
                let mut symbols = right.clone();
                symbols[at] = wrong;
                prop_assert!(WORDS.sum(&symbols) != 0);
            }
            let mut symbols = right.clone();
            symbols[at] ^= 1;
            for language in [Language::English, Language::Chinese] {
                let said = Code::parse(&joined(&symbols, language));
                prop_assert_eq!(said, Err(CodeError::Words));
            }
        }

        #[test]
        fn every_exchange_of_two_words_is_caught(value in 0..1_u128 << 88) {
            let right = symbols(Code::of(value).unwrap());
            for one in 0..COUNT {
                for two in one + 1..COUNT {
                    let mut symbols = right.clone();
                    symbols.swap(one, two);
                    let said = Code::parse(&joined(&symbols, Language::Chinese));
                    prop_assert_eq!(said.is_ok(), right[one] == right[two]);
                }
            }
        }
    }
}
