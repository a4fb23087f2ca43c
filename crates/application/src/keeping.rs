//! The vault of a record: made when the first personal field comes in, kept in step with the journal,
//! and turned over every day.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::personal::{self, Command as Personal};
use domain::{Command, Entry};
use journal::Read;
use kernel::{ActKey, SeatId};
use uuid::Uuid;
use vault::Vault;

use crate::act::Act;
use crate::application::Application;
use crate::callers::apply;
use crate::error::{Error, StartError};
use crate::pictures::{Arrival, Pictures};

/// The vault, once there is one.
#[derive(Default)]
pub(crate) struct Keeping {
    vault: Mutex<Option<Arc<Vault>>>,
    /// Held for reading while the journal has something that the vault has not done yet.
    pub(crate) changing: tokio::sync::RwLock<()>,
    /// Traces that were left since the start, each of which may open one group of fields.
    pub(crate) traces: AtomicU64,
}

impl Keeping {
    /// Opens the vault of a folder. `known` is the epoch of which the journal knows: where it knows of
    /// any, a lost file is not replaced by an empty one, and one of an earlier epoch is an old copy.
    pub(crate) fn open(
        folder: &Path,
        known: u32,
        journal: &mut dyn Read,
    ) -> Result<Self, StartError> {
        if known == 0 && !folder.join("vault.db").exists() {
            return Ok(Self::default());
        }
        let vault = Vault::open(folder)?;
        if vault.epoch() < u64::from(known) {
            return Err(StartError::OldVault {
                vault: vault.epoch(),
                record: known,
            });
        }
        let pictures = Pictures::of(folder);
        pictures.tidy(|arrival| is_named(arrival, journal))?;
        catch_up(&vault, &pictures, journal)?;
        Ok(Self {
            vault: Mutex::new(Some(Arc::new(vault))),
            ..Self::default()
        })
    }

    /// The act that tells the journal of an epoch later than it knows: a crash may have come between
    /// the turn and its entry.
    pub(crate) fn untold(&self, known: u32) -> Result<Option<Command>, Error> {
        let vault = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        let epoch = vault.as_ref().map(|vault| epoch(vault)).transpose()?;
        let later = epoch.filter(|epoch| *epoch > known);
        Ok(later.map(|epoch| Command::Personal(Personal::TurnEpoch { epoch })))
    }
}

/// The epoch of a vault as the journal counts it.
fn epoch(vault: &Vault) -> Result<u32, Error> {
    let epoch = u32::try_from(vault.epoch());
    epoch.map_err(|_| Error::Vault("there have been too many epochs".into()))
}

/// Whether the act by which the file of a photo came in is in the journal, with this very file.
fn is_named(arrival: &Arrival, journal: &mut dyn Read) -> Result<bool, StartError> {
    let found = journal.find(&[*arrival.key.0.as_bytes()]);
    let Some(seq) = found
        .map_err(journal::Error::from)?
        .into_iter()
        .next()
        .flatten()
    else {
        return Ok(false);
    };
    let stored = journal::read_some(journal, seq, 1, usize::MAX).map_err(journal::Error::from)?;
    let Some(stored) = stored.into_iter().next() else {
        return Ok(false);
    };
    let entry = Entry::from_bytes(&stored.bytes);
    let entry = entry.map_err(|source| StartError::Entry { seq, source })?;
    let mut photos = entry.events.iter().filter_map(domain::Event::photo);
    Ok(photos.any(|(report, sealed)| {
        report == arrival.report && sealed.iter().any(|one| one.envelope == arrival.envelope)
    }))
}

/// Does in the vault what the journal has and a crash cut off.
fn catch_up(vault: &Vault, pictures: &Pictures, journal: &mut dyn Read) -> Result<(), StartError> {
    let from = vault.applied()?.map_or(0, |applied| applied + 1);
    let size = journal.size().map_err(journal::Error::from)?;
    let mut failed: Option<StartError> = None;
    let read = journal.range(from, size, &mut |seq, _, bytes| {
        let applied = Entry::from_bytes(bytes)
            .map_err(|source| StartError::Entry { seq, source })
            .and_then(|entry| {
                let mut events = entry.events.iter();
                events
                    .try_for_each(|event| apply(vault, pictures, event, entry.at_ms))
                    .map_err(StartError::Begin)
            });
        failed = applied.err();
        failed.is_none()
    });
    read.map_err(journal::Error::from)?;
    if let Some(error) = failed {
        return Err(error);
    }
    if let Some(last) = size.checked_sub(1) {
        vault.set_applied(last)?;
    }
    Ok(())
}

