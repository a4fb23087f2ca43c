//! Personal fields: sealed where they came in, opened for a purpose that is kept, held while a law
//! says so, and erased under another.
//!
//! An entry never holds such a field in the clear, only what `kernel::Sealed` says of it. Whoever
//! opens one leaves an event here first, and the text is told only once that event is durable.

mod command;
mod decide;
mod event;
mod refusal;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{KeyId, Line, PhotoId, ReportId, Timestamp};
use serde::{Deserialize, Serialize};

pub use command::{Command, NewPhoto, NewSealed};
pub use decide::{PHOTOS_MAX, decide};
pub use event::{Event, Field, Finding, Group, PhotoKind};
pub use refusal::Refusal;

/// The personal fields of reports that decisions may still ask about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Who called, and the photos they sent, by report.
    pub callers: BTreeMap<ReportId, Kept>,
    /// Looks that the person contested, by the entry that keeps the look.
    pub contests: BTreeMap<u64, Contest>,
    /// Looks whose typed reason the person may read, by the entry that keeps the look.
    pub released: BTreeSet<u64>,
    /// How often the key that wraps all others was replaced.
    pub epoch: u32,
}

/// What is sealed of one report, under one key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The key it is sealed with.
    pub key: KeyId,
    /// Somebody said who they are.
    pub fields: bool,
    /// The photos.
    pub photos: BTreeSet<PhotoId>,
    /// A law says that it must be kept.
    pub hold: Option<Hold>,
    /// Its key was destroyed then.
    pub erased: Option<Timestamp>,
}

/// What a person says against a look at their fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contest {
    /// At whose fields it was.
    pub report: ReportId,
    /// Oversight answered.
    pub answered: bool,
}

/// Why and how long something must be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    /// Until when.
    pub until: Timestamp,
    /// The law and article.
    pub basis: Line,
}

/// Folds one fact into what is known.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::Sealed { report, sealed, .. } => {
            kept(&mut state, *report, sealed.key).fields = true;
        }
        Event::PhotoSealed {
            report,
            photo,
            original,
            ..
        } => {
            let kept = kept(&mut state, *report, original.key);
            kept.photos.insert(*photo);
        }
        Event::Held {
            report,
            until_ms,
            basis,
            ..
        } => {
            if let Some(kept) = state.callers.get_mut(report) {
                kept.hold = Some(Hold {
                    until: *until_ms,
                    basis: basis.clone(),
                });
            }
        }
        Event::HoldLifted { report, .. } => {
            if let Some(kept) = state.callers.get_mut(report) {
                kept.hold = None;
            }
        }
        Event::Erased {
            report, erased_ms, ..
        } => {
            if let Some(kept) = state.callers.get_mut(report) {
                kept.erased = Some(*erased_ms);
            }
        }
        Event::LookContested { look, report, .. } => {
            let contest = Contest {
                report: *report,
                answered: false,
            };
            state.contests.insert(*look, contest);
        }
        Event::ContestAnswered { look, .. } => {
            if let Some(contest) = state.contests.get_mut(look) {
                contest.answered = true;
            }
        }
        Event::WordsReleased { look, .. } => {
            state.released.insert(*look);
        }
        Event::EpochTurned { epoch, .. } => state.epoch = *epoch,
        Event::Opened { .. }
        | Event::PhotoOpened { .. }
        | Event::Searched { .. }
        | Event::TracesRead { .. }
        | Event::LookSealed { .. }
        | Event::SecondSecretGiven { .. } => {}
    }
    state
}

/// What is sealed of a report, from its first sealing on.
fn kept(state: &mut State, report: ReportId, key: KeyId) -> &mut Kept {
    state.callers.entry(report).or_insert_with(|| Kept {
        key,
        fields: false,
        photos: BTreeSet::new(),
        hold: None,
        erased: None,
    })
}
