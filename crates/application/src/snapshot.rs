//! A picture of the state, so that a start need not fold the whole journal. Disposable: it is
//! checked against the journal and its own digest, and when in doubt the journal is folded.

use std::path::Path;

use domain::State;
use kernel::Digest;
use serde::{Deserialize, Serialize};
use tlog::Hash;

/// Changes whenever the state or what folds into it changes; older pictures are then passed over.
const FORMAT: u32 = 4;

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    entries: u64,
    leaf: Digest,
    body: Digest,
}

/// A state after so many entries, the last of which has this leaf hash.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) entries: u64,
    pub(crate) leaf: Hash,
    pub(crate) state: State,
}

impl Snapshot {
    /// Writes the picture beside the journal. A failure costs the next start some time, no more.
    pub(crate) fn save(&self, folder: &Path) -> std::io::Result<()> {
        let body = serde_json::to_vec(&self.state)?;
        let header = Header {
            format: FORMAT,
            entries: self.entries,
            leaf: Digest(self.leaf.0),
            body: Digest::of(&body),
        };
        let mut bytes = serde_json::to_vec(&header)?;
        bytes.push(b'\n');
        bytes.extend(body);
        let draft = folder.join("state.snapshot.part");
        std::fs::write(&draft, bytes)?;
        std::fs::rename(draft, folder.join("state.snapshot"))
    }

    /// The picture, if there is one, whole, and of the beginning of this journal.
    pub(crate) fn load(folder: &Path, journal: &mut dyn journal::Read) -> Option<Self> {
        let bytes = std::fs::read(folder.join("state.snapshot")).ok()?;
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (header, body) = (&bytes[..end], &bytes[end + 1..]);
        let header: Header = serde_json::from_slice(header).ok()?;
        if header.format != FORMAT || Digest::of(body) != header.body {
            return None;
        }
        let last =
            journal::read_some(journal, header.entries.checked_sub(1)?, 1, usize::MAX).ok()?;
        let leaf = last.first()?.leaf;
        if leaf.0 != header.leaf.0 {
            return None;
        }
        Some(Self {
            entries: header.entries,
            leaf,
            state: serde_json::from_slice(body).ok()?,
        })
    }
}
