//! Leave to open one field once, and what comes of it.

use kernel::KeyId;
use zeroize::Zeroizing;

/// Says that a trace stands in the journal, durable: this entry tells that this key's field is
/// opened. It opens one field once, since [`crate::Vault::open_sealed`] takes it away.
///
/// The vault cannot see the journal. Whoever makes one vouches for the entry, which is why it is made
/// in one place of the application: after the commit.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a trace that opens nothing is a trace too many"]
pub struct Traced {
    key: KeyId,
    entry: u64,
}

impl Traced {
    /// The trace of `key` in entry `entry`, which is already durable.
    pub fn new(key: KeyId, entry: u64) -> Self {
        Self { key, entry }
    }

    /// Whose field may be opened.
    #[must_use]
    pub fn key(&self) -> KeyId {
        self.key
    }

    /// The entry that says so.
    #[must_use]
    pub fn entry(&self) -> u64 {
        self.entry
    }
}

/// A field in the clear. It is wiped when it is dropped, and prints as nothing.
pub struct Opened {
    text: Zeroizing<Vec<u8>>,
    trace: Traced,
}

impl Opened {
    pub(crate) fn new(text: Zeroizing<Vec<u8>>, trace: Traced) -> Self {
        Self { text, trace }
    }

    /// The canonical JSON, or the bytes of the picture, that was sealed.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The entry that tells of this opening.
    #[must_use]
    pub fn entry(&self) -> u64 {
        self.trace.entry
    }
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opened(.., {:?})", self.trace)
    }
}
