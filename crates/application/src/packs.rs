//! Packs that were ever adopted, kept in the data folder by their digest: an old day is decided by
//! the rules of that day.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use kernel::Digest;
use pack::Pack;

use crate::error::StartError;

fn path(folder: &Path, digest: Digest) -> PathBuf {
    folder.join("blobs").join(digest.to_string())
}

/// Keeps a pack, durable when this returns; keeping it again changes nothing.
pub(crate) fn keep(folder: &Path, pack: &Pack) -> Result<Digest, StartError> {
    let (bytes, digest) = (pack.canonical(), pack.digest());
    let path = path(folder, digest);
    let failed = |source| StartError::System {
        what: format!("cannot keep {}", path.display()),
        source,
    };
    if path.exists() {
        return Ok(digest);
    }
    let blobs = folder.join("blobs");
    std::fs::create_dir_all(&blobs).map_err(failed)?;
    let draft = blobs.join(format!("{digest}.part"));
    let mut file = std::fs::File::create(&draft).map_err(failed)?;
    file.write_all(&bytes)
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    std::fs::rename(&draft, &path).map_err(failed)?;
    std::fs::File::open(&blobs)
        .and_then(|blobs| blobs.sync_all())
        .map_err(failed)?;
    Ok(digest)
}

/// Reads a pack that was kept.
pub(crate) fn get(folder: &Path, digest: Digest) -> Result<Pack, StartError> {
    let bytes =
        std::fs::read(path(folder, digest)).map_err(|_| StartError::PackMissing { digest })?;
    if Digest::of(&bytes) != digest {
        return Err(StartError::PackDamaged {
            digest,
            reason: "its bytes have another digest".into(),
        });
    }
    Pack::from_canonical(&bytes).map_err(|error| StartError::PackDamaged {
        digest,
        reason: error.to_string(),
    })
}
