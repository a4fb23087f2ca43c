//! The record itself: whose it is, by which clock it runs, and which pack is in force.

use kernel::{AgencyId, Digest};
use serde::{Deserialize, Serialize};

use crate::refusal::refusals;

/// By which clock a record's entries are dated. A record keeps one clock for life, so that nobody
/// can take a replayed day for a lived one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// The machine's clock: what is recorded happens now.
    Real,
    /// The times of an imported file.
    Replay,
    /// The time of a simulation or a bench.
    Simulated,
}

impl std::fmt::Display for ClockKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Serialize::serialize(self, f)
    }
}

/// What can be asked of the record.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Begin the record: its first entry.
    Open {
        /// Whose record it is.
        agency: AgencyId,
        /// By which clock it runs.
        clock: ClockKind,
        /// IANA name of the zone in which its days begin.
        timezone: String,
    },
    /// Put a pack in force.
    AdoptPack {
        /// The pack's folder name.
        place: String,
        /// SHA-256 of the pack's canonical bytes.
        pack: Digest,
    },
}

/// What happened to the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data", deny_unknown_fields)]
pub enum Event {
    /// The record begins.
    #[serde(rename = "record.opened")]
    Opened {
        /// Whose record it is.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        agency: AgencyId,
        /// By which clock it runs.
        clock: ClockKind,
        /// IANA name of the zone in which its days begin.
        timezone: String,
    },
    /// A pack is in force from here on.
    #[serde(rename = "record.pack_adopted")]
    PackAdopted {
        /// The pack's folder name.
        place: String,
        /// SHA-256 of the pack's canonical bytes.
        pack: Digest,
        /// The pack it replaces.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Digest>,
    },
}

refusals! {
    /// Why an act on the record was refused.
    Refusal {
        /// Only the first entry opens a record.
        AlreadyOpen = "record-already-open", "the record is open already";
        /// Nothing can be recorded before the first entry.
        NotOpen = "record-not-open", "the record has not been opened yet";
        /// Nothing can be decided without rules.
        NoPack = "no-pack-adopted", "no pack is in force yet: adopt one first";
        /// The pack is in force already.
        SamePack { pack: Digest } = "pack-already-adopted", "the pack {pack} is in force already";
    }
}

/// What is known of the record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Set by the first entry.
    pub opened: Option<Opened>,
    /// The pack in force.
    pub pack: Option<Digest>,
}

/// What the first entry said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// Whose record it is.
    pub agency: AgencyId,
    /// By which clock it runs.
    pub clock: ClockKind,
    /// IANA zone name.
    pub timezone: String,
}

/// Decides an act on the record.
///
/// # Errors
/// The [`Refusal`] that says what to do instead.
pub fn decide(state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    match (command, &state.opened) {
        (Command::Open { .. }, Some(_)) => Err(Refusal::AlreadyOpen),
        (
            Command::Open {
                agency,
                clock,
                timezone,
            },
            None,
        ) => Ok(vec![Event::Opened {
            agency: agency.clone(),
            clock: *clock,
            timezone: timezone.clone(),
        }]),
        (Command::AdoptPack { .. }, None) => Err(Refusal::NotOpen),
        (Command::AdoptPack { pack, .. }, Some(_)) if state.pack == Some(*pack) => {
            Err(Refusal::SamePack { pack: *pack })
        }
        (Command::AdoptPack { place, pack }, Some(_)) => Ok(vec![Event::PackAdopted {
            place: place.clone(),
            pack: *pack,
            before: state.pack,
        }]),
    }
}

/// Folds one fact into what is known.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::Opened {
            agency,
            clock,
            timezone,
        } => {
            state.opened = Some(Opened {
                agency: agency.clone(),
                clock: *clock,
                timezone: timezone.clone(),
            });
        }
        Event::PackAdopted { pack, .. } => state.pack = Some(*pack),
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open() -> Command {
        let agency = AgencyId::new("yunzhou").unwrap();
        Command::Open {
            agency,
            clock: ClockKind::Real,
            timezone: "Asia/Shanghai".into(),
        }
    }

    fn adopt(text: &[u8]) -> Command {
        Command::AdoptPack {
            place: "yunzhou".into(),
            pack: Digest::of(text),
        }
    }

    #[track_caller]
    fn check(given: &[Command], when: &Command, then: Result<usize, Refusal>) {
        let state = given.iter().fold(State::default(), |state, command| {
            decide(&state, command).unwrap().iter().fold(state, evolve)
        });
        assert_eq!(decide(&state, when).map(|events| events.len()), then);
    }

    #[test]
    fn a_record_is_opened_once() {
        check(&[], &open(), Ok(1));
        check(&[open()], &open(), Err(Refusal::AlreadyOpen));
    }

    #[test]
    fn a_pack_is_adopted_into_an_open_record_and_not_twice() {
        check(&[], &adopt(b"a"), Err(Refusal::NotOpen));
        check(&[open(), adopt(b"a")], &adopt(b"b"), Ok(1));
        check(
            &[open(), adopt(b"a")],
            &adopt(b"a"),
            Err(Refusal::SamePack {
                pack: Digest::of(b"a"),
            }),
        );
    }
}
