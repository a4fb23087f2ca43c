//! Passkeys: making and using them, with user verification each time (WebAuthn Level 3).
//!
//! What goes to the browser and comes back is JSON, as `parseCreationOptionsFromJSON`,
//! `parseRequestOptionsFromJSON` and `toJSON` of the standard read and write it.

use kernel::Timestamp;
use serde_json::Value;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use crate::error::Error;
use crate::ids::{CeremonyId, PasskeyId};
use crate::options::Options;

mod making;
mod pending;
mod row;
mod using;

pub use pending::Pending;

/// The first half of making or using a passkey.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// What the answer has to name.
    pub id: CeremonyId,
    /// `{"publicKey": {...}}` for `navigator.credentials`.
    pub options: Value,
}

/// A passkey as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPasskey {
    /// Its id here.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub label: String,
    /// When it was made.
    pub made: Timestamp,
    /// When somebody last signed in with it.
    pub used: Option<Timestamp>,
}

/// Why a passkey was not made.
#[derive(Debug, thiserror::Error)]
pub enum PasskeyError {
    /// Nothing was begun, it was finished already, or it took longer than five minutes.
    #[error("the making of this passkey was not begun, or is over")]
    NotBegun,
    /// The answer does not fit the challenge. The reason is for the log.
    #[error("the answer of the authenticator was refused: {0}")]
    Refused(String),
    /// It is there already.
    #[error("this passkey is there already")]
    Known,
    /// It could not be made.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// The party that passkeys are made for, if there is one. Port 0 of this machine is the one that the
/// system will choose, which is known only once somebody listens there.
pub fn relying_party(options: &Options) -> Result<Option<Webauthn>, Error> {
    let Some(origin) = &options.origin else {
        return Ok(None);
    };
    let local = origin
        .domain()
        .is_some_and(|domain| domain == "localhost" || domain.ends_with(".localhost"));
    let built = if local || origin.scheme() == "https" {
        let builder = WebauthnBuilder::new(&options.rp_id, origin);
        builder.and_then(|builder| {
            let builder = builder.allow_any_port(local && origin.port() == Some(0));
            builder.rp_name(&options.house).build()
        })
    } else {
        Err(webauthn_rs::prelude::WebauthnError::Configuration)
    };
    built.map(Some).map_err(|_| Error::BadOrigin {
        origin: origin.to_string(),
        rp_id: options.rp_id.clone(),
    })
}
