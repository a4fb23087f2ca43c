//! Moves the write-ahead log into the database beside the writer, so that no commit waits for it.
//!
//! A thread copies pages whenever the log has grown. Under a load that never pauses it cannot reach
//! the end, and the log would grow without bound. When the log is long the thread therefore copies
//! again and again what came meanwhile, until little is left; that little the writer copies itself
//! between two commits, and the log starts over.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::Connection;

use crate::error::StoreError;

/// Commits between two copies by the thread.
const COMMITS: u32 = 256;
/// Pages in the log (64 MiB) at which it has to start over. The length of the file says nothing: a
/// log that starts over keeps it.
const LOG_PAGES_MAX: i64 = 16_384;
/// Pages (1 MiB) that the writer may copy itself.
const LITTLE: i64 = 256;
/// Copies after which the next ones have to wait until the thread is woken again.
const COPIES_MAX: u32 = 8;

pub(super) struct Checkpointer {
    wake: SyncSender<()>,
    commits: u32,
    finish: Arc<AtomicBool>,
}

impl Checkpointer {
    pub(super) fn start(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("journal.db");
        let connection = Connection::open(&path)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let (wake, woken) = sync_channel(1);
        let finish = Arc::new(AtomicBool::new(false));
        let ask = finish.clone();
        let spawned = std::thread::Builder::new()
            .name("journal-checkpoint".into())
            .spawn(move || run(&connection, &woken, &ask));
        spawned.map_err(|source| StoreError::File { path, source })?;
        Ok(Self {
            wake,
            commits: 0,
            finish,
        })
    }

    pub(super) fn after_commit(&mut self, writer: &Connection) -> Result<(), StoreError> {
        self.commits += 1;
        if self.commits >= COMMITS {
            self.commits = 0;
            // A full channel means the thread has been woken already.
            let _ = self.wake.try_send(());
        }
        if self.finish.swap(false, Ordering::AcqRel) {
            copy(writer)?;
        }
        Ok(())
    }
}

fn run(connection: &Connection, woken: &Receiver<()>, finish: &AtomicBool) {
    while woken.recv().is_ok() {
        for _ in 0..COPIES_MAX {
            // A failure to copy loses nothing: the log stays, and the next copy has more to do.
            let Ok(Log { pages, copied }) = copy(connection) else {
                break;
            };
            if pages <= LOG_PAGES_MAX {
                break;
            }
            // Somebody who reads an older state keeps the pages after it from being copied.
            if pages - copied <= LITTLE {
                finish.store(true, Ordering::Release);
                break;
            }
        }
    }
}

/// The write-ahead log after a copy.
struct Log {
    pages: i64,
    copied: i64,
}

/// Copies what can be copied.
fn copy(connection: &Connection) -> Result<Log, StoreError> {
    Ok(
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
            Ok(Log {
                pages: row.get(1)?,
                copied: row.get(2)?,
            })
        })?,
    )
}
