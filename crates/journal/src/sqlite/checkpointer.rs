//! Moves the write-ahead log into the database beside the writer, so that no commit waits for it.
//!
//! A thread copies pages whenever the log has grown. Under a load that never pauses it cannot reach
//! the end, and the log would grow without bound: then the writer itself copies the little that is
//! left, and the log starts over.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::Connection;

use crate::error::StoreError;

/// Commits between two copies by the thread.
const COMMITS: u32 = 256;
/// Pages in the log (64 MiB) at which the writer copies what is left. The length of the file says
/// nothing: a log that starts over keeps it.
const LOG_PAGES_MAX: i64 = 16_384;

pub(super) struct Checkpointer {
    wake: SyncSender<()>,
    commits: u32,
    log_pages: Arc<AtomicI64>,
}

impl Checkpointer {
    pub(super) fn start(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("journal.db");
        let connection = Connection::open(&path)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let (wake, woken) = sync_channel(1);
        let log_pages = Arc::new(AtomicI64::new(0));
        let told = log_pages.clone();
        let spawned = std::thread::Builder::new()
            .name("journal-checkpoint".into())
            .spawn(move || run(&connection, &woken, &told));
        spawned.map_err(|source| StoreError::File { path, source })?;
        Ok(Self {
            wake,
            commits: 0,
            log_pages,
        })
    }

    pub(super) fn after_commit(&mut self, writer: &Connection) -> Result<(), StoreError> {
        self.commits += 1;
        if self.commits < COMMITS {
            return Ok(());
        }
        self.commits = 0;
        // A full channel means the thread has been woken already.
        let _ = self.wake.try_send(());
        if self.log_pages.swap(0, Ordering::AcqRel) > LOG_PAGES_MAX {
            copy(writer)?;
        }
        Ok(())
    }
}

fn run(connection: &Connection, woken: &Receiver<()>, log_pages: &AtomicI64) {
    while woken.recv().is_ok() {
        // A failure to copy loses nothing: the log stays, and the writer meets the disk itself.
        if let Ok(pages) = copy(connection) {
            log_pages.store(pages, Ordering::Release);
        }
    }
}

/// Copies what can be copied, and says how many pages the log holds.
fn copy(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))?)
}
