//! A bound on what one row of a table may take, whatever it unpacks to.

use std::cell::Cell;
use std::io::{Error, Read};
use std::rc::Rc;

/// Bytes of one row at most, beside what the reader has read ahead.
const ROW_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Bytes since the last row was finished.
#[derive(Clone, Debug, Default)]
pub(super) struct Since(Rc<Cell<u64>>);

impl Since {
    /// A row is finished.
    pub(super) fn row(&self) {
        self.0.set(0);
    }
}

/// A reader that refuses a row without an end.
pub(super) struct Guard<R> {
    pub(super) from: R,
    pub(super) since: Since,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let since = self.since.0.get();
        if since > ROW_BYTES_MAX {
            return Err(Error::other("a row of the table has more than 4 MiB"));
        }
        let many = self.from.read(into)?;
        self.since.0.set(since + many as u64);
        Ok(many)
    }
}
