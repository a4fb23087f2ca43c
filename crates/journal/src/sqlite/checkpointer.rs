//! Moves the write-ahead log into the database beside the writer, so that no commit waits for it.
//!
//! A thread copies pages whenever the log has grown. Under a load that never pauses it cannot reach
//! the end, and the log would grow without bound: then the writer itself copies the little that is
//! left, and the log starts over.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::Connection;

use crate::error::StoreError;

/// Commits between two copies by the thread.
const COMMITS: u32 = 256;
/// Length of the log at which the writer copies what is left.
const LOG_BYTES_MAX: u64 = 64 << 20;

pub(super) struct Checkpointer {
    wake: SyncSender<()>,
    commits: u32,
    log: std::path::PathBuf,
}

impl Checkpointer {
    pub(super) fn start(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join("journal.db");
        let connection = Connection::open(&path)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let (wake, woken) = sync_channel(1);
        let spawned = std::thread::Builder::new()
            .name("journal-checkpoint".into())
            .spawn(move || run(&connection, &woken));
        spawned.map_err(|source| StoreError::File {
            path: path.clone(),
            source,
        })?;
        Ok(Self {
            wake,
            commits: 0,
            log: folder.join("journal.db-wal"),
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
        if std::fs::metadata(&self.log).is_ok_and(|log| log.len() > LOG_BYTES_MAX) {
            copy(writer)?;
        }
        Ok(())
    }
}

fn run(connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        // A failure to copy loses nothing: the log stays, and the writer meets the disk itself.
        let _ = copy(connection);
    }
}

fn copy(connection: &Connection) -> Result<(), StoreError> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    Ok(())
}
