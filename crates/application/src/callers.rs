//! Who called: sealed on the way in, told only behind a trace, kept or erased as a law says.
//!
//! Two stores have to agree: the journal says what was done and why, the vault does it. The journal
//! comes first, and whatever a crash cut off between the two the next start does again.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use domain::personal::{Event as Done, Field, NewSealed};
use domain::{Command, Event, intake};
use kernel::{KeyId, Line, ReportId, Sealed, Timestamp, canonical};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Traced, Vault, telephone};

use crate::act::{Act, Recorded};
use crate::application::Application;
use crate::error::Error;
use crate::pictures::Pictures;

/// The name of the group in the vault, and of what it can be found by.
pub(crate) const PART: &str = "caller";
const CALLBACK: &str = "callback";

/// What somebody said of themselves.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallerFields {
    /// What they are called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line>,
    /// The number to call back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback: Option<Line>,
    /// They wish not to be named.
    #[serde(default)]
    pub anonymous: bool,
}

/// The fields are nobody's business in a log.
impl std::fmt::Debug for CallerFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CallerFields(..)")
    }
}

impl CallerFields {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The fields that a trace names, opened.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct OpenedFields {
    /// What they are called, if that was asked for and said.
    pub name: Option<Line>,
    /// The number to call back, likewise.
    pub callback: Option<Line>,
    /// Whether they wish not to be named, if that was asked for.
    pub anonymous: Option<bool>,
}

impl std::fmt::Debug for OpenedFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenedFields(..)")
    }
}

impl OpenedFields {
    fn of(fields: CallerFields, asked: &[Field]) -> Self {
        let wanted = |field| asked.contains(&field);
        Self {
            name: fields.name.filter(|_| wanted(Field::Name)),
            callback: fields.callback.filter(|_| wanted(Field::Callback)),
            anonymous: wanted(Field::Anonymous).then_some(fields.anonymous),
        }
    }
}

impl Application {
    /// Takes a report; who called is sealed before anything is kept.
    ///
    /// It is found by its number only once the record has taken it: whoever sends a key again with
    /// another number is refused, and must not have joined that number to the report all the same.
    /// Nobody is answered before it can be found; who was cut off sends the same act again.
    ///
    /// # Errors
    /// [`Error::Vault`] when it cannot be sealed; otherwise as [`Application::act`].
    pub async fn receive(
        self: &Arc<Self>,
        mut act: Act,
        caller: Option<CallerFields>,
    ) -> Result<Recorded, Error> {
        let mut found_by = None;
        if let (Some(fields), Command::Intake(intake::Command::ReceiveReport { report, .. })) =
            (caller, &mut act.command)
        {
            let record = act.key.report();
            let number = fields.callback.as_ref();
            let number = number.and_then(|line| telephone(line.as_str()));
            let sealing = self.in_vault(move |application| {
                let vault = application.vault_or_new()?;
                seal(&vault, record.0, PART, &fields)
            });
            let (sealed, envelope) = sealing.await?;
            found_by = number.map(|number| (number, sealed.sealed.key));
            report.caller = Some(sealed);
            act.beside.push(envelope.into());
        }
        let recorded = self.act(act).await?;
        if let Some((number, key)) = found_by {
            let indexing = self.in_vault(move |application| {
                Ok(application.vault()?.index(CALLBACK, &number, key)?)
            });
            indexing.await?;
        }
        Ok(recorded)
    }

    /// Opens the fields that an act names. The trace is durable before anything is told, and each
    /// trace tells once: whoever lost the answer asks again, and leaves another trace.
    ///
    /// # Errors
    /// [`Error::ToldBefore`] for an act that was answered already; [`Error::Vault`] when the fields
    /// cannot be opened; otherwise as [`Application::act`].
    pub async fn open_caller(
        self: &Arc<Self>,
        act: Act,
    ) -> Result<(Recorded, OpenedFields), Error> {
        let recorded = self.traced(act).await?;
        let Some(Event::Personal(Done::Opened {
            report,
            key,
            fields,
            ..
        })) = recorded.events().first().cloned()
        else {
            return Err(Error::Vault("the act opens nothing".into()));
        };
        self.vault.traces.fetch_add(1, Ordering::Relaxed);
        self.fresh(recorded.seq()).await?;
        let trace = recorded.seq();
        let opening = self.in_vault(move |application| {
            let sealed = application.sealed(report)?;
            application.unseal(&sealed, key, trace)
        });
        Ok((recorded, OpenedFields::of(opening.await?, &fields)))
    }

    /// Finds other reports with the same call-back number, oldest first. Nothing is opened for it.
    ///
    /// # Errors
    /// Those of [`Application::open_caller`].
    pub async fn search_caller(
        self: &Arc<Self>,
        act: Act,
    ) -> Result<(Recorded, Vec<ReportId>), Error> {
        let recorded = self.traced(act).await?;
        let Some(Event::Personal(Done::Searched { key, .. })) = recorded.events().first().cloned()
        else {
            return Err(Error::Vault("the act searches nothing".into()));
        };
        let searching = self.in_vault(move |application| {
            let (vault, mut found) = (application.vault()?, vec![]);
            for key in vault.alike(key)? {
                let Some((record, _)) = vault.place_of(key)? else {
                    continue;
                };
                // A key whose report was refused belongs to nothing.
                let report = application.with_views(|views| views.report(ReportId(record)))?;
                found.extend(report.map(|report| (report.entry, report.report)));
            }
            found.sort_unstable();
            Ok(found.into_iter().map(|(_, report)| report).collect())
        });
        Ok((recorded, searching.await?))
    }

