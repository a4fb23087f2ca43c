//! Asking witnesses to cosign a checkpoint, all of them at once and each within a deadline.

mod outcome;
mod remote;

use std::fmt::Display;
use std::sync::Mutex;
use std::time::Duration;

use tlog::{Checkpoint, CheckpointError, Hash, KeyType, Note, SignatureLine, Verifier};

pub use outcome::Outcome;
use remote::{Remote, Submission};

/// A witness, as the log that asks it knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The key it cosigns with.
    pub key: Verifier,
    /// Its submission prefix, without a slash at the end: `https://witness.example/w1`.
    pub url: String,
}

/// Why witnesses cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// This key is not for cosignatures.
    #[error("{0} is not a key for cosignatures")]
    NotAWitness(String),
    /// The note to submit is no checkpoint.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
}

/// Asks witnesses. Remembers in memory which size each of them has; after a start it does not know,
/// begins with none, and is told.
pub struct Client {
    remotes: Vec<Remote>,
}

impl Client {
    /// A client that gives each witness `deadline` for all it has to say about one checkpoint.
    ///
    /// # Errors
    /// [`ClientError::NotAWitness`].
    pub fn new(witnesses: Vec<Witness>, deadline: Duration) -> Result<Self, ClientError> {
        let not = |witness: &&Witness| witness.key.kind() != KeyType::Cosignature;
        if let Some(witness) = witnesses.iter().find(not) {
            return Err(ClientError::NotAWitness(witness.key.to_string()));
        }
        let agent = remote::agent();
        let remotes = witnesses
            .into_iter()
            .map(|witness| Remote::new(witness, agent.clone(), deadline));
        Ok(Self {
            remotes: remotes.collect(),
        })
    }

    /// The witnesses, in the order in which outcomes come.
    pub fn witnesses(&self) -> impl Iterator<Item = &Witness> {
        self.remotes.iter().map(Remote::witness)
    }

    /// Submits a checkpoint to every witness and waits for all of them.
    ///
    /// - `note`: the checkpoint with the signature of the log. Lines that witnesses of this client
    ///   added are left out of the requests.
    /// - `prove`: makes the consistency proof from a size to that of the checkpoint; it is asked
    ///   for one proof at a time, for sizes from 1 to before that of the checkpoint.
    ///
    /// Whoever calls this looks at [`Outcome::is_alarm`] before anything else is signed.
    ///
    /// # Errors
    /// [`ClientError::Checkpoint`] when the note holds none.
    pub fn submit<E: Display>(
        &self,
        note: &Note,
        prove: impl FnMut(u64) -> Result<Vec<Hash>, E> + Send,
    ) -> Result<Vec<Outcome>, ClientError> {
        let checkpoint = Checkpoint::from_text(&note.text)?;
        let mut note = note.clone();
        let by_a_witness = |line: &SignatureLine| {
            let mut witnesses = self.witnesses();
            witnesses.any(|witness| witness.key.is_named_by(line))
        };
        note.signatures.retain(|line| !by_a_witness(line));
        let prove = Mutex::new(prove);
        let submission = Submission {
            note: &note,
            size: checkpoint.size,
            prove: &|old| {
                // A proof that panicked leaves nothing half done that the next one could see.
                let mut prove = prove
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner);
                (*prove)(old).map_err(|error| error.to_string())
            },
        };
        Ok(std::thread::scope(|scope| {
            let asked: Vec<_> = self
                .remotes
                .iter()
                .map(|remote| scope.spawn(|| remote.submit(&submission)))
                .collect();
            let panicked = || Outcome::NoProof("the thread that asked panicked".into());
            asked
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| panicked()))
                .collect()
        }))
    }
}
