//! The key of a witness, in a file that only its owner can read.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use tlog::Cosigner;

use super::Error;

pub(super) fn exists(path: &Path) -> bool {
    path.exists()
}

/// The key in the file; `None` when there is no file.
pub(super) fn read(path: &Path, name: &str) -> Result<Option<Cosigner>, Error> {
    let bad = |reason: String| Error::Key {
        path: path.to_owned(),
        reason,
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => {
            return Err(Error::File {
                path: path.to_owned(),
                source,
            });
        }
    };
    let cosigner = Cosigner::from_text(&text).map_err(|error| bad(error.to_string()))?;
    let verifier = cosigner.verifier();
    if verifier.name() != name {
        // What is signed does not cover the name: one key has one name for good.
        return Err(bad(format!(
            "this is the key of {}, not of {name}",
            verifier.name()
        )));
    }
    Ok(Some(cosigner))
}

/// Makes a key. Nobody but the owner may ever have been able to read it, so the mode is set when
/// the file is made.
pub(super) fn make(path: &Path, name: &str) -> Result<Cosigner, Error> {
    let bad = |reason: String| Error::Key {
        path: path.to_owned(),
        reason,
    };
    let failed = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| bad(error.to_string()))?;
    let cosigner = Cosigner::new(name, seed).map_err(|error| bad(error.to_string()))?;
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .map_err(failed)?;
    file.write_all(cosigner.to_text().as_bytes())
        .map_err(failed)?;
    file.sync_all().map_err(failed)?;
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = File::open(folder.unwrap_or(Path::new(".")));
    folder
        .and_then(|folder| folder.sync_all())
        .map_err(failed)?;
    Ok(cosigner)
}
