//! A record that nobody serves: its log as files, receipts from it, and opening it as it was begun.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use domain::{Entry, Event, people, personal, record};
use journal::{ExportError, Exported, Log, Options, Read as _};
use kernel::{Digest, ReportId, Sealed};
use tlog::{Note, Receipt};

use crate::application::{Application, PublishAs, Start};
use crate::clock::SystemClock;
use crate::error::StartError;
use crate::pictures::Pictures;

impl Application {
    /// Opens the record of a folder as it was begun and with the pack that is in force, for something
    /// that is done to it while nobody serves it. Nothing is begun where there is no record.
    ///
    /// # Errors
    /// Those of [`Application::start`]; [`StartError::Nothing`] when there is none.
    pub fn reopen(folder: &Path) -> Result<Self, StartError> {
        if !folder.join("journal.db").exists() {
            return Err(StartError::Nothing);
        }
        let mut reader = journal::open_reader(folder).map_err(journal::Error::from)?;
        let first = journal::read_some(&mut reader, 0, 1, usize::MAX);
        let first = first.map_err(journal::Error::from)?.into_iter().next();
        let first = first.ok_or(StartError::Nothing)?;
        let entry = Entry::from_bytes(&first.bytes)
            .map_err(|source| StartError::Entry { seq: 0, source })?;
        let Some(Event::Record(record::Event::Opened { agency, clock, .. })) = entry.events.first()
        else {
            return Err(StartError::Nothing);
        };
        Self::start(Start {
            folder: folder.to_owned(),
            agency: agency.clone(),
            clock_kind: *clock,
            pack: None,
            clock: Arc::new(SystemClock),
            options: Options::default(),
            around: None,
            publish: PublishAs::default(),
        })
    }
}

/// Writes the log of a folder as files for any web server; the entries only when asked for.
///
/// # Errors
/// [`ExportError`].
pub fn export_log(folder: &Path, out: &Path, entries: bool) -> Result<Exported, ExportError> {
    let key = journal::signer(folder, None)?.verifier();
    let mut reader = journal::open_reader(folder).map_err(journal::Error::from)?;
    journal::export(&mut reader, &key, out, entries)
}

/// Entries that tell of something sealed whose ciphertext lies nowhere. What lies beside entries is
/// compared with its digest by `verify_journal`, which knows nothing of what an entry says and so misses
/// nothing; the files of photos are compared here. Those of a report that was erased are not missed.
///
/// # Errors
/// [`StartError`] when the journal cannot be read or an entry is not one.
pub fn without_ciphertext(folder: &Path) -> Result<Vec<u64>, StartError> {
    let mut reader = journal::open_reader(folder).map_err(journal::Error::from)?;
    let (mut sealed, mut photos, mut erased) = (vec![], vec![], BTreeSet::new());
    let mut unread = None;
    let size = reader.size().map_err(journal::Error::from)?;
    let read = reader.range(0, size, &mut |seq, _, bytes| {
        match Entry::from_bytes(bytes) {
            Ok(entry) => {
                let with = entry.events.iter().filter_map(Event::sealed);
                sealed.extend(with.map(|sealed| (seq, sealed.envelope)));
                for (report, both) in entry.events.iter().filter_map(Event::photo) {
                    let one = |sealed: &Sealed| (seq, report, entry.act.photo(), sealed.envelope);
                    photos.extend(both.map(one));
                }
                erased.extend(entry.events.iter().filter_map(erased_report));
            }
            Err(source) => unread = Some(StartError::Entry { seq, source }),
        }
        unread.is_none()
    });
    read.map_err(journal::Error::from)?;
    if let Some(error) = unread {
        return Err(error);
    }
    let mut missing = BTreeSet::new();
    for (entry, envelope) in sealed {
        let there = reader.beside(&envelope.0).map_err(journal::Error::from)?;
        if there.is_none() {
            missing.insert(entry);
        }
    }
    let pictures = Pictures::of(folder);
    for (entry, report, photo, envelope) in photos {
        let there = pictures.read(report, photo, envelope)?;
        let whole = there.is_some_and(|bytes| Digest::of(&bytes) == envelope);
        if !whole && !erased.contains(&report) {
            missing.insert(entry);
        }
    }
    Ok(missing.into_iter().collect())
}

fn erased_report(event: &Event) -> Option<ReportId> {
    match event {
        Event::Personal(personal::Event::Erased { report, .. }) => Some(*report),
        _ => None,
    }
}

/// Whether the record of a folder has an administrator who may act, beside a server that writes it. A
/// folder without a record has none.
///
/// # Errors
/// [`StartError`] when the journal cannot be read or an entry is not one.
pub fn is_administered(folder: &Path) -> Result<bool, StartError> {
    if !folder.join("journal.db").exists() {
        return Ok(false);
    }
    let mut reader = journal::open_reader(folder).map_err(journal::Error::from)?;
    let size = reader.size().map_err(journal::Error::from)?;
    let (mut known, mut unread) = (people::State::default(), None);
    let read = reader.range(0, size, &mut |seq, _, bytes| {
        match Entry::from_bytes(bytes) {
            Ok(entry) => {
                for event in &entry.events {
                    if let Event::People(event) = event {
                        known = people::evolve(std::mem::take(&mut known), event);
                    }
                }
            }
            Err(source) => unread = Some(StartError::Entry { seq, source }),
        }
        unread.is_none()
    });
    read.map_err(journal::Error::from)?;
    match unread {
        Some(error) => Err(error),
        None => Ok(known.is_administered()),
    }
}

/// Receipts of a folder, under its last signed checkpoint, without lines of witnesses.
pub struct Receipts {
    reader: journal::SqliteReader,
    tree: tlog::Tree,
    note: Note,
}

impl Receipts {
    /// Opens a folder for its receipts.
    ///
    /// # Errors
    /// [`StartError`] when there is no sound record in it.
    pub fn open(folder: &Path) -> Result<Self, StartError> {
        let key = journal::signer(folder, None)?.verifier();
        let mut reader = journal::open_reader(folder).map_err(journal::Error::from)?;
        let (head, tree) = journal::signed_tree(&mut reader, &key)?;
        let bad = |error: tlog::NoteError| journal::Error::BadHead(error.to_string());
        let note = Note::from_text(&head.note).map_err(bad)?;
        Ok(Self { reader, tree, note })
    }

    /// Entries that have a receipt.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The receipt of an entry; `None` when the checkpoint does not cover it.
    ///
    /// # Errors
    /// [`StartError`] when the journal cannot be read.
    pub fn of(&mut self, entry: u64) -> Result<Option<Receipt>, StartError> {
        let stored = journal::read_some(&mut self.reader, entry, 1, usize::MAX);
        let stored = stored.map_err(journal::Error::from)?.into_iter().next();
        let proof = Log::new(&self.tree, &mut self.reader).inclusion(entry);
        let both = stored.zip(proof.map_err(journal::Error::from)?);
        Ok(both.map(|(stored, proof)| Receipt {
            extra: Some(stored.bytes.to_vec()),
            index: entry,
            proof,
            note: self.note.clone(),
        }))
    }
}
