//! The blocks of a file, unpacked one at a time.

use std::io::Read;

use super::wire::{Fields, Value};
use super::{Broken, PbfError};

/// Bytes of the words before a block.
const HEADER_BYTES_MAX: u64 = 64 * 1024;
/// Bytes of a block, packed and unpacked.
const BLOCK_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// What a file may ask of its reader.
const FEATURES: [&[u8]; 2] = [b"OsmSchema-V0.6", b"DenseNodes"];

/// The blocks with elements, one after another.
pub(super) struct Frames<R> {
    from: R,
    /// Where the next block begins.
    next_byte: u64,
    /// Where this block begins.
    at_byte: u64,
    begun: bool,
    packed: Vec<u8>,
    block: Vec<u8>,
}

impl<R: Read> Frames<R> {
    pub(super) fn new(from: R) -> Self {
        Self {
            from,
            next_byte: 0,
            at_byte: 0,
            begun: false,
            packed: vec![],
            block: vec![],
        }
    }

    pub(super) fn at_byte(&self) -> u64 {
        self.at_byte
    }

    pub(super) fn block(&self) -> &[u8] {
        &self.block
    }

    /// Goes to the next block with elements; false at the end of the file.
    pub(super) fn advance(&mut self) -> Result<bool, PbfError> {
        loop {
            self.at_byte = self.next_byte;
            let Some(many) = self.header_bytes()? else {
                return Ok(false);
            };
            self.fill(many)?;
            let (kind, many) = self.at(header(&self.packed))?;
            self.fill(many)?;
            match kind {
                Kind::Header => {
                    self.unpack()?;
                    self.at(check_features(&self.block))?;
                    self.begun = true;
                }
                _ if !self.begun => return self.at(Err(Broken::Beginning)),
                Kind::Data => return self.unpack().map(|()| true),
                // Whoever wrote it knows what it is for.
                Kind::Other => {}
            }
        }
    }

    fn at<T>(&self, result: Result<T, Broken>) -> Result<T, PbfError> {
        let at_byte = self.at_byte;
        result.map_err(|broken| PbfError::Block { at_byte, broken })
    }

    /// How long the words before the next block are; nothing at the end of the file.
    fn header_bytes(&mut self) -> Result<Option<u64>, PbfError> {
        let mut many = vec![];
        self.from.by_ref().take(4).read_to_end(&mut many)?;
        self.next_byte += many.len() as u64;
        match <[u8; 4]>::try_from(many.as_slice()) {
            Ok(many) => {
                let many = u64::from(u32::from_be_bytes(many));
                let fits = many <= HEADER_BYTES_MAX;
                let wrong = match self.begun {
                    true => Broken::Long(many),
                    false => Broken::Beginning,
                };
                self.at(fits.then_some(Some(many)).ok_or(wrong))
            }
            Err(_) if many.is_empty() && self.begun => Ok(None),
            Err(_) if !self.begun => self.at(Err(Broken::Beginning)),
            Err(_) => self.at(Err(Broken::Truncated)),
        }
    }

    fn fill(&mut self, many: u64) -> Result<(), PbfError> {
        if many > BLOCK_BYTES_MAX {
            return self.at(Err(Broken::Long(many)));
        }
        self.packed.clear();
        let read = self
            .from
            .by_ref()
            .take(many)
            .read_to_end(&mut self.packed)? as u64;
        self.next_byte += read;
        self.at((read == many).then_some(()).ok_or(Broken::Truncated))
    }

    fn unpack(&mut self) -> Result<(), PbfError> {
        self.block.clear();
        let done = unpack(&self.packed, &mut self.block);
        self.at(done)
    }
}

enum Kind {
    Header,
    Data,
    Other,
}

/// What the next block is, and its bytes.
fn header(bytes: &[u8]) -> Result<(Kind, u64), Broken> {
    let (mut kind, mut many) = (Kind::Other, None);
    for field in Fields(bytes) {
        match field? {
            (1, value) => {
                kind = match value.bytes(1)? {
                    b"OSMHeader" => Kind::Header,
                    b"OSMData" => Kind::Data,
                    _ => Kind::Other,
                };
            }
            (3, value) => many = Some(value.number(3)?),
            _ => {}
        }
    }
    Ok((kind, many.ok_or(Broken::Field(3))?))
}

fn unpack(blob: &[u8], block: &mut Vec<u8>) -> Result<(), Broken> {
    for field in Fields(blob) {
        match field? {
            (1, Value::Bytes(raw)) => {
                block.extend_from_slice(raw);
                return Ok(());
            }
            (3, Value::Bytes(packed)) => {
                return inflate(flate2::read::ZlibDecoder::new(packed), block);
            }
            (7, Value::Bytes(packed)) => {
                let inflater = zstd::Decoder::with_buffer(packed).map_err(|_| Broken::Unpack)?;
                return inflate(inflater, block);
            }
            _ => {}
        }
    }
    Err(Broken::Packing)
}

/// Unpacks no more than a block may hold, whatever the packed bytes would become.
fn inflate(from: impl Read, block: &mut Vec<u8>) -> Result<(), Broken> {
    let read = from.take(BLOCK_BYTES_MAX + 1).read_to_end(block);
    match read.map_err(|_| Broken::Unpack)? as u64 {
        many if many > BLOCK_BYTES_MAX => Err(Broken::Long(many)),
        _ => Ok(()),
    }
}

fn check_features(block: &[u8]) -> Result<(), Broken> {
    for field in Fields(block) {
        if let (4, Value::Bytes(feature)) = field?
            && !FEATURES.contains(&feature)
        {
            let words: String = String::from_utf8_lossy(feature).chars().take(60).collect();
            return Err(Broken::Feature(words));
        }
    }
    Ok(())
}
