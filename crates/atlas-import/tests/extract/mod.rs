//! Small extracts, written as the format says, so that a test can tell what is in one.

use std::io::Write;

/// An extract in the making.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    texts: Vec<String>,
    nodes: Vec<u8>,
    ways: Vec<u8>,
    relations: Vec<u8>,
}

/// How its blocks are packed.
#[derive(Clone, Copy, Debug)]
pub enum Packing {
    Raw,
    Zlib,
    Zstd,
}

impl Extract {
    pub fn new() -> Self {
        // The first text is none, because 0 ends the tags of a node.
        Self {
            texts: vec![String::new()],
            ..Self::default()
        }
    }

    /// A node so many metres east and north of a place in Liechtenstein, roughly.
    pub fn node(mut self, id: i64, east_m: i64, north_m: i64, tags: &str) -> Self {
        let (keys, values) = self.tags(tags);
        let mut node = vec![];
        number(&mut node, 1, zigzag(id));
        bytes(&mut node, 2, &packed(keys));
        bytes(&mut node, 3, &packed(values));
        number(&mut node, 8, zigzag(471_000_000 + north_m * 90));
        number(&mut node, 9, zigzag(95_000_000 + east_m * 132));
        bytes(&mut self.nodes, 1, &node);
        self
    }

    pub fn way(mut self, id: i64, nodes: &[i64], tags: &str) -> Self {
        let (keys, values) = self.tags(tags);
        let mut way = vec![];
        number(&mut way, 1, id as u64);
        bytes(&mut way, 2, &packed(keys));
        bytes(&mut way, 3, &packed(values));
        bytes(&mut way, 8, &packed(steps(nodes)));
        bytes(&mut self.ways, 3, &way);
        self
    }

    /// A relation of members written `way 7 from`, `node 3 via`.
    pub fn relation(mut self, id: i64, members: &[&str], tags: &str) -> Self {
        let (keys, values) = self.tags(tags);
        let (mut roles, mut ids, mut kinds) = (vec![], vec![], vec![]);
        for member in members {
            let mut words = member.split(' ');
            let kind = words.next().expect("a kind");
            let known = ["node", "way", "relation"];
            let place = known.iter().position(|known| *known == kind);
            kinds.push(place.expect("a known kind") as u64);
            ids.push(words.next().expect("an id").parse().expect("a number"));
            roles.push(self.text(words.next().unwrap_or_default()));
        }
        let mut relation = vec![];
        number(&mut relation, 1, id as u64);
        bytes(&mut relation, 2, &packed(keys));
        bytes(&mut relation, 3, &packed(values));
        bytes(&mut relation, 8, &packed(roles));
        bytes(&mut relation, 9, &packed(steps(&ids)));
        bytes(&mut relation, 10, &packed(kinds));
        bytes(&mut self.relations, 4, &relation);
        self
    }

    /// The file.
    pub fn bytes(&self, packing: Packing) -> Vec<u8> {
        let mut header = vec![];
        bytes(&mut header, 4, b"OsmSchema-V0.6");
        bytes(&mut header, 4, b"DenseNodes");
        let mut block = vec![];
        let mut texts = vec![];
        for text in &self.texts {
            bytes(&mut texts, 1, text.as_bytes());
        }
        bytes(&mut block, 1, &texts);
        for group in [&self.nodes, &self.ways, &self.relations] {
            bytes(&mut block, 2, group);
        }
        [
            frame("OSMHeader", &header, packing),
            frame("OSMData", &block, packing),
        ]
        .concat()
    }

    fn text(&mut self, text: &str) -> u64 {
        let known = self.texts.iter().position(|known| known == text);
        known.unwrap_or_else(|| {
            self.texts.push(text.to_owned());
            self.texts.len() - 1
        }) as u64
    }

    /// Tags are written `key=value`, with commas between.
    fn tags(&mut self, tags: &str) -> (Vec<u64>, Vec<u64>) {
        let tags = tags.split(',').filter(|tag| !tag.is_empty());
        tags.map(|tag| {
            let (key, value) = tag.split_once('=').expect("key=value");
            (self.text(key.trim()), self.text(value.trim()))
        })
        .unzip()
    }
}

/// One block with the words before it.
pub fn frame(kind: &str, block: &[u8], packing: Packing) -> Vec<u8> {
    let mut blob = vec![];
    match packing {
        Packing::Raw => bytes(&mut blob, 1, block),
        Packing::Zlib => {
            let level = flate2::Compression::default();
            let mut packer = flate2::write::ZlibEncoder::new(vec![], level);
            packer.write_all(block).expect("into memory");
            bytes(&mut blob, 3, &packer.finish().expect("into memory"));
        }
        Packing::Zstd => {
            let packed = zstd::encode_all(block, 3).expect("into memory");
            bytes(&mut blob, 7, &packed);
        }
    }
    let mut header = vec![];
    bytes(&mut header, 1, kind.as_bytes());
    number(&mut header, 3, blob.len() as u64);
    let mut frame = (header.len() as u32).to_be_bytes().to_vec();
    frame.extend([header, blob].concat());
    frame
}

fn varint(to: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

fn number(to: &mut Vec<u8>, field: u64, number: u64) {
    varint(to, field << 3);
    varint(to, number);
}

/// A field of bytes.
pub fn bytes(to: &mut Vec<u8>, field: u64, bytes: &[u8]) {
    varint(to, field << 3 | 2);
    varint(to, bytes.len() as u64);
    to.extend(bytes);
}

fn packed(numbers: Vec<u64>) -> Vec<u8> {
    let mut to = vec![];
    numbers.into_iter().for_each(|one| varint(&mut to, one));
    to
}

fn zigzag(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

fn steps(ids: &[i64]) -> Vec<u64> {
    let before = std::iter::once(&0).chain(ids);
    let steps = ids.iter().zip(before).map(|(id, before)| id - before);
    steps.map(zigzag).collect()
}
