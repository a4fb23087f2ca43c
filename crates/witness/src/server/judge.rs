//! Whether a request is cosigned: the rules of C2SP tlog-witness, without disk or network.

use tlog::witness::AddCheckpoint;
use tlog::{Checkpoint, Hash, NoteError, Verifier, verify_consistency};

/// Sizes are kept in signed 64 bits.
const SIZE_MAX: u64 = i64::MAX as u64;

/// Why a request is not cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// 400: it is not a request, or asks to go back.
    Malformed(String),
    /// 403: no trusted key signed it.
    NotTrusted(NoteError),
    /// 404: nobody entered the log.
    UnknownLog,
    /// 409: the witness has another size than the log believes.
    Conflict(u64),
    /// 422: it does not follow from what the witness has.
    DoesNotFollow(&'static str),
}

/// The largest tree of a log that was cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) size: u64,
    pub(super) root: Hash,
}

/// A request that a known log signed.
#[derive(Clone, Debug)]
pub(super) struct Signed {
    pub(super) checkpoint: Checkpoint,
    pub(super) request: AddCheckpoint,
}

/// Reads a request and checks who signed it. `keys` knows the keys of an origin.
pub(super) fn read<'k>(
    body: &[u8],
    keys: impl FnOnce(&str) -> Option<&'k [Verifier]>,
) -> Result<Signed, Refusal> {
    let malformed = |error: &dyn ToString| Refusal::Malformed(error.to_string());
    let text = std::str::from_utf8(body).map_err(|error| malformed(&error))?;
    let request = AddCheckpoint::from_text(text).map_err(|error| malformed(&error))?;
    let checkpoint = Checkpoint::from_text(&request.note.text);
    let checkpoint = checkpoint.map_err(|error| malformed(&error))?;
    let keys = keys(&checkpoint.origin).ok_or(Refusal::UnknownLog)?;
    request.note.verify(keys).map_err(Refusal::NotTrusted)?;
    if request.old > checkpoint.size {
        return Err(malformed(
            &"the old size is larger than that of the checkpoint",
        ));
    }
    if checkpoint.size > SIZE_MAX {
        return Err(malformed(&"the checkpoint is larger than any log"));
    }
    Ok(Signed {
        checkpoint,
        request,
    })
}

/// Whether the checkpoint continues what was seen last, or is the first of its log.
pub(super) fn follows(signed: &Signed, seen: Option<Seen>) -> Result<(), Refusal> {
    let Signed {
        checkpoint,
        request,
    } = signed;
    let nothing = Seen {
        size: 0,
        root: Hash::of_empty_tree(),
    };
    let seen = seen.unwrap_or(nothing);
    if request.old != seen.size {
        return Err(Refusal::Conflict(seen.size));
    }
    if checkpoint.size == 0 && checkpoint.root != nothing.root {
        return Err(Refusal::DoesNotFollow(
            "this is not the root of the empty tree",
        ));
    }
    if request.old == 0 && !request.proof.is_empty() {
        return Err(Refusal::DoesNotFollow(
            "there is nothing to prove from an empty tree",
        ));
    }
    let (size, root) = (checkpoint.size, checkpoint.root);
    verify_consistency(seen.size, seen.root, size, root, &request.proof).map_err(|_| {
        Refusal::DoesNotFollow("the tree does not continue the one that was cosigned last")
    })
}
