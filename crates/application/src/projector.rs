//! Folds what was written into the views, beside the writer.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::Entry;
use projections::{Error, Views};
use tlog::Hash;
use tokio::sync::watch;

use crate::feed::Feed;

/// Entries folded in one transaction.
const BATCH: usize = 2_048;
/// While catching up beside a running writer, the fold rests this many times as long as it worked,
/// in small pieces, because a busy loop ruins the disk's latency.
const REST: u32 = 1;
const CATCHING_UP_BATCH: usize = 256;

/// What the projecting thread works with.
pub(crate) struct Projector {
    pub(crate) views: Views,
    pub(crate) feed: Arc<Feed>,
    pub(crate) journal: Box<dyn journal::Read>,
    pub(crate) ending: Arc<AtomicBool>,
    pub(crate) folded: watch::Sender<u64>,
    pub(crate) rebuild: Arc<AtomicBool>,
    pub(crate) folder: std::path::PathBuf,
}

impl Projector {
    /// Runs until the application ends and everything that was written is folded.
    pub(crate) fn run(mut self) {
        loop {
            if self.rebuild.swap(false, Ordering::AcqRel) {
                if let Err(error) = self.start_over() {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "cannot rebuild the views"
                    );
                }
            }
            let ending = self.ending.load(Ordering::Acquire);
            let size = match ending {
                true => self.feed.size(),
                false => self
                    .feed
                    .wait_beyond(self.views.entries(), Duration::from_millis(200)),
            };
            if size > self.views.entries() {
                if let Err(error) = self.fold(ending) {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "the views are behind"
                    );
                    std::thread::sleep(Duration::from_secs(1));
                    if let Ok(views) = Views::open(&self.folder) {
                        self.views = views;
                    }
                    if ending {
                        return;
                    }
                }
            } else if ending {
                return;
            }
        }
    }

    fn start_over(&mut self) -> Result<(), Error> {
        self.views = Views::fresh(&self.folder)?;
        self.folded.send_replace(0);
        Ok(())
    }

    fn fold(&mut self, ending: bool) -> Result<(), Error> {
        let begun = std::time::Instant::now();
        let from = self.views.entries();
        match self.feed.recent(from, BATCH) {
            Some(recent) => {
                let batch: Vec<_> = recent
                    .iter()
                    .map(|one| (one.entry.clone(), one.leaf))
                    .collect();
                self.views.apply(&batch)?;
            }
            None => {
                let batch = read(self.journal.as_mut(), from, CATCHING_UP_BATCH)?;
                self.views.apply(&batch)?;
                if !ending {
                    std::thread::sleep(begun.elapsed() * REST);
                }
            }
        }
        self.folded.send_replace(self.views.entries());
        Ok(())
    }
}

fn read(
    journal: &mut dyn journal::Read,
    from: u64,
    max: usize,
) -> Result<Vec<(Entry, Hash)>, Error> {
    let stored = journal::read_some(journal, from, max as u64, usize::MAX)?;
    let parsed = stored.iter().map(|stored| {
        let entry = Entry::from_bytes(&stored.bytes);
        Ok((
            entry.map_err(|source| Error::Entry {
                seq: stored.seq,
                source,
            })?,
            stored.leaf,
        ))
    });
    parsed.collect()
}

/// Throws the views of a folder away and folds them again, telling how far it has come.
///
/// # Errors
/// [`Error`] when the journal or the views fail; the next start folds them again.
pub fn rebuild_views(
    folder: &Path,
    journal: &mut dyn journal::Read,
    mut progress: impl FnMut(u64, u64),
) -> Result<u64, Error> {
    let mut views = Views::fresh(folder)?;
    let size = journal.size()?;
    while views.entries() < size {
        views.apply(&read(journal, views.entries(), BATCH)?)?;
        progress(views.entries(), size);
    }
    Ok(size)
}
