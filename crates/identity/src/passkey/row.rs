//! A passkey as a row of `identity.db`: its public key, and what it counted to.

use kernel::{AccountId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

use super::ListedPasskey;
use crate::error::Error;
use crate::ids::PasskeyId;

/// A passkey that an answer names.
pub struct Found {
    pub id: PasskeyId,
    pub account: AccountId,
    pub passkey: Passkey,
}

pub fn find(db: &Connection, credential: &[u8]) -> Result<Option<Found>, Error> {
    let found: Option<([u8; 16], [u8; 16], String)> = db
        .prepare_cached("SELECT passkey, account, public FROM passkey WHERE credential = ?1")?
        .query_row([credential], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let found = found.map(|(id, account, public)| {
        let passkey = serde_json::from_str(&public)
            .map_err(|why| Error::Damaged(format!("a passkey does not read: {why}")))?;
        Ok(Found {
            id: PasskeyId(Uuid::from_bytes(id)),
            account: AccountId(Uuid::from_bytes(account)),
            passkey,
        })
    });
    found.transpose()
}

/// The ids that authenticators know the passkeys of an account by.
pub fn credentials(db: &Connection, account: AccountId) -> Result<Vec<Vec<u8>>, Error> {
    let mut rows = db.prepare_cached(
        "SELECT credential FROM passkey WHERE account = ?1 ORDER BY made_ms, passkey",
    )?;
    let rows = rows.query_map([account.0.as_bytes()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub fn list(db: &Connection, account: AccountId) -> Result<Vec<ListedPasskey>, Error> {
    let mut rows = db.prepare_cached(
        "SELECT passkey, label, made_ms, used_ms FROM passkey WHERE account = ?1
         ORDER BY made_ms, passkey",
    )?;
    let rows = rows.query_map([account.0.as_bytes()], |row| {
        Ok(ListedPasskey {
            id: PasskeyId(Uuid::from_bytes(row.get(0)?)),
            label: row.get(1)?,
            made: Timestamp(row.get(2)?),
            used: row.get::<_, Option<i64>>(3)?.map(Timestamp),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a new one; false when its credential is there already.
pub fn insert(
    tx: &Transaction<'_>,
    found: &Found,
    label: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let made = tx
        .prepare_cached(
            "INSERT OR IGNORE INTO passkey (passkey, account, credential, label, public, made_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            found.id.0.as_bytes(),
            found.account.0.as_bytes(),
            found.passkey.cred_id().as_slice(),
            label,
            written(&found.passkey)?,
            now.0,
        ])?;
    Ok(made > 0)
}

/// Writes down that it was used, and what it counted to.
pub fn used(tx: &Transaction<'_>, found: &Found, now: Timestamp) -> Result<(), Error> {
    tx.prepare_cached("UPDATE passkey SET public = ?2, used_ms = ?3 WHERE passkey = ?1")?
        .execute(params![
            found.id.0.as_bytes(),
            written(&found.passkey)?,
            now.0
        ])?;
    Ok(())
}

fn written(passkey: &Passkey) -> Result<String, Error> {
    serde_json::to_string(passkey)
        .map_err(|why| Error::Damaged(format!("a passkey is not written: {why}")))
}
