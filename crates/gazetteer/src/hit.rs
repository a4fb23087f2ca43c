//! What a search found, and how sure it is.

use atlas::{Names, Settlement};
use kernel::Point;

/// A place that fits what was said.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// What it is called: one thing, or the two streets of a crossing.
    pub names: Vec<Names>,
    /// The house number, the first number of a block, or the kilometre; empty when there is none.
    pub number: String,
    /// Where it belongs: the village or district, the street of a landmark.
    pub within: Vec<Names>,
    /// Where it is.
    pub point: Point,
    /// How far from there it may be, in metres.
    pub uncertainty_m: f64,
    /// How the point was found.
    pub position: Position,
    /// Words that were taken for others; empty when everything was found as it was said.
    pub corrected: Vec<Correction>,
    /// The words that led here, in the order in which they were said.
    pub matched: Vec<String>,
    /// The words that did not.
    pub missed: Vec<String>,
    /// How well words and name fit each other, from 0 to 1.
    pub fit: f64,
}

/// What a hit is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A house number.
    Address,
    /// A hundred of house numbers, as `1400 Block of 5TH AVE`.
    Block,
    /// A whole street.
    Street,
    /// Where two streets meet.
    Crossing,
    /// A village, a district, a city.
    Settlement(Settlement),
    /// Something people know, by its category in the words of OpenStreetMap.
    Landmark(String),
    /// So far along a road.
    Kilometre,
}

/// How the point of a hit was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// It is on the map.
    Exact,
    /// It was worked out from what is around it on the map.
    Interpolated,
    /// The street is on the map and the number is not: the point is the middle of the street.
    StreetOnly,
}

/// A word that was taken for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was said.
    pub said: String,
    /// What it was taken for.
    pub taken: String,
}

impl Hit {
    /// One line for lists, in a language (BCP 47). Sentences are a matter of the catalogues.
    #[must_use]
    pub fn title(&self, language: &str) -> String {
        let shown = |names: &Names| match names.in_language(language) {
            "" => names.reference.clone(),
            name => name.to_owned(),
        };
        let names: Vec<String> = self.names.iter().map(shown).collect();
        let whole = names.join(if is_chinese(language) { "/" } else { " & " });
        let in_characters = whole.chars().any(crate::text::is_han);
        match (&self.kind, self.number.as_str()) {
            (_, "") => whole,
            (Kind::Kilometre, number) => format!("{whole} km {number}"),
            (_, number) if in_characters && number.ends_with(|c: char| c.is_ascii_digit()) => {
                format!("{whole}{number}号")
            }
            (_, number) if in_characters => format!("{whole}{number}"),
            (_, number) => format!("{number} {whole}"),
        }
    }

    /// Whether nothing had to be guessed: every word was found as it was said, at a known place.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.position == Position::Exact && self.corrected.is_empty() && self.missed.is_empty()
    }
}

fn is_chinese(language: &str) -> bool {
    language.split('-').next() == Some("zh")
}
