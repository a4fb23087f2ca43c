//! The room itself: what is open, and how it is opened.

use std::path::Path;

use kernel::Timestamp;

use crate::error::Error;
use crate::options::Options;

/// Who is who, for one house. It may be shared between threads.
pub struct Identity {}

impl Identity {
    /// Opens `identity.db` and `identity.key` of a folder, and makes both where there is neither.
    ///
    /// What has run out is swept first. A database without its key is refused: a new key would
    /// leave every one-time code unreadable.
    ///
    /// # Errors
    /// [`Error::BadKey`] when the key does not belong to the database; [`Error::BadList`] and
    /// [`Error::BadOrigin`] when the options are wrong.
    pub fn open(folder: &Path, options: Options, now: Timestamp) -> Result<Self, Error> {
        let _ = (folder, options, now);
        todo!()
    }
}
