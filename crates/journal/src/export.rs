//! Writes the published log as files that any web server can serve.
//!
//! What never changes is written once: a file that is there already has to hold the same bytes, or
//! it belongs to another log and nothing is overwritten. A full tile is written only when it is
//! full. The checkpoint comes last, when everything that it covers is in place.

use std::cmp::Ordering;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tlog::{Checkpoint, TILE_WIDTH, TilePath, Tree, Verifier, partial_width};

use crate::error::Error;
use crate::journal::signed_tree;
use crate::log::Log;
use crate::store::Read;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Entries the checkpoint covers.
    pub size: u64,
    /// Files that were not there before.
    pub written: u64,
    /// Files that were there with the same bytes.
    pub kept: u64,
}

/// Why a log was not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The record.
    #[error(transparent)]
    Record(#[from] Error),
    /// A file.
    #[error("cannot write {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A newer export is there.
    #[error(
        "{path} is a checkpoint of {there} entries, and this record has {here}: it is older than what \
         was published. Nothing was written; find the newer record"
    )]
    Older {
        /// The checkpoint that is there.
        path: PathBuf,
        /// Its size.
        there: u64,
        /// The size of this record.
        here: u64,
    },
    /// A file of another log, or a damaged one.
    #[error(
        "{0} is there already and holds something else; it was left as it is. Export into another \
         folder, and find out which of the two is right"
    )]
    Different(PathBuf),
}

/// Writes checkpoint, tiles and, when asked for, bundles of entries under `out`.
///
/// # Errors
/// [`ExportError`]; what was written until then is part of the log and stays.
pub fn export(
    store: &mut dyn Read,
    key: &Verifier,
    out: &Path,
    entries: bool,
) -> Result<Exported, ExportError> {
    let (head, tree) = signed_tree(store, key)?;
    let mut exported = Exported {
        size: tree.size(),
        ..Exported::default()
    };
    not_older(&out.join("checkpoint"), key, &tree)?;
    for path in paths(&tree, entries) {
        let bytes = Log::new(&tree, store).resource(path).map_err(Error::from)?;
        if let Some(bytes) = bytes {
            keep(&out.join(path.to_string()), &bytes, &mut exported)?;
        }
    }
    replace(&out.join("log.vkey"), format!("{key}\n").as_bytes())?;
    replace(&out.join("checkpoint"), head.note.as_bytes())?;
    Ok(exported)
}

/// A published log never becomes shorter, nor another one of the same length.
fn not_older(path: &Path, key: &Verifier, tree: &Tree) -> Result<(), ExportError> {
    let note = match fs::read_to_string(path) {
        Ok(note) => note,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(failed(path, source)),
    };
    let checkpoint = key.open(&note).ok().map(Checkpoint::from_text);
    let Some(Ok(there)) = checkpoint else {
        return Err(ExportError::Different(path.to_owned()));
    };
    let (path, here) = (path.to_owned(), tree.size());
    match there.size.cmp(&here) {
        Ordering::Greater => Err(ExportError::Older {
            path,
            there: there.size,
            here,
        }),
        Ordering::Equal if there.root != tree.root() => Err(ExportError::Different(path)),
        _ => Ok(()),
    }
}

/// Everything that a client of this size may ask for, level by level.
fn paths(tree: &Tree, entries: bool) -> impl Iterator<Item = TilePath> {
    let size = tree.size();
    let row = move |level: u8, path: fn(u8, u64, u16) -> Option<TilePath>| {
        let full = size >> (8 * (u32::from(level) + 1)).min(63);
        let width = partial_width(level, size);
        let partial = (width > 0).then(|| path(level, full, width)).flatten();
        (0..full)
            .filter_map(move |index| path(level, index, TILE_WIDTH as u16))
            .chain(partial)
    };
    let levels = 0..u8::try_from(tree.edge().len()).unwrap_or(u8::MAX);
    let hashes = levels.flat_map(move |level| row(level, TilePath::hashes));
    let bundles = row(0, |_, index, width| TilePath::entries(index, width));
    hashes.chain(bundles.filter(move |_| entries))
}

/// Writes a file that never changes, or compares it when it is there.
fn keep(path: &Path, bytes: &[u8], exported: &mut Exported) -> Result<(), ExportError> {
    match fs::read(path) {
        Ok(there) if there == bytes => {
            exported.kept += 1;
            Ok(())
        }
        Ok(_) => Err(ExportError::Different(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            exported.written += 1;
            replace(path, bytes)
        }
        Err(source) => Err(failed(path, source)),
    }
}

/// Puts a file in place whole: nobody ever reads the beginning of one.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|source| failed(path, source))?;
    let draft = path.with_extension("part");
    let written = File::create(&draft).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_data()
    });
    let placed = written.and_then(|()| fs::rename(&draft, path));
    placed.map_err(|source| failed(path, source))
}

fn failed(path: &Path, source: io::Error) -> ExportError {
    let path = path.to_owned();
    ExportError::File { path, source }
}
