//! Stories that need to see inside: a crash at every step, and every byte of every file.

mod bytes;
mod crash;
mod tampered;

use std::path::Path;

use kernel::{KeyId, Sealed};
use tempfile::TempDir;
use uuid::Uuid;

use crate::epoch::FileKeys;
use crate::error::Error;
use crate::traced::{Opened, Traced};
use crate::turn::Watch;
use crate::vault::Vault;

/// A field that was sealed, as the journal would keep it.
pub struct Field {
    pub key: KeyId,
    pub text: Vec<u8>,
    pub sealed: Sealed,
    pub envelope: Vec<u8>,
}

impl Field {
    pub fn open(&self, vault: &Vault) -> Result<Opened, Error> {
        vault.open_sealed(&self.sealed, &self.envelope, Traced::new(self.key, 1))
    }
}

pub fn record(n: u32) -> Uuid {
    Uuid::from_u128(u128::from(n) << 8 | 1)
}

/// Fields about records 0 to `count`, each with a telephone number to be found by.
pub fn fields(vault: &Vault, count: u32) -> Vec<Field> {
    let parts: Vec<_> = (0..count).map(|n| (record(n), "caller")).collect();
    let keys = vault.keys_for(&parts).unwrap();
    let all = keys.into_iter().zip(0..);
    all.map(|(key, n): (KeyId, u32)| {
        let text = format!("{{\"name\":\"CANARY-{n:06}\"}}").into_bytes();
        vault.index("telephone", &number(n), key).unwrap();
        let (sealed, envelope) = vault.seal(key, &text).unwrap();
        Field {
            key,
            text,
            sealed,
            envelope,
        }
    })
    .collect()
}

pub fn number(n: u32) -> String {
    format!("+8613800{n:06}")
}

/// A vault whose every step is watched.
pub fn watched(folder: &Path) -> (Vault, Watch) {
    drop(Vault::open_or_make(folder).unwrap());
    let watch = Watch::default();
    let mut keys = FileKeys::open(&folder.join("epoch.key")).unwrap();
    keys.watch = watch.clone();
    let vault = Vault::open_with(folder, Box::new(keys)).unwrap();
    vault.inner().watch = watch.clone();
    (vault, watch)
}

/// The folder as a crash at this moment would leave it.
pub fn copied(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        std::fs::copy(&path, copy.path().join(path.file_name().unwrap())).unwrap();
    }
    copy
}
