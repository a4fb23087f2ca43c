//! Devices: the browsers this house knows, and the seats some of them are bound to.

use std::collections::BTreeSet;

use kernel::{AccountId, SeatId, Timestamp};
use rusqlite::{Connection, Transaction, params};

use crate::error::Error;
use crate::identity::Identity;
use crate::ids::DeviceId;
use crate::secret::Secret;
use crate::session::gone;
use crate::token::{self, Hash, Opens};

/// A browser on a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// An administrator bound it; otherwise somebody once signed in there.
    pub bound: bool,
    /// The seats people may sit down at from here.
    pub seats: BTreeSet<SeatId>,
    /// Since when it is known.
    pub since: Timestamp,
}

impl Device {
    /// Writes a new one.
    pub(crate) fn insert(&self, tx: &Transaction<'_>, hash: &Hash) -> Result<(), Error> {
        tx.prepare_cached(
            "INSERT INTO device (device, hash, bound, since_ms, used_ms) VALUES (?1, ?2, ?3, ?4, ?4)",
        )?
        .execute(params![self.id.0.as_bytes(), hash, self.bound, self.since.0])?;
        Ok(())
    }
}

impl Identity {
    /// Binds a new device: its token is for one browser to keep, and says which device asks.
    ///
    /// # Errors
    /// [`Error::Chance`] and [`Error::Database`].
    pub fn bind_device(&self, now: Timestamp) -> Result<(DeviceId, Secret), Error> {
        let (token, hash) = token::mint(Opens::Device)?;
        let device = Device {
            id: DeviceId::random()?,
            bound: true,
            seats: BTreeSet::new(),
            since: now,
        };
        self.change(
            |tx| device.insert(tx, &hash),
            |live, ()| live.know(hash, device.clone()),
        )?;
        Ok((device.id, token))
    }

    /// Which device a token belongs to; asked on every request, and answered from memory.
    #[must_use]
    pub fn device(&self, token: &str) -> Option<DeviceId> {
        let hash = token::read(Opens::Device, token)?;
        self.live().device_tokens.get(&hash).copied()
    }

    /// What is known of a device.
    #[must_use]
    pub fn find_device(&self, device: DeviceId) -> Option<Device> {
        self.live().devices.get(&device).cloned()
    }

    /// All bound devices, the oldest first.
    #[must_use]
    pub fn bound_devices(&self) -> Vec<Device> {
        let live = self.live();
        let bound = live.devices.values().filter(|device| device.bound);
        let mut bound: Vec<Device> = bound.cloned().collect();
        bound.sort_by_key(|device| (device.since, device.id));
        bound
    }

    /// Lets people sit down at a seat from a bound device.
    ///
    /// # Errors
    /// [`Error::NoSuch`] when the device is not a bound one.
    pub fn bind_seat(&self, device: DeviceId, seat: &SeatId) -> Result<(), Error> {
        let write = |tx: &Transaction<'_>| {
            if !self.live().is_bound(device) {
                return Err(Error::NoSuch("bound device"));
            }
            tx.prepare_cached("INSERT OR IGNORE INTO device_seat (device, seat) VALUES (?1, ?2)")?
                .execute(params![device.0.as_bytes(), seat.as_str()])?;
            Ok(())
        };
        self.change(write, |live, ()| {
            if let Some(device) = live.devices.get_mut(&device) {
                device.seats.insert(seat.clone());
            }
        })
    }

    /// Takes a seat from a device; sessions that sit there from it stand up.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn unbind_seat(&self, device: DeviceId, seat: &SeatId) -> Result<(), Error> {
        let write = |tx: &Transaction<'_>| {
            let place = params![device.0.as_bytes(), seat.as_str()];
            tx.prepare_cached("DELETE FROM device_seat WHERE device = ?1 AND seat = ?2")?
                .execute(place)?;
            tx.prepare_cached("UPDATE session SET seat = NULL WHERE device = ?1 AND seat = ?2")?
                .execute(place)?;
            Ok(())
        };
        self.change(write, |live, ()| {
            if let Some(device) = live.devices.get_mut(&device) {
                device.seats.remove(seat);
            }
            let sitting = live.sessions(|session| {
                session.device == Some(device) && session.seat.as_ref() == Some(seat)
            });
            for session in sitting {
                live.sit(session.id, None);
            }
        })
    }

    /// Whether a seat may be taken from a device.
    #[must_use]
    pub fn may_sit(&self, device: DeviceId, seat: &SeatId) -> bool {
        let live = self.live();
        let found = live.devices.get(&device);
        found.is_some_and(|device| device.bound && device.seats.contains(seat))
    }

    /// Forgets a device, and ends the sessions that were begun there. Returns how many.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn unbind(&self, device: DeviceId) -> Result<usize, Error> {
        let write = |tx: &Transaction<'_>| {
            let ended = self.end_in(tx, |session| session.device == Some(device))?;
            tx.prepare_cached("DELETE FROM device WHERE device = ?1")?
                .execute([device.0.as_bytes()])?;
            Ok(ended)
        };
        let ended = self.change(write, |live, ended| {
            gone(live, ended);
            live.unknow(device);
        })?;
        Ok(ended.len())
    }

    /// Whether an account is known at a device: it is bound, or the account signed in there before.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn knows(&self, device: DeviceId, account: AccountId) -> Result<bool, Error> {
        let db = self.db();
        Ok(self.live().is_bound(device) || seen(&db, device, account)?)
    }
}

/// Whether an account signed in at a device before.
pub fn seen(db: &Connection, device: DeviceId, account: AccountId) -> Result<bool, Error> {
    let (device, account) = (device.0.as_bytes(), account.0.as_bytes());
    let seen = db
        .prepare_cached("SELECT 1 FROM device_account WHERE device = ?1 AND account = ?2")?
        .exists(params![device, account])?;
    Ok(seen)
}
