//! Decides what becomes of a request about officials.

use kernel::{AccountId, Line, RequestId};

use super::account::is_administrator;
use super::{
    Account, CEREMONY_LASTS_MS, Command, EXPORT_WAITS_MS, Event, Post, REQUEST_WAITS_MS, Refusal,
    Request, Standing, State, Wish,
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
        Command::Invite { .. } | Command::InviteAgain { .. } | Command::Open { .. } => {
            arrive(rules, state, command)
        }
        Command::SetName { .. } | Command::OpenName { .. } => name(rules, state, command),
        Command::ChangePosts { .. }
        | Command::Suspend { .. }
        | Command::Resume { .. }
        | Command::Close { .. } => change(rules, state, moment, command),
        Command::MakeKey { .. } | Command::EndKey { .. } => keys(state, moment, command),
        Command::EnterSeat { .. } | Command::LeaveSeat { .. } | Command::TakeSeat { .. } => {
            sit(state, moment, command)
        }
        Command::BindSeat { .. } | Command::UnbindSeat { .. } => bind(state, moment, command),
        Command::Ask { .. }
        | Command::Approve { .. }
        | Command::Refuse { .. }
        | Command::Export { .. }
        | Command::Withdraw { .. } => second(state, moment, command),
        Command::TakeShare { request } => share(state, moment, *request),
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
        Command::InviteAgain { account } => {
            let held = held(state, *account)?;
            match held.standing {
                // A machine comes in by its first key, not by a link.
                Standing::Invited if !held.is_machine() => {
                    Ok(vec![Event::InvitedAgain { account: *account }])
                }
                standing => Err(wrong(standing)),
            }
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

fn name(rules: &Rules, state: &State, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::SetName { account, name } => {
            let held = held(state, *account)?;
            if held.standing == Standing::Closed {
                return Err(wrong(held.standing));
            }
            Ok(vec![Event::Named {
                account: *account,
                name: name.sealed.clone(),
            }])
        }
        Command::OpenName {
            account,
            purpose,
            words,
        } => {
            let name = held(state, *account)?.name.as_ref();
            let name = name.ok_or(Refusal::NoName { account: *account })?;
            if !rules.purposes.contains(purpose) {
                return Err(Refusal::NotInPack {
                    what: "purpose",
                    code: purpose.clone(),
                });
            }
            Ok(vec![Event::NameOpened {
                account: *account,
                key: name.key,
                purpose: purpose.clone(),
                words: words.clone(),
            }])
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

fn keys(state: &State, moment: &Moment, command: &Command) -> Result<Vec<Event>, Refusal> {
    by(state, moment)?;
    match command {
        Command::MakeKey {
            account,
            key,
            scopes,
            expires,
        } => {
            let machine = held(state, *account)?;
            if !machine.is_machine() {
                return Err(Refusal::NoMachine);
            }
            if *expires <= moment.at {
                return Err(Refusal::KeyOver {
                    expires_ms: *expires,
                });
            }
            // A machine comes in with its first key: there is nobody who could set a password.
            let mut events = match machine.standing {
                Standing::Invited => vec![Event::AccountOpened { account: *account }],
                Standing::Active => vec![],
                standing => return Err(wrong(standing)),
            };
            events.push(Event::KeyMade {
                account: *account,
                key: *key,
                scopes: scopes.iter().cloned().collect(),
                expires_ms: *expires,
            });
            Ok(events)
        }
        Command::EndKey { key, reason } => {
            let account = state
                .keys
                .get(key)
                .ok_or(Refusal::NoSuchKey { key: *key })?;
            Ok(vec![Event::KeyEnded {
                account: *account,
                key: *key,
                reason: reason.clone(),
            }])
        }
        _ => Ok(vec![]),
    }
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

fn bind(state: &State, moment: &Moment, command: &Command) -> Result<Vec<Event>, Refusal> {
    by(state, moment)?;
    match command {
        Command::BindSeat { seat } => Ok(vec![Event::SeatBound { seat: seat.clone() }]),
        Command::UnbindSeat { seat, reason } => {
            if !state.bound.contains(seat) {
                return Err(Refusal::NotBound { seat: seat.clone() });
            }
            Ok(vec![Event::SeatUnbound {
                seat: seat.clone(),
                reason: reason.clone(),
            }])
        }
        _ => Ok(vec![]),
    }
}

fn second(state: &State, moment: &Moment, command: &Command) -> Result<Vec<Event>, Refusal> {
    let by = by(state, moment)?;
    match command {
        Command::Ask { wish, reason } => {
            wishable(state, by, wish)?;
            Ok(vec![asked(moment, by, wish, reason)])
        }
        Command::Approve { request } => {
            let waits = waits(state, moment, *request)?;
            if waits.by == by {
                return Err(Refusal::OwnRequest);
            }
            let request = *request;
            let mut events = vec![Event::RequestApproved { request, by }];
            match waits.wish {
                Wish::RecoverAccount { account } if by == account => {
                    return Err(Refusal::OwnAccount);
                }
                Wish::RecoverAccount { account } => {
                    events.push(Event::RecoveryGranted { account });
                }
                Wish::AdoptPack { pack } => events.push(Event::RulesGranted { request, pack }),
                Wish::Export { extent } => events.push(Event::ExportGranted {
                    request,
                    extent,
                    by: waits.by,
                    expires_ms: moment.at.plus_ms(EXPORT_WAITS_MS),
                }),
                Wish::SplitKey => events.push(Event::KeyCeremonyBegun {
                    request,
                    epoch: epoch(state)?,
                    asked_by: waits.by,
                    approved_by: by,
                    expires_ms: moment.at.plus_ms(CEREMONY_LASTS_MS),
                }),
                // These are decided by the area they are about, in the same entry.
                Wish::EraseCaller { .. } | Wish::LiftHold { .. } => {}
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
        Command::Export { request } => {
            let export = state.exports.get(request);
            let export = export.filter(|one| one.by == by && one.expires_ms > moment.at);
            let export = export.ok_or(Refusal::NoExport { request: *request })?;
            Ok(vec![Event::Exported {
                request: *request,
                by,
                extent: export.extent,
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

/// The first half, as the record keeps it.
fn asked(moment: &Moment, by: AccountId, wish: &Wish, reason: &Line) -> Event {
    let request = moment.key.request();
    let expires_ms = moment.at.plus_ms(REQUEST_WAITS_MS);
    let reason = reason.clone();
    match wish {
        Wish::AdoptPack { pack } => Event::RulesAsked {
            request,
            pack: *pack,
            by,
            reason,
            expires_ms,
        },
        Wish::Export { extent } => Event::ExportAsked {
            request,
            extent: *extent,
            by,
            reason,
            expires_ms,
        },
        Wish::SplitKey => Event::KeyCeremonyAsked {
            request,
            by,
            reason,
            expires_ms,
        },
        wish => Event::RequestMade {
            request,
            wish: wish.clone(),
            by,
            reason,
            expires_ms,
        },
    }
}

/// Whether something can be asked for at all, so that nobody waits only to be refused.
fn wishable(state: &State, by: AccountId, wish: &Wish) -> Result<(), Refusal> {
    match wish {
        Wish::RecoverAccount { account } => match held(state, *account)?.standing {
            Standing::Active if by == *account => Err(Refusal::OwnAccount),
            Standing::Active => Ok(()),
            standing => Err(wrong(standing)),
        },
        Wish::Export { extent } if extent.from_ms >= extent.until_ms => Err(Refusal::EmptyExtent),
        Wish::SplitKey => epoch(state).map(|_| ()),
        _ => Ok(()),
    }
}

/// One share for one administrator, and never a second: a later ceremony draws other shares, of which
/// none fits one that was taken before.
fn share(state: &State, moment: &Moment, request: RequestId) -> Result<Vec<Event>, Refusal> {
    let by = by(state, moment)?;
    if !held(state, by)?.administers() {
        return Err(Refusal::NotAKeeper);
    }
    let over = Refusal::CeremonyOver { request };
    let ceremony = state.ceremony.as_ref();
    let ceremony = ceremony.filter(|one| one.request == request);
    let ceremony = ceremony.ok_or_else(|| over.clone())?;
    if ceremony.is_over(moment.at, state.epoch) {
        return Err(over);
    }
    let share = ceremony.share_for(by)?;
    Ok(vec![Event::KeyShareTaken { request, by, share }])
}

/// The epoch whose key can be split.
fn epoch(state: &State) -> Result<u32, Refusal> {
    match state.epoch {
        0 => Err(Refusal::NoKeyYet),
        epoch => Ok(epoch),
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
