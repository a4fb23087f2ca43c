//! What was done with somebody's fields, shown on the report they came in with.

use domain::personal::Event as Personal;
use kernel::ReportId;

use super::Fold;
use crate::incident::{CallerView, PhotoView};
use crate::views::Error;

impl Fold<'_> {
    pub(super) fn personal(&mut self, event: &Personal) -> Result<(), Error> {
        let at_ms = self.entry.at_ms;
        match event {
            Personal::Sealed { report, sealed, .. } => {
                let caller = CallerView {
                    sealed: sealed.clone(),
                    held: None,
                    erased: None,
                    openings: 0,
                };
                self.report(*report, |view| view.caller = Some(caller))
            }
            Personal::Opened { report, .. } => self.caller(*report, |caller| caller.openings += 1),
            Personal::PhotoSealed {
                report,
                photo,
                kind,
                width,
                height,
                bytes,
                original,
                viewing,
            } => {
                let photo = PhotoView {
                    photo: *photo,
                    kind: *kind,
                    width: *width,
                    height: *height,
                    bytes: *bytes,
                    at_ms,
                    original: original.clone(),
                    viewing: viewing.clone(),
                    openings: 0,
                };
                self.report(*report, |view| view.photos.push(photo))
            }
            Personal::PhotoOpened { report, photo, .. } => self.report(*report, |view| {
                let opened = view.photos.iter_mut().filter(|one| one.photo == *photo);
                opened.for_each(|one| one.openings += 1);
            }),
            Personal::Held {
                report,
                until_ms,
                basis,
                ..
            } => self.caller(*report, |caller| {
                caller.held = Some((*until_ms, basis.clone()));
            }),
            Personal::HoldLifted { report, .. } => {
                self.caller(*report, |caller| caller.held = None)
            }
            Personal::Erased { report, basis, .. } => self.report(*report, |view| {
                view.erased_ms = Some(at_ms);
                if let Some(caller) = &mut view.caller {
                    caller.erased = Some((at_ms, basis.clone()));
                }
            }),
            // Nothing about the report is different, but its incident has a trace more to show.
            Personal::Searched { report, .. } => self.caller(*report, |_| ()),
            Personal::SecondSecretGiven { report }
            | Personal::LookContested { report, .. }
            | Personal::ContestAnswered { report, .. }
            | Personal::LookSealed { report, .. }
            | Personal::WordsReleased { report, .. } => self.caller(*report, |_| ()),
            Personal::TracesRead { .. } | Personal::EpochTurned { .. } => Ok(()),
        }
    }

    fn caller(
        &mut self,
        report: ReportId,
        change: impl FnOnce(&mut CallerView),
    ) -> Result<(), Error> {
        self.report(report, |view| {
            if let Some(caller) = &mut view.caller {
                change(caller);
            }
        })
    }
}
