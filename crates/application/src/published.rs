//! What everybody may see of the log: the last checkpoint, with whoever cosigned it.
//!
//! The sealer signs what it read back; then independent witnesses are asked whether it only grew,
//! and their lines are put under it. Operations never wait for them: without a quorum a receipt says
//! that it is pending, and the log goes on.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use journal::{Head, Log, Read};
use tlog::{Hash, Note, Policy, Tree, Verifier};
use tokio::sync::watch;

use crate::error::StartError;
use crate::stop::Stop;

/// Proves to somebody that the log grew from so many entries, which they have seen, to the size that
/// is being cosigned; `None` when it never had so many.
pub type Prove<'a> = dyn FnMut(u64) -> Option<Vec<Hash>> + Send + 'a;

/// Independent parties that cosign a checkpoint when it only grew.
pub trait Cosigners: Send {
    /// Asks all of them at once and waits for as long as it is worth waiting.
    fn cosign(&mut self, note: &str, prove: &mut Prove<'_>) -> Cosigned;
}

/// What cosigners answered.
#[derive(Clone, Debug, Default)]
pub struct Cosigned {
    /// The checkpoint with the lines that verified.
    pub note: String,
    /// What each of them answered, for the operator.
    pub answers: Vec<(String, Answer)>,
}

/// What one cosigner answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It cosigned.
    Good,
    /// It could not be reached, or would not: the reason.
    Failed(String),
    /// It has seen a longer log than ours, or another one: what was lost or forked has to be found
    /// out before anything more is signed.
    Alarm(String),
}

/// A checkpoint as it is published.
#[derive(Debug)]
pub struct Published {
    /// The signed note, with the lines of witnesses.
    pub note: String,
    /// The tree it is of.
    pub tree: Tree,
    /// Whether the witnesses that the policy asks for have cosigned; without a policy nobody is
    /// asked, and nothing is pending.
    pub quorum: bool,
}

/// How each witness answered last.
#[derive(Clone, Debug)]
pub struct WitnessState {
    /// Its name in the policy.
    pub name: String,
    /// What it answered.
    pub answer: Answer,
}

/// The published log and how it is doing.
#[derive(Debug)]
pub(crate) struct Publication {
    pub(crate) last: watch::Sender<Option<Arc<Published>>>,
    /// The last one that had its quorum.
    pub(crate) witnessed: Mutex<Option<Arc<Published>>>,
    /// Where a signed checkpoint waits for its cosigners.
    pub(crate) signed: Signed,
    pub(crate) policy: Policy,
    /// The policy as a file, for those who check receipts.
    pub(crate) policy_text: String,
    pub(crate) entries_public: bool,
    pub(crate) witnesses: Mutex<Vec<WitnessState>>,
}

impl Publication {
    /// With a policy file, or one that trusts the log alone.
    pub(crate) fn new(
        policy: Option<String>,
        key: &Verifier,
        entries_public: bool,
    ) -> Result<Self, StartError> {
        let alone = || format!("log {key}\nquorum none\n");
        let policy_text = policy.unwrap_or_else(alone);
        let policy: Policy = policy_text.parse().map_err(StartError::Policy)?;
        if !policy.logs.iter().any(|log| log.key == *key) {
            return Err(StartError::OtherLog(key.to_string()));
        }
        Ok(Self {
            last: watch::Sender::new(None),
            witnessed: Mutex::default(),
            signed: Signed::default(),
            policy,
            policy_text,
            entries_public,
            witnesses: Mutex::default(),
        })
    }

    pub(crate) fn publish(&self, note: String, tree: Tree) {
        let quorum = met(&self.policy, &note);
        let published = Arc::new(Published { note, tree, quorum });
        if quorum {
            let mut witnessed = self
                .witnessed
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            *witnessed = Some(published.clone());
        }
        self.last.send_replace(Some(published));
    }

    /// The best checkpoint that covers an entry: one with its quorum, or else the last.
    pub(crate) fn covering(&self, entry: u64) -> Option<Arc<Published>> {
        let witnessed = self
            .witnessed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let last = self.last.borrow();
        let covers = |published: &&Arc<Published>| published.tree.size() > entry;
        witnessed.iter().chain(last.iter()).find(covers).cloned()
    }

    fn heard(&self, answers: Vec<(String, Answer)>) {
        let states = answers
            .into_iter()
            .map(|(name, answer)| WitnessState { name, answer });
        *self
            .witnesses
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = states.collect();
    }
}

/// Whether the witnesses that a policy asks for have signed under a checkpoint.
fn met(policy: &Policy, note: &str) -> bool {
    let Ok(note) = Note::from_text(note) else {
        return false;
    };
    match policy.examine(&note) {
        Ok((_, cosigned)) => policy.is_met(cosigned.iter().map(|one| one.witness.as_str())),
        Err(error) => {
            tracing::warn!(%error, "the policy does not fit this log");
            false
        }
    }
}

/// A checkpoint that was signed and waits to be cosigned and published; a newer one takes its place.
#[derive(Debug, Default)]
pub(crate) struct Signed {
    next: Mutex<Option<(Head, Tree)>>,
    moved: Condvar,
}

impl Signed {
    pub(crate) fn put(&self, head: Head, tree: Tree) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some((head, tree));
        self.moved.notify_all();
    }

    /// Wakes the thread that waits, so that it sees that the time has come to end.
    pub(crate) fn wake(&self) {
        let _next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        self.moved.notify_all();
    }

    fn take(&self, ending: &AtomicBool) -> Option<(Head, Tree)> {
        let next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |next: &mut Option<_>| next.is_none() && !ending.load(Ordering::Acquire);
        let waited = self.moved.wait_while(next, idle);
        waited.unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The thread that has checkpoints cosigned.
pub(crate) struct Publishing {
    pub(crate) publication: Arc<Publication>,
    pub(crate) cosigners: Box<dyn Cosigners>,
    pub(crate) journal: Box<dyn Read>,
    pub(crate) stop: Arc<Stop>,
    pub(crate) ending: Arc<AtomicBool>,
}

impl Publishing {
    /// Runs until the application ends.
    pub(crate) fn run(mut self) {
        while let Some((head, tree)) = self.publication.signed.take(&self.ending) {
            self.cosign(&head, tree);
        }
    }

    fn cosign(&mut self, head: &Head, tree: Tree) {
        let journal = &mut self.journal;
        let mut prove = |old| match Log::new(&tree, journal.as_mut()).consistency(old) {
            Ok(proof) => proof,
            Err(error) => {
                tracing::warn!(%error, old, "a witness was given no proof");
                None
            }
        };
        let cosigned = self.cosigners.cosign(&head.note, &mut prove);
        for (name, answer) in &cosigned.answers {
            match answer {
                Answer::Good => {}
                Answer::Failed(reason) => {
                    tracing::warn!(%name, %reason, "a witness did not cosign")
                }
                // Whoever goes on signing now would make two records out of one.
                Answer::Alarm(reason) => self.stop.set(format!("the witness {name}: {reason}")),
            }
        }
        self.publication.heard(cosigned.answers);
        self.publication.publish(cosigned.note, tree);
    }
}
