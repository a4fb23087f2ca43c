//! What a back end has to do: append a group, read a range, swap the head, look itself over.

use std::sync::Arc;

use tlog::{Hash, Tile};

use crate::error::StoreError;

/// An entry that is about to be written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The key of its act, unique in the journal.
    pub key: [u8; 16],
    /// Its canonical bytes.
    pub bytes: Arc<[u8]>,
    /// What is kept beside it and not hashed into the tree, such as ciphertext whose digest the
    /// entry names.
    pub beside: Vec<Arc<[u8]>>,
}

/// What is kept beside an entry, as it is stored.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// Which entry.
    pub seq: u64,
    /// The SHA-256 it is found by; that it is the one of the bytes is for the reader to check.
    pub digest: &'a [u8],
    /// The bytes.
    pub bytes: &'a [u8],
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the journal, from 0.
    pub seq: u64,
    /// The leaf hash that was stored beside it.
    pub leaf: Hash,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Entries that are written together, and the tiles that they fill.
#[derive(Debug, Default)]
pub struct Group {
    /// In order, with the leaf hash of each.
    pub entries: Vec<(Draft, Hash)>,
    /// Tiles these entries fill.
    pub tiles: Vec<Tile>,
}

/// The last signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Entries it was signed for.
    pub size: u64,
    /// The signed note, verbatim.
    pub note: String,
}

/// Reading, which any number of threads may do beside the writer.
pub trait Read: Send {
    /// Entries in the journal.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    fn size(&mut self) -> Result<u64, StoreError>;

    /// Visits the entries `from..to` in order, as far as there are any, until the visitor says no.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] at a gap; other [`StoreError`]s when the back end fails.
    fn range(
        &mut self,
        from: u64,
        to: u64,
        visit: &mut dyn FnMut(u64, Hash, &[u8]) -> bool,
    ) -> Result<(), StoreError>;

    /// The entries that acts with these keys made, key by key.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    fn find(&mut self, keys: &[[u8; 16]]) -> Result<Vec<Option<u64>>, StoreError>;

    /// A full tile.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when it is not 8,192 bytes; others when the back end fails.
    fn tile(&mut self, level: u8, index: u64) -> Result<Option<Tile>, StoreError>;

    /// What is kept beside some entry, by the SHA-256 of its bytes.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    fn beside(&mut self, digest: &[u8; 32]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Visits everything that is kept beside entries.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    fn all_beside(&mut self, visit: &mut dyn FnMut(Beside<'_>)) -> Result<(), StoreError>;

    /// The last signed checkpoint.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    fn head(&mut self) -> Result<Option<Head>, StoreError>;
}

/// Writing, which exactly one does.
pub trait Store: Read {
    /// Appends a group when the journal has `expected` entries: all of it or nothing, and durable
    /// when this returns.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when the size is another; other [`StoreError`]s when it is unknown
    /// whether the group was written.
    fn append(&mut self, expected: u64, group: &Group) -> Result<(), StoreError>;

    /// Looks its own structures over and says what is wrong with them, one sentence each.
    ///
    /// # Errors
    /// [`StoreError`] when it cannot even look.
    fn scrub(&mut self) -> Result<Vec<String>, StoreError>;

    /// A reader for another thread.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    fn reader(&self) -> Result<Box<dyn Read>, StoreError>;

    /// The keeper of the head, for the thread that signs.
    ///
    /// # Errors
    /// [`StoreError`] when the back end fails.
    fn seal(&self) -> Result<Box<dyn Seal>, StoreError>;
}

/// Keeping the signed head, which exactly one does beside the writer.
pub trait Seal: Read {
    /// Replaces the head when it is still `expected`; durable when this returns.
    ///
    /// # Errors
    /// [`StoreError::HeadMoved`] when it is another; other [`StoreError`]s when the back end fails.
    fn swap_head(&mut self, expected: Option<&Head>, new: &Head) -> Result<(), StoreError>;
}

/// Reads entries from `from`, at most `count_max` of them and about `bytes_max` bytes.
///
/// # Errors
/// [`StoreError`] when the back end fails.
pub fn read_some(
    store: &mut dyn Read,
    from: u64,
    count_max: u64,
    bytes_max: usize,
) -> Result<Vec<Entry>, StoreError> {
    let (mut entries, mut bytes_read) = (vec![], 0);
    store.range(
        from,
        from.saturating_add(count_max),
        &mut |seq, leaf, bytes| {
            bytes_read += bytes.len();
            entries.push(Entry {
                seq,
                leaf,
                bytes: bytes.into(),
            });
            bytes_read < bytes_max
        },
    )?;
    Ok(entries)
}
