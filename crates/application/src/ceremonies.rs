//! Key ceremonies: the epoch key in three shares, held in memory alone until their keepers took them.
//!
//! The journal comes first here too: that a ceremony began, and that a share was taken, is durable
//! before anything is split or told. What the server holds is gone with a restart, with a turn of the
//! epoch and with the next ceremony, and the shares are gone with it.

use std::sync::{Arc, Mutex, PoisonError};

use domain::people::{Event as Done, Refusal};
use domain::{Command, Event, people};
use kernel::RequestId;
use vault::{Share, escrow_beside};

use crate::act::{Act, Recorded};
use crate::application::Application;
use crate::error::Error;

/// The shares of the last ceremony, and its request. Memory that held one is overwritten when it goes.
#[derive(Default)]
pub(crate) struct Shares(Mutex<Option<(RequestId, [Share; 3])>>);

impl Shares {
    fn keep(&self, split: Option<(RequestId, [Share; 3])>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = split;
    }

    /// Destroys what is held.
    pub fn forget(&self) {
        self.keep(None);
    }

    fn hold(&self, request: RequestId) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().is_some_and(|(of, _)| *of == request)
    }

    fn find(&self, request: RequestId, number: u8) -> Option<Share> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, shares) = held.as_ref().filter(|(of, _)| *of == request)?;
        shares.iter().find(|share| share.at() == number).cloned()
    }
}

impl Application {
    /// Splits the epoch key when an approval, now durable, says that a ceremony began. An approval that
    /// is answered again splits nothing again: other shares would not fit those that were taken.
    ///
    /// # Errors
    /// [`Error::Vault`] when the key cannot be split. The ceremony is over then, and another is asked for.
    pub async fn begin_ceremony(self: &Arc<Self>, recorded: &Recorded) -> Result<(), Error> {
        let begun = recorded.events().iter().find_map(|event| match event {
            Event::People(Done::KeyCeremonyBegun { request, epoch, .. }) => {
                Some((*request, *epoch))
            }
            _ => None,
        });
        let Some((request, epoch)) = begun.filter(|_| !recorded.repeated) else {
            return Ok(());
        };
        // The epoch does not turn while its key is read.
        let _unturned = self.vault.changing.read().await;
        let split = self.in_vault(|application| Ok(escrow_beside(&application.folder)?));
        let split = split.await?;
        // One that turned just before makes the ceremony one of a key that is gone.
        let current = split[0].epoch() == u64::from(epoch);
        self.shares.keep(current.then_some((request, split)));
        Ok(())
    }

    /// Takes a share. That it was taken is durable before it is told. The same act again tells its
    /// keeper the same share, while the ceremony lasts: an answer may be lost on its way, and a share
    /// that nobody read would cost the whole ceremony. Whoever asks again gets no other one.
    ///
    /// # Errors
    /// The refusals of [`people::Command::TakeShare`]; `ceremony-over` also when the server holds no
    /// shares of it any more.
    pub async fn take_share(
        self: &Arc<Self>,
        request: RequestId,
        act: impl FnOnce(Command) -> Act,
    ) -> Result<(Recorded, Share), Error> {
        let over = || Error::Refused(Refusal::CeremonyOver { request }.into());
        // After a restart the record knows of a ceremony whose shares are gone; nobody takes those.
        if !self.holds_shares(request) {
            return Err(over());
        }
        let command = Command::People(people::Command::TakeShare { request });
        let recorded = self.act(act(command)).await?;
        let Some(Event::People(Done::KeyShareTaken { share, .. })) = recorded.events().first()
        else {
            return Err(Error::Vault("the act takes no share".into()));
        };
        if !self.holds_shares(request) {
            return Err(over());
        }
        let found = self.shares.find(request, share.number());
        Ok((recorded, found.ok_or_else(over)?))
    }

    /// Whether shares of a ceremony can be told: the server split its key, and its time is not over.
    /// What is over is forgotten here.
    #[must_use]
    pub fn holds_shares(&self, request: RequestId) -> bool {
        let people = self.people();
        let ceremony = people.ceremony.as_ref();
        let lasts = ceremony.is_some_and(|one| {
            one.request == request && one.expires_ms > self.now() && one.epoch == people.epoch
        });
        match lasts {
            true => self.shares.hold(request),
            false => {
                if self.shares.hold(request) {
                    self.shares.forget();
                }
                false
            }
        }
    }
}
