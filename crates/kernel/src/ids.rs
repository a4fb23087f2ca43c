//! Ids that cannot be swapped: a type for each kind.
//!
//! The act's key is chosen by whoever asks, so that a console without a link can number its work and
//! a repeated request is recognised. A report and an incident carry the key of the act that made
//! them: nothing has to be invented, and a client may name what it has just made before the answer
//! is back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::text::{TextError, text_type};

/// Why a text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a UUID")]
pub struct IdError(String);

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(#[cfg_attr(feature = "schema", schemars(with = "String"))] pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                // Only the hyphenated form, so that one id has one spelling in the record.
                Uuid::try_parse(text)
                    .ok()
                    .filter(|id| text.len() == 36 && id.hyphenated().to_string() == text)
                    .map(Self)
                    .ok_or_else(|| IdError(text.chars().take(60).collect()))
            }
        }
    };
}

uuid_id!(
    /// The key of one act: the same key twice is the same act. Best a UUID v7, whose order of
    /// making keeps the index of keys compact.
    ActKey
);
uuid_id!(
    /// A report: one contact that says something happened.
    ReportId
);
uuid_id!(
    /// An incident: what happened, however many reports it has.
    IncidentId
);

uuid_id!(
    /// A change of roads that the desk made: a closure, a slow stretch.
    RoadChangeId
);

uuid_id!(
    /// A key in the vault: random for each person and record, so that it links nothing.
    KeyId
);

uuid_id!(
    /// A photo of a report.
    PhotoId
);

uuid_id!(
    /// An official's account: random, so that it says nothing by itself.
    AccountId
);

uuid_id!(
    /// The key of a machine; not the text that opens anything.
    MachineKeyId
);

uuid_id!(
    /// A request that waits for a second person.
    RequestId
);

impl ActKey {
    /// The request that the act with this key makes.
    #[must_use]
    pub fn request(self) -> RequestId {
        RequestId(self.0)
    }

    /// The machine's key that the act with this key makes.
    #[must_use]
    pub fn machine_key(self) -> MachineKeyId {
        MachineKeyId(self.0)
    }

    /// The report that the act with this key makes.
    #[must_use]
    pub fn report(self) -> ReportId {
        ReportId(self.0)
    }

    /// The photo that the act with this key adds.
    #[must_use]
    pub fn photo(self) -> PhotoId {
        PhotoId(self.0)
    }

    /// The incident that the act with this key makes.
    #[must_use]
    pub fn incident(self) -> IncidentId {
        IncidentId(self.0)
    }
}

fn name(text: &str, chars_max: usize, allowed: fn(u8) -> bool) -> Result<String, TextError> {
    if !text.is_empty() && text.len() <= chars_max && text.bytes().all(allowed) {
        Ok(text.to_owned())
    } else {
        Err(TextError::NotACode(text.chars().take(60).collect()))
    }
}

text_type!(
    /// A unit by the call sign people say: `E32`, `鼓楼-12`; 1 to 24 characters, no spaces, no slash.
    UnitId,
    |text| {
        let shaped = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
        if shaped && (1..=24).contains(&text.chars().count()) {
            Ok(text.to_owned())
        } else {
            Err(TextError::NotACode(text.chars().take(60).collect()))
        }
    }
);
text_type!(
    /// The seat that acts: `desk-1`; 1 to 32 lower-case letters, digits and hyphens.
    SeatId,
    |text| name(text, 32, |b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
);
text_type!(
    /// The agency whose journal this is: 1 to 32 lower-case letters, digits and hyphens.
    AgencyId,
    |text| name(text, 32, |b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
);

text_type!(
    /// The number an official is known by in the service: 1 to 24 capital letters, digits and hyphens.
    /// Small letters are taken for capital ones.
    ServiceNumber,
    |text| {
        let shaped = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
        name(&text.trim().to_ascii_uppercase(), 24, shaped)
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_has_one_spelling() {
        let text = "0196f0a0-0000-7000-8000-000000000001";
        assert_eq!(text.parse::<ActKey>().unwrap().to_string(), text);
        assert!(
            text.to_uppercase()
                .replace("-", "")
                .parse::<ActKey>()
                .is_err()
        );
        assert!(
            "0196F0A0-0000-7000-8000-00000000000A"
                .parse::<ActKey>()
                .is_err()
        );
    }

    #[test]
    fn a_call_sign_may_be_chinese_but_has_no_spaces() {
        assert!(UnitId::new("鼓楼-12").is_ok());
        assert!(UnitId::new("E 32").is_err());
        assert!(UnitId::new("a/b").is_err());
    }
}
