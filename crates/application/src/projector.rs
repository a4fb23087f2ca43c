//! Folds what was written into the views, beside the writer.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::Entry;
use projections::{Error, Views};
use tlog::Hash;
use tokio::sync::watch;

use crate::feed::Feed;

/// Entries folded in one transaction.
const BATCH: usize = 8_192;
/// Entries folded at a time while others are being served: small pieces with a rest as long as the
/// work after each, because a busy loop ruins the disk's latency.
const PIECE: usize = 256;

/// Entries folded at a time when the feed no longer holds them: the views are behind what is being
/// written now, and rest less.
const CATCH_UP: usize = 2_048;

/// How long entries are gathered before they are folded together, so that whoever is being answered
/// goes first: a moment for a desk alone, and longer under load, because a row that is touched twice
/// meanwhile is written once, and the journal has the disk to itself.
const GATHER: Duration = Duration::from_millis(1);
const GATHER_UNDER_LOAD: Duration = Duration::from_millis(25);
/// More entries than this at once are load.
const LOAD: u64 = 16;
/// So many entries are not made to wait for more.
const GATHERED_MAX: u64 = 4_096;

/// What the projecting thread works with.
pub(crate) struct Projector {
    pub(crate) views: Views,
    pub(crate) feed: Arc<Feed>,
    pub(crate) journal: Box<dyn journal::Read>,
    pub(crate) ending: Arc<AtomicBool>,
    pub(crate) folded: watch::Sender<u64>,
    pub(crate) rebuild: Arc<Rebuild>,
    pub(crate) folder: std::path::PathBuf,
}

/// Asks for the views to be folded again, and counts how often they were replaced: a reader of an
/// earlier generation reads a file that is gone.
#[derive(Debug, Default)]
pub(crate) struct Rebuild {
    pub(crate) asked: AtomicBool,
    pub(crate) generation: AtomicU64,
}

impl Projector {
    /// Runs until the application ends and everything that was written is folded.
    pub(crate) fn run(mut self) {
        let (mut next, mut gather) = (None, GATHER);
        loop {
            if self.rebuild.asked.swap(false, Ordering::AcqRel) {
                next = Views::beside(&self.folder)
                    .map_err(|error| complain(&error))
                    .ok();
            }
            let ending = self.ending.load(Ordering::Acquire);
            let size = match (ending, &next) {
                (false, None) => self
                    .feed
                    .wait_beyond(self.views.entries(), Duration::from_millis(200)),
                _ => self.feed.size(),
            };
            if size > self.views.entries() {
                if !ending && size - self.views.entries() < GATHERED_MAX {
                    std::thread::sleep(gather);
                }
                let before = self.views.entries();
                if let Err(error) = self.fold(ending) {
                    complain(&error);
                    self.open_again();
                    if ending {
                        return;
                    }
                }
                gather = match self.views.entries().saturating_sub(before) > LOAD {
                    true => GATHER_UNDER_LOAD,
                    false => GATHER,
                };
            } else if ending {
                return;
            }
            if let Some(beside) = next.take() {
                next = self.fold_beside(beside).unwrap_or_else(|error| {
                    complain(&error);
                    None
                });
            }
        }
    }

    fn fold(&mut self, ending: bool) -> Result<(), Error> {
        let begun = Instant::now();
        let from = self.views.entries();
        match self.feed.recent(from, BATCH) {
            Some(recent) => {
                let batch = recent.iter().map(|one| (&one.entry, one.leaf));
                self.views.apply(batch)?;
            }
            None => {
                let read = read(self.journal.as_mut(), from, CATCH_UP)?;
                self.views
                    .apply(read.iter().map(|(entry, leaf)| (entry, *leaf)))?;
                if !ending {
                    std::thread::sleep(begun.elapsed() / 4);
                }
            }
        }
        self.folded.send_replace(self.views.entries());
        Ok(())
    }

    /// One piece of the views that are being folded again; once they are as far as the others,
    /// they take their place.
    fn fold_beside(&mut self, mut beside: Views) -> Result<Option<Views>, Error> {
        let begun = Instant::now();
        let read = read(self.journal.as_mut(), beside.entries(), PIECE)?;
        beside.apply(read.iter().map(|(entry, leaf)| (entry, *leaf)))?;
        if beside.entries() < self.views.entries() {
            std::thread::sleep(begun.elapsed());
            return Ok(Some(beside));
        }
        self.views = beside.replace(&self.folder)?;
        self.rebuild.generation.fetch_add(1, Ordering::AcqRel);
        self.folded.send_replace(self.views.entries());
        Ok(None)
    }

    fn open_again(&mut self) {
        std::thread::sleep(Duration::from_secs(1));
        match Views::open(&self.folder) {
            Ok(views) => self.views = views,
            Err(error) => complain(&error),
        }
        self.rebuild.generation.fetch_add(1, Ordering::AcqRel);
    }
}

fn complain(error: &Error) {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "the views are behind the journal"
    );
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
        let read = read(journal, views.entries(), BATCH)?;
        views.apply(read.iter().map(|(entry, leaf)| (entry, *leaf)))?;
        progress(views.entries(), size);
    }
    Ok(size)
}
