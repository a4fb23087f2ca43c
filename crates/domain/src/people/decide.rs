//! Decides what becomes of a request about officials.

use kernel::{AccountId, RequestId};

use super::account::is_administrator;
use super::{
    Account, Command, Event, Post, REQUEST_WAITS_MS, Refusal, Request, Standing, State, Wish,
};
use crate::moment::Moment;
use crate::rules::Rules;

/// Decides one request: the facts that follow from it, or why not. What a wish becomes once it is
/// approved is decided by its own area.
///
/// # Errors
/// The [`Refusal`] that says what to do instead; nothing has changed then.
pub fn decide(
    rules: &Rules,
    state: &State,
    moment: &Moment,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Invite { .. } | Command::Open { .. } => arrive(rules, state, command),
        Command::ChangePosts { .. }
        | Command::Suspend { .. }
        | Command::Resume { .. }
        | Command::Close { .. } => change(rules, state, moment, command),
        Command::EnterSeat { .. } | Command::LeaveSeat { .. } | Command::TakeSeat { .. } => {
            sit(state, moment, command)
        }
        Command::Ask { .. }
        | Command::Approve { .. }
        | Command::Refuse { .. }
        | Command::Withdraw { .. } => second(state, moment, command),
    }
}

fn arrive(rules: &Rules, state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Invite {
            account,
            service_number,
            posts,
            name,
        } => {
            if state.accounts.contains_key(account) {
                return Err(Refusal::AccountExists { account: *account });
            }
            let mut open = state.accounts.values();
            if open.any(|held| {
                held.standing != Standing::Closed && held.service_number == *service_number
            }) {
                return Err(Refusal::NumberTaken {
                    service_number: service_number.clone(),
                });
            }
            Ok(vec![Event::AccountInvited {
                account: *account,
                service_number: service_number.clone(),
                posts: sound(rules, posts)?,
                name: name.as_ref().map(|name| name.sealed.clone()),
            }])
        }
        Command::Open { account } => {
            let held = held(state, *account)?;
            match held.standing {
                Standing::Invited => Ok(vec![Event::AccountOpened { account: *account }]),
                standing => Err(wrong(standing)),
            }
        }
        _ => Ok(vec![]),
    }
}

fn change(
    rules: &Rules,
    state: &State,
    moment: &Moment,
    command: &Command,
) -> Result<Vec<Event>, Refusal> {
    let (account, from): (_, &[Standing]) = match command {
        Command::ChangePosts { account, .. } => (
            *account,
            &[Standing::Invited, Standing::Active, Standing::Suspended],
        ),
        Command::Suspend { account, .. } => (*account, &[Standing::Active]),
        Command::Resume { account, .. } => (*account, &[Standing::Suspended]),
        Command::Close { account, .. } => (
            *account,
            &[Standing::Invited, Standing::Active, Standing::Suspended],
        ),
        _ => return Ok(vec![]),
    };
    let held = held(state, account)?;
    if moment.by == Some(account) {
        return Err(Refusal::OwnAccount);
    }
    if !from.contains(&held.standing) {
        return Err(wrong(held.standing));
    }
    let stays = match command {
        Command::ChangePosts { posts, .. } => is_administrator(posts),
        Command::Resume { .. } => true,
        _ => false,
    };
    if held.administers() && !stays && state.administrators_beside(account) == 0 {
        return Err(Refusal::LastAdministrator);
    }
    Ok(vec![match command {
        Command::ChangePosts { posts, .. } => Event::PostsChanged {
            account,
            posts: sound(rules, posts)?,
            was: held.posts.clone(),
        },
        Command::Suspend { reason, .. } => Event::AccountSuspended {
            account,
            reason: reason.clone(),
        },
        Command::Resume { reason, .. } => Event::AccountResumed {
            account,
            reason: reason.clone(),
        },
        Command::Close { reason, .. } => Event::AccountClosed {
            account,
            reason: reason.clone(),
        },
        _ => return Ok(vec![]),
    }])
}

