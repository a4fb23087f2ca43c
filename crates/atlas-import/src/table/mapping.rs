//! Which column of a table is what: a small TOML file.

use std::collections::BTreeMap;

use atlas::{Class, Names};
use serde::Deserialize;

/// The largest file that says it.
const BYTES_MAX: usize = 1 << 20;

/// Which column of a table is what.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    credit: Credit,
    pub(super) columns: Columns,
    #[serde(default)]
    pub(super) names: NameRules,
    pub(super) class: Option<ClassRules>,
    pub(super) speed: Option<SpeedRules>,
    #[serde(default)]
    pub(super) direction: Direction,
    pub(super) houses: Option<Houses>,
}

/// Why a file does not say which column is what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// It is too long.
    #[error("the mapping has more than {BYTES_MAX} bytes")]
    Long,
    /// It is not a mapping.
    #[error("the mapping cannot be read: {0}")]
    Toml(String),
    /// It names a class of road that there is not.
    #[error("'{0}' is no class of road; classes are: {1}")]
    Class(String, String),
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Credit {
    en: String,
    #[serde(rename = "zh-CN")]
    zh: String,
}

/// The columns that every table has.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    /// What the source calls the piece: a whole number.
    pub(super) id: String,
    /// The node at which it begins.
    pub(super) tail: String,
    /// The node at which it ends.
    pub(super) head: String,
    /// Its course as WKT.
    pub(super) line: String,
    /// The parts of its name, in order.
    #[serde(default)]
    pub(super) name: Vec<String>,
    pub(super) postcode: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NameRules {
    /// In which language they are (BCP 47); nothing when they are as on the signs.
    pub(super) language: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClassRules {
    pub(super) column: String,
    /// The class of the map for each value of the table.
    of: BTreeMap<String, String>,
    /// The class for all other values; a row with one is left out when there is none.
    otherwise: Option<String>,
}

impl ClassRules {
    pub(super) fn class(&self, value: &str) -> Option<Class> {
        let code = self.of.get(value).or(self.otherwise.as_ref())?;
        Class::of_code(code)
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeedRules {
    pub(super) column: String,
    pub(super) unit: Unit,
    /// Values that are no speeds, beside the empty one.
    #[serde(default)]
    pub(super) unknown: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub(super) enum Unit {
    #[serde(rename = "km/h")]
    KmH,
    #[serde(rename = "mph")]
    Mph,
}

/// Which way a row may be driven.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, tag = "rows", rename_all = "kebab-case")]
pub(super) enum Direction {
    /// Both ways.
    #[default]
    Both,
    /// One way.
    OneWay,
    /// One way; a street that is driven both ways has a second row, back to front.
    Twins,
    /// As a column says. Any other value is both ways.
    Column {
        column: String,
        along: Vec<String>,
        against: Vec<String>,
    },
}

/// The columns with the first and the last house number of each side, seen along the row. An empty
/// number, or 0, is none.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Houses {
    pub(super) left: [String; 2],
    pub(super) right: [String; 2],
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`MappingError`] with what is wrong with it.
    pub fn parse(toml: &str) -> Result<Self, MappingError> {
        if toml.len() > BYTES_MAX {
            return Err(MappingError::Long);
        }
        let mapping: Self =
            toml::from_str(toml).map_err(|error| MappingError::Toml(error.to_string()))?;
        let rules = mapping.class.iter();
        for code in rules.flat_map(|rules| rules.of.values().chain(&rules.otherwise)) {
            if Class::of_code(code).is_none() {
                let known: Vec<&str> = Class::ALL.iter().map(|class| class.code()).collect();
                return Err(MappingError::Class(code.clone(), known.join(", ")));
            }
        }
        Ok(mapping)
    }

    /// Whom to credit.
    pub(crate) fn credit(&self) -> Names {
        Names::both(&self.credit.en, &self.credit.en, &self.credit.zh)
    }

    /// Every column that it names.
    pub(super) fn all_columns(&self) -> impl Iterator<Item = &String> {
        let columns = &self.columns;
        let needed = [&columns.id, &columns.tail, &columns.head, &columns.line];
        let direction = match &self.direction {
            Direction::Column { column, .. } => Some(column),
            _ => None,
        };
        let houses = self.houses.iter();
        needed
            .into_iter()
            .chain(&columns.name)
            .chain(&columns.postcode)
            .chain(self.class.as_ref().map(|class| &class.column))
            .chain(self.speed.as_ref().map(|speed| &speed.column))
            .chain(direction)
            .chain(houses.flat_map(|houses| houses.left.iter().chain(&houses.right)))
    }
}
