//! The lists of numbers of which elements consist.

use super::Broken;
use super::wire::{Fields, Numbers, Value, zigzag};

/// The fields that nodes, ways and relations have in common, and those of one number that differ.
#[derive(Default)]
pub(super) struct Common<'a> {
    pub(super) id: u64,
    pub(super) keys: Numbers<'a>,
    pub(super) values: Numbers<'a>,
    pub(super) eighth: Numbers<'a>,
    pub(super) ninth: Numbers<'a>,
    pub(super) tenth: Numbers<'a>,
}

impl<'a> Common<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, Broken> {
        let mut common = Self::default();
        for field in Fields(bytes) {
            match field? {
                (1, value) => common.id = value.number(1)?,
                (2, value) => common.keys = Numbers(value.bytes(2)?),
                (3, value) => common.values = Numbers(value.bytes(3)?),
                (8, Value::Bytes(numbers)) => common.eighth = Numbers(numbers),
                (9, Value::Bytes(numbers)) => common.ninth = Numbers(numbers),
                (10, Value::Bytes(numbers)) => common.tenth = Numbers(numbers),
                _ => {}
            }
        }
        Ok(common)
    }
}

pub(super) fn node_fields(bytes: &[u8]) -> Result<(Common<'_>, i64, i64), Broken> {
    let (mut lat, mut lon) = (0, 0);
    for field in Fields(bytes) {
        match field? {
            (8, value) => lat = zigzag(value.number(8)?),
            (9, value) => lon = zigzag(value.number(9)?),
            _ => {}
        }
    }
    Ok((Common::of(bytes)?, lat, lon))
}

/// The lists of a group of nodes.
#[derive(Default)]
pub(super) struct Dense<'a> {
    pub(super) ids: Numbers<'a>,
    pub(super) lats: Numbers<'a>,
    pub(super) lons: Numbers<'a>,
    pub(super) texts: Numbers<'a>,
}

pub(super) fn dense_fields(bytes: &[u8]) -> Result<Dense<'_>, Broken> {
    let mut dense = Dense::default();
    for field in Fields(bytes) {
        match field? {
            (1, value) => dense.ids = Numbers(value.bytes(1)?),
            (8, value) => dense.lats = Numbers(value.bytes(8)?),
            (9, value) => dense.lons = Numbers(value.bytes(9)?),
            (10, value) => dense.texts = Numbers(value.bytes(10)?),
            _ => {}
        }
    }
    Ok(dense)
}

/// Two lists that must have the same length.
pub(super) fn together<A, B>(
    mut first: impl Iterator<Item = Result<A, Broken>>,
    mut second: impl Iterator<Item = Result<B, Broken>>,
) -> impl Iterator<Item = Result<(A, B), Broken>> {
    std::iter::from_fn(move || match (first.next(), second.next()) {
        (None, None) => None,
        (Some(first), Some(second)) => Some(first.and_then(|first| Ok((first, second?)))),
        _ => Some(Err(Broken::Uneven)),
    })
}
