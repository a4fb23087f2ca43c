//! Public incident numbers: short, sayable in any language, with a check digit.
//!
//! `260407-153-6` is the 153rd incident opened on 7 April 2026, local date. Digits only, because
//! digits are what callers, radios and both languages share; the last one is Damm's check digit
//! (H. M. Damm, 2004), which catches every single wrong digit and every swap of neighbours.

use serde::{Deserialize, Serialize};

/// A local date as `YYMMDD`, worked out where the time zone is known.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Day(pub u32);

/// The number that people quote for an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentNumber {
    day: Day,
    nth: u32,
}

/// Damm's quasigroup of order 10, as published.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

impl IncidentNumber {
    /// The `nth` incident (from 1) of a local day.
    #[must_use]
    pub fn new(day: Day, nth: u32) -> Self {
        Self { day, nth }
    }

    /// Its local day.
    #[must_use]
    pub fn day(self) -> Day {
        self.day
    }

    /// Its place in the day, from 1.
    #[must_use]
    pub fn nth(self) -> u32 {
        self.nth
    }

    fn check_digit(self) -> u8 {
        format!("{:06}{}", self.day.0, self.nth)
            .bytes()
            .fold(0, |row, digit| {
                DAMM[usize::from(row)][usize::from(digit - b'0')]
            })
    }
}

impl std::fmt::Display for IncidentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:06}-{}-{}", self.day.0, self.nth, self.check_digit())
    }
}

/// Why a text is not an incident number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not six digits, a counter and a check digit.
    #[error(
        "'{0}' is not an incident number: six digits, a number and a check digit, 260407-153-6"
    )]
    Shape(String),
    /// The check digit does not fit: one digit is wrong or two are swapped.
    #[error("'{0}' has a wrong digit: the check digit does not fit")]
    Check(String),
}

impl std::str::FromStr for IncidentNumber {
    type Err = NumberError;

    /// Reads a number, hyphens and spaces between its parts as people type them.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let quoted = || text.chars().take(40).collect::<String>();
        let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        if !(8..=15).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NumberError::Shape(quoted()));
        }
        let (body, check) = digits.split_at(digits.len() - 1);
        let (day, nth) = body.split_at(6);
        let shape = |_| NumberError::Shape(quoted());
        let number = Self::new(
            Day(day.parse().map_err(shape)?),
            nth.parse().map_err(shape)?,
        );
        // A counter with leading zeros would be a second spelling of the same number.
        if nth.starts_with('0') {
            return Err(NumberError::Shape(quoted()));
        }
        if number.check_digit().to_string() == check {
            Ok(number)
        } else {
            Err(NumberError::Check(quoted()))
        }
    }
}

impl Serialize for IncidentNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IncidentNumber {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for IncidentNumber {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "IncidentNumber".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^[0-9]{6}-[1-9][0-9]*-[0-9]$"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_example_of_damm_holds() {
        let row = [5, 7, 2]
            .into_iter()
            .fold(0_u8, |row, d| DAMM[usize::from(row)][d]);
        assert_eq!(row, 4);
    }

    #[test]
    fn a_number_is_read_as_people_type_it() {
        let number = IncidentNumber::new(Day(260_407), 153);
        let said = number.to_string().replace('-', " ");
        assert_eq!(said.parse(), Ok(number));
        assert!("hello".parse::<IncidentNumber>().is_err());
    }

    proptest! {
        #[test]
        fn one_wrong_digit_or_one_swap_is_always_noticed(
            nth in 1_u32..100_000, at in 0_usize..16, digit in 0_u8..10, swap in any::<bool>()
        ) {
            let number = IncidentNumber::new(Day(260_407), nth);
            let good: Vec<u8> = number.to_string().bytes().filter(u8::is_ascii_digit).collect();
            let mut bad = good.clone();
            let at = at % (bad.len() - 1);
            if swap { bad.swap(at, at + 1) } else { bad[at] = b'0' + digit }
            prop_assume!(bad != good);
            let read = String::from_utf8(bad).unwrap().parse::<IncidentNumber>();
            prop_assert!(read.is_err(), "{:?}", read);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in any::<String>()) {
            let _ = text.parse::<IncidentNumber>();
        }
    }
}
