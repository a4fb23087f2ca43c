//! What is asked on every request, in memory: sessions, devices, keys of machines, barred accounts.
//!
//! It says what the file says. A token that is not here is nowhere, so that made-up ones never
//! reach the disk.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};

use kernel::{AccountId, SeatId, Timestamp};
use rusqlite::Connection;
use uuid::Uuid;

use super::{Kind, Session, SessionError, row};
use crate::device::Device;
use crate::error::Error;
use crate::ids::{DeviceId, SessionId};
use crate::machine::{self, ListedKey};
use crate::options::Options;
use crate::token::Hash;

#[derive(Debug, Default)]
pub struct Live {
    sessions: HashMap<Hash, LiveSession>,
    tokens: HashMap<SessionId, Hash>,
    pub devices: HashMap<DeviceId, Device>,
    pub device_tokens: HashMap<Hash, DeviceId>,
    pub keys: HashMap<Hash, LiveKey>,
    pub barred: HashSet<AccountId>,
    /// When uses were last written down.
    pub written: AtomicI64,
}

/// A session, and when it was last used, which changes under a reader's lock.
#[derive(Debug)]
pub struct LiveSession {
    session: Session,
    bound: bool,
    used: AtomicI64,
}

/// A key of a machine, and when it was last used.
#[derive(Debug)]
pub struct LiveKey {
    pub listed: ListedKey,
    pub used: AtomicI64,
}

impl LiveSession {
    pub fn now(&self) -> Session {
        let used = Timestamp(self.used.load(Ordering::Relaxed));
        Session {
            used,
            ..self.session.clone()
        }
    }

    pub fn used_at(&self, now: Timestamp) {
        self.used.fetch_max(now.0, Ordering::Relaxed);
    }

    /// Whether it holds at an instant.
    pub fn holds(&self, options: &Options, now: Timestamp) -> Result<(), SessionError> {
        let absolute = match self.session.kind {
            Kind::Full => options.absolute_ms,
            Kind::Enrolling => options.enrolling_ms,
        };
        if now.since_ms(self.session.since) >= absolute {
            return Err(SessionError::Over);
        }
        let idle = if self.bound {
            options.idle_bound_ms
        } else {
            options.idle_ms
        };
        if now.0.saturating_sub(self.used.load(Ordering::Relaxed)) >= idle {
            return Err(SessionError::Idle);
        }
        Ok(())
    }
}

impl Live {
    pub fn load(db: &Connection, now: Timestamp) -> Result<Self, Error> {
        let mut live = Self {
            written: AtomicI64::new(now.0),
            ..Self::default()
        };
        let mut rows = db.prepare(&format!("SELECT {} FROM session", row::COLUMNS))?;
        for row in rows.query_map([], row::read)? {
            let (hash, session, bound) = row?;
            live.insert(hash, session, bound);
        }
        let mut rows = db.prepare("SELECT account FROM account WHERE barred = 1")?;
        for account in rows.query_map([], |row| row.get(0))? {
            live.barred.insert(AccountId(Uuid::from_bytes(account?)));
        }
        live.load_devices(db)?;
        for (hash, listed) in machine::load(db)? {
            live.keys.insert(hash, LiveKey::new(listed));
        }
        Ok(live)
    }

    fn load_devices(&mut self, db: &Connection) -> Result<(), Error> {
        let mut rows = db.prepare("SELECT device, hash, bound, since_ms FROM device")?;
        let found = rows.query_map([], |row| {
            let device = Device {
                id: DeviceId(Uuid::from_bytes(row.get(0)?)),
                bound: row.get(2)?,
                seats: BTreeSet::new(),
                since: Timestamp(row.get(3)?),
            };
            Ok((row.get(1)?, device))
        })?;
        for row in found {
            let (hash, device) = row?;
            self.know(hash, device);
        }
        let mut rows = db.prepare("SELECT device, seat FROM device_seat")?;
        let found = rows.query_map([], |row| {
            Ok((Uuid::from_bytes(row.get(0)?), row.get::<_, String>(1)?))
        })?;
        for row in found {
            let (device, seat) = row?;
            let seat = SeatId::new(&seat).map_err(|error| Error::Damaged(error.to_string()))?;
            if let Some(device) = self.devices.get_mut(&DeviceId(device)) {
                device.seats.insert(seat);
            }
        }
        Ok(())
    }

    pub fn know(&mut self, hash: Hash, device: Device) {
        self.device_tokens.insert(hash, device.id);
        self.devices.insert(device.id, device);
    }

    pub fn unknow(&mut self, device: DeviceId) {
        self.devices.remove(&device);
        self.device_tokens.retain(|_, known| *known != device);
    }

    pub fn is_bound(&self, device: DeviceId) -> bool {
        self.devices.get(&device).is_some_and(|device| device.bound)
    }

    pub fn insert(&mut self, hash: Hash, session: Session, bound: bool) {
        self.tokens.insert(session.id, hash);
        let used = AtomicI64::new(session.used.0);
        let live = LiveSession {
            session,
            bound,
            used,
        };
        self.sessions.insert(hash, live);
    }

    pub fn remove(&mut self, session: SessionId) -> Option<Session> {
        let hash = self.tokens.remove(&session)?;
        self.sessions.remove(&hash).map(|live| live.now())
    }

    pub fn by_token(&self, hash: &Hash) -> Option<&LiveSession> {
        self.sessions.get(hash)
    }

    pub fn get(&self, session: SessionId) -> Option<&LiveSession> {
        self.sessions.get(self.tokens.get(&session)?)
    }

    /// Another token for a session.
    pub fn rename(&mut self, session: SessionId, hash: Hash) {
        let Some(old) = self.tokens.insert(session, hash) else {
            return;
        };
        if let Some(live) = self.sessions.remove(&old) {
            self.sessions.insert(hash, live);
        }
    }

    pub fn sit(&mut self, session: SessionId, seat: Option<SeatId>) {
        let hash = self.tokens.get(&session);
        if let Some(live) = hash.and_then(|hash| self.sessions.get_mut(hash)) {
            live.session.seat = seat;
        }
    }

    /// Sessions that are alike, the oldest first.
    pub fn sessions(&self, alike: impl Fn(&Session) -> bool) -> Vec<Session> {
        let found = self.sessions.values().filter(|live| alike(&live.session));
        let mut found: Vec<Session> = found.map(LiveSession::now).collect();
        found.sort_by_key(|session| (session.since, session.id));
        found
    }

    /// Those of them that hold.
    pub fn holding(
        &self,
        options: &Options,
        now: Timestamp,
        alike: impl Fn(&Session) -> bool,
    ) -> Vec<Session> {
        let holds = |session: &Session| {
            let live = self.get(session.id);
            live.is_some_and(|live| live.holds(options, now).is_ok())
        };
        let mut found = self.sessions(alike);
        found.retain(holds);
        found
    }
}

impl LiveKey {
    pub fn new(listed: ListedKey) -> Self {
        // Before any instant there is: never used.
        let used = AtomicI64::new(listed.used.map_or(i64::MIN, |used| used.0));
        Self { listed, used }
    }

    pub fn now(&self) -> ListedKey {
        let used = self.used.load(Ordering::Relaxed);
        ListedKey {
            used: (used != i64::MIN).then_some(Timestamp(used)),
            ..self.listed.clone()
        }
    }
}
