//! The bytes of an OpenStreetMap extract (PBF), read block by block.
//!
//! One block is in memory at a time, and none is larger than the format allows, packed or unpacked.
//! The reader is our own: the file comes from outside, and a broken one has to end in a sentence with
//! the byte at which it is broken, whatever its members claim to be.

mod block;
mod element;
mod frames;
mod lists;
mod wire;

use std::io::Read;

pub(crate) use element::{Element, Member, MemberKind, Node, Relation, Way};

/// Which elements a pass over the file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    Nodes,
    Ways,
    Relations,
}

/// Why an extract cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum PbfError {
    /// The file cannot be read.
    #[error("the file cannot be read")]
    Read(#[from] std::io::Error),
    /// A block is not what the format says.
    #[error("the block at byte {at_byte} cannot be read: {broken}")]
    Block {
        /// Where the block begins in the file.
        at_byte: u64,
        /// What is wrong with it.
        broken: Broken,
    },
}

/// What is wrong with a block.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It ends in the middle.
    #[error("it ends too early")]
    Truncated,
    /// A number has more bytes than a number can have.
    #[error("it holds a number that never ends")]
    Number,
    /// A field is of a kind that it cannot be.
    #[error("field {0} is not of the kind it should be")]
    Field(u32),
    /// It says it is larger than any block.
    #[error("it claims {0} bytes, and no block has more than 32 MiB")]
    Long(u64),
    /// It is packed in a way that is not known here.
    #[error("it is not packed with zlib or zstd")]
    Packing,
    /// It cannot be unpacked.
    #[error("it cannot be unpacked")]
    Unpack,
    /// A text is not UTF-8.
    #[error("a text in it is not UTF-8")]
    Text,
    /// A text is named that it does not have.
    #[error("it names a text that it does not have")]
    NoText,
    /// Lists that belong together have different lengths.
    #[error("its lists do not have the same length")]
    Uneven,
    /// The file asks for something that is not known here.
    #[error("the file needs '{0}', which is not known here")]
    Feature(String),
    /// The file does not begin with what it is.
    #[error("it is not the beginning of an OpenStreetMap extract")]
    Beginning,
}

/// Reads every element of the wanted kind, in the order of the file.
///
/// # Errors
/// [`PbfError`] where the file is broken, or the error of `visit`.
pub(crate) fn read<E: From<PbfError>>(
    from: impl Read,
    wanted: Wanted,
    mut visit: impl FnMut(Element<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut frames = frames::Frames::new(from);
    while frames.advance().map_err(E::from)? {
        let at_byte = frames.at_byte();
        let place = |broken| E::from(PbfError::Block { at_byte, broken });
        let block = block::Block::parse(frames.block()).map_err(place)?;
        block.visit(wanted, &mut |element| visit(element), &place)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
