//! Ids of what this room keeps: a type for each kind, random, and secret to nobody.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Error;

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a UUID")]
pub struct IdError(String);

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            pub(crate) fn random() -> Result<Self, Error> {
                let mut chance = [0; 16];
                getrandom::fill(&mut chance)?;
                Ok(Self(uuid::Builder::from_random_bytes(chance).into_uuid()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                // Only the hyphenated form, so that one id has one spelling.
                Uuid::try_parse(text)
                    .ok()
                    .filter(|id| id.hyphenated().to_string() == text)
                    .map(Self)
                    .ok_or_else(|| IdError(text.chars().take(60).collect()))
            }
        }
    };
}

random_id!(
    /// A session: from one signing in to its end.
    SessionId
);
random_id!(
    /// A browser on a machine: bound by an administrator, or seen when somebody signed in there.
    DeviceId
);
random_id!(
    /// A passkey of an account; not the id its authenticator gave it.
    PasskeyId
);
random_id!(
    /// One making or using of a passkey, from its challenge to the answer.
    CeremonyId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_has_one_spelling() {
        let id = SessionId::random().unwrap();
        let text = id.to_string();
        assert_eq!(text.parse::<SessionId>(), Ok(id));
        assert!(text.replace('-', "").parse::<SessionId>().is_err());
    }
}
