//! What lies in the folder of an exported log, read with bounds.
//!
//! The folder comes from somebody who may want to deceive or to exhaust the reader. So everything in
//! it is looked at by kind before it is opened, nothing is followed out of it, and no file is read
//! further than what it can rightly hold.

use std::collections::BTreeSet;
use std::fs::{self, File, FileType};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use tlog::{NOTE_BYTES_MAX, TILE_WIDTH, TileKind, TilePath};

use crate::Error;
use crate::fault::Fault;

/// Why the look at a folder ended early.
#[derive(Debug)]
pub enum Stop {
    /// What was found is wrong.
    Fault(Fault),
    /// It could not be looked at.
    Error(Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// More levels of folders than the path of any tile has.
const DEPTH_MAX: usize = 10;

/// An exported log on disk.
pub struct Folder<'p> {
    path: &'p Path,
}

impl<'p> Folder<'p> {
    /// Looks at what lies at the top: nothing but checkpoint, key and tiles.
    pub fn open(path: &'p Path) -> Result<Self, Stop> {
        let folder = Self { path };
        for (name, kind) in folder.list("")? {
            let plain = match name.as_str() {
                "checkpoint" | "log.vkey" => kind.is_file(),
                "tile" => kind.is_dir(),
                _ => return Err(Fault::Extra(shown(&name)).into()),
            };
            if !plain {
                return Err(Fault::NotAFile(name).into());
            }
        }
        Ok(folder)
    }

    /// The signed checkpoint, as it is written.
    pub fn checkpoint(&self) -> Result<String, Stop> {
        let text = self.text("checkpoint", NOTE_BYTES_MAX)?;
        text.ok_or_else(|| Fault::Missing("checkpoint".into()).into())
    }

    /// The key that lies beside it, if there is one. It is there for convenience.
    pub fn key(&self) -> Result<Option<String>, Stop> {
        self.text("log.vkey", NOTE_BYTES_MAX)
    }

    /// Every tile and bundle in the folder. Whatever a log of `size` entries has not, is a fault.
    pub fn tiles(&self, size: u64) -> Result<BTreeSet<TilePath>, Stop> {
        let (mut tiles, mut folders) = (BTreeSet::new(), vec![]);
        let top = self.path.join("tile");
        if top.symlink_metadata().is_ok() {
            folders.push("tile".to_owned());
        }
        while let Some(folder) = folders.pop() {
            for (name, kind) in self.list(&folder)? {
                let name = format!("{folder}/{name}");
                if kind.is_dir() && name.split('/').count() < DEPTH_MAX {
                    folders.push(name);
                    continue;
                }
                let tile = name.parse().ok();
                let Some(tile) = tile.filter(|tile: &TilePath| tile.is_within(size)) else {
                    return Err(Fault::Extra(shown(&name)).into());
                };
                if !kind.is_file() {
                    return Err(Fault::NotAFile(name).into());
                }
                tiles.insert(tile);
            }
        }
        Ok(tiles)
    }

    /// The bytes of a tile or bundle that is there.
    pub fn read(&self, tile: TilePath) -> Result<Vec<u8>, Stop> {
        let width = usize::from(tile.width());
        let most = match tile.kind() {
            TileKind::Hashes(_) => 32 * width,
            TileKind::Entries => (2 + tlog::ENTRY_BYTES_MAX) * width,
        };
        debug_assert!(width <= TILE_WIDTH);
        let bytes = self.bytes(&tile.to_string(), most)?;
        let bytes = bytes.ok_or_else(|| Fault::Missing(tile.to_string()))?;
        if bytes.len() > most {
            return Err(Fault::Length(tile).into());
        }
        Ok(bytes)
    }

    fn text(&self, name: &str, most: usize) -> Result<Option<String>, Stop> {
        let Some(bytes) = self.bytes(name, most)? else {
            return Ok(None);
        };
        let long_or_no_text = || Fault::Checkpoint(format!("{name} is no text, or far too long"));
        let short = Some(bytes).filter(|bytes| bytes.len() <= most);
        let text = short.and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(Some(text.ok_or_else(long_or_no_text)?))
    }

    /// `most` bytes and one more, by which the caller sees that it is too long.
    fn bytes(&self, name: &str, most: usize) -> Result<Option<Vec<u8>>, Stop> {
        let path = self.path.join(name);
        match read_at_most(&path, most as u64 + 1) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(failed(path, source)),
        }
    }

    /// Names and kinds below a folder; a link is a link, wherever it leads.
    fn list(&self, below: &str) -> Result<Vec<(String, FileType)>, Stop> {
        let path = self.path.join(below);
        let found = fs::read_dir(&path).and_then(|entries| {
            let named = |entry: fs::DirEntry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                Ok((name, entry.file_type()?))
            };
            entries.map(|entry| named(entry?)).collect()
        });
        found.map_err(|source| failed(path, source))
    }
}

/// Reads the beginning of a file.
pub fn read_at_most(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A name may hold anything, and a terminal obeys some of it.
fn shown(name: &str) -> String {
    name.replace(char::is_control, "\u{fffd}")
}

fn failed(path: PathBuf, source: std::io::Error) -> Stop {
    let path = path.display().to_string();
    Stop::Error(Error::File { path, source })
}
