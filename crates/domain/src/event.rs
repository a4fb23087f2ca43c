//! The events of all areas, and the form in which entries hold them.
//!
//! Each is `{"data": {...}, "type": "area.name", "v": n}`. A version is never changed once it was
//! written: a new version gets a new number, and the old one stays readable for as long as there
//! are records.

use kernel::{AccountId, IncidentId, ReportId, Sealed, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{dispatch, intake, people, personal, record, roads};

/// One fact of any area.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// About the record itself.
    Record(record::Event),
    /// About reports and incidents.
    Intake(intake::Event),
    /// About units.
    Dispatch(dispatch::Event),
    /// About roads.
    Roads(roads::Event),
    /// About personal fields.
    Personal(personal::Event),
    /// About officials.
    People(people::Event),
}

/// The version in which this build writes every event type. Each type will count for itself once
/// the first of them changes.
pub const VERSION: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    event: Tagged<'a>,
    v: u32,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Tagged<'a> {
    Record(&'a record::Event),
    Intake(&'a intake::Event),
    Dispatch(&'a dispatch::Event),
    Roads(&'a roads::Event),
    Personal(&'a personal::Event),
    People(&'a people::Event),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    data: Value,
    #[serde(rename = "type")]
    kind: String,
    v: u32,
}

impl Serialize for Event {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let event = match self {
            Self::Record(event) => Tagged::Record(event),
            Self::Intake(event) => Tagged::Intake(event),
            Self::Dispatch(event) => Tagged::Dispatch(event),
            Self::Roads(event) => Tagged::Roads(event),
            Self::Personal(event) => Tagged::Personal(event),
            Self::People(event) => Tagged::People(event),
        };
        Written { event, v: VERSION }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let Read { data, kind, v } = Read::deserialize(deserializer)?;
        if v != VERSION {
            return Err(D::Error::custom(format!(
                "event '{kind}' version {v} is newer than this build"
            )));
        }
        let area = kind.split('.').next().unwrap_or_default().to_owned();
        let tagged = Value::Object(
            [("type".into(), kind.into()), ("data".into(), data)]
                .into_iter()
                .collect(),
        );
        match area.as_str() {
            "record" => record::Event::deserialize(tagged).map(Self::Record),
            "intake" => intake::Event::deserialize(tagged).map(Self::Intake),
            "dispatch" => dispatch::Event::deserialize(tagged).map(Self::Dispatch),
            "roads" => roads::Event::deserialize(tagged).map(Self::Roads),
            "personal" => personal::Event::deserialize(tagged).map(Self::Personal),
            "people" => people::Event::deserialize(tagged).map(Self::People),
            _ => return Err(D::Error::custom(format!("no area '{area}' writes events"))),
        }
        .map_err(D::Error::custom)
    }
}

impl Event {
    /// The incidents this fact is about.
    #[must_use]
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::Record(_) => vec![],
            Self::Intake(event) => event.incidents(),
            Self::Dispatch(event) => event.incidents(),
            Self::Roads(event) => event.incidents(),
            Self::Personal(_) | Self::People(_) => vec![],
        }
    }

    /// The reports this fact is about.
    #[must_use]
    pub fn reports(&self) -> &[ReportId] {
        match self {
            Self::Intake(event) => event.reports(),
            Self::Personal(event) => event.reports(),
            Self::People(event) => event.reports(),
            _ => &[],
        }
    }

    /// The unit this fact is about.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitId> {
        match self {
            Self::Dispatch(event) => event.unit(),
            _ => None,
        }
    }

    /// Whether a person contested a look, or was answered.
    #[must_use]
    pub fn is_about_a_contest(&self) -> bool {
        use personal::Event as Personal;
        matches!(
            self,
            Self::Personal(Personal::LookContested { .. } | Personal::ContestAnswered { .. })
        )
    }

    /// Whether somebody looked at what is personal, or asked who had looked.
    #[must_use]
    pub fn is_a_look(&self) -> bool {
        use personal::Event as Personal;
        matches!(
            self,
            Self::Personal(
                Personal::Opened { .. }
                    | Personal::PhotoOpened { .. }
                    | Personal::Searched { .. }
                    | Personal::TracesRead { .. }
            ) | Self::People(people::Event::NameOpened { .. })
        )
    }

    /// Until when a law keeps the look in the same entry from its person.
    #[must_use]
    pub fn look_sealed_until(&self) -> Option<Timestamp> {
        match self {
            Self::Personal(personal::Event::LookSealed { until_ms, .. }) => Some(*until_ms),
            _ => None,
        }
    }

    /// The official at whose name somebody looked.
    #[must_use]
    pub fn official_looked_at(&self) -> Option<AccountId> {
        match self {
            Self::People(people::Event::NameOpened { account, .. }) => Some(*account),
            _ => None,
        }
    }

    /// The photo that was sealed with this fact, whose ciphertexts are files: of which report, and what
    /// was sealed.
    #[must_use]
    pub fn photo(&self) -> Option<(ReportId, [&Sealed; 2])> {
        match self {
            Self::Personal(personal::Event::PhotoSealed {
                report,
                original,
                viewing,
                ..
            }) => Some((*report, [original, viewing])),
            _ => None,
        }
    }

    /// What was sealed with this fact, whose ciphertext lies beside its entry.
    #[must_use]
    pub fn sealed(&self) -> Option<&Sealed> {
        use people::Event as People;
        match self {
            Self::Personal(personal::Event::Sealed { sealed, .. })
            | Self::People(People::Named { name: sealed, .. })
            | Self::People(People::AccountInvited {
                name: Some(sealed), ..
            }) => Some(sealed),
            _ => None,
        }
    }
}
