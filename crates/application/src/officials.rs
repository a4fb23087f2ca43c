//! What officials are called: sealed like any other personal field, and told only behind a trace.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use domain::Event;
use domain::people::Event as Done;
use domain::personal::NewSealed;
use kernel::{AccountId, Line};
use serde::{Deserialize, Serialize};

use crate::act::{Act, Recorded};
use crate::application::Application;
use crate::callers::seal;
use crate::error::Error;
use crate::feed::Committed;

/// The name of the group in the vault.
const PART: &str = "official";
/// Looks at one name told at once.
const LOOKS_MAX: u32 = 500;

/// What is sealed of an official.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficialFields {
    name: Line,
}

impl Application {
    /// Does something that says what an official is called; the name is sealed before anything is kept.
    ///
    /// # Errors
    /// [`Error::Vault`] when it cannot be sealed; otherwise as [`Application::act`].
    pub async fn name_official(
        self: &Arc<Self>,
        account: AccountId,
        name: Line,
        act: impl FnOnce(NewSealed) -> Act,
    ) -> Result<Recorded, Error> {
        let sealing = self.in_vault(move |application| {
            let vault = application.vault_or_new()?;
            seal(&vault, account.0, PART, &OfficialFields { name })
        });
        let (sealed, envelope) = sealing.await?;
        let mut act = act(sealed);
        act.beside.push(envelope.into());
        self.act(act).await
    }

    /// Opens the name that an act asks for. The trace is durable before it is told, and tells once.
    ///
    /// # Errors
    /// [`Error::ToldBefore`] for an act that was answered already; [`Error::Vault`] when it cannot be
    /// opened; otherwise as [`Application::act`].
    pub async fn open_name(self: &Arc<Self>, act: Act) -> Result<(Recorded, Line), Error> {
        let recorded = self.traced(act).await?;
        let Some(Event::People(Done::NameOpened { account, key, .. })) = recorded.events().first()
        else {
            return Err(Error::Vault("the act opens nothing".into()));
        };
        self.vault.traces.fetch_add(1, Ordering::Relaxed);
        let (key, trace, people) = (*key, recorded.seq(), self.people());
        let sealed = people
            .accounts
            .get(account)
            .and_then(|held| held.name.clone());
        let sealed = sealed.ok_or_else(|| Error::Vault(format!("{account} has no name")))?;
        let opening = self.in_vault(move |application| {
            let fields: OfficialFields = application.unseal(&sealed, key, trace)?;
            Ok(fields.name)
        });
        Ok((recorded, opening.await?))
    }

    /// The last looks at what an official is called, for that official.
    ///
    /// # Errors
    /// [`Error::Read`].
    pub fn looks_at_official(&self, account: AccountId) -> Result<Vec<Arc<Committed>>, Error> {
        let numbers = self.with_views(|views| views.looks_at_official(account, LOOKS_MAX))?;
        self.entries(&numbers)
    }
}
