//! What somebody said, taken apart: words, house number, and which words belong to which street.

use crate::forms::{han_weight, is_way};
use crate::text::{
    Lexeme, canonical, fold, is_han, join_ordinals, lexemes, ordinal, weight, with_digits,
};

/// Words of one search that are looked at.
pub(crate) const UNITS_MAX: usize = 12;
/// Characters of one run that are looked at.
const RUN_CHARS_MAX: usize = 24;

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
    fn of_word(word: &str) -> Option<Self> {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = word.split_at(digits);
        let plain = rest.chars().count() <= 1 && rest.chars().all(char::is_alphabetic);
        let first = number.parse().ok().filter(|_| digits <= 6 && plain)?;
        Some(Self {
            first,
            rest: rest.to_owned(),
        })
    }

    fn add(&mut self, more: &str) {
        if more.starts_with(|c: char| c.is_ascii_digit()) {
            self.rest.push('-');
        }
        self.rest.push_str(more);
    }
}

impl Query {
    /// Takes apart what somebody said. A word with nothing after it may be unfinished.
    pub(crate) fn parse(words: &str) -> Self {
        let whole = words.chars().count() > crate::text::TEXT_CHARS_MAX
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

#[derive(Default)]
struct Parser {
    query: Query,
    part: usize,
    /// The word before said that a kilometre follows.
    kilometre: bool,
    /// The lexeme before was a number.
    after_number: bool,
}

impl Parser {
    fn read(&mut self, lexemes: &[Lexeme]) {
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
    fn next_part(&mut self) {
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

    fn push(&mut self, said: &str, what: What, weight: f64) {
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

    fn last_number(&mut self) -> Option<&mut Number> {
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

    /// Reads Chinese characters: what counts a number, the streets of a crossing, the rest.
    fn run(&mut self, run: &str, after_number: bool) {
        let mut run = run;
        if after_number {
            for counted in ["公里", "千米", "号楼", "号院", "号", "弄", "栋"] {
                if let Some(rest) = run.strip_prefix(counted) {
                    self.counted(counted);
                    run = rest;
                    break;
                }
            }
        }
        let (stem, crossing) = without_crossing(run);
        self.query.crossing |= crossing;
        for (at, side) in streets(stem).into_iter().enumerate() {
            if at > 0 {
                self.next_part();
            }
            for one in behind_street(side) {
                let one: String = one.chars().take(RUN_CHARS_MAX).collect();
                let weight = one.chars().map(han_weight).sum();
                if !one.is_empty() {
                    self.push(&one, What::Han(one.clone()), weight);
                }
            }
        }
    }

    /// `18弄` before `5号` makes one number of both.
    fn counted(&mut self, by: &str) {
        if matches!(by, "公里" | "千米") {
            if let Some(number) = self.last_number() {
                number.count_km(None);
            }
            return;
        }
        let units = &mut self.query.units;
        if let Some([.., before, last]) = units.len().checked_sub(2).map(|at| &mut units[at..])
            && let (What::Number(outer), What::Number(inner)) = (&mut before.what, &last.what)
            && before.said.ends_with(['弄', '栋', '号'])
        {
            outer.house.add(&inner.house.first.to_string());
            before.said.push_str(&last.said);
            before.said.push_str(by);
            units.pop();
            return;
        }
        if let Some(Unit { said, .. }) = units.last_mut() {
            said.push_str(by);
        }
    }
}

impl Number {
    fn count_km(&mut self, metres: Option<u32>) {
        let tenths = self.along_m.unwrap_or(0);
        let whole = self.house.first.saturating_mul(1_000);
        self.along_m = Some(whole.saturating_add(metres.unwrap_or(tenths)));
    }
}

fn is_block(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::Word(word) if matches!(word.as_str(), "block" | "blk" | "blks"))
}

/// `18`, `18a`, `12.5`.
fn number(word: &str) -> Option<Number> {
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

/// Without the words for a crossing and for being near something.
fn without_crossing(run: &str) -> (&str, bool) {
    let near = ["附近", "旁边", "门口", "对面", "旁"];
    let run = near
        .iter()
        .find_map(|end| run.strip_suffix(end))
        .unwrap_or(run);
    let crossings = [
        "交叉路口",
        "交叉口",
        "交汇处",
        "交汇",
        "交界处",
        "交界",
        "十字路口",
    ];
    if let Some(stem) = crossings.iter().find_map(|end| run.strip_suffix(end)) {
        return (stem.strip_suffix('的').unwrap_or(stem), true);
    }
    // 人民路口 is 人民路 and 口; 人民路路口 is 人民路 and 路口.
    match run.strip_suffix("路口") {
        Some("") => (run, false),
        Some(stem) if stem.ends_with(is_way) => (stem, true),
        Some(_) => (run.strip_suffix('口').unwrap_or(run), true),
        None => (run, false),
    }
}

/// Parts at 与, 和 and their like, but only after the last character of a street: 和平路 is one.
fn streets(run: &str) -> Vec<&str> {
    let (mut parts, mut start) = (vec![], 0);
    let mut before = ' ';
    for (at, c) in run.char_indices() {
        let rest = at + c.len_utf8();
        if matches!(c, '与' | '和' | '跟' | '及' | '同' | '交')
            && is_way(before)
            && rest < run.len()
        {
            parts.push(&run[start..at]);
            start = rest;
        }
        before = c;
    }
    parts.push(&run[start..]);
    parts
}

/// A street and what follows it without a space: 解放路 and 人民医院. Each has two characters or more.
fn behind_street(run: &str) -> Vec<&str> {
    let ends: Vec<usize> = run
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .collect();
    let (mut parts, mut start) = (vec![], 0);
    for (at, c) in run.chars().enumerate() {
        let next = run.chars().nth(at + 1);
        let splits = is_way(c) && next.is_some_and(|next| !is_way(next));
        if splits && at + 1 >= start + 2 && at + 2 < ends.len() {
            parts.push(at + 1);
            start = at + 1;
        }
    }
    let cut = |at: usize| if at == 0 { 0 } else { ends[at - 1] };
    let starts: Vec<usize> = std::iter::once(0).chain(parts).collect();
    let ends_of = starts[1..].iter().copied().chain([ends.len()]);
    starts
        .iter()
        .zip(ends_of)
        .map(|(from, to)| &run[cut(*from)..cut(to)])
        .collect()
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
