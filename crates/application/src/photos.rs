//! Photos of a report: taken for what they are, sealed before anything is kept, looked at behind a trace.
//!
//! The file as it came in and the copy that people look at are sealed apart, under the key that also
//! seals who called: what is erased of a person is erased at once.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use domain::personal::{Event as Done, NewPhoto, PhotoKind, Refusal};
use domain::{Command, Event, intake, personal};
use kernel::{ActKey, Digest, PhotoId, ReportId, Sealed};
use photo::{Kind, Taken};
use vault::Traced;

use crate::act::{Act, Recorded};
use crate::application::Application;
use crate::callers::PART;
use crate::error::Error;
use crate::pictures::Arrival;

const _: () = assert!(photo::BYTES_MAX <= vault::PICTURE_BYTES_MAX);

/// A photo that a trace names, opened.
pub struct OpenedPhoto {
    /// Of which kind the file is.
    pub kind: PhotoKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A picture is nobody's business in a log.
impl std::fmt::Debug for OpenedPhoto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenedPhoto(..)")
    }
}

/// A photo and its two envelopes, not written yet.
type Prepared = (NewPhoto, Vec<(Digest, Vec<u8>)>);

impl Application {
    /// Takes a photo of a report. It is sealed before anything is kept, and durable before the act.
    ///
    /// - `act_of`: makes the act of its command, under the key `key`.
    ///
    /// # Errors
    /// [`Error::NotAPhoto`] when it is none; [`Error::Vault`] when it cannot be sealed or kept; otherwise
    /// as [`Application::act`].
    pub async fn add_photo(
        self: &Arc<Self>,
        report: ReportId,
        key: ActKey,
        bytes: Vec<u8>,
        act_of: impl FnOnce(Command) -> Act + Send + 'static,
    ) -> Result<Recorded, Error> {
        let application = self.clone();
        // Whoever sent it may go away; what was begun is ended all the same.
        let adding = tokio::spawn(async move {
            let prepared = application.prepared(report, key, bytes).await?;
            application.added(report, key, prepared, act_of).await
        });
        let added = adding.await;
        added.unwrap_or_else(|error| Err(Error::Vault(error.to_string())))
    }

    /// Everything that is done before the act: what it is, and sealed. Nothing is written.
    async fn prepared(
        self: &Arc<Self>,
        report: ReportId,
        key: ActKey,
        bytes: Vec<u8>,
    ) -> Result<Prepared, Error> {
        // The report may have come in a moment ago, and the views not have heard of it yet.
        if let Some(last) = self.feed.size().checked_sub(1) {
            self.fresh(last).await?;
        }
        // One at a time: a large picture takes much memory for as long as it is read.
        let drawing = self.drawing.acquire().await;
        let _drawing = drawing.map_err(|error| Error::Vault(error.to_string()))?;
        let preparing = self.in_vault(move |application| {
            let view = application.with_views(|views| views.report(report))?;
            let refused = |refusal: Refusal| Error::Refused(refusal.into());
            let view = view.ok_or_else(|| {
                let refusal = intake::Refusal::NoSuchReport { report };
                Error::Refused(refusal.into())
            })?;
            // No key is made for what has none any more.
            if let Some(erased_ms) = view.erased_ms {
                return Err(refused(Refusal::Erased { report, erased_ms }));
            }
            if let Some(earlier) = application.with_journal(|journal| entry_of(journal, key))? {
                return application.earlier(earlier, key, &bytes);
            }
            let taken = photo::take(&bytes).map_err(Error::NotAPhoto)?;
            application.sealed_photo(report, &taken, &bytes)
        });
        preparing.await
    }

    /// What the act with the same key added: it is told again if the file is the same, and nothing is
    /// written.
    fn earlier(&self, entry: u64, key: ActKey, bytes: &[u8]) -> Result<Prepared, Error> {
        let entries = self.entries(&[entry])?;
        let events = entries.first().map(|one| one.entry.events.as_slice());
        let Some(
            [
                Event::Personal(Done::PhotoSealed {
                    kind,
                    width,
                    height,
                    bytes: length,
                    original,
                    viewing,
                    ..
                }),
            ],
        ) = events
        else {
            return Err(Error::KeyReused(key));
        };
        let token = self.vault()?.token(original.key, bytes)?;
        let photo = NewPhoto {
            kind: *kind,
            width: *width,
            height: *height,
            bytes: *length,
            original: original.clone(),
            viewing: viewing.clone(),
            token,
        };
        Ok((photo, vec![]))
    }

    fn sealed_photo(
        &self,
        report: ReportId,
        taken: &Taken,
        bytes: &[u8],
    ) -> Result<Prepared, Error> {
        let vault = self.vault_or_new()?;
        let person = vault.get(vault.key_for(report.0, PART)?)?;
        let (original, of_original) = person.seal_picture(bytes)?;
        let (viewing, of_viewing) = person.seal_picture(&taken.viewing)?;
        let envelopes = vec![
            (original.envelope, of_original),
            (viewing.envelope, of_viewing),
        ];
        let photo = NewPhoto {
            kind: match taken.kind {
                Kind::Jpeg => PhotoKind::Jpeg,
                Kind::Png => PhotoKind::Png,
                Kind::Webp => PhotoKind::Webp,
            },
            width: taken.width,
            height: taken.height,
            bytes: u32::try_from(bytes.len()).map_err(|_| Error::NotRecordable)?,
            original,
            viewing,
            token: person.token(bytes),
        };
        Ok((photo, envelopes))
    }

