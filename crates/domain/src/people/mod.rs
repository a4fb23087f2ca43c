//! Officials: who has an account and for what, who sits where, and what needs two of them.
//!
//! An account is known by its number in the service; the name is sealed like any other. Passwords and
//! keys are no part of the record. What a role may do is decided before a command arrives here; these
//! rules hold whoever asks: nobody changes his own account, nobody approves his own request, and a
//! record is never left without an administrator.

mod account;
mod ceremony;
mod command;
mod decide;
mod event;
mod refusal;
mod request;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{AccountId, Digest, MachineKeyId, RequestId, SeatId};
use serde::{Deserialize, Serialize};

pub use account::{ADMINISTRATOR, Account, MACHINE, Post, Standing};
pub use ceremony::{CEREMONY_LASTS_MS, Ceremony, ShareOf};
pub use command::Command;
pub use decide::decide;
pub use event::Event;
pub use refusal::Refusal;
pub use request::{EXPORT_WAITS_MS, Export, ExportOf, Extent, REQUEST_WAITS_MS, Request, Wish};

/// Who there is, and what waits for one of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Every account there ever was.
    pub accounts: BTreeMap<AccountId, Account>,
    /// The machine of every key that was not ended.
    pub keys: BTreeMap<MachineKeyId, AccountId>,
    /// Who sits where.
    pub seats: BTreeMap<SeatId, AccountId>,
    /// Seats that are bound to devices.
    pub bound: BTreeSet<SeatId>,
    /// What waits for a second person.
    pub requests: BTreeMap<RequestId, Request>,
    /// Packs that two people agreed to put in force.
    pub packs: BTreeSet<Digest>,
    /// Exports that two people agreed to, by the request.
    pub exports: BTreeMap<RequestId, Export>,
    /// The key that wraps all others, as its turns were told; 0 before there is one.
    pub epoch: u32,
    /// The last ceremony of that key.
    pub ceremony: Option<Ceremony>,
}

/// Folds one fact into what is known.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::AccountInvited {
            account,
            service_number,
            posts,
            name,
        } => {
            let invited = Account {
                service_number: service_number.clone(),
                posts: posts.clone(),
                standing: Standing::Invited,
                name: name.clone(),
            };
            state.accounts.insert(*account, invited);
        }
        Event::AccountOpened { account } | Event::AccountResumed { account, .. } => {
            state.becomes(*account, Standing::Active);
        }
        Event::Named { account, name } => {
            if let Some(held) = state.accounts.get_mut(account) {
                held.name = Some(name.clone());
            }
        }
        Event::PostsChanged { account, posts, .. } => {
            if let Some(held) = state.accounts.get_mut(account) {
                held.posts.clone_from(posts);
            }
        }
        Event::AccountSuspended { account, .. } => state.becomes(*account, Standing::Suspended),
        Event::AccountClosed { account, .. } => state.becomes(*account, Standing::Closed),
        Event::RecoveryGranted { .. } | Event::InvitedAgain { .. } | Event::NameOpened { .. } => {}
        Event::KeyMade { account, key, .. } => {
            state.keys.insert(*key, *account);
        }
        Event::KeyEnded { key, .. } => {
            state.keys.remove(key);
        }
        Event::SeatEntered { seat, account } | Event::SeatTaken { seat, account, .. } => {
            state.seats.insert(seat.clone(), *account);
        }
        Event::SeatLeft { seat, .. } => {
            state.seats.remove(seat);
        }
        Event::SeatBound { seat } => {
            state.bound.insert(seat.clone());
        }
        Event::SeatUnbound { seat, .. } => {
            state.bound.remove(seat);
        }
        Event::RequestMade {
            request,
            wish,
            by,
            expires_ms,
            ..
        } => {
            let made = Request {
                wish: wish.clone(),
                by: *by,
                expires_ms: *expires_ms,
            };
            state.requests.insert(*request, made);
        }
        Event::RulesAsked {
            request,
            pack,
            by,
            expires_ms,
            ..
        } => {
            let made = Request {
                wish: Wish::AdoptPack { pack: *pack },
                by: *by,
                expires_ms: *expires_ms,
            };
            state.requests.insert(*request, made);
        }
        Event::ExportAsked {
            request,
            extent,
            by,
            expires_ms,
            ..
        } => {
            let made = Request {
                wish: Wish::Export { extent: *extent },
                by: *by,
                expires_ms: *expires_ms,
            };
            state.requests.insert(*request, made);
        }
        Event::KeyCeremonyAsked {
            request,
            by,
            expires_ms,
            ..
        } => {
            let made = Request {
                wish: Wish::SplitKey,
                by: *by,
                expires_ms: *expires_ms,
            };
            state.requests.insert(*request, made);
        }
        Event::KeyCeremonyBegun {
            request,
            epoch,
            asked_by,
            approved_by,
            expires_ms,
        } => {
            state.ceremony = Some(Ceremony {
                request: *request,
                epoch: *epoch,
                asked_by: *asked_by,
                approved_by: *approved_by,
                taken: BTreeMap::new(),
                expires_ms: *expires_ms,
            });
        }
        Event::KeyShareTaken { request, by, share } => {
            let ceremony = state.ceremony.as_mut();
            if let Some(ceremony) = ceremony.filter(|one| one.request == *request) {
                ceremony.taken.insert(*by, *share);
            }
        }
        Event::RulesGranted { pack, .. } => {
            state.packs.insert(*pack);
        }
        Event::ExportGranted {
            request,
            extent,
            by,
            expires_ms,
        } => {
            let export = Export {
                extent: *extent,
                by: *by,
                expires_ms: *expires_ms,
            };
            state.exports.insert(*request, export);
        }
        Event::Exported { .. } => {}
        Event::RequestApproved { request, .. }
        | Event::RequestRefused { request, .. }
        | Event::RequestWithdrawn { request } => {
            state.requests.remove(request);
        }
    }
    state
}

impl State {
    /// Whoever may no longer act sits nowhere.
    fn becomes(&mut self, account: AccountId, standing: Standing) {
        if standing != Standing::Active {
            self.seats.retain(|_, sitting| *sitting != account);
        }
        if standing == Standing::Closed {
            self.keys.retain(|_, machine| *machine != account);
        }
        if let Some(held) = self.accounts.get_mut(&account) {
            held.standing = standing;
        }
    }

    /// Whether a pack may be put in force. Nobody has to agree before there is an administrator who
    /// could; from then on it takes two.
    #[must_use]
    pub fn may_adopt(&self, pack: &Digest) -> bool {
        self.packs.contains(pack) || !self.is_administered()
    }

    /// Whether there is an administrator who may act, so that two can be asked for.
    #[must_use]
    pub fn is_administered(&self) -> bool {
        self.accounts.values().any(Account::administers)
    }

    /// Administrators who may act, but for one account.
    fn administrators_beside(&self, account: AccountId) -> usize {
        let others = self.accounts.iter().filter(|(id, _)| **id != account);
        others.filter(|(_, held)| held.administers()).count()
    }
}
