//! Signs the head at most every second while there is news.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use journal::{Head, Sealer};
use kernel::Timestamp;

use crate::clock::Clock;
use crate::feed::Feed;
use crate::published::Publication;
use crate::stop::Stop;

/// The shortest time between two heads.
const EVERY: Duration = Duration::from_secs(1);

/// The last head that was signed, and when.
pub(crate) type LastHead = Arc<Mutex<Option<(Head, Timestamp)>>>;

/// What the sealing thread works with.
pub(crate) struct Sealing {
    pub(crate) sealer: Sealer,
    pub(crate) feed: Arc<Feed>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) stop: Arc<Stop>,
    pub(crate) ending: Arc<AtomicBool>,
    pub(crate) last: LastHead,
    pub(crate) publication: Arc<Publication>,
    /// A thread has checkpoints cosigned before they are published.
    pub(crate) cosigned: bool,
}

impl Sealing {
    /// Runs until the application ends, and signs what was written last before it does.
    pub(crate) fn run(mut self) {
        let mut signed = self.sealer.head().map_or(0, |head| head.size);
        if let Some(head) = self.sealer.head().cloned()
            && head.size == self.sealer.tree().size()
        {
            self.publish(head);
        }
        loop {
            let ending = self.ending.load(Ordering::Acquire);
            let size = match ending {
                true => self.feed.size(),
                false => self.feed.wait_beyond(signed, EVERY),
            };
            let news = size > signed && self.stop.reason().is_none();
            if news {
                match self.sealer.seal(size) {
                    Ok(head) => {
                        signed = head.size;
                        let head = head.clone();
                        let now = (head.clone(), self.clock.now());
                        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
                        self.publish(head);
                    }
                    Err(error) => self.stop.set(error.to_string()),
                }
            }
            if ending {
                return;
            }
            if news {
                // Whoever ends the application wakes this thread.
                std::thread::park_timeout(EVERY);
            } else if self.stop.reason().is_some() {
                std::thread::park();
            }
        }
    }

    fn publish(&self, head: Head) {
        let tree = self.sealer.tree().clone();
        match self.cosigned {
            true => self.publication.signed.put(head, tree),
            false => self.publication.publish(head.note, tree),
        }
    }
}
