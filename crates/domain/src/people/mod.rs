//! Officials: who has an account and for what, who sits where, and what needs two of them.
//!
//! An account is known by its number in the service; the name is sealed like any other. Passwords and
//! keys are no part of the record. What a role may do is decided before a command arrives here; these
//! rules hold whoever asks: nobody changes his own account, nobody approves his own request, and a
//! record is never left without an administrator.

mod account;
mod command;
mod decide;
mod event;
mod refusal;
mod request;

use std::collections::BTreeMap;

use kernel::{AccountId, RequestId, SeatId};
use serde::{Deserialize, Serialize};

pub use account::{ADMINISTRATOR, Account, Post, Standing};
pub use command::Command;
pub use decide::decide;
pub use event::Event;
pub use refusal::Refusal;
pub use request::{REQUEST_WAITS_MS, Request, Wish};

/// Who there is, and what waits for one of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Every account there ever was.
    pub accounts: BTreeMap<AccountId, Account>,
    /// Who sits where.
    pub seats: BTreeMap<SeatId, AccountId>,
    /// What waits for a second person.
    pub requests: BTreeMap<RequestId, Request>,
}

/// Folds one fact into what is known.
#[must_use]
pub fn evolve(mut state: State, event: &Event) -> State {
    match event {
        Event::AccountInvited {
            account,
            service_number,
            posts,
            ..
        } => {
            let invited = Account {
                service_number: service_number.clone(),
                posts: posts.clone(),
                standing: Standing::Invited,
            };
            state.accounts.insert(*account, invited);
        }
        Event::AccountOpened { account } | Event::AccountResumed { account, .. } => {
            state.becomes(*account, Standing::Active);
        }
        Event::PostsChanged { account, posts, .. } => {
            if let Some(held) = state.accounts.get_mut(account) {
                held.posts.clone_from(posts);
            }
        }
        Event::AccountSuspended { account, .. } => state.becomes(*account, Standing::Suspended),
        Event::AccountClosed { account, .. } => state.becomes(*account, Standing::Closed),
        Event::RecoveryGranted { .. } => {}
        Event::SeatEntered { seat, account } | Event::SeatTaken { seat, account, .. } => {
            state.seats.insert(seat.clone(), *account);
        }
        Event::SeatLeft { seat, .. } => {
            state.seats.remove(seat);
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
        if let Some(held) = self.accounts.get_mut(&account) {
            held.standing = standing;
        }
    }

    /// Administrators who may act, but for one account.
    fn administrators_beside(&self, account: AccountId) -> usize {
        let others = self.accounts.iter().filter(|(id, _)| **id != account);
        others.filter(|(_, held)| held.administers()).count()
    }
}
