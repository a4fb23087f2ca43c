//! The key of one part of one record, in use.

use kernel::{Digest, KeyId, Sealed};

use crate::envelope;
use crate::error::Error;
use crate::mac::{mac, subkey};
use crate::secret::Secret;

/// A person key that was taken out of the vault for sealing. It cannot open anything: that takes a
/// trace, and [`crate::Vault::open_sealed`].
#[derive(Debug)]
pub struct PersonKey {
    id: KeyId,
    secret: Secret,
}

impl PersonKey {
    pub(crate) fn new(id: KeyId, secret: Secret) -> Self {
        Self { id, secret }
    }

    /// Its name in the vault and in the entries.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// Seals canonical JSON of at most [`crate::TEXT_BYTES_MAX`] bytes: what the entry holds, and the
    /// envelope that lies beside it.
    ///
    /// # Errors
    /// [`Error::TextTooLong`] and [`Error::NotCanonical`].
    pub fn seal(&self, text: &[u8]) -> Result<(Sealed, Vec<u8>), Error> {
        envelope::seal(self, text)
    }

    /// Seals the bytes of a picture, at most [`crate::PICTURE_BYTES_MAX`] of them, in an envelope of the
    /// same form.
    ///
    /// # Errors
    /// [`Error::PictureTooLong`].
    pub fn seal_picture(&self, picture: &[u8]) -> Result<(Sealed, Vec<u8>), Error> {
        envelope::seal_picture(self, picture)
    }

    /// HMAC-SHA-256 of a request, to recognise it when it comes again. It can be kept in the clear:
    /// without the key nobody can try out what it was made of, and it dies with the key.
    #[must_use]
    pub fn token(&self, request: &[u8]) -> Digest {
        Digest(mac(&self.secret, "answerable/person/v1/token", &[request]))
    }

    /// The key that seals; the person key itself never meets a cipher.
    pub(crate) fn sealing(&self) -> Secret {
        subkey(&self.secret, "answerable/person/v1/seal")
    }

    #[cfg(test)]
    pub(crate) fn secret(&self) -> &Secret {
        &self.secret
    }
}