    /// Keeps the envelopes, records the act, and puts them where they belong, or away.
    async fn added(
        self: &Arc<Self>,
        report: ReportId,
        key: ActKey,
        (photo, envelopes): Prepared,
        act_of: impl FnOnce(Command) -> Act,
    ) -> Result<Recorded, Error> {
        let arrivals: Vec<_> = envelopes
            .iter()
            .map(|(envelope, _)| Arrival {
                report,
                key,
                envelope: *envelope,
            })
            .collect();
        let arriving = arrivals.clone();
        let keeping = self.in_vault(move |application| {
            for (arrival, (_, envelope)) in arriving.iter().zip(&envelopes) {
                let kept = application.pictures.arrive(arrival, envelope);
                kept.map_err(|error| Error::Vault(format!("a photo was not kept: {error}")))?;
            }
            Ok(())
        });
        keeping.await?;
        let command = personal::Command::AddPhoto { report, photo };
        let recorded = self.act(act_of(Command::Personal(command))).await;
        let is_new = match &recorded {
            Ok(recorded) => !recorded.repeated,
            // It may be in the journal: the next start knows.
            Err(Error::Stopped(_)) => return recorded,
            Err(_) => false,
        };
        let ending = self.in_vault(move |application| {
            for arrival in &arrivals {
                let ended = match is_new {
                    true => application.pictures.settle(arrival),
                    false => application.pictures.discard(arrival),
                };
                // Nothing is lost: the next start does it again.
                if let Err(error) = ended {
                    tracing::warn!(%error, "a photo was not put where it belongs");
                }
            }
            Ok(())
        });
        ending.await?;
        recorded
    }

    /// Opens the photo that an act names. The trace is durable before anything is told, and tells once.
    /// Where the ciphertext is gone or was changed, that is said before any trace is left: nobody looked.
    ///
    /// # Errors
    /// [`Error::PhotoMissing`]; otherwise those of [`Application::open_caller`].
    pub async fn open_photo(self: &Arc<Self>, act: Act) -> Result<(Recorded, OpenedPhoto), Error> {
        let Command::Personal(personal::Command::OpenPhoto {
            report,
            photo,
            original,
            ..
        }) = act.command
        else {
            return Err(Error::Vault("the act opens no photo".into()));
        };
        if let Some(last) = self.feed.size().checked_sub(1) {
            self.fresh(last).await?;
        }
        let finding = self.in_vault(move |application| application.found(report, photo, original));
        let found = finding.await?;
        let recorded = self.traced(act).await?;
        // The rules know of it, so the views did: they are as new as the act that added it.
        let (sealed, envelope, kind) = found
            .ok_or_else(|| Error::Vault(format!("the views do not know the photo {photo}")))?;
        self.vault.traces.fetch_add(1, Ordering::Relaxed);
        let trace = recorded.seq();
        let opening = self.in_vault(move |application| {
            let traced = Traced::new(sealed.key, trace);
            let opened = application
                .vault()?
                .open_sealed(&sealed, &envelope, traced)?;
            Ok(opened.text().to_vec())
        });
        let bytes = opening.await?;
        Ok((recorded, OpenedPhoto { kind, bytes }))
    }

    /// The ciphertext of a photo, as it was sealed; nothing when there is no such photo, or it was
    /// erased: why, the rules say.
    fn found(
        &self,
        report: ReportId,
        photo: PhotoId,
        original: bool,
    ) -> Result<Option<(Sealed, Vec<u8>, PhotoKind)>, Error> {
        let view = self.with_views(|views| views.report(report))?;
        let view = view.filter(|view| view.erased_ms.is_none());
        let photos = view.map(|view| view.photos).unwrap_or_default();
        let Some(view) = photos.into_iter().find(|one| one.photo == photo) else {
            return Ok(None);
        };
        let (sealed, kind) = match original {
            true => (view.original, view.kind),
            false => (view.viewing, PhotoKind::Jpeg),
        };
        let read = self.pictures.read(report, photo, sealed.envelope);
        let read = read.map_err(|error| Error::Vault(format!("a photo was not read: {error}")))?;
        let whole = read.filter(|bytes| Digest::of(bytes) == sealed.envelope);
        let envelope = whole.ok_or(Error::PhotoMissing { photo })?;
        Ok(Some((sealed, envelope, kind)))
    }
}

/// The number of the entry that an act made.
fn entry_of(
    journal: &mut dyn journal::Read,
    key: ActKey,
) -> Result<Option<u64>, journal::StoreError> {
    let found = journal.find(&[*key.0.as_bytes()])?;
    Ok(found.into_iter().next().flatten())
}