    /// Holds, lets go or erases: first in the journal, then in the vault. Asked again with the same
    /// key, it does again what may have been cut off.
    ///
    /// # Errors
    /// [`Error::Vault`] when the journal has it and the vault could not do it: the next start will;
    /// otherwise as [`Application::act`].
    pub async fn change_caller(self: &Arc<Self>, act: Act) -> Result<Recorded, Error> {
        let _changing = self.vault.changing.read().await;
        let recorded = self.act(act).await?;
        let of_the_vault = |event: &Event| matches!(event, Event::Personal(_));
        if !recorded.events().iter().any(of_the_vault) {
            return Ok(recorded);
        }
        let done = recorded.clone();
        let applying = self.in_vault(move |application| {
            let vault = application.vault()?;
            let at = done.committed.entry.at_ms;
            for event in done.events() {
                apply(&vault, &application.pictures, event, at)?;
            }
            Ok(())
        });
        applying.await?;
        Ok(recorded)
    }

    /// Records an act that is a trace, and refuses one that was answered before.
    pub(crate) async fn traced(&self, act: Act) -> Result<Recorded, Error> {
        let recorded = self.act(act).await?;
        match recorded.repeated {
            true => Err(Error::ToldBefore),
            false => Ok(recorded),
        }
    }

    fn sealed(&self, report: ReportId) -> Result<Sealed, Error> {
        let view = self.with_views(|views| views.report(report))?;
        let caller = view.and_then(|view| view.caller);
        let missing = || Error::Vault(format!("the views do not know who made {report}"));
        Ok(caller.ok_or_else(missing)?.sealed)
    }

    /// Opens what was sealed with a key, for the trace that the entry `trace` is.
    pub(crate) fn unseal<T: DeserializeOwned>(
        &self,
        sealed: &Sealed,
        key: KeyId,
        trace: u64,
    ) -> Result<T, Error> {
        let envelope = self.with_journal(|journal| journal.beside(&sealed.envelope.0))?;
        let missing = || Error::Vault(format!("the ciphertext {} is missing", sealed.envelope));
        let opened = self.vault()?.open_sealed(
            sealed,
            &envelope.ok_or_else(missing)?,
            Traced::new(key, trace),
        )?;
        let fields = serde_json::from_slice(opened.text());
        // What serde says may quote what was sealed.
        fields.map_err(|_| Error::Vault("what was sealed are not these fields".into()))
    }

    /// Asks the vault off the threads that serve: it waits for the disk.
    pub(crate) async fn in_vault<T: Send + 'static>(
        self: &Arc<Self>,
        ask: impl FnOnce(&Self) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let application = self.clone();
        let asked = tokio::task::spawn_blocking(move || ask(&application)).await;
        asked.unwrap_or_else(|error| Err(Error::Vault(error.to_string())))
    }
}

/// Seals the fields of one part of a record.
pub(crate) fn seal(
    vault: &Vault,
    record: Uuid,
    part: &str,
    fields: &impl Serialize,
) -> Result<(NewSealed, Vec<u8>), Error> {
    let text = canonical::to_bytes(fields).map_err(|_| Error::NotRecordable)?;
    let key = vault.key_for(record, part)?;
    let person = vault.get(key)?;
    let (sealed, envelope) = person.seal(&text)?;
    let token = person.token(&text);
    Ok((NewSealed { sealed, token }, envelope))
}

/// Does in the vault what an entry of that instant says was decided; again does no harm.
pub(crate) fn apply(
    vault: &Vault,
    pictures: &Pictures,
    event: &Event,
    at: Timestamp,
) -> Result<(), Error> {
    let Event::Personal(event) = event else {
        return Ok(());
    };
    match event {
        Done::Held {
            key,
            until_ms,
            basis,
            ..
        } => {
            let_go(vault, *key)?;
            vault.hold(*key, *until_ms, basis.as_str())?;
        }
        Done::HoldLifted { key, .. } => let_go(vault, *key)?,
        Done::Erased { report, key, .. } => {
            vault.erase(&[*key], at)?;
            let erased = pictures.erase(*report);
            erased.map_err(|error| Error::Vault(format!("photos were not erased: {error}")))?;
        }
        Done::Sealed { .. }
        | Done::Opened { .. }
        | Done::PhotoSealed { .. }
        | Done::PhotoOpened { .. }
        | Done::Searched { .. }
        | Done::TracesRead { .. }
        | Done::SecondSecretGiven { .. }
        | Done::LookSealed { .. }
        | Done::WordsReleased { .. }
        | Done::LookContested { .. }
        | Done::ContestAnswered { .. }
        | Done::EpochTurned { .. } => {}
    }
    Ok(())
}

fn let_go(vault: &Vault, key: KeyId) -> Result<(), Error> {
    for hold in vault.holds(key)? {
        vault.lift(key, &hold.basis)?;
    }
    Ok(())
}
