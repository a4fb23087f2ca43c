//! Writes the vector tile format, version 2, as it is published.
//!
//! The format is four small messages; writing them by hand keeps a code generator out of the program,
//! and lets a layer be written as its features come.

use std::collections::HashMap;

use crate::world::{EXTENT, Step};

/// A tag's value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value<'a> {
    Text(&'a str),
    Number(i64),
}

/// What a feature is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Point = 1,
    Line = 2,
    Area = 3,
}

/// The strokes of one feature: commands of a pen, each way measured from where it was.
#[derive(Debug, Default)]
pub struct Pen {
    at: Step,
    commands: Vec<u32>,
}

const MOVE: u32 = 1;
const LINE: u32 = 2;
const CLOSE: u32 = 7;

impl Pen {
    /// Adds a point.
    pub fn point(&mut self, step: Step) {
        self.command(MOVE, 1);
        self.to(step);
    }

    /// Adds a line of at least two steps.
    pub fn line(&mut self, steps: &[Step]) {
        let Some((first, rest)) = steps.split_first() else {
            return;
        };
        self.point(*first);
        self.command(LINE, rest.len());
        rest.iter().for_each(|step| self.to(*step));
    }

    /// Adds a ring of at least three steps, its first not repeated.
    pub fn ring(&mut self, steps: impl ExactSizeIterator<Item = Step>) {
        let mut steps = steps;
        let Some(first) = steps.next() else { return };
        self.point(first);
        self.command(LINE, steps.len());
        steps.for_each(|step| self.to(step));
        self.command(CLOSE, 1);
    }

    fn command(&mut self, command: u32, count: usize) {
        self.commands.push(command | (count as u32) << 3);
    }

    fn to(&mut self, step: Step) {
        for (at, place) in self.at.iter_mut().zip(step) {
            let by = place - *at;
            // Small ways in both directions are small numbers (zigzag).
            self.commands.push(((by << 1) ^ (by >> 31)) as u32);
            *at = place;
        }
    }
}

/// A layer as its features come.
#[derive(Debug)]
pub struct Layer<'a> {
    name: &'static str,
    features: Vec<u8>,
    keys: Vec<&'static str>,
    values: Vec<u8>,
    known: HashMap<Value<'a>, u32>,
}

impl<'a> Layer<'a> {
    /// A layer without features.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            features: vec![],
            keys: vec![],
            values: vec![],
            known: HashMap::new(),
        }
    }

    /// Adds a feature with its tags.
    pub fn add(&mut self, form: Form, tags: &[(&'static str, Value<'a>)], pen: &Pen) {
        let mut numbers = vec![];
        for (key, value) in tags {
            numbers.extend([self.key(key), self.value(value)]);
        }
        let mut feature = vec![];
        packed(&mut feature, 2, &numbers);
        number(&mut feature, 3, form as u64);
        packed(&mut feature, 4, &pen.commands);
        bytes(&mut self.features, 2, &feature);
    }

    fn key(&mut self, key: &'static str) -> u32 {
        let known = self.keys.iter().position(|known| *known == key);
        known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        }) as u32
    }

    fn value(&mut self, value: &Value<'a>) -> u32 {
        if let Some(known) = self.known.get(value) {
            return *known;
        }
        let mut written = vec![];
        match value {
            Value::Text(text) => bytes(&mut written, 1, text.as_bytes()),
            // Zigzag, so that a tunnel's level of -1 is one byte and not ten.
            Value::Number(one) => number(&mut written, 6, ((one << 1) ^ (one >> 63)) as u64),
        }
        bytes(&mut self.values, 4, &written);
        let place = self.known.len() as u32;
        self.known.insert(value.clone(), place);
        place
    }

    /// Writes the layer at the end of a tile, unless it is empty.
    pub fn write(&self, tile: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut layer = vec![];
        number(&mut layer, 15, 2);
        bytes(&mut layer, 1, self.name.as_bytes());
        layer.extend(&self.features);
        for key in &self.keys {
            bytes(&mut layer, 3, key.as_bytes());
        }
        layer.extend(&self.values);
        number(&mut layer, 5, EXTENT as u64);
        bytes(tile, 3, &layer);
    }
}

/// A number in groups of seven bits, the lowest first.
fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn number(out: &mut Vec<u8>, field: u64, value: u64) {
    varint(out, field << 3);
    varint(out, value);
}

fn bytes(out: &mut Vec<u8>, field: u64, value: &[u8]) {
    varint(out, field << 3 | 2);
    varint(out, value.len() as u64);
    out.extend(value);
}

fn packed(out: &mut Vec<u8>, field: u64, values: &[u32]) {
    if values.is_empty() {
        return;
    }
    let mut written = Vec::with_capacity(values.len() * 2);
    values
        .iter()
        .for_each(|value| varint(&mut written, (*value).into()));
    bytes(out, field, &written);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the specification, section 4.3.5.
    #[test]
    fn geometry_is_written_as_the_specification_writes_it() {
        let mut line = Pen::default();
        line.line(&[[2, 2], [2, 10], [10, 10]]);
        line.line(&[[1, 1], [3, 5]]);
        assert_eq!(
            line.commands,
            [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]
        );

        let mut area = Pen::default();
        area.ring([[3, 6], [8, 12], [20, 34]].into_iter());
        assert_eq!(area.commands, [9, 6, 12, 18, 10, 12, 24, 44, 15]);
    }

    #[test]
    fn an_empty_layer_is_not_written() {
        let mut tile = vec![];
        Layer::new("road").write(&mut tile);
        assert!(tile.is_empty());
    }
}
