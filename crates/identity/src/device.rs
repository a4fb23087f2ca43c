//! Devices: the browsers this house knows, and the seats some of them are bound to.

use std::collections::BTreeSet;

use kernel::{AccountId, SeatId, Timestamp};

use crate::error::Error;
use crate::identity::Identity;
use crate::ids::DeviceId;
use crate::secret::Secret;

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

impl Identity {
    /// Binds a new device: its token is for one browser to keep, and says which device asks.
    ///
    /// # Errors
    /// [`Error::Chance`] and [`Error::Database`].
    pub fn bind_device(&self, now: Timestamp) -> Result<(DeviceId, Secret), Error> {
        let _ = now;
        todo!()
    }

    /// Which device a token belongs to; asked on every request, and answered from memory.
    #[must_use]
    pub fn device(&self, token: &str) -> Option<DeviceId> {
        let _ = token;
        todo!()
    }

    /// What is known of a device.
    #[must_use]
    pub fn find_device(&self, device: DeviceId) -> Option<Device> {
        let _ = device;
        todo!()
    }

    /// All bound devices.
    #[must_use]
    pub fn bound_devices(&self) -> Vec<Device> {
        todo!()
    }

    /// Lets people sit down at a seat from a bound device.
    ///
    /// # Errors
    /// [`Error::NoSuch`] when the device is not a bound one.
    pub fn bind_seat(&self, device: DeviceId, seat: &SeatId) -> Result<(), Error> {
        let _ = (device, seat);
        todo!()
    }

    /// Takes a seat from a device; sessions that sit there from it stand up.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn unbind_seat(&self, device: DeviceId, seat: &SeatId) -> Result<(), Error> {
        let _ = (device, seat);
        todo!()
    }

    /// Whether a seat may be taken from a device.
    #[must_use]
    pub fn may_sit(&self, device: DeviceId, seat: &SeatId) -> bool {
        let _ = (device, seat);
        todo!()
    }

    /// Forgets a device, and ends the sessions that were begun there. Returns how many.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn unbind(&self, device: DeviceId) -> Result<usize, Error> {
        let _ = device;
        todo!()
    }

    /// Whether an account is known at a device: it is bound, or the account signed in there before.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn knows(&self, device: DeviceId, account: AccountId) -> Result<bool, Error> {
        let _ = (device, account);
        todo!()
    }
}
