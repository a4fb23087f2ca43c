//! Reads TOML values field by field, so that one mistake does not hide the next.
//!
//! Every reading method answers `None` after it has written down why; a caller reads all fields of
//! a table before it gives up on any of them. The list of fields a table may have is the list of
//! those that were asked for, so it is nowhere repeated.

use std::collections::BTreeMap;

use kernel::{Code, Line, Point};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::book::{At, Book, File, List, listed};
use crate::model::Name;

/// A value where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a> {
    pub key: At<'a>,
    pub at: At<'a>,
    pub inner: &'a DeValue<'a>,
}

impl<'a> Value<'a> {
    pub fn new(file: &'a File, key: &Spanned<impl Sized>, value: &'a Spanned<DeValue<'a>>) -> Self {
        Self {
            key: At {
                file,
                byte: Some(key.span().start),
            },
            at: At {
                file,
                byte: Some(value.span().start),
            },
            inner: value.get_ref(),
        }
    }

    /// The elements of an array, or nothing for another type.
    pub fn elements(self) -> impl Iterator<Item = Value<'a>> {
        let array = self
            .inner
            .as_array()
            .into_iter()
            .flat_map(|array| array.iter());
        array.map(move |element| Value::new(self.at.file, element, element))
    }
}

/// `a string`, `an integer`: what was found, in words.
fn found(value: &DeValue<'_>) -> String {
    let kind = value.type_str();
    let article = if kind.starts_with(['a', 'i']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}

/// The fields of one table, asked for one by one.
pub(crate) struct Fields<'a> {
    pub book: &'a Book,
    /// What the table is, for messages: `incident type 'smoke'`.
    pub label: String,
    pub at: At<'a>,
    /// Several values only where a list of the pack is divided over files.
    values: BTreeMap<&'a str, Vec<Value<'a>>>,
    asked: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    pub fn merged(
        book: &'a Book,
        label: String,
        at: At<'a>,
        values: BTreeMap<&'a str, Vec<Value<'a>>>,
    ) -> Self {
        Self {
            book,
            label,
            at,
            values,
            asked: Vec::new(),
        }
    }

    fn of(book: &'a Book, label: String, at: At<'a>, table: &'a DeTable<'a>) -> Self {
        let values = table.iter().map(|(key, value)| {
            (
                key.get_ref().as_ref(),
                vec![Value::new(at.file, key, value)],
            )
        });
        Self::merged(book, label, at, values.collect())
    }

    fn open(&self, value: Value<'a>, label: String, shape: &str) -> Option<Fields<'a>> {
        match value.inner {
            DeValue::Table(table) => Some(Fields::of(self.book, label, value.at, table)),
            other => {
                let found = found(other);
                let message = format!("{label} must be a table {shape}, found {found}");
                self.book.note(value.at, message);
                None
            }
        }
    }

    pub fn note(&self, at: At<'a>, message: &str) {
        self.book.note(at, format!("{} {message}", self.label));
    }

    fn ask(&mut self, field: &'static str) {
        if !self.asked.contains(&field) {
            self.asked.push(field);
        }
    }

    /// Where a field stands, or the table when it does not.
    pub fn place(&self, field: &str) -> At<'a> {
        let values = self.values.get(field);
        values
            .and_then(|values| values.first())
            .map_or(self.at, |value| value.at)
    }

    /// The value of a field that may be absent.
    pub fn find(&mut self, field: &'static str) -> Option<Value<'a>> {
        self.asked.push(field);
        self.values
            .get(field)
            .and_then(|values| values.first().copied())
    }

    /// The value of a field that must be there; `example` shows how it is written.
    fn get(&mut self, field: &'static str, example: &str) -> Option<Value<'a>> {
        let value = self.find(field);
        if value.is_none() {
            let label = &self.label;
            let message = format!("{label} has no {field}; add {field} = {example}");
            match self.at.byte {
                Some(_) => self.book.note(self.at, message),
                None => self.book.note_missing(self.at, message),
            }
        }
        value
    }

    fn wrong(&self, value: Value<'a>, field: &str, must: &str) {
        let (label, found) = (&self.label, found(value.inner));
        self.book.note(
            value.at,
            format!("{field} of {label} must be {must}, found {found}"),
        );
    }

    fn as_str(&self, value: Value<'a>, field: &str) -> Option<&'a str> {
        let text = value.inner.as_str();
        if text.is_none() {
            self.wrong(value, field, "a string");
        }
        text
    }

    fn as_code(&self, value: Value<'a>, field: &str) -> Option<Code> {
        let text = self.as_str(value, field)?;
        let code = Code::new(text);
        if let Err(error) = &code {
            self.book
                .note(value.at, format!("{field} of {}: {error}", self.label));
        }
        code.ok()
    }

    fn as_reference(&self, value: Value<'a>, field: &str, list: List) -> Option<Code> {
        let code = self.as_code(value, field)?;
        if self.book.partial || self.book.knows(list, &code) {
            return Some(code);
        }
        let (_, one, many) = list.words();
        let choice = match self.book.codes.get(&list).filter(|known| !known.is_empty()) {
            Some(known) => format!("{many} are: {}", listed(known.iter())),
            None => format!("the pack has no {many}"),
        };
        self.note(
            value.at,
            &format!("names {one} '{code}', which does not exist; {choice}"),
        );
        None
    }

    pub fn code(&mut self, field: &'static str) -> Option<Code> {
        let value = self.get(field, "\"a-code\"")?;
        self.as_code(value, field)
    }

    pub fn line(&mut self, field: &'static str, example: &str) -> Option<Line> {
        let value = self.get(field, example)?;
        let text = self.as_str(value, field)?;
        let line = Line::new(text);
        if let Err(error) = &line {
            self.book
                .note(value.at, format!("{field} of {}: {error}", self.label));
        }
        line.ok()
    }

    /// A text in every language.
    pub fn name(&mut self, field: &'static str) -> Option<Name> {
        const SHAPE: &str = "{ en = \"...\", zh-CN = \"...\" }";
        let value = self.get(field, SHAPE)?;
        let mut name = self.open(value, format!("{field} of {}", self.label), SHAPE)?;
        let (en, zh_cn) = (name.line("en", "\"...\""), name.line("zh-CN", "\"...\""));
        name.finish();
        Some(Name {
            en: en?,
            zh_cn: zh_cn?,
        })
    }

    pub fn reference(&mut self, field: &'static str, list: List) -> Option<Code> {
        let value = self.get(field, "\"a-code\"")?;
        self.as_reference(value, field, list)
    }

    /// `Some(None)` when the field is absent.
    pub fn reference_or_none(&mut self, field: &'static str, list: List) -> Option<Option<Code>> {
        match self.find(field) {
            None => Some(None),
            Some(value) => self.as_reference(value, field, list).map(Some),
        }
    }

    /// A list of codes; each is returned with its place.
    pub fn references(&mut self, field: &'static str, list: List) -> Vec<(Code, At<'a>)> {
        let Some(value) = self.get(field, "[\"a-code\"]") else {
            return Vec::new();
        };
        if !value.inner.is_array() {
            self.wrong(value, field, "a list");
        } else if value.elements().next().is_none() {
            self.note(
                value.key,
                &format!("has an empty list of {field}; name at least one"),
            );
        }
        let mut codes: Vec<(Code, At<'a>)> = Vec::new();
        for element in value.elements() {
            let Some(code) = self.as_reference(element, &format!("an entry of {field}"), list)
            else {
                continue;
            };
            if codes.iter().any(|(known, _)| *known == code) {
                self.note(
                    element.at,
                    &format!("names '{code}' twice in {field}; remove one"),
                );
            }
            codes.push((code, element.at));
        }
        codes
    }

    fn as_integer(&self, value: Value<'a>, field: &str, least: u32, most: u32) -> Option<u32> {
        let Some(integer) = value.inner.as_integer() else {
            self.wrong(value, field, "an integer");
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number.and_then(|n| u32::try_from(n).ok());
        let number = number.filter(|n| (least..=most).contains(n));
        if number.is_none() {
            let label = &self.label;
            let message = format!("{field} of {label} is {integer}; it must be {least} to {most}");
            self.book.note(value.at, message);
        }
        number
    }

    pub fn integer(&mut self, field: &'static str, least: u32, most: u32) -> Option<u32> {
        let value = self.get(field, &least.to_string())?;
        self.as_integer(value, field, least, most)
    }

    /// `Some(None)` when the field is absent.
    pub fn integer_or_none(
        &mut self,
        field: &'static str,
        least: u32,
        most: u32,
    ) -> Option<Option<u32>> {
        match self.find(field) {
            None => Some(None),
            Some(value) => self.as_integer(value, field, least, most).map(Some),
        }
    }

    /// A boolean that is false when absent.
    pub fn flag(&mut self, field: &'static str) -> Option<bool> {
        let Some(value) = self.find(field) else {
            return Some(false);
        };
        let flag = value.inner.as_bool();
        if flag.is_none() {
            self.wrong(value, field, "true or false");
        }
        flag
    }

    pub fn choice<T: Copy>(&mut self, field: &'static str, all: &[(&str, T)]) -> Option<T> {
        let value = self.get(field, &format!("\"{}\"", all.first()?.0))?;
        self.as_choice(value, field, all)
    }

    pub fn as_choice<T: Copy>(
        &self,
        value: Value<'a>,
        field: &str,
        all: &[(&str, T)],
    ) -> Option<T> {
        let text = self.as_str(value, field)?;
        let chosen = all.iter().find(|(name, _)| *name == text);
        if chosen.is_none() {
            let texts = listed(all.iter().map(|(name, _)| name));
            let label = &self.label;
            let text: String = text.chars().take(60).collect();
            let message = format!("{field} of {label} is '{text}'; it must be one of: {texts}");
            self.book.note(value.at, message);
        }
        chosen.map(|(_, value)| *value)
    }

    fn degrees(&mut self, field: &'static str) -> Option<f64> {
        let value = self.get(field, "0.0")?;
        let text = match value.inner {
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            _ => {
                self.wrong(value, field, "a number of degrees");
                return None;
            }
        };
        let degrees = text
            .parse()
            .ok()
            .filter(|degrees: &f64| degrees.is_finite());
        if degrees.is_none() {
            let label = &self.label;
            let message = format!("{field} of {label} is {text}; write degrees such as 30.6");
            self.book.note(value.at, message);
        }
        degrees
    }

    /// A point in degrees: `{ lat = 30.6, lon = 112.0 }`.
    pub fn point(&mut self, field: &'static str) -> Option<Point> {
        const SHAPE: &str = "{ lat = 30.6, lon = 112.0 }";
        let value = self.get(field, SHAPE)?;
        let mut fields = self.open(value, format!("{field} of {}", self.label), SHAPE)?;
        let (lat, lon) = (fields.degrees("lat"), fields.degrees("lon"));
        fields.finish();
        let point = Point::from_degrees(lat?, lon?);
        if let Err(error) = &point {
            self.book
                .note(value.at, format!("{}: {error}", fields.label));
        }
        point.ok()
    }

    /// A table inside this one.
    pub fn table(&mut self, field: &'static str, label: &str) -> Option<Fields<'a>> {
        let value = self.get(field, "a table")?;
        self.open(value, label.to_owned(), "")
    }

    /// Keys and values of this table, when the keys are data.
    pub fn rows(&self) -> Vec<(&'a str, Value<'a>)> {
        let rows = self.values.iter();
        rows.filter_map(|(key, values)| Some((*key, *values.first()?)))
            .collect()
    }

    /// The table that stands under a key which is data.
    pub fn open_row(&self, key: &str, value: Value<'a>) -> Option<Fields<'a>> {
        self.open(value, format!("'{key}' of {}", self.label), "")
    }

    /// A reference that stands under a key which is data.
    pub fn row_reference(&self, key: &str, value: Value<'a>, list: List) -> Option<Code> {
        self.as_reference(value, &format!("'{key}'"), list)
    }

    /// The tables of a list, each read by `read`; fewer than `least` are a mistake.
    ///
    /// Codes must differ from each other; fields that `read` did not ask for are mistakes.
    pub fn list<T>(
        &mut self,
        field: &'static str,
        one: &str,
        least: usize,
        mut read: impl FnMut(&mut Fields<'a>) -> Option<T>,
    ) -> Vec<T> {
        self.ask(field);
        let values = self.values.get(field).cloned().unwrap_or_default();
        let within = if self.at.byte.is_some() {
            format!(" of {}", self.label)
        } else {
            String::new()
        };
        let mut seen: BTreeMap<&'a str, At<'a>> = BTreeMap::new();
        let (mut items, mut count) = (Vec::new(), 0);
        for value in &values {
            if !value.inner.is_array() {
                self.wrong(*value, field, "a list of tables");
                count = least;
            }
            for element in value.elements() {
                count += 1;
                let code = code_of(element.inner);
                let label = match code {
                    Some((code, _)) => {
                        let code: String = code.chars().take(60).collect();
                        format!("{one} '{code}'{within}")
                    }
                    None => format!("{one} {count}{within}"),
                };
                let Some(mut fields) = self.open(element, label, "with its fields") else {
                    continue;
                };
                if let Some((code, byte)) = code {
                    let at = At {
                        file: element.at.file,
                        byte: Some(byte),
                    };
                    match seen.get(code) {
                        Some(first) => fields.note(
                            at,
                            &format!(
                                "is already at {}; give each a code of its own",
                                first.short()
                            ),
                        ),
                        None => {
                            seen.insert(code, at);
                        }
                    }
                }
                items.extend(read(&mut fields));
                fields.finish();
            }
        }
        if count < least {
            let at = values.first().map_or(self.at, |value| value.key);
            let label = &self.label;
            let message = match (count, least) {
                (0, _) => format!("{label} has no {field}; add at least {least}"),
                _ => format!("{label} has {count} in {field}; it needs at least {least}"),
            };
            match at.byte {
                Some(_) => self.book.note(at, message),
                None => self.book.note_missing(at, message),
            }
        }
        items
    }

    /// Writes down the fields that nobody asked for.
    pub fn finish(&self) {
        for (field, values) in &self.values {
            if self.asked.contains(field) {
                continue;
            }
            for value in values {
                let field: String = field.chars().take(60).collect();
                let message = format!(
                    "{} has an unknown field '{field}'; fields are: {}",
                    self.label,
                    listed(self.asked.iter())
                );
                self.book.note(value.key, message);
            }
        }
    }
}

/// The text of the field `code` and where it stands.
pub(crate) fn code_of<'a>(value: &'a DeValue<'a>) -> Option<(&'a str, usize)> {
    let code = value.as_table()?.get("code")?;
    Some((code.get_ref().as_str()?, code.span().start))
}
