//! Lexemes read one after the other: words, numbers, and what stands between two streets.

use crate::text::{Lexeme, canonical, weight};

use super::number::number;
use super::{House, Number, Query, UNITS_MAX, Unit, What};

/// What has been read so far.
#[derive(Default)]
pub(super) struct Parser {
    pub(super) query: Query,
    part: usize,
    /// The word before said that a kilometre follows.
    kilometre: bool,
    /// The lexeme before was a number.
    after_number: bool,
}

impl Parser {
    pub(super) fn read(&mut self, lexemes: &[Lexeme]) {
        let mut at = 0;
        while let Some(lexeme) = lexemes.get(at) {
            let rest = &lexemes[at + 1..];
            let was_number = std::mem::take(&mut self.after_number);
            at += 1 + match lexeme {
                Lexeme::Word(word) => self.word(word, rest),
                Lexeme::Han(run) => {
                    self.run(run, was_number);
                    0
                }
                Lexeme::Between('+') | Lexeme::Dash => 0,
                Lexeme::Between(_) => {
                    self.next_part();
                    0
                }
            };
        }
    }

    /// Another street follows, if there was one before.
    pub(super) fn next_part(&mut self) {
        let started = self
            .query
            .units
            .iter()
            .any(|unit| unit.part == self.part && unit.weight > 0.1);
        if started {
            self.part += 1;
            self.query.crossing = true;
        }
    }

    pub(super) fn push(&mut self, said: &str, what: What, weight: f64) {
        if self.query.units.len() <= UNITS_MAX {
            self.query.units.push(Unit {
                said: said.to_owned(),
                what,
                part: self.part,
                open: false,
                weight,
            });
        }
    }

    /// Reads a word, and says how many lexemes after it belong to it.
    fn word(&mut self, word: &str, rest: &[Lexeme]) -> usize {
        let is_kilometre = matches!(word, "km" | "kilometre" | "kilometer" | "kilometres" | "pk");
        if is_kilometre {
            match self.last_number() {
                Some(number) if number.along_m.is_none() && !number.block => number.count_km(None),
                _ => self.kilometre = true,
            }
            return 0;
        }
        let stake = word.strip_prefix('k').filter(|digits| !digits.is_empty());
        let stake = stake.filter(|digits| digits.chars().all(|c| c.is_ascii_digit()));
        if let Some(house) = stake.and_then(House::of_word) {
            let mut number = Number {
                house,
                ..Number::default()
            };
            return self.kilometre_post(word, &mut number, rest);
        }
        if let Some(number) = number(word) {
            return self.number(word, number, rest);
        }
        match word {
            "and" | "at" | "und" if !rest.is_empty() => self.next_part(),
            "corner" | "intersection" | "junction" => self.query.crossing = true,
            "blk" | "blks" => {}
            _ => {
                let plain = canonical(word);
                self.push(word, What::Word(plain.clone()), weight(&plain));
            }
        }
        0
    }

    pub(super) fn last_number(&mut self) -> Option<&mut Number> {
        match self.query.units.last_mut().map(|unit| &mut unit.what) {
            Some(What::Number(number)) => Some(number),
            _ => None,
        }
    }

    fn number(&mut self, word: &str, mut number: Number, rest: &[Lexeme]) -> usize {
        if std::mem::take(&mut self.kilometre) {
            return self.kilometre_post(word, &mut number, rest);
        }
        let (mut said, mut taken) = (word.to_owned(), 0);
        while let (Some(Lexeme::Dash), Some(Lexeme::Word(more))) =
            (rest.get(taken), rest.get(taken + 1))
        {
            if more.chars().count() > 6 {
                break;
            }
            said = format!("{said}-{more}");
            match more.parse() {
                Ok(to) if to > number.house.first => number.to = Some(to),
                _ => number.house.add(more),
            }
            taken += 2;
        }
        if let [
            Lexeme::Word(one),
            Lexeme::Between('/'),
            Lexeme::Word(two),
            ..,
        ] = &rest[taken..]
            && one == "1"
            && matches!(two.as_str(), "2" | "3" | "4")
        {
            // Half a house is behind the whole one.
            said = format!("{said} {one}/{two}");
            taken += 3;
        }
        if let Some(Lexeme::Word(block)) = rest.get(taken).filter(|next| is_block(next)) {
            number.block = true;
            said = format!("{said} {block}");
            taken += 1;
            let of = Lexeme::Word("of".to_owned());
            taken += usize::from(rest.get(taken) == Some(&of));
        }
        // A postcode among the words is no house.
        let weight = if number.house.first < 10_000 {
            0.8
        } else {
            0.1
        };
        self.push(&said, What::Number(number), weight);
        self.after_number = true;
        taken
    }

    /// `K12+300` and `km 12`.
    fn kilometre_post(&mut self, word: &str, number: &mut Number, rest: &[Lexeme]) -> usize {
        let metres = match rest {
            [Lexeme::Between('+'), Lexeme::Word(metres), ..] => metres.parse().ok(),
            _ => None,
        };
        let said = match metres {
            Some(metres) => format!("{word}+{metres}"),
            None => word.to_owned(),
        };
        number.count_km(metres.filter(|metres: &u32| *metres < 10_000));
        self.push(&said, What::Number(number.clone()), 0.8);
        if metres.is_some() { 2 } else { 0 }
    }
}

fn is_block(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::Word(word) if matches!(word.as_str(), "block" | "blk" | "blks"))
}
