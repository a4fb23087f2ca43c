//! A session as a row of `identity.db`.

use kernel::{AccountId, SeatId, Timestamp};
use rusqlite::types::Type;
use rusqlite::{Row, Transaction, params};
use uuid::Uuid;

use super::{Kind, Method, Session};
use crate::error::Error;
use crate::ids::{DeviceId, SessionId};
use crate::token::Hash;

/// The columns that [`read`] reads, in its order.
pub const COLUMNS: &str =
    "hash, session, account, kind, method, device, bound, seat, since_ms, used_ms";

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Enrolling => "enrolling",
        }
    }
}

impl Method {
    const fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Passkey => "passkey",
            Self::Invitation => "invitation",
        }
    }
}

pub fn insert(
    tx: &Transaction<'_>,
    hash: &Hash,
    session: &Session,
    bound: bool,
) -> Result<(), Error> {
    tx.prepare_cached(&format!(
        "INSERT INTO session ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    ))?
    .execute(params![
        hash,
        session.id.0.as_bytes(),
        session.account.0.as_bytes(),
        session.kind.word(),
        session.method.word(),
        session.device.map(|device| device.0.into_bytes()),
        bound,
        session.seat.as_ref().map(SeatId::as_str),
        session.since.0,
        session.used.0,
    ])?;
    Ok(())
}

/// The hash of the token, the session, and whether its device was bound when it began.
pub fn read(row: &Row<'_>) -> rusqlite::Result<(Hash, Session, bool)> {
    let unknown = |column| {
        let what = "a word that this build does not know".into();
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what)
    };
    let (kind, method): (String, String) = (row.get(3)?, row.get(4)?);
    let kinds = [Kind::Full, Kind::Enrolling];
    let methods = [Method::Password, Method::Passkey, Method::Invitation];
    let seat: Option<String> = row.get(7)?;
    let session = Session {
        id: SessionId(Uuid::from_bytes(row.get(1)?)),
        account: AccountId(Uuid::from_bytes(row.get(2)?)),
        kind: *kinds
            .iter()
            .find(|one| one.word() == kind)
            .ok_or_else(|| unknown(3))?,
        method: *methods
            .iter()
            .find(|one| one.word() == method)
            .ok_or_else(|| unknown(4))?,
        device: row
            .get::<_, Option<[u8; 16]>>(5)?
            .map(|id| DeviceId(Uuid::from_bytes(id))),
        seat: seat
            .map(|seat| SeatId::new(&seat).map_err(|_| unknown(7)))
            .transpose()?,
        since: Timestamp(row.get(8)?),
        used: Timestamp(row.get(9)?),
    };
    Ok((row.get(0)?, session, row.get(6)?))
}
