//! Decides what becomes of a request about personal fields.

use std::collections::BTreeSet;

use kernel::{AccountId, Code, ReportId};

use super::{Command, Event, Group, Kept, Refusal, State};
use crate::moment::Moment;
use crate::rules::Rules;

/// Photos of one report: somebody shows what happened, and fills no disk.
pub const PHOTOS_MAX: usize = 12;

/// Decides one request: the facts that follow from it, or why not.
///
/// # Errors
/// The [`Refusal`] that says what to do instead; nothing has changed then.
pub fn decide(
    rules: &Rules,
    state: &State,
    moment: &Moment,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        Command::Open {
            report,
            fields,
            purpose,
            words,
        } => {
            let kept = told(state, *report)?;
            known(rules, purpose)?;
            if fields.is_empty() {
                return Err(Refusal::NoFields);
            }
            let fields: BTreeSet<_> = fields.iter().copied().collect();
            let opened = Event::Opened {
                report: *report,
                group: Group::Caller,
                key: kept.key,
                fields: fields.into_iter().collect(),
                purpose: purpose.clone(),
                words: words.clone(),
            };
            return Ok(looked(rules, moment, *report, purpose, opened));
        }
        Command::AddPhoto { report, photo } => {
            // Nothing is sealed before the first photo, and nothing stands in its way.
            let photos = match readable(state, *report) {
                Ok(kept) => kept.photos.len(),
                Err(Refusal::NothingSealed { .. }) => 0,
                Err(refusal) => return Err(refusal),
            };
            if photos >= PHOTOS_MAX {
                return Err(Refusal::TooManyPhotos { count: photos });
            }
            Event::PhotoSealed {
                report: *report,
                photo: moment.key.photo(),
                kind: photo.kind,
                width: photo.width,
                height: photo.height,
                bytes: photo.bytes,
                original: photo.original.clone(),
                viewing: photo.viewing.clone(),
            }
        }
        Command::OpenPhoto {
            report,
            photo,
            original,
            purpose,
            words,
        } => {
            let kept = readable(state, *report)?;
            if !kept.photos.contains(photo) {
                return Err(Refusal::NoSuchPhoto { photo: *photo });
            }
            known(rules, purpose)?;
            let opened = Event::PhotoOpened {
                report: *report,
                photo: *photo,
                key: kept.key,
                original: *original,
                purpose: purpose.clone(),
                words: words.clone(),
            };
            return Ok(looked(rules, moment, *report, purpose, opened));
        }
        Command::Search {
            report,
            purpose,
            words,
        } => {
            let kept = told(state, *report)?;
            known(rules, purpose)?;
            let searched = Event::Searched {
                report: *report,
                key: kept.key,
                purpose: purpose.clone(),
                words: words.clone(),
            };
            return Ok(looked(rules, moment, *report, purpose, searched));
        }
        Command::ReadTraces {
            about,
            purpose,
            words,
        } => {
            known(rules, purpose)?;
            Event::TracesRead {
                report: *about,
                purpose: purpose.clone(),
                words: words.clone(),
            }
        }
        Command::GiveSecondSecret { report } => Event::SecondSecretGiven { report: *report },
        Command::ReleaseWords {
            look,
            looked,
            report,
            typed,
        } => {
            others(*looked, moment)?;
            if !typed || state.released.contains(look) {
                return Err(Refusal::NoReasonHeld { look: *look });
            }
            Event::WordsReleased {
                look: *look,
                report: *report,
            }
        }
        Command::Contest {
            look,
            report,
            words,
        } => {
            if state.contests.contains_key(look) {
                return Err(Refusal::ContestStands { look: *look });
            }
            Event::LookContested {
                look: *look,
                report: *report,
                words: words.clone(),
            }
        }
        Command::AnswerContest {
            look,
            looked,
            finding,
            words,
        } => {
            let open = state.contests.get(look).filter(|one| !one.answered);
            let contest = open.ok_or(Refusal::NoContest { look: *look })?;
            others(*looked, moment)?;
            Event::ContestAnswered {
                look: *look,
                report: contest.report,
                finding: *finding,
                words: words.clone(),
            }
        }
        Command::Hold {
            report,
            until,
            basis,
        } => {
            let kept = readable(state, *report)?;
            if *until <= moment.at {
                return Err(Refusal::HoldOver { until_ms: *until });
            }
            Event::Held {
                report: *report,
                key: kept.key,
                until_ms: *until,
                basis: basis.clone(),
            }
        }
        Command::LiftHold { report, reason } => {
            let kept = readable(state, *report)?;
            if kept.hold.is_none() {
                return Err(Refusal::NotHeld { report: *report });
            }
            Event::HoldLifted {
                report: *report,
                key: kept.key,
                reason: reason.clone(),
            }
        }
        Command::Erase { report, basis } => {
            let kept = readable(state, *report)?;
            if let Some(hold) = kept.hold.as_ref().filter(|hold| hold.until > moment.at) {
                return Err(Refusal::Held {
                    until_ms: hold.until,
                    basis: hold.basis.clone(),
                });
            }
            Event::Erased {
                report: *report,
                group: Group::Caller,
                key: kept.key,
                basis: basis.clone(),
                erased_ms: moment.at,
            }
        }
        Command::TurnEpoch { epoch } => {
            if *epoch <= state.epoch {
                return Err(Refusal::EpochPast { epoch: *epoch });
            }
            Event::EpochTurned { epoch: *epoch }
        }
    };
    Ok(vec![event])
}

/// Oversight of a look is somebody else's than whoever looked.
fn others(looked: Option<AccountId>, moment: &Moment) -> Result<(), Refusal> {
    match looked.is_some() && looked == moment.by {
        true => Err(Refusal::OwnLook),
        false => Ok(()),
    }
}

/// A look, and for how long a law keeps it from the person, where one does.
fn looked(
    rules: &Rules,
    moment: &Moment,
    report: ReportId,
    purpose: &Code,
    look: Event,
) -> Vec<Event> {
    let secrecy = rules.secrecy.get(purpose);
    let sealed = secrecy.map(|secrecy| Event::LookSealed {
        report,
        until_ms: moment.at.plus_ms(secrecy.for_ms),
        basis: secrecy.basis.clone(),
    });
    std::iter::once(look).chain(sealed).collect()
}

/// Somebody said who they are, and it can be read.
fn told(state: &State, report: ReportId) -> Result<&Kept, Refusal> {
    let kept = readable(state, report)?;
    match kept.fields {
        true => Ok(kept),
        false => Err(Refusal::NothingSealed { report }),
    }
}

/// What is there and whose key was not destroyed.
fn readable(state: &State, report: ReportId) -> Result<&Kept, Refusal> {
    let kept = state.callers.get(&report);
    let kept = kept.ok_or(Refusal::NothingSealed { report })?;
    match kept.erased {
        Some(erased_ms) => Err(Refusal::Erased { report, erased_ms }),
        None => Ok(kept),
    }
}

fn known(rules: &Rules, purpose: &Code) -> Result<(), Refusal> {
    if rules.purposes.contains(purpose) {
        return Ok(());
    }
    Err(Refusal::NotInPack {
        what: "purpose",
        code: purpose.clone(),
    })
}
