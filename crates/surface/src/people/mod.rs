//! Officials over HTTP: coming in, accounts, seats, and what needs two people.

pub mod accounts;
pub mod ceremonies;
pub mod contests;
pub mod enrol;
pub mod exports;
pub mod keys;
pub mod looks;
pub mod officials;
pub mod passkeys;
mod questions;
pub mod requests;
pub mod rules;
pub mod seats;
pub mod session;
pub mod traces;
mod written;

use std::num::NonZeroU16;

use application::{Act, Command, people};
use identity::{Error as IdentityError, WeakPassword};
use kernel::{AccountId, ActKey, SeatId, Timestamp};
use uuid::Uuid;

use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// What identity could not do, for whoever asked; the chain is for the operator.
pub fn unavailable(language: Language, error: &IdentityError) -> Problem {
    match error {
        IdentityError::Busy => slow_down(language, 1),
        IdentityError::Weak(weak) => {
            let why = match weak {
                WeakPassword::TooShort(_) => "short",
                WeakPassword::TooLong => "long",
                WeakPassword::ServiceNumber => "number",
                WeakPassword::Breached => "public",
            };
            Problem::new(language, "password-refused", &[("why", why.to_owned())])
        }
        IdentityError::NotThisSeat { seat, .. } => {
            Problem::new(language, "seat-elsewhere", &[("seat", seat.to_string())])
        }
        IdentityError::Bounds { .. } => Problem::bad_request(language, &error.to_string()),
        error => {
            tracing::error!(error = error as &dyn std::error::Error, "identity");
            Problem::new(language, "identity-unavailable", &[])
        }
    }
}

/// Nothing was looked at; it will be after so many seconds.
pub fn slow_down(language: Language, wait_s: i64) -> Problem {
    let wait_s = u16::try_from(wait_s.max(1)).unwrap_or(u16::MAX);
    let wait_s = NonZeroU16::new(wait_s).unwrap_or(NonZeroU16::MIN);
    Problem::new(language, "slow-down", &[("wait_s", wait_s.to_string())]).after(wait_s)
}

/// The same, until an instant.
pub fn wait_until(language: Language, until: Timestamp, now: Timestamp) -> Problem {
    slow_down(language, (until.since_ms(now) + 999) / 1_000)
}

/// Asks identity on a thread that may wait.
pub async fn ask_identity<T: Send + 'static>(
    app: &App,
    language: Language,
    question: impl FnOnce(&identity::Identity, Timestamp) -> T + Send + 'static,
) -> Result<T, Problem> {
    let (identity, now) = (app.door.identity().clone(), app.application.now());
    let answer = tokio::task::spawn_blocking(move || question(&identity, now));
    answer
        .await
        .map_err(|_| Problem::new(language, "server-error", &[]))
}

/// Tells the record that an invited person can prove who they are, once they can.
pub async fn opened(app: &App, account: AccountId, language: Language) -> Result<(), Problem> {
    let people = app.application.people();
    let held = people.accounts.get(&account);
    if held.is_none_or(|held| held.standing != people::Standing::Invited) {
        return Ok(());
    }
    let credentials = ask_identity(app, language, move |identity, _| {
        identity.credentials(account)
    });
    let credentials = credentials
        .await?
        .map_err(|error| unavailable(language, &error))?;
    if !credentials.suffice() {
        return Ok(());
    }
    let seat = SeatId::new("office").map_err(|_| Problem::new(language, "seat-missing", &[]))?;
    let command = Command::People(people::Command::Open { account });
    let act = Act::new(ActKey(Uuid::now_v7()), seat, command);
    let opened = app.application.act(act).await;
    opened
        .map(|_| ())
        .map_err(|error| Problem::of(language, &error))
}
