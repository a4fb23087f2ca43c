//! A session begins: always with a token nobody has seen, whatever the browser brought along.

use std::collections::BTreeSet;

use kernel::{AccountId, Timestamp};
use rusqlite::{Transaction, params};

use super::{Kind, Live, Method, NewSession, Session, row};
use crate::device::Device;
use crate::error::Error;
use crate::identity::Identity;
use crate::ids::{DeviceId, SessionId};
use crate::secret::Secret;
use crate::token::{self, Hash, Opens};

/// Who begins a session, how, and where.
#[derive(Clone, Copy, Debug)]
pub struct Begin {
    pub account: AccountId,
    pub kind: Kind,
    pub method: Method,
    pub device: Option<DeviceId>,
    /// Every other session of the account ends.
    pub alone: bool,
}

/// All that is new when a session begins.
struct Made {
    token: Secret,
    hash: Hash,
    session: Session,
    bound: bool,
    device: Option<(Secret, Hash, Device)>,
    ended: Vec<SessionId>,
}

impl Identity {
    /// Begins a session if the account is not barred and `first`, in the same transaction, says so;
    /// saying no, it writes nothing.
    ///
    /// A full one ends the account's enrolment; at an unknown device it makes the device known.
    pub(crate) fn begin(
        &self,
        begin: Begin,
        now: Timestamp,
        first: impl FnOnce(&Transaction<'_>) -> Result<bool, Error>,
    ) -> Result<Option<NewSession>, Error> {
        let made = self.change(
            |tx| {
                let barred = self.live().barred.contains(&begin.account);
                if barred || !first(tx)? {
                    return Ok(None);
                }
                self.make(tx, begin, now).map(Some)
            },
            |live, made| {
                if let Some(made) = made {
                    show(live, made);
                }
            },
        )?;
        Ok(made.map(|made| NewSession {
            displaced: made.ended,
            token: made.token,
            session: made.session,
            device_token: made.device.map(|(token, ..)| token),
        }))
    }

    fn make(&self, tx: &Transaction<'_>, begin: Begin, now: Timestamp) -> Result<Made, Error> {
        let (token, hash) = token::mint(Opens::Session)?;
        let (known, ended, bound) = {
            let live = self.live();
            let known = begin.device.filter(|id| live.devices.contains_key(id));
            let bound = known.is_some_and(|device| live.is_bound(device));
            (known, self.displaced(&live, begin), bound)
        };
        let full = begin.kind == Kind::Full;
        let fresh = (full && known.is_none())
            .then(|| see(tx, now))
            .transpose()?;
        let device = known.or(fresh.as_ref().map(|(.., device)| device.id));
        for session in &ended {
            tx.prepare_cached("DELETE FROM session WHERE session = ?1")?
                .execute([session.0.as_bytes()])?;
        }
        if let Some(device) = device.filter(|_| full) {
            signed_in(tx, begin.account, device, now)?;
        }
        let session = Session {
            id: SessionId::random()?,
            account: begin.account,
            kind: begin.kind,
            since: now,
            used: now,
            method: begin.method,
            device,
            seat: None,
        };
        row::insert(tx, &hash, &session, bound)?;
        Ok(Made {
            token,
            hash,
            session,
            bound,
            device: fresh,
            ended,
        })
    }

    /// What ends for a new session: all where it is alone, enrolments when it is a full one, and the ones that were unused
    /// longest when there are too many.
    fn displaced(&self, live: &Live, begin: Begin) -> Vec<SessionId> {
        let mut all = live.sessions(|session| session.account == begin.account);
        if begin.alone {
            return all.iter().map(|session| session.id).collect();
        }
        all.sort_by_key(|session| (session.used, session.id));
        let full = begin.kind == Kind::Full;
        let enrolling = |session: &&Session| full && session.kind == Kind::Enrolling;
        let kept = all.iter().filter(|session| !enrolling(session)).count();
        let over = (kept + 1).saturating_sub(self.options.sessions_max.max(1));
        let rest = all.iter().filter(|session| !enrolling(session)).take(over);
        let gone = all.iter().filter(enrolling).chain(rest);
        gone.map(|session| session.id).collect()
    }
}

fn show(live: &mut Live, made: &Made) {
    for session in &made.ended {
        live.remove(*session);
    }
    if let Some((_, hash, device)) = &made.device {
        live.know(*hash, device.clone());
    }
    live.insert(made.hash, made.session.clone(), made.bound);
}

/// A device that somebody signs in at for the first time.
fn see(tx: &Transaction<'_>, now: Timestamp) -> Result<(Secret, Hash, Device), Error> {
    let (token, hash) = token::mint(Opens::Device)?;
    let device = Device {
        id: DeviceId::random()?,
        bound: false,
        seats: BTreeSet::new(),
        since: now,
    };
    device.insert(tx, &hash)?;
    Ok((token, hash, device))
}

/// The account is known at the device from now on, and its enrolment is over.
fn signed_in(
    tx: &Transaction<'_>,
    account: AccountId,
    device: DeviceId,
    now: Timestamp,
) -> Result<(), Error> {
    let (account, device) = (account.0.as_bytes(), device.0.as_bytes());
    tx.prepare_cached("INSERT OR IGNORE INTO device_account (device, account) VALUES (?1, ?2)")?
        .execute(params![device, account])?;
    tx.prepare_cached("UPDATE device SET used_ms = ?2 WHERE device = ?1")?
        .execute(params![device, now.0])?;
    tx.prepare_cached("UPDATE account SET enrol_until_ms = NULL WHERE account = ?1")?
        .execute([account])?;
    Ok(())
}
