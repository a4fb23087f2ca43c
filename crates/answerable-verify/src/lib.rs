//! Checks receipts and exported logs without asking anyone.
//!
//! A receipt shows that an entry stands in a log, under a checkpoint that the log signed and that
//! independent witnesses cosigned. An exported log is the whole of it as files. Whom to believe is
//! written in a policy. Everything that is needed lies in these files; nothing here opens a
//! connection.

mod exported;
mod fault;
mod folder;
mod report;
mod report_log;

use std::path::Path;

use tlog::{Policy, Proven, Receipt, ReceiptError};

pub use exported::{LogOutcome, ProvenLog, check_log};
pub use fault::Fault;
pub use report::{Language, report};
pub use report_log::report_log;

/// What became of a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything the policy asks for is proven.
    Proven(Proven),
    /// The log signed it, and too few witnesses have cosigned yet.
    Pending(Proven),
    /// Nothing may be believed.
    Refused(String),
}

impl Outcome {
    /// What a script is told: 0 proven, 1 refused, 3 pending.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Proven(_) => 0,
            Self::Refused(_) => 1,
            Self::Pending(_) => 3,
        }
    }
}

/// Why nothing could be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file.
    #[error("cannot read {path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A file of bytes that are no text.
    #[error("{path} is not text")]
    NotText {
        /// Which.
        path: String,
    },
    /// The policy says nothing that could be believed.
    #[error("{path} is not a policy:\n{reason}")]
    Policy {
        /// Which file.
        path: String,
        /// What is wrong with it, line by line.
        reason: String,
    },
    /// What is said to have been seen before is no checkpoint by a log of the policy.
    #[error("the checkpoint seen before proves nothing: {reason}")]
    Seen {
        /// What is wrong with it.
        reason: String,
    },
}

/// Longest file that is read at all, before its own limits are looked at.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// Reads a policy.
///
/// # Errors
/// [`Error`] says which file or which lines.
pub fn policy(path: &Path) -> Result<Policy, Error> {
    let text = read(path)?;
    text.parse()
        .map_err(|reason: tlog::PolicyErrors| Error::Policy {
            path: path.display().to_string(),
            reason: reason.to_string(),
        })
}

/// Reads a file that is not absurdly long.
///
/// # Errors
/// [`Error::File`], [`Error::NotText`].
pub fn read(path: &Path) -> Result<String, Error> {
    let failed = |source| Error::File {
        path: path.display().to_string(),
        source,
    };
    let bytes = folder::read_at_most(path, FILE_BYTES_MAX + 1).map_err(failed)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        let reason = format!("it is longer than {FILE_BYTES_MAX} bytes, and no receipt is");
        return Err(failed(std::io::Error::other(reason)));
    }
    let path = path.display().to_string();
    String::from_utf8(bytes).map_err(|_| Error::NotText { path })
}

/// Checks the receipt in a file under a policy. What is no text is no receipt, and refused as one.
///
/// # Errors
/// [`Error::File`]: then nothing was checked.
pub fn check_file(path: &Path, policy: &Policy) -> Result<Outcome, Error> {
    match read(path) {
        Ok(text) => Ok(check(&text, policy, None)),
        Err(Error::NotText { .. }) => Ok(Outcome::Refused("the file is not text".into())),
        Err(error) => Err(error),
    }
}

/// Checks a receipt under a policy. `entry` is the entry's bytes, when they are known from elsewhere.
#[must_use]
pub fn check(receipt: &str, policy: &Policy, entry: Option<&[u8]>) -> Outcome {
    let receipt: Receipt = match receipt.parse() {
        Ok(receipt) => receipt,
        Err(error) => return Outcome::Refused(format!("{error}")),
    };
    match receipt.verify(policy, entry) {
        Ok(proven) => Outcome::Proven(proven),
        Err(ReceiptError::NoQuorum(proven)) => Outcome::Pending(*proven),
        Err(error) => Outcome::Refused(error.to_string()),
    }
}

/// The entry inside a receipt, to show what was proven.
#[must_use]
pub fn entry_of(receipt: &str) -> Option<Vec<u8>> {
    receipt.parse::<Receipt>().ok()?.extra
}
