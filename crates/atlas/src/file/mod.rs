//! The map file: everything in one file that opens at once and shows when it was damaged.

mod layout;
mod records;
#[cfg(test)]
mod tests;
mod wire;

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use kernel::Digest;

pub use layout::Damage;
use layout::{Directory, SECTIONS};
pub use wire::Malformed;
use wire::{In, Out};

use crate::{Atlas, Builder, Meta};

/// Why a map file was not opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The system says no.
    #[error("the map file cannot be used")]
    System(#[from] std::io::Error),
    /// The file is not, or no longer, a map.
    #[error("the map file is damaged: {0}")]
    Damage(#[from] Damage),
}

/// A map file, mapped into memory: opening looks at its directory only, and what is read of it is
/// checked then.
#[derive(Debug)]
pub struct MapFile {
    bytes: memmap2::Mmap,
    directory: Directory,
    /// The shared lock lasts as long as the file is open; see [`map`].
    _file: File,
}

impl MapFile {
    /// Opens a map file.
    ///
    /// # Errors
    /// [`FileError`] when it cannot be read or is not a whole map of a version this program knows.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let file = File::open(path)?;
        file.lock_shared()?;
        let bytes = map(&file)?;
        let directory = Directory::read(&bytes)?;
        Ok(Self {
            bytes,
            directory,
            _file: file,
        })
    }

    /// What names the map: a digest over everything in it.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.directory.digest
    }

    /// How long the file is.
    #[must_use]
    pub fn length_bytes(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// What the map says of itself, without its bounds.
    ///
    /// # Errors
    /// [`Damage`] with its place.
    pub fn meta(&self) -> Result<Meta, Damage> {
        section(&self.directory, &self.bytes, *b"META", records::take_meta)
    }

    /// The whole map; every byte of the file is checked.
    ///
    /// # Errors
    /// [`Damage`] with its place.
    pub fn read(&self) -> Result<Atlas, Damage> {
        read(&self.directory, &self.bytes)
    }
}

/// Maps a file into memory.
#[expect(unsafe_code, reason = "the system offers mapped files in no other way")]
fn map(file: &File) -> std::io::Result<memmap2::Mmap> {
    // SAFETY: the bytes must not change while they are mapped. Map files are never written in place:
    // `Atlas::write` makes a new file and renames it, which leaves the mapped one as it is. A program
    // that writes into a map file anyway is kept away by the lock when it asks for one, and when it
    // does not, is in the position of one that writes into this program's memory.
    unsafe { memmap2::Mmap::map(file) }
}

/// Reads a whole map from the bytes of a file.
///
/// # Errors
/// [`Damage`] with its place.
pub fn read_bytes(bytes: &[u8]) -> Result<Atlas, Damage> {
    read(&Directory::read(bytes)?, bytes)
}

fn section<T>(
    directory: &Directory,
    bytes: &[u8],
    tag: [u8; 4],
    take: impl FnOnce(&mut In) -> Result<T, Malformed>,
) -> Result<T, Damage> {
    let mut from = In::new(directory.section(bytes, tag)?);
    let taken = take(&mut from).and_then(|taken| from.end().map(|()| taken));
    taken.map_err(|what| Damage::Malformed {
        section: String::from_utf8_lossy(&tag).into_owned(),
        what,
    })
}

fn read(directory: &Directory, bytes: &[u8]) -> Result<Atlas, Damage> {
    let mut map = Builder::new();
    let meta = section(directory, bytes, *b"META", records::take_meta)?;
    section(directory, bytes, *b"NAME", |from| {
        for number in 1..=from.count()? {
            let name = map.name(records::take_names(from)?);
            // A name that is there twice would move all that follow.
            if name.0 as usize != number {
                return Err(Malformed::Code);
            }
        }
        Ok(())
    })?;
    section(directory, bytes, *b"ROAD", |from| {
        records::take_roads(from, &mut map)
    })?;
    section(directory, bytes, *b"RULE", |from| {
        records::take_rules(from, &mut map)
    })?;
    each(directory, bytes, *b"PLAC", |from| {
        Ok(map.place(records::take_place(from)?)?)
    })?;
    each(directory, bytes, *b"RANG", |from| {
        Ok(map.range(records::take_range(from)?)?)
    })?;
    each(directory, bytes, *b"SHAP", |from| {
        Ok(map.shape(records::take_shape(from)?)?)
    })?;
    Ok(map.finish(meta))
}

/// A section that is a list.
fn each(
    directory: &Directory,
    bytes: &[u8],
    tag: [u8; 4],
    mut one: impl FnMut(&mut In) -> Result<(), Malformed>,
) -> Result<(), Damage> {
    section(directory, bytes, tag, |from| {
        (0..from.count()?).try_for_each(|_| one(from))
    })
}

impl Atlas {
    /// The bytes of its map file, and the digest that names it. The same map has the same bytes.
    #[must_use]
    pub fn to_bytes(&self) -> (Vec<u8>, Digest) {
        let part = |write: &dyn Fn(&mut Out)| {
            let mut out = Out::default();
            write(&mut out);
            out.done()
        };
        // The first name is nobody's, and every reader knows it.
        let names = &self.names[1..];
        let sections: [Vec<u8>; SECTIONS.len()] = [
            part(&|out| records::put_meta(out, &self.meta)),
            part(&|out| list(out, names, records::put_names)),
            part(&|out| records::put_roads(out, &self.roads)),
            part(&|out| records::put_rules(out, &self.roads)),
            part(&|out| list(out, &self.places, records::put_place)),
            part(&|out| list(out, &self.ranges, records::put_range)),
            part(&|out| list(out, &self.shapes, records::put_shape)),
        ];
        layout::write(&sections)
    }

    /// Writes the map file, whole or not at all.
    ///
    /// # Errors
    /// What the system says when the file cannot be made beside its place, written or renamed.
    pub fn write(&self, path: &Path) -> std::io::Result<Digest> {
        let (bytes, digest) = self.to_bytes();
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let mut file = File::create(&part)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, path)?;
        Ok(digest)
    }
}

fn list<T>(out: &mut Out, items: &[T], put: impl Fn(&mut Out, &T)) {
    out.count(items.len());
    items.iter().for_each(|item| put(out, item));
}
