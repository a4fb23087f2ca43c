//! The code in letters: Crockford's base 32, with two check letters.
//!
//! Eighteen letters carry the 88 bits, the first two bits being zero. Two check letters make the sum of
//! all twenty zero, and their sum with weights 2^0 to 2^19 in GF(32). The weights differ, so any one or
//! two wrong letters are noticed, and so is every exchange of two; one wrong letter can be placed.

use crate::code::{CODE_BITS, Code, is_gap};
use crate::error::CodeError;
use crate::field::LETTERS;

/// How many letters a code has.
pub const COUNT: usize = 20;
const DATA: usize = 18;
const GROUP: usize = 4;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

pub fn write(code: Code) -> String {
    let mut symbols = [0; COUNT];
    for (n, symbol) in symbols[..DATA].iter_mut().enumerate() {
        *symbol = (code.value() >> (5 * (DATA - 1 - n)) & 31) as u16;
    }
    let [plain, weighted] = sums(&symbols);
    // a + b = plain and 2a + b = weighted, where minus is plus.
    symbols[DATA] = LETTERS.divided(plain ^ weighted, 2 ^ 1);
    symbols[DATA + 1] = plain ^ symbols[DATA];
    let mut text = String::with_capacity(COUNT + COUNT / GROUP);
    for (n, symbol) in symbols.iter().enumerate() {
        if n > 0 && n % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(*symbol)]));
    }
    text
}

/// The sum of all symbols, and their sum with weights; both are zero when nothing is wrong.
fn sums(symbols: &[u16; COUNT]) -> [u16; 2] {
    [
        symbols.iter().fold(0, |sum, symbol| sum ^ symbol),
        LETTERS.sum(symbols),
    ]
}

pub fn read(text: &str) -> Result<Code, CodeError> {
    let mut symbols = vec![];
    for sign in text.chars().filter(|sign| !is_gap(*sign)) {
        let symbol = symbol(sign).ok_or(CodeError::Sign {
            sign,
            group: symbols.len() / GROUP + 1,
        })?;
        symbols.push(symbol);
    }
    let symbols: [u16; COUNT] = symbols
        .try_into()
        .map_err(|symbols: Vec<u16>| CodeError::LetterCount(symbols.len()))?;
    let sums = sums(&symbols);
    let value = symbols[..DATA]
        .iter()
        .fold(0, |value: u128, symbol| value << 5 | u128::from(*symbol));
    match Code::of(value) {
        Some(code) if sums == [0, 0] => Ok(code),
        // Sound letters that no code of 88 bits has.
        _ => Err(CodeError::Letters {
            group: place(sums).map(|n| n / GROUP + 1),
        }),
    }
}

/// Where the only mistake is: both sums are the same mistake, the second one weighted by its place.
fn place([plain, weighted]: [u16; 2]) -> Option<usize> {
    if plain == 0 || weighted == 0 {
        return None;
    }
    let from_end = LETTERS.log(LETTERS.divided(weighted, plain))?;
    (COUNT - 1).checked_sub(from_end)
}

fn symbol(sign: char) -> Option<u16> {
    let upper = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET
        .iter()
        .position(|letter| char::from(*letter) == upper)?;
    u16::try_from(place).ok()
}

const _: () = assert!(DATA * 5 == CODE_BITS as usize + 2);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn replaced(text: &str, at: usize, symbol: usize) -> String {
        let mut letters: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
        letters[at] = ALPHABET[symbol];
        String::from_utf8(letters).unwrap()
    }

    #[test]
    fn it_is_read_as_crockford_says() {
        let code = Code::of(1).unwrap();
        let text = write(code);
        assert!(text.starts_with("0000-0000-0000-0000-01"));
        for spelling in [
            text.to_lowercase(),
            text.replace('0', "O").replace('1', "l"),
            text.replace('0', "o").replace('1', "I"),
            text.replace('-', ""),
            text.replace('-', " \u{2011} "),
        ] {
            assert_eq!(Code::parse(&spelling), Ok(code), "{spelling}");
        }
    }

    #[test]
    fn a_sign_that_is_no_letter_is_named_with_its_group() {
        let said = Code::parse("0000-0U00-0000-0000-0000").unwrap_err();
        assert_eq!(
            said,
            CodeError::Sign {
                sign: 'U',
                group: 2
            }
        );
        let said = Code::parse("0000-0000").unwrap_err();
        assert_eq!(said, CodeError::LetterCount(8));
        let said = Code::parse(&"0".repeat(401)).unwrap_err();
        assert_eq!(said, CodeError::TooLong);
    }

    #[test]
    fn letters_of_more_than_88_bits_are_no_code() {
        let mut symbols = [0; COUNT];
        symbols[0] = 8;
        let [plain, weighted] = sums(&symbols);
        symbols[DATA] = LETTERS.divided(plain ^ weighted, 3);
        symbols[DATA + 1] = plain ^ symbols[DATA];
        let text: String = symbols
            .iter()
            .map(|symbol| char::from(ALPHABET[usize::from(*symbol)]))
            .collect();
        assert_eq!(read(&text), Err(CodeError::Letters { group: None }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_single_wrong_letter_is_caught_and_placed(value in 0..1_u128 << 88) {
            let text = write(Code::of(value).unwrap());
            for at in 0..COUNT {
                for symbol in 0..32 {
                    let wrong = replaced(&text, at, symbol);
                    let said = Code::parse(&wrong);
                    if wrong == text.replace('-', "") {
                        prop_assert!(said.is_ok());
                    } else {
                        let group = Some(at / GROUP + 1);
                        prop_assert_eq!(said, Err(CodeError::Letters { group }));
                    }
                }
            }
        }

        #[test]
        fn every_exchange_of_two_letters_is_caught(value in 0..1_u128 << 88) {
            let text = write(Code::of(value).unwrap()).replace('-', "");
            for one in 0..COUNT {
                for two in one + 1..COUNT {
                    let mut letters = text.clone().into_bytes();
                    letters.swap(one, two);
                    let same = letters == text.as_bytes();
                    let said = Code::parse(std::str::from_utf8(&letters).unwrap());
                    prop_assert_eq!(said.is_ok(), same);
                }
            }
        }

        #[test]
        fn any_two_wrong_letters_are_caught(
            value in 0..1_u128 << 88,
            (one, two) in (0..COUNT, 0..COUNT).prop_filter("two places", |(a, b)| a != b),
        ) {
            let text = write(Code::of(value).unwrap()).replace('-', "");
            for (first, second) in (0..32).flat_map(|a| (0..32).map(move |b| (a, b))) {
                let wrong = replaced(&replaced(&text, one, first), two, second);
                prop_assert_eq!(Code::parse(&wrong).is_ok(), wrong == text);
            }
        }
    }
}
