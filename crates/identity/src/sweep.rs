//! What has run out is thrown away.

use std::collections::HashSet;

use kernel::{DAY_MS, Timestamp};
use rusqlite::Transaction;
use uuid::Uuid;

use crate::error::Error;
use crate::identity::Identity;
use crate::ids::DeviceId;
use crate::session::{Session, gone};
use crate::totp;

/// A device that nobody bound is forgotten when nobody signed in there for so long.
const SEEN_MS: i64 = 90 * DAY_MS;

/// What a sweep threw away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Sessions that were over.
    pub sessions: usize,
    /// Invitations that ran out.
    pub invitations: usize,
    /// Failures that are forgotten.
    pub failures: usize,
    /// Devices nobody signed in at for ninety days.
    pub devices: usize,
}

impl Identity {
    /// Throws away what has run out: at the start, and best once an hour.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn sweep(&self, now: Timestamp) -> Result<Swept, Error> {
        let write = |tx: &Transaction<'_>| {
            let holding: HashSet<_> = {
                let live = self.live();
                let holding = live.holding(&self.options, now, |_| true);
                holding.iter().map(|session| session.id).collect()
            };
            let sessions = self.end_in(tx, |session: &Session| !holding.contains(&session.id))?;
            let delete = |what: &str, before: Timestamp| -> Result<usize, Error> {
                Ok(tx.execute(&format!("DELETE FROM {what} <= ?1"), [before.0])?)
            };
            delete("totp_begun WHERE since_ms", now.plus_ms(-totp::BEGUN_MS))?;
            let devices = unused(tx, now.plus_ms(-SEEN_MS))?;
            for device in &devices {
                tx.execute(
                    "DELETE FROM device WHERE device = ?1",
                    [device.0.as_bytes()],
                )?;
            }
            let swept = Swept {
                sessions: sessions.len(),
                invitations: delete("invitation WHERE until_ms", now)?,
                failures: delete("failure WHERE forgotten_ms", now)?,
                devices: devices.len(),
            };
            Ok((swept, sessions, devices))
        };
        let (swept, ..) = self.change(write, |live, (_, sessions, devices)| {
            gone(live, sessions);
            for device in devices {
                live.unknow(*device);
            }
        })?;
        Ok(swept)
    }
}

/// Devices that nobody bound, signed in at or is at any more.
fn unused(tx: &Transaction<'_>, before: Timestamp) -> Result<Vec<DeviceId>, Error> {
    let mut found = tx.prepare_cached(
        "SELECT device FROM device WHERE bound = 0 AND used_ms <= ?1
         AND NOT EXISTS (SELECT 1 FROM session WHERE session.device = device.device)",
    )?;
    let found = found.query_map([before.0], |row| {
        Ok(DeviceId(Uuid::from_bytes(row.get(0)?)))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}
