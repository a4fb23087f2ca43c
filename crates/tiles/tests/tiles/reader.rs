//! Reads tiles as the published schema says (vector_tile.proto, version 2.1), and complains about
//! whatever the specification forbids.

use std::collections::BTreeMap;

use prost::Message;
use tiles::Cell;

#[derive(Clone, PartialEq, Message)]
struct RawTile {
    #[prost(message, repeated, tag = "3")]
    layers: Vec<RawLayer>,
}

#[derive(Clone, PartialEq, Message)]
struct RawLayer {
    #[prost(uint32, required, tag = "15")]
    version: u32,
    #[prost(string, required, tag = "1")]
    name: String,
    #[prost(message, repeated, tag = "2")]
    features: Vec<RawFeature>,
    #[prost(string, repeated, tag = "3")]
    keys: Vec<String>,
    #[prost(message, repeated, tag = "4")]
    values: Vec<RawValue>,
    #[prost(uint32, optional, tag = "5")]
    extent: Option<u32>,
}

#[derive(Clone, PartialEq, Message)]
struct RawValue {
    #[prost(string, optional, tag = "1")]
    text: Option<String>,
    #[prost(sint64, optional, tag = "6")]
    number: Option<i64>,
}

#[derive(Clone, PartialEq, Message)]
struct RawFeature {
    #[prost(uint32, repeated, tag = "2")]
    tags: Vec<u32>,
    #[prost(int32, optional, tag = "3")]
    form: Option<i32>,
    #[prost(uint32, repeated, tag = "4")]
    geometry: Vec<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Point,
    Line,
    Area,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    pub form: Form,
    pub tags: BTreeMap<String, String>,
    /// Points, lines, or rings without their first step again.
    pub parts: Vec<Vec<[i32; 2]>>,
}

impl Feature {
    pub fn tag(&self, key: &str) -> &str {
        self.tags.get(key).map_or("", String::as_str)
    }
}

/// The layers of a tile by name.
pub type Tile = BTreeMap<String, Vec<Feature>>;

/// Reads a tile, or fails the story.
#[track_caller]
pub fn read(bytes: &[u8]) -> Tile {
    let raw = RawTile::decode(bytes).expect("a tile of the published schema");
    let mut tile = Tile::new();
    for layer in raw.layers {
        assert_eq!((layer.version, layer.extent), (2, Some(4096)));
        assert!(!layer.features.is_empty(), "{} is empty", layer.name);
        let features = layer.features.iter().map(|raw| feature(&layer, raw));
        let known = tile.insert(layer.name.clone(), features.collect());
        assert!(known.is_none(), "two layers named {}", layer.name);
    }
    tile
}

/// The features of a layer; none when there is no such layer.
pub fn layer<'a>(tile: &'a Tile, name: &str) -> &'a [Feature] {
    tile.get(name).map_or(&[], Vec::as_slice)
}

/// One tile of a map, read.
#[track_caller]
pub fn tile(tiles: &tiles::Tiles, z: u32, x: u32, y: u32) -> Tile {
    read(&tiles.tile(Cell::new(z, x, y).expect("such a tile")))
}

fn feature(layer: &RawLayer, raw: &RawFeature) -> Feature {
    let (pairs, rest) = raw.tags.as_chunks::<2>();
    assert!(rest.is_empty(), "tags come in pairs");
    let tags = pairs.iter().map(|[key, value]| {
        let value = &layer.values[*value as usize];
        let number = value.number.map(|number| number.to_string());
        let text = value.text.clone().or(number).expect("a text or a number");
        (layer.keys[*key as usize].clone(), text)
    });
    let form = match raw.form {
        Some(1) => Form::Point,
        Some(2) => Form::Line,
        Some(3) => Form::Area,
        other => panic!("{other:?} is no form"),
    };
    let parts = parts(&raw.geometry, form);
    check(form, &parts);
    Feature {
        form,
        tags: tags.collect(),
        parts,
    }
}

fn parts(geometry: &[u32], form: Form) -> Vec<Vec<[i32; 2]>> {
    let mut numbers = geometry.iter().copied();
    let mut parts: Vec<Vec<[i32; 2]>> = vec![];
    let mut at = [0_i32; 2];
    let mut open = false;
    while let Some(command) = numbers.next() {
        let (id, count) = (command & 7, command >> 3);
        match id {
            1 => {
                assert!(
                    count == 1 && !(open && form == Form::Area),
                    "a ring left open"
                );
                parts.push(vec![]);
                open = true;
            }
            2 => assert!(count > 0 && open, "a line from nowhere"),
            7 => {
                assert!(count == 1 && open && form == Form::Area);
                open = false;
                continue;
            }
            _ => panic!("command {id}"),
        }
        for _ in 0..count {
            for place in &mut at {
                let by = numbers.next().expect("a parameter");
                *place += (by >> 1) as i32 ^ -((by & 1) as i32);
            }
            parts.last_mut().expect("a part").push(at);
        }
    }
    assert!(!(open && form == Form::Area), "a ring left open");
    parts
}

/// What the specification asks of every geometry.
fn check(form: Form, parts: &[Vec<[i32; 2]>]) {
    assert!(!parts.is_empty(), "an empty geometry");
    let within = |step: &[i32; 2]| step.iter().all(|place| (-128..=4224).contains(place));
    for part in parts {
        assert!(part.iter().all(within), "{part:?} leaves the buffer");
        let stands = part.windows(2).any(|pair| pair[0] == pair[1]);
        match form {
            Form::Point => assert_eq!(part.len(), 1),
            Form::Line => assert!(part.len() > 1 && !stands, "{part:?}"),
            Form::Area => assert!(part.len() > 2 && !stands && area(part) != 0, "{part:?}"),
        }
    }
    if form == Form::Area {
        assert!(area(&parts[0]) > 0, "the first ring is an outer one");
    }
}

/// Twice the area by the surveyor's formula: positive for outer rings.
pub fn area(ring: &[[i32; 2]]) -> i64 {
    let wide = |step: [i32; 2]| step.map(i64::from);
    let next = |n: usize| wide(ring[(n + 1) % ring.len()]);
    (0..ring.len())
        .map(|n| wide(ring[n])[0] * next(n)[1] - next(n)[0] * wide(ring[n])[1])
        .sum()
}
