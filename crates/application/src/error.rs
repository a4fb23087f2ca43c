//! Why an act did not enter the journal, and why a record could not be opened.

use domain::Refusal;
use kernel::{ActKey, Digest, PhotoId};

/// Why an act did not enter the journal. `Display` is for the operator's log; people read the
/// sentence that belongs to the code.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules said no; whoever asked may read why and act on it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The key belongs to another request.
    #[error("the key {0} was used for another request")]
    KeyReused(ActKey),
    /// What is asked does not fit into one entry.
    #[error(
        "the act would make an entry of {bytes} bytes; an entry holds {} bytes",
        journal::ENTRY_BYTES_MAX
    )]
    TooLarge {
        /// Its length.
        bytes: usize,
    },
    /// It holds a number that the record cannot keep.
    #[error("the act holds a number of 2^53 or more")]
    NotRecordable,
    /// The act says when it was made where the clock decides, or the other way round.
    #[error("this record runs by its own clock; the act may not say when it was made")]
    Clock,
    /// The views have not caught up with what the act asks about.
    #[error("the views are still being folded; try again in a moment")]
    CatchingUp,
    /// More is waiting than can be written before whoever asks has gone.
    #[error("more acts are waiting than can be answered in time")]
    Overloaded,
    /// The writer has stopped.
    #[error("the journal has stopped and takes no acts: {0}")]
    Stopped(String),
    /// An opening is answered once, because each has its own trace.
    #[error("the opening with this key was answered before; open again with a new key")]
    ToldBefore,
    /// The vault, or what it says.
    #[error("the vault: {0}")]
    Vault(String),
    /// What came in is no photo that is taken.
    #[error("the photo: {0}")]
    NotAPhoto(photo::Refusal),
    /// The ciphertext of a photo is not what was sealed.
    #[error("the file of the photo {photo} is gone or was changed; put it back from a copy")]
    PhotoMissing {
        /// Which.
        photo: PhotoId,
    },
    /// There is no such entry.
    #[error("the journal has no entry {entry}")]
    NoSuchEntry {
        /// Its number.
        entry: u64,
    },
    /// No checkpoint over the entry has been published yet.
    #[error("no published checkpoint covers entry {entry} yet")]
    NotSigned {
        /// Its number.
        entry: u64,
    },
    /// A read failed.
    #[error("a read failed")]
    Read(#[from] projections::Error),
}

impl Error {
    /// Stable name, with a page of its own under `docs/errors/`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::KeyReused(_) => "key-reused",
            Self::TooLarge { .. } => "act-too-large",
            Self::NotRecordable => "not-recordable",
            Self::Clock => "clock-is-the-records",
            Self::CatchingUp => "views-catching-up",
            Self::Overloaded => "overloaded",
            Self::Stopped(_) => "journal-stopped",
            Self::ToldBefore => "opening-told-before",
            Self::Vault(_) => "vault-unavailable",
            Self::NotAPhoto(photo::Refusal::UnknownKind) => "photo-unknown-kind",
            Self::NotAPhoto(photo::Refusal::Unreadable) => "photo-unreadable",
            Self::NotAPhoto(photo::Refusal::TooLarge) => "photo-too-large",
            Self::NotAPhoto(photo::Refusal::Moving) => "photo-moving",
            Self::PhotoMissing { .. } => "photo-missing",
            Self::NoSuchEntry { .. } => "no-such-entry",
            Self::NotSigned { .. } => "not-signed-yet",
            Self::Read(_) => "views-unavailable",
        }
    }

    /// The codes of this room beside those of the refusals.
    pub const CODES: &'static [&'static str] = &[
        "key-reused",
        "act-too-large",
        "not-recordable",
        "clock-is-the-records",
        "views-catching-up",
        "overloaded",
        "journal-stopped",
        "opening-told-before",
        "vault-unavailable",
        "photo-unknown-kind",
        "photo-unreadable",
        "photo-too-large",
        "photo-moving",
        "photo-missing",
        "no-such-entry",
        "not-signed-yet",
        "views-unavailable",
    ];
}

impl From<vault::Error> for Error {
    fn from(error: vault::Error) -> Self {
        Self::Vault(error.to_string())
    }
}

/// Why a record could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The journal said no.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// The views could not even be made anew.
    #[error(transparent)]
    Views(#[from] projections::Error),
    /// An entry that this build cannot read.
    #[error("entry {seq} cannot be read by this build: {source}")]
    Entry {
        /// Which.
        seq: u64,
        /// Why.
        source: serde_json::Error,
    },
    /// The rules in force are not in the folder.
    #[error("the pack {digest} in force is not in the folder: put back blobs/{digest}")]
    PackMissing {
        /// Its digest.
        digest: Digest,
    },
    /// The rules in force cannot be read.
    #[error("blobs/{digest} is not the pack it should be: {reason}")]
    PackDamaged {
        /// Its digest.
        digest: Digest,
        /// What is wrong.
        reason: String,
    },
    /// The record was begun with another clock or for another agency.
    #[error("the record in this folder {found}; {asked}. Choose another folder")]
    Other {
        /// What it is.
        found: String,
        /// What was asked for.
        asked: String,
    },
    /// A fresh folder, and nothing said to begin it with.
    #[error("there is no record in this folder")]
    Nothing,
    /// The zone name means nothing.
    #[error("'{0}' is not the name of a time zone")]
    Timezone(String),
    /// The vault said no.
    #[error(transparent)]
    Vault(#[from] vault::Error),
    /// An old vault together with its old key: it would open again what was erased since.
    #[error(
        "vault.db is of epoch {vault}, and the record knows of epoch {record}: an old vault.db was put \
         back with its old epoch key. Put back the latest of both"
    )]
    OldVault {
        /// The epoch of the vault.
        vault: u64,
        /// The epoch the journal knows of.
        record: u32,
    },
    /// The policy file says nothing that could be believed.
    #[error("the policy: {0}")]
    Policy(tlog::PolicyErrors),
    /// The policy is about another log.
    #[error("the policy does not name this log; enter the line 'log {0}'")]
    OtherLog(String),
    /// The key of the receipt codes.
    #[error(transparent)]
    Codes(#[from] receipt_code::KeyError),
    /// A first act was refused.
    #[error("the record could not be begun")]
    Begin(#[from] Error),
    /// The files of photos.
    #[error("the files of photos could not be put in order")]
    Photos(#[from] std::io::Error),
    /// A file or a thread.
    #[error("{what}")]
    System {
        /// What failed.
        what: String,
        /// Why.
        source: std::io::Error,
    },
}
