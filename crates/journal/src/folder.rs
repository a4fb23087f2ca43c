//! The data folder: one process at a time, and the key that signs its log.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use tlog::Signer;

use crate::error::{Error, StoreError};

/// A folder that this process alone writes to, for as long as this value lives.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Takes the folder for this process, making it when it is not there.
    ///
    /// # Errors
    /// [`Error::InUse`] when another process has it; [`StoreError::File`] when it cannot be made.
    pub fn take(path: &Path) -> Result<Self, Error> {
        let failed = |source| StoreError::File {
            path: path.to_owned(),
            source,
        };
        std::fs::create_dir_all(path).map_err(failed)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path.join("lock"));
        let lock = lock.map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(std::fs::TryLockError::WouldBlock) => Err(Error::InUse(path.to_owned())),
            Err(std::fs::TryLockError::Error(source)) => Err(failed(source).into()),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The key in `log.key`; made on the first start, when `origin` names the log.
///
/// # Errors
/// [`Error::BadKey`] when the file is not a key, or is missing beside an existing record.
pub fn signer(folder: &Path, origin: Option<&str>) -> Result<Signer, Error> {
    let path = folder.join("log.key");
    let bad = |reason: String| Error::BadKey {
        path: path.clone(),
        reason,
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => Signer::from_text(&text).map_err(|error| bad(error.to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => match origin {
            Some(origin) => make_key(&path, origin),
            None => Err(bad("there is no such file".into())),
        },
        Err(error) => Err(bad(error.to_string())),
    }
}

fn make_key(path: &Path, origin: &str) -> Result<Signer, Error> {
    let bad = |reason: String| Error::BadKey {
        path: path.to_owned(),
        reason,
    };
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| bad(error.to_string()))?;
    let signer = Signer::new(origin, seed).map_err(|error| bad(error.to_string()))?;
    let failed = |source| StoreError::File {
        path: path.to_owned(),
        source,
    };
    // Nobody but the owner may ever have been able to read it, so the mode is set at creation.
    let mut file = OpenOptions::new()
        .create_new(true)
        .write(true)
        .mode(0o600)
        .open(path)
        .map_err(failed)?;
    file.write_all(signer.to_text().as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    if let Some(folder) = path.parent() {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
    }
    Ok(signer)
}
