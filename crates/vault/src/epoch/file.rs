//! Epoch keys in a file, `epoch.key`: what there is where no key store is.

use std::fs::{File, OpenOptions};
use std::io::{Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::text::{Epoch, read, write};
use super::{EpochKeys, FIRST_EPOCH};
use crate::boxed;
use crate::check::KeyCheck;
use crate::error::Error;
use crate::escrow::Joined;
use crate::secret::Secret;

/// The keys of `epoch.key`, readable by its owner alone.
///
/// The file is replaced as a whole: written beside, made durable, renamed. The content of the old one
/// is overwritten after that, as well as a file system allows: on a disk that writes elsewhere, in
/// a snapshot or in a copy, the old key may live on. Where that matters, keep the key in hardware.
#[derive(Debug)]
pub struct FileKeys {
    path: PathBuf,
    epochs: Vec<Epoch>,
    #[cfg(test)]
    pub(crate) watch: crate::turn::Watch,
}

impl FileKeys {
    /// Reads the keys that must be there, and removes what a crash left beside them: for whoever has
    /// the folder to themselves.
    ///
    /// # Errors
    /// [`Error::BadEpochKey`] when they are not.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let keys = Self::look(path)?;
        // A crash may have left the file that was to become this one.
        wipe(&keys.beside()).map_err(|source| keys.failed(source))?;
        Ok(keys)
    }

    /// Reads the keys and touches nothing: for whoever looks on while a server has the folder.
    ///
    /// # Errors
    /// [`Error::BadEpochKey`] when they are not there.
    pub fn look(path: &Path) -> Result<Self, Error> {
        let bad = |reason: String| Error::BadEpochKey {
            path: path.to_owned(),
            reason,
        };
        let text = std::fs::read_to_string(path).map_err(|error| bad(error.to_string()))?;
        let epochs = read(&Zeroizing::new(text)).map_err(bad)?;
        Ok(Self::new(path, epochs))
    }

    /// Makes the key of the first epoch where there is none yet.
    ///
    /// # Errors
    /// [`Error::InTheWay`] when there is a file already.
    pub fn make(path: &Path) -> Result<Self, Error> {
        Self::put(path, vec![fresh(FIRST_EPOCH)?])
    }

    /// Writes a file with the key that two shares gave.
    ///
    /// # Errors
    /// [`Error::InTheWay`] when there is a file already.
    pub fn restore(path: &Path, joined: Joined) -> Result<Self, Error> {
        Self::put(path, vec![joined.into()])
    }

    fn put(path: &Path, epochs: Vec<Epoch>) -> Result<Self, Error> {
        if path.exists() {
            return Err(Error::InTheWay(path.to_owned()));
        }
        let mut keys = Self::new(path, vec![]);
        wipe(&keys.beside()).map_err(|source| keys.failed(source))?;
        keys.replace(epochs)?;
        Ok(keys)
    }

    fn new(path: &Path, epochs: Vec<Epoch>) -> Self {
        Self {
            path: path.to_owned(),
            epochs,
            #[cfg(test)]
            watch: crate::turn::Watch::default(),
        }
    }

    /// The key that is kept when all others go, for whoever splits it into shares.
    pub(crate) fn last(&self) -> Result<&Epoch, Error> {
        self.epochs.last().ok_or_else(|| Error::BadEpochKey {
            path: self.path.clone(),
            reason: "it holds no key".into(),
        })
    }

    fn get(&self, number: u64) -> Result<&Secret, Error> {
        let found = self.epochs.iter().find(|epoch| epoch.number == number);
        found.map(|epoch| &epoch.key).ok_or(Error::OtherEpoch {
            vault: number,
            keys: self.epochs(),
        })
    }

    fn beside(&self) -> PathBuf {
        self.path.with_extension("key.new")
    }

    fn failed(&self, source: std::io::Error) -> Error {
        Error::File {
            path: self.path.clone(),
            source,
        }
    }

    fn replace(&mut self, epochs: Vec<Epoch>) -> Result<(), Error> {
        self.swap(&write(&epochs))
            .map_err(|source| self.failed(source))?;
        self.epochs = epochs;
        Ok(())
    }

    fn swap(&self, text: &str) -> std::io::Result<()> {
        let beside = self.beside();
        // Nobody but the owner may ever have been able to read it, so the mode is set at creation.
        let mut file = OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        self.reached("epoch file written");
        // Held open over the renaming, so that its content can be reached when its name is gone.
        let old = OpenOptions::new().write(true).open(&self.path).ok();
        std::fs::rename(&beside, &self.path)?;
        if let Some(folder) = self.path.parent() {
            File::open(folder)?.sync_all()?;
        }
        self.reached("epoch file renamed");
        old.map_or(Ok(()), overwrite)?;
        self.reached("old epoch file overwritten");
        Ok(())
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "tests look at the folder here")]
    fn reached(&self, _: &'static str) {}

    #[cfg(test)]
    fn reached(&self, step: &'static str) {
        self.watch.reached(step);
    }
}

impl EpochKeys for FileKeys {
    fn epochs(&self) -> Vec<u64> {
        self.epochs.iter().map(|epoch| epoch.number).collect()
    }

    fn check(&self, epoch: u64) -> Result<KeyCheck, Error> {
        Ok(KeyCheck::of(epoch, self.get(epoch)?))
    }

    fn wrap(&self, epoch: u64, about: &[u8], secret: &Secret) -> Result<Vec<u8>, Error> {
        boxed::lock(self.get(epoch)?, &bound(epoch, about), secret.bytes())
    }

    fn take_out(&self, epoch: u64, about: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, Error> {
        let inside = boxed::unlock(self.get(epoch)?, &bound(epoch, about), wrapped);
        Ok(inside.and_then(|bytes| Secret::of(&bytes)))
    }

    fn add(&mut self) -> Result<u64, Error> {
        let next = fresh(self.last()?.number + 1)?;
        let number = next.number;
        let mut epochs = std::mem::take(&mut self.epochs);
        epochs.push(next);
        let text = write(&epochs);
        let swapped = self.swap(&text);
        self.epochs = epochs;
        if let Err(source) = swapped {
            self.epochs.pop();
            return Err(self.failed(source));
        }
        Ok(number)
    }

    fn keep_only(&mut self, epoch: u64) -> Result<(), Error> {
        let kept = Secret::of(self.get(epoch)?.bytes());
        let Some(key) = kept.filter(|_| self.epochs.len() > 1) else {
            return Ok(());
        };
        self.replace(vec![Epoch { number: epoch, key }])
    }
}

fn fresh(number: u64) -> Result<Epoch, Error> {
    let key = Secret::random()?;
    Ok(Epoch { number, key })
}

/// What a wrapped key is bound to.
fn bound(epoch: u64, about: &[u8]) -> Vec<u8> {
    let tag: &[u8] = b"answerable/epoch/v1/wrap\0";
    [tag, &epoch.to_be_bytes(), about].concat()
}

/// Writes zeros over a file, as far as the file system lets that reach the disk.
fn overwrite(mut file: File) -> std::io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
    file.rewind()?;
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

/// Overwrites and removes a file, if there is one.
fn wipe(path: &Path) -> std::io::Result<()> {
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => {
            overwrite(file)?;
            std::fs::remove_file(path)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
