//! What a receipt proves, to someone with a policy.

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::hash::{Hash, leaf_hash};
use crate::note::{Note, NoteError, Verified};
use crate::policy::{Policy, PolicyWitness};
use crate::receipt::Receipt;
use crate::verify::{VerifyError, verify_inclusion};

/// A witness that saw the checkpoint, and when it says it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// Its name in the policy.
    pub witness: String,
    /// Seconds since 1970.
    pub time_s: u64,
}

/// What follows from a receipt under a policy: this entry is in this log, and these saw the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// Whose log it is.
    pub origin: String,
    /// Entries in the tree that was signed.
    pub size: u64,
    /// The root that was signed.
    pub root: Hash,
    /// The place of the entry.
    pub index: u64,
    /// The hash of the entry.
    pub leaf: Hash,
    /// The witnesses of the policy that cosigned, in its order.
    pub cosigned: Vec<Cosigned>,
    /// Whether they are as many as the policy asks for.
    pub quorum_met: bool,
}

/// Why a receipt does not prove what it says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The receipt does not hold the entry, and it was not handed in.
    #[error("the receipt does not hold the entry: give its bytes")]
    NoEntry,
    /// The receipt holds another entry than the one that was handed in.
    #[error("the receipt is for another entry")]
    OtherEntry,
    /// The note holds no checkpoint.
    #[error("the checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The policy does not name this log.
    #[error("the policy does not name the log {0}")]
    UnknownLog(String),
    /// The log did not sign, or the log or a witness of the policy did not sign this.
    #[error("the signatures: {0}")]
    Note(#[from] NoteError),
    /// The hashes do not lead from the entry to the root.
    #[error("the entry is not in the tree: {0}")]
    NotIncluded(#[from] VerifyError),
    /// Everything else is proven, but fewer witnesses saw it than the policy asks for.
    #[error(
        "the log signed it, but the witnesses that cosigned ({}) are not those the policy asks for",
        .0.cosigned.len()
    )]
    NoQuorum(Box<Proven>),
}

impl Receipt {
    /// Verifies the receipt and asks for the quorum.
    ///
    /// - `entry`: the bytes of the entry, if they are known from elsewhere; otherwise those in
    ///   the receipt are taken. Where both are there they have to be the same.
    ///
    /// # Errors
    /// [`ReceiptError`]. Only [`ReceiptError::NoQuorum`] leaves something proven, and carries it:
    /// the log has promised the entry, and it is too early to rely on others having seen it.
    pub fn verify(&self, policy: &Policy, entry: Option<&[u8]>) -> Result<Proven, ReceiptError> {
        let proven = self.examine(policy, entry)?;
        if proven.quorum_met {
            Ok(proven)
        } else {
            Err(ReceiptError::NoQuorum(Box::new(proven)))
        }
    }

    /// Verifies everything but the quorum, which [`Proven::quorum_met`] tells about: for those who
    /// show how far a receipt has come.
    ///
    /// # Errors
    /// [`ReceiptError`], but never for too few witnesses.
    pub fn examine(&self, policy: &Policy, entry: Option<&[u8]>) -> Result<Proven, ReceiptError> {
        let entry = match (entry, self.extra.as_deref()) {
            (Some(entry), Some(extra)) if entry != extra => return Err(ReceiptError::OtherEntry),
            (Some(entry), _) | (None, Some(entry)) => entry,
            (None, None) => return Err(ReceiptError::NoEntry),
        };
        let (checkpoint, cosigned) = policy.examine(&self.note)?;
        let leaf = leaf_hash(entry);
        verify_inclusion(
            leaf,
            self.index,
            checkpoint.size,
            &self.proof,
            checkpoint.root,
        )?;
        Ok(Proven {
            quorum_met: policy.is_met(cosigned.iter().map(|one| one.witness.as_str())),
            origin: checkpoint.origin,
            size: checkpoint.size,
            root: checkpoint.root,
            index: self.index,
            leaf,
            cosigned,
        })
    }
}

impl Policy {
    /// The checkpoint in a note that a log of this policy signed, and who cosigned it. Whether they
    /// are enough is for [`Policy::is_met`].
    ///
    /// # Errors
    /// [`ReceiptError`]: no checkpoint, of no log of the policy, or signatures that do not verify.
    pub fn examine(&self, note: &Note) -> Result<(Checkpoint, Vec<Cosigned>), ReceiptError> {
        let checkpoint = Checkpoint::from_text(&note.text)?;
        let keys = self.logs.iter().map(|log| &log.key);
        let mut keys = keys
            .filter(|key| key.name() == checkpoint.origin)
            .peekable();
        if keys.peek().is_none() {
            return Err(ReceiptError::UnknownLog(checkpoint.origin));
        }
        note.verify(keys)?;
        let verified = match note.verify(self.witnesses.iter().map(|witness| &witness.key)) {
            Err(NoteError::NotSigned) => Vec::new(),
            other => other?,
        };
        // Time 0 is how a cosigner says that it did not look at consistency.
        let cosigned = |witness: &PolicyWitness| {
            let mine = |one: &&Verified<'_>| one.key == &witness.key;
            let time_s = verified
                .iter()
                .find(mine)?
                .time_s
                .filter(|time_s| *time_s > 0)?;
            Some(Cosigned {
                witness: witness.name.clone(),
                time_s,
            })
        };
        let cosigned = self.witnesses.iter().filter_map(cosigned).collect();
        Ok((checkpoint, cosigned))
    }
}
