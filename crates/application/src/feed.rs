//! What was just written, for everybody who follows: the views, the live streams, the sealer.
//!
//! A follower keeps its own place and asks for what comes after it, so nobody misses anything and
//! nobody gets anything twice. The newest entries are kept in memory; whoever has fallen further
//! behind reads the journal.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use domain::Entry;
use serde_json::value::RawValue;
use tlog::Hash;
use tokio::sync::watch;

/// Entries kept in memory, and how many at most when the views have not folded them yet.
const KEPT: usize = 4_096;
const UNFOLDED_MAX: usize = 65_536;

/// A durable entry.
#[derive(Debug, PartialEq)]
pub struct Committed {
    /// What it says.
    pub entry: Entry,
    /// Its leaf hash.
    pub leaf: Hash,
    /// Its stored bytes.
    pub bytes: Arc<[u8]>,
}

impl Committed {
    /// What the journal holds, read.
    ///
    /// # Errors
    /// [`projections::Error::Entry`] when this build cannot read the entry.
    pub(crate) fn read(stored: journal::Entry) -> Result<Self, projections::Error> {
        let seq = stored.seq;
        let entry = Entry::from_bytes(&stored.bytes)
            .map_err(|source| projections::Error::Entry { seq, source })?;
        Ok(Self {
            entry,
            leaf: stored.leaf,
            bytes: stored.bytes,
        })
    }

    /// The events as they are stored: the JSON array inside the entry's bytes.
    ///
    /// # Errors
    /// The reason, when the bytes are no entry.
    pub fn events_json(&self) -> serde_json::Result<&RawValue> {
        #[derive(serde::Deserialize)]
        struct Events<'a> {
            #[serde(borrow)]
            events: &'a RawValue,
        }
        serde_json::from_slice(&self.bytes).map(|Events { events }| events)
    }
}

/// The end of the journal, as it moves.
#[derive(Debug)]
pub(crate) struct Feed {
    recent: Mutex<VecDeque<Arc<Committed>>>,
    moved: Condvar,
    size: watch::Sender<u64>,
}

impl Feed {
    pub(crate) fn new(size: u64) -> Self {
        Self {
            recent: Mutex::default(),
            moved: Condvar::new(),
            size: watch::Sender::new(size),
        }
    }

    /// Makes durable entries known; the views have folded the first `folded` of all.
    pub(crate) fn publish(&self, committed: &[Arc<Committed>], folded: u64) {
        let Some(last) = committed.last().map(|last| last.entry.seq) else {
            return;
        };
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.extend(committed.iter().cloned());
        let unfolded = usize::try_from((last + 1).saturating_sub(folded)).unwrap_or(usize::MAX);
        let kept = unfolded.clamp(KEPT, UNFOLDED_MAX);
        let surplus = recent.len().saturating_sub(kept);
        recent.drain(..surplus);
        self.size.send_replace(last + 1);
        drop(recent);
        self.moved.notify_all();
    }

    /// Entries in the journal, and a way to wait for more.
    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.size.subscribe()
    }

    pub(crate) fn size(&self) -> u64 {
        *self.size.borrow()
    }

    /// The entries from `from` on, at most `max` of them; `None` when they are no longer in memory.
    pub(crate) fn recent(&self, from: u64, max: usize) -> Option<Vec<Arc<Committed>>> {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if from >= *self.size.borrow() {
            return Some(vec![]);
        }
        let first = recent.front()?.entry.seq;
        let skip = usize::try_from(from.checked_sub(first)?).ok()?;
        Some(recent.iter().skip(skip).take(max).cloned().collect())
    }

    /// Waits, in a thread of its own, until the journal has more than `size` entries or the time is
    /// over, and says how many it has.
    pub(crate) fn wait_beyond(&self, size: u64, at_most: Duration) -> u64 {
        let recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = |_: &mut VecDeque<Arc<Committed>>| *self.size.borrow() <= size;
        let waited = self.moved.wait_timeout_while(recent, at_most, waiting);
        drop(waited);
        self.size()
    }

    /// Wakes every waiting thread, so that it sees that the time has come to end.
    pub(crate) fn wake(&self) {
        let _recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        self.moved.notify_all();
    }
}
