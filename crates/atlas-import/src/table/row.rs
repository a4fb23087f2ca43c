//! One row of a table as a street.

use std::collections::HashMap;

use atlas::{Class, Names};
use kernel::Point;

use super::course::course;
use super::mapping::{Direction, Mapping, SpeedRules, Unit};
use crate::numbers;
use crate::report::Reason;

/// Bytes of one field at most.
const FIELD_BYTES_MAX: usize = 512 * 1024;

/// A row of the table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its line in the file, from 1.
    pub(super) line_number: u64,
    pub(super) id: i64,
    pub(super) names: Names,
    pub(super) class: Class,
    /// The nodes by their number in the table.
    pub(super) tail: u32,
    pub(super) head: u32,
    pub(super) line: Vec<Point>,
    pub(super) along: bool,
    pub(super) against: bool,
    pub(super) along_km_h: Option<u16>,
    pub(super) against_km_h: Option<u16>,
    /// First and last house number to the left and to the right.
    pub(super) left: Option<(u32, u32)>,
    pub(super) right: Option<(u32, u32)>,
    pub(super) postcode: String,
}

/// A row that is left out, or something of it: why, and what of it.
pub(super) type Left = (Reason, String);

/// Numbers for the nodes of the source, in the order in which they come.
#[derive(Default)]
pub(super) struct Nodes(HashMap<String, u32>);

impl Nodes {
    fn number(&mut self, name: &str) -> u32 {
        // Every node has a row, and the memory is spent before there are so many rows.
        let next = self.0.len() as u32;
        *self.0.entry(name.to_owned()).or_insert(next)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }
}

/// Where the columns of a mapping are.
pub(super) struct Places<'a> {
    mapping: &'a Mapping,
    header: HashMap<String, usize>,
}

impl<'a> Places<'a> {
    /// Finds the columns, or the first that is not there.
    pub(super) fn of(mapping: &'a Mapping, header: &csv::StringRecord) -> Result<Self, String> {
        let columns = header.iter().enumerate();
        let header: HashMap<String, usize> = columns
            .map(|(at, name)| (name.trim().to_owned(), at))
            .collect();
        let missing = mapping
            .all_columns()
            .find(|name| !header.contains_key(*name));
        match missing {
            Some(missing) => Err(missing.clone()),
            None => Ok(Self { mapping, header }),
        }
    }

    /// Reads a row. What of it is left out while the rest is read goes to `aside`.
    pub(super) fn row(
        &self,
        record: &csv::StringRecord,
        line_number: u64,
        nodes: &mut Nodes,
        aside: &mut Vec<Left>,
    ) -> Result<Row, Left> {
        if let Some(long) = record.iter().find(|field| field.len() > FIELD_BYTES_MAX) {
            return Err((Reason::FieldLong, format!("{} bytes", long.len())));
        }
        let field = |column: &String| self.field(record, column);
        let some = |column: &String| match field(column) {
            "" => Err((Reason::FieldEmpty, column.clone())),
            text => Ok(text),
        };
        let columns = &self.mapping.columns;
        let id = some(&columns.id)?;
        let id = id.parse().map_err(|_| unread(&columns.id, id))?;
        let (tail, head) = (some(&columns.tail)?, some(&columns.head)?);
        let line = course(field(&columns.line)).map_err(|what| (Reason::Course, what))?;
        let class = self.class(record)?;
        let (along, against) = self.directions(record);
        let km_h = self.km_h(record, aside);
        let houses = self.mapping.houses.as_ref();
        let mut side = |ends: &[String; 2]| self.houses(record, ends, aside);
        let left = houses.and_then(|houses| side(&houses.left));
        let right = houses.and_then(|houses| side(&houses.right));
        Ok(Row {
            line_number,
            id,
            names: self.names(record),
            class,
            tail: nodes.number(tail),
            head: nodes.number(head),
            line,
            along,
            against,
            along_km_h: km_h.filter(|_| along),
            against_km_h: km_h.filter(|_| against),
            left,
            right,
            postcode: columns.postcode.as_ref().map_or("", field).to_owned(),
        })
    }

    fn field<'r>(&self, record: &'r csv::StringRecord, column: &str) -> &'r str {
        // The reader refuses rows that have not as many fields as the first.
        let at = self.header.get(column);
        at.and_then(|at| record.get(*at)).unwrap_or_default().trim()
    }

    fn names(&self, record: &csv::StringRecord) -> Names {
        let parts = self.mapping.columns.name.iter();
        let parts = parts.map(|column| self.field(record, column));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let mut names = Names::plain(&parts.join(" "));
        if let Some(language) = &self.mapping.names.language
            && !names.plain.is_empty()
        {
            names.by_language = vec![(language.clone(), names.plain.clone())];
        }
        names
    }

    fn class(&self, record: &csv::StringRecord) -> Result<Class, Left> {
        let Some(rules) = &self.mapping.class else {
            return Ok(Class::Road);
        };
        let value = self.field(record, &rules.column);
        rules
            .class(value)
            .ok_or_else(|| unread(&rules.column, value))
    }

    fn directions(&self, record: &csv::StringRecord) -> (bool, bool) {
        match &self.mapping.direction {
            Direction::Both => (true, true),
            Direction::OneWay | Direction::Twins => (true, false),
            Direction::Column {
                column,
                along,
                against,
            } => {
                let value = self.field(record, column);
                let is = |values: &[String]| values.iter().any(|known| known == value);
                (!is(against), !is(along))
            }
        }
    }

    fn km_h(&self, record: &csv::StringRecord, aside: &mut Vec<Left>) -> Option<u16> {
        let rules = self.mapping.speed.as_ref()?;
        let value = self.field(record, &rules.column);
        if value.is_empty() || rules.unknown.iter().any(|unknown| unknown == value) {
            return None;
        }
        let read = km_h(value, rules);
        if read.is_none() {
            aside.push((Reason::Speed, unread(&rules.column, value).1));
        }
        read
    }

    fn houses(
        &self,
        record: &csv::StringRecord,
        ends: &[String; 2],
        aside: &mut Vec<Left>,
    ) -> Option<(u32, u32)> {
        let [from, to] = [&ends[0], &ends[1]].map(|column| self.field(record, column));
        match (numbers::whole(from), numbers::whole(to)) {
            (Some(from), Some(to)) => Some((from, to)),
            _ if [from, to].iter().all(|text| matches!(*text, "" | "0")) => None,
            _ => {
                let words = format!("{from} to {to}");
                aside.push((Reason::Numbers, words.chars().take(60).collect()));
                None
            }
        }
    }
}

fn unread(column: &str, value: &str) -> Left {
    let value: String = value.chars().take(60).collect();
    (Reason::FieldUnread, format!("{column} is '{value}'"))
}

fn km_h(value: &str, rules: &SpeedRules) -> Option<u16> {
    let factor = match rules.unit {
        Unit::KmH => 1.0,
        Unit::Mph => 1.609_344,
    };
    let km_h = value.parse::<f64>().ok()? * factor;
    (1.0..=400.0).contains(&km_h).then_some(km_h.round() as u16)
}