impl Application {
    /// The vault, which is there once a personal field is.
    pub(crate) fn vault(&self) -> Result<Arc<Vault>, Error> {
        let vault = self.vault.vault.lock();
        let vault = vault.unwrap_or_else(PoisonError::into_inner).clone();
        vault.ok_or_else(|| Error::Vault("there is none yet".into()))
    }

    /// The vault, made now when there is none.
    pub(crate) fn vault_or_new(&self) -> Result<Arc<Vault>, Error> {
        let mut held = self
            .vault
            .vault
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(vault) = &*held {
            return Ok(vault.clone());
        }
        let vault = Arc::new(Vault::open_or_make(&self.folder)?);
        if let Some(last) = self.feed.size().checked_sub(1) {
            vault.set_applied(last)?;
        }
        // Known to the journal before anything is sealed with it.
        self.say_epoch(&vault)?;
        *held = Some(vault.clone());
        Ok(vault)
    }

    /// Replaces the key that wraps all others and destroys the old one, and says so in the journal:
    /// from then on no older copy of the vault opens anything. Nothing when there is no vault.
    ///
    /// # Errors
    /// [`Error::Vault`] when it could not be done.
    pub fn turn_epoch(&self) -> Result<Option<u64>, Error> {
        let Ok(vault) = self.vault() else {
            return Ok(None);
        };
        // Nobody is between journal and vault now, so both have everything.
        let alone = self.vault.changing.blocking_write();
        if let Some(last) = self.feed.size().checked_sub(1) {
            vault.set_applied(last)?;
        }
        // Of a key that goes, no shares stay.
        self.shares.forget();
        let turned = vault.turn_epoch()?;
        drop(alone);
        self.say_epoch(&vault)?;
        Ok(Some(turned.epoch))
    }

    /// Tells the journal of the epoch the vault is in, unless it knows.
    fn say_epoch(&self, vault: &Vault) -> Result<(), Error> {
        let epoch = epoch(vault)?;
        // One key for each epoch, which no client makes.
        let key = ActKey(Uuid::new_v8((u128::from(epoch) | 1 << 96).to_be_bytes()));
        let system = SeatId::new("system").map_err(|error| Error::Vault(error.to_string()))?;
        let command = Command::Personal(Personal::TurnEpoch { epoch });
        let answer = self.submit_blocking(Act::new(key, system, command))?;
        use domain::Refusal::Personal as Refused;
        match answer.blocking_recv() {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(Error::Refused(Refused(personal::Refusal::EpochPast { .. })))) => Ok(()),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(Error::Stopped("no answer".into())),
        }
    }

    /// Since the start: the traces that were left, and how often the cipher opened fields. The second
    /// is never more than the first.
    #[must_use]
    pub fn openings(&self) -> (u64, u64) {
        let decryptions = self.vault().map_or(0, |vault| vault.decryptions());
        (self.vault.traces.load(Ordering::Relaxed), decryptions)
    }
}

impl Keeping {
    /// Adds a line to the file that `ANSWERABLE_OPENINGS` names: traces, decryptions. Test runs sum it
    /// over every record they opened (`make openings`); builds for use do not have this.
    #[cfg(debug_assertions)]
    pub(crate) fn tell_openings(&self) {
        use std::io::Write as _;
        let Some(path) = std::env::var_os("ANSWERABLE_OPENINGS") else {
            return;
        };
        let vault = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        let decryptions = vault.as_ref().map_or(0, |vault| vault.decryptions());
        let traces = self.traces.load(Ordering::Relaxed);
        let file = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(path);
        if let Ok(mut file) = file
            && traces + decryptions > 0
        {
            let _ = writeln!(file, "{traces} {decryptions}");
        }
    }
}