fn sit(state: &State, moment: &Moment, command: &Command) -> Result<Vec<Event>, Refusal> {
    let account = by(state, moment)?;
    let event = match command {
        Command::EnterSeat { seat } => match state.seats.get(seat) {
            Some(sitting) if *sitting != account => {
                return Err(Refusal::SeatTaken { seat: seat.clone() });
            }
            // Sitting down where one sits is said again: the console may have been started anew.
            _ => Event::SeatEntered {
                seat: seat.clone(),
                account,
            },
        },
        Command::LeaveSeat { seat } => match state.seats.get(seat) {
            None => return Err(Refusal::SeatFree { seat: seat.clone() }),
            Some(sitting) if *sitting != account => {
                return Err(Refusal::OthersSeat { seat: seat.clone() });
            }
            Some(_) => Event::SeatLeft {
                seat: seat.clone(),
                account,
            },
        },
        Command::TakeSeat { seat, reason } => match state.seats.get(seat) {
            None => return Err(Refusal::SeatFree { seat: seat.clone() }),
            Some(from) => Event::SeatTaken {
                seat: seat.clone(),
                account,
                from: *from,
                reason: reason.clone(),
            },
        },
        _ => return Ok(vec![]),
    };
    Ok(vec![event])
}

fn second(state: &State, moment: &Moment, command: &Command) -> Result<Vec<Event>, Refusal> {
    let by = by(state, moment)?;
    match command {
        Command::Ask { wish, reason } => {
            if let Wish::RecoverAccount { account } = wish {
                let held = held(state, *account)?;
                if held.standing != Standing::Active {
                    return Err(wrong(held.standing));
                }
                if by == *account {
                    return Err(Refusal::OwnAccount);
                }
            }
            Ok(vec![Event::RequestMade {
                request: moment.key.request(),
                wish: wish.clone(),
                by,
                reason: reason.clone(),
                expires_ms: moment.at.plus_ms(REQUEST_WAITS_MS),
            }])
        }
        Command::Approve { request } => {
            let waits = waits(state, moment, *request)?;
            if waits.by == by {
                return Err(Refusal::OwnRequest);
            }
            let mut events = vec![Event::RequestApproved {
                request: *request,
                by,
            }];
            if let Wish::RecoverAccount { account } = waits.wish {
                if by == account {
                    return Err(Refusal::OwnAccount);
                }
                events.push(Event::RecoveryGranted { account });
            }
            Ok(events)
        }
        Command::Refuse { request, reason } => {
            waits(state, moment, *request)?;
            Ok(vec![Event::RequestRefused {
                request: *request,
                by,
                reason: reason.clone(),
            }])
        }
        Command::Withdraw { request } => {
            if waits(state, moment, *request)?.by != by {
                return Err(Refusal::OthersRequest);
            }
            Ok(vec![Event::RequestWithdrawn { request: *request }])
        }
        _ => Ok(vec![]),
    }
}

/// The person who acts, if they may.
fn by(state: &State, moment: &Moment) -> Result<AccountId, Refusal> {
    let account = moment.by.ok_or(Refusal::Nobody)?;
    match held(state, account)?.standing {
        Standing::Active => Ok(account),
        standing => Err(wrong(standing)),
    }
}

fn held(state: &State, account: AccountId) -> Result<&Account, Refusal> {
    let held = state.accounts.get(&account);
    held.ok_or(Refusal::NoSuchAccount { account })
}

fn wrong(standing: Standing) -> Refusal {
    Refusal::Standing {
        standing: standing.name(),
    }
}

fn waits<'a>(
    state: &'a State,
    moment: &Moment,
    request: RequestId,
) -> Result<&'a Request, Refusal> {
    let waits = state.requests.get(&request);
    let waits = waits.ok_or(Refusal::NoSuchRequest { request })?;
    if waits.expires_ms <= moment.at {
        return Err(Refusal::RequestOver {
            expires_ms: waits.expires_ms,
        });
    }
    Ok(waits)
}

/// Posts in order and without repetition, all of roles that the pack has.
fn sound(rules: &Rules, posts: &[Post]) -> Result<Vec<Post>, Refusal> {
    if posts.is_empty() {
        return Err(Refusal::NoPosts);
    }
    if let Some(post) = posts.iter().find(|post| !rules.roles.contains(&post.role)) {
        return Err(Refusal::NotInPack {
            what: "role",
            code: post.role.clone(),
        });
    }
    let mut posts = posts.to_vec();
    posts.sort();
    posts.dedup();
    Ok(posts)
}
