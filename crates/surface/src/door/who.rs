//! Who asks.

use std::collections::BTreeSet;

use access::Action;
use application::people::{Post, Standing};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use identity::{Kind, MachineKey, Session};
use kernel::{AccountId, Code, SeatId};

use super::Door;
use super::cookie::{DEVICE, SESSION, value};
use super::site::is_this_machine;
use crate::server::App;

/// Somebody who proved who they are.
#[derive(Clone, Debug)]
pub struct Who {
    /// Their account.
    pub account: AccountId,
    /// What they are in the agency now.
    pub posts: Vec<Post>,
    /// How they came in.
    pub way: Way,
}

/// How somebody came in.
#[derive(Clone, Debug)]
pub enum Way {
    /// A person with a session.
    Session(Session),
    /// A machine with a key.
    Key(MachineKey),
    /// Nobody said anything, where a guest is let in.
    Guest,
}

impl Who {
    /// Their roles.
    pub fn roles(&self) -> impl Iterator<Item = Code> {
        let roles: BTreeSet<_> = self.posts.iter().map(|post| post.role.clone()).collect();
        roles.into_iter()
    }

    /// For a machine: what its key was made for.
    pub fn scopes(&self) -> BTreeSet<Action> {
        match &self.way {
            Way::Key(key) => key
                .scopes
                .iter()
                .filter_map(|name| Action::of(name))
                .collect(),
            Way::Session(_) | Way::Guest => BTreeSet::new(),
        }
    }

    /// Their session, for persons who have one.
    pub fn session(&self) -> Option<&Session> {
        match &self.way {
            Way::Session(session) => Some(session),
            Way::Key(_) | Way::Guest => None,
        }
    }

    /// Whether nobody signed in.
    pub fn is_guest(&self) -> bool {
        matches!(self.way, Way::Guest)
    }

    /// Whether they only set how they will sign in.
    pub fn is_enrolling(&self) -> bool {
        self.session()
            .is_some_and(|session| session.kind == Kind::Enrolling)
    }
}

/// Who sent a request; nobody when what it brings does not hold any more.
pub fn who(app: &App, parts: &Parts) -> Option<Who> {
    let (door, now, headers) = (&app.door, app.application.now(), &parts.headers);
    let (account, way) = match bearer(headers) {
        Some(token) => {
            let key = door.identity().key(token, now).ok()?;
            (key.account, Way::Key(key))
        }
        None => match value(headers, SESSION).map(|token| door.identity().session(token, now)) {
            Some(Ok(session)) => (session.account, Way::Session(session)),
            _ if !is_this_machine(parts) => return None,
            _ => (door.guest()?, Way::Guest),
        },
    };
    standing(app, account, way)
}

/// Somebody who came in before, as they are now; nobody when what they came in by holds no more.
pub fn again(app: &App, who: &Who) -> Option<Who> {
    let (identity, now) = (app.door.identity(), app.application.now());
    let holds = match &who.way {
        Way::Session(session) => identity.holds(session.id, now),
        Way::Key(key) => identity.key_holds(key.id, now),
        Way::Guest => true,
    };
    holds.then(|| standing(app, who.account, who.way.clone()))?
}

/// The person of an account, unless it is kept out.
fn standing(app: &App, account: AccountId, way: Way) -> Option<Who> {
    let people = app.application.people();
    let held = people.accounts.get(&account)?;
    let enrolling = matches!(&way, Way::Session(session) if session.kind == Kind::Enrolling);
    let may =
        held.standing == Standing::Active || (enrolling && held.standing == Standing::Invited);
    may.then(|| Who {
        account,
        posts: held.posts.clone(),
        way,
    })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let sent = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = sent.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

/// The device a browser is on, when it is known.
pub fn device(door: &Door, headers: &HeaderMap) -> Option<identity::DeviceId> {
    door.identity().device(value(headers, DEVICE)?)
}

/// Whether somebody may act at a seat: they sit there, or it is a guest or a machine where nobody sits.
pub fn sits(app: &App, who: &Who, seat: &SeatId) -> bool {
    let sitting = app.application.people().seats.get(seat).copied();
    match who.way {
        Way::Session(_) => sitting == Some(who.account),
        Way::Key(_) | Way::Guest => sitting.is_none_or(|sitting| sitting == who.account),
    }
}
