//! Turns the epoch of the vault by itself, so that what was erased is gone from every copy in time.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, UNIX_EPOCH};

use application::Application;
use kernel::Timestamp;

/// How often it is looked whether a turn is due.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long it is waited after one that failed.
const AFTER_FAILURE: Duration = Duration::from_secs(3_600);

/// A thread that turns the epoch once its key is so old; it ends when this is dropped.
pub struct Turning {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Turning {
    /// Begins. `every` is measured from the last turn and not from the start, so that a server that
    /// is started again every night turns too.
    pub fn begin(
        application: Arc<Application>,
        folder: &Path,
        every: Duration,
    ) -> std::io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let key = folder.join("epoch.key");
        let run = move || {
            let (mut wait, mut again) = (Duration::ZERO, false);
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = LOOK_EVERY;
                // A turn that failed half-way has written the key anew, and is not done.
                if again || age(&key, application.now()).is_some_and(|age| age >= every) {
                    again = !turned(&application);
                    wait = if again { AFTER_FAILURE } else { LOOK_EVERY };
                }
            }
        };
        let thread = std::thread::Builder::new()
            .name("epoch".into())
            .spawn(run)?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Turning {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Turns the epoch, and says whether it did. What goes wrong is logged and stops nobody.
fn turned(application: &Application) -> bool {
    match application.turn_epoch() {
        Ok(epoch) => {
            tracing::info!(epoch, "the epoch of the vault has turned");
            true
        }
        Err(error) => {
            tracing::error!(%error, "the epoch of the vault did not turn; the next try is in an hour");
            false
        }
    }
}

/// How long the epoch key has been there: every turn writes it anew.
fn age(key: &Path, now: Timestamp) -> Option<Duration> {
    let made = std::fs::metadata(key)
        .and_then(|file| file.modified())
        .ok()?;
    let now = UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).ok()?);
    now.duration_since(made).ok()
}
