//! Receipts, and the log they are proven against.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use journal::Log;
use receipt_code::Code;
use tlog::{Note, Receipt, TilePath};
use tokio::sync::watch;

use crate::application::Application;
use crate::error::Error;
use crate::published::{Published, WitnessState};

/// How long whoever asks for a receipt waits for a checkpoint over their entry.
const SIGNED_WITHIN: Duration = Duration::from_secs(4);

impl Application {
    /// The last checkpoint that is published.
    #[must_use]
    pub fn published(&self) -> Option<Arc<Published>> {
        self.publication.last.borrow().clone()
    }

    /// The last checkpoint that is published, as it is replaced.
    #[must_use]
    pub fn watch_published(&self) -> watch::Receiver<Option<Arc<Published>>> {
        self.publication.last.subscribe()
    }

    /// Whom to believe about this log, as a C2SP tlog-policy file.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.publication.policy_text
    }

    /// Whether everybody may read the entries of the log.
    #[must_use]
    pub fn entries_public(&self) -> bool {
        self.publication.entries_public
    }

    /// How each witness answered last.
    #[must_use]
    pub fn witnesses(&self) -> Vec<WitnessState> {
        let states = self.publication.witnesses.lock();
        states.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits a moment for a published checkpoint that covers an entry.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`]; [`Error::NotSigned`] when none did in time.
    pub async fn until_published(&self, entry: u64) -> Result<(), Error> {
        if entry >= self.feed.size() {
            return Err(Error::NoSuchEntry { entry });
        }
        let mut published = self.publication.last.subscribe();
        let covered = published.wait_for(|last| {
            let last = last.as_ref();
            last.is_some_and(|last| last.tree.size() > entry)
        });
        match tokio::time::timeout(SIGNED_WITHIN, covered).await {
            Ok(Ok(_)) => Ok(()),
            _ => Err(Error::NotSigned { entry }),
        }
    }

    /// The receipt of an entry that a published checkpoint covers, with the entry inside, and whether
    /// the witnesses that the policy asks for have cosigned it.
    ///
    /// # Errors
    /// [`Error::NotSigned`] when none does; [`Error::Read`] when the journal cannot be read.
    pub fn receipt(&self, entry: u64) -> Result<(Receipt, bool), Error> {
        let not_signed = || Error::NotSigned { entry };
        let published = self.publication.covering(entry).ok_or_else(not_signed)?;
        let receipt = self.with_journal(|journal| {
            let stored = journal::read_some(journal, entry, 1, usize::MAX)?;
            let proof = Log::new(&published.tree, journal).inclusion(entry)?;
            Ok(stored.into_iter().next().zip(proof))
        })?;
        let (stored, proof) = receipt.ok_or_else(not_signed)?;
        let receipt = Receipt {
            extra: Some(stored.bytes.to_vec()),
            index: entry,
            proof,
            // What this program has signed itself is a note.
            note: Note::from_text(&published.note).map_err(|_| not_signed())?,
        };
        Ok((receipt, published.quorum))
    }

    /// The short code of an entry.
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`].
    pub fn code_of(&self, entry: u64) -> Result<Code, Error> {
        match entry < self.feed.size() {
            true => Ok(self.codes.code(entry)),
            false => Err(Error::NoSuchEntry { entry }),
        }
    }

    /// The entry that a code is for; nothing for a code that was not handed out here.
    #[must_use]
    pub fn entry_of(&self, code: Code) -> Option<u64> {
        self.codes.entry(code, self.feed.size())
    }

    /// The bytes under a path of the published log; `None` when it does not reach that far.
    ///
    /// # Errors
    /// [`Error::Read`] when the journal cannot be read.
    pub fn log_resource(&self, path: TilePath) -> Result<Option<Vec<u8>>, Error> {
        let Some(published) = self.published() else {
            return Ok(None);
        };
        self.with_journal(|journal| Log::new(&published.tree, journal).resource(path))
    }
}
