//! Signing in with a password and a one-time code.
//!
//! Everything that may be wrong gives one answer after the same work. What failures are counted by
//! depends on where they come from: somebody at a device where they are known waits for failures
//! there alone, so that nobody who tries from elsewhere can keep them out.

use kernel::{AccountId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::device;
use crate::error::{Error, SignInError};
use crate::failures::{self, Delay, Mark};
use crate::identity::Identity;
use crate::ids::DeviceId;
use crate::password::{self, normalise};
use crate::session::{Begin, Kind, Method, NewSession};
use crate::totp;

/// Who says so, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The account of the service number; `None` when there is none: the same work, the same answer.
    pub account: Option<AccountId>,
    /// The service number as it is written in the register of accounts (one number, one spelling):
    /// what failures are counted by when there is no such account.
    pub name: &'a str,
    /// The device whose token came with the request, if it is known.
    pub device: Option<DeviceId>,
}

/// What is kept of whoever is claimed, or of nobody.
struct Kept {
    password: Option<String>,
    totp: Option<totp::Kept>,
    /// An invitation was redeemed, and nobody has signed in since.
    enrolling: bool,
}

/// What a try is counted by.
struct Counted {
    /// Forgotten when the try succeeds.
    person: (Mark, Delay),
    /// One failure less when it does.
    place: Vec<(Mark, Delay)>,
}

/// How a try came out that was right.
struct Right {
    kind: Kind,
    step: Option<i64>,
    rehashed: Option<String>,
}

impl Identity {
    /// Signs in with a password and a one-time code. Slow by design.
    ///
    /// A password alone opens nothing but an enrolment that is still open: then the session may
    /// only set credentials. A sign-in at no known device makes one known.
    ///
    /// # Errors
    /// [`SignInError::Refused`] whatever was wrong; [`SignInError::Wait`] after too many failures;
    /// [`Error::Busy`] inside [`SignInError::Failed`] when too many are trying.
    ///
    /// # Source
    /// OWASP Authentication Cheat Sheet, for one answer; OWASP on device cookies, for counting known
    /// devices apart; NIST SP 800-63B section 3.2.2, for limiting tries.
    pub fn sign_in_password(
        &self,
        claim: &Claim<'_>,
        password: &str,
        code: Option<&str>,
        now: Timestamp,
    ) -> Result<NewSession, SignInError> {
        let (counted, kept) = {
            let mut db = self.db();
            let counted = self.counted(&db, claim)?;
            // Counted before it is judged, so that many tries at once are many.
            if let Some(until) = failures::charge(&mut db, &counted.all(), now)? {
                return Err(SignInError::Wait { until });
            }
            (counted, self.kept(&db, claim.account, now)?)
        };
        let right = match self.judge(&kept, password, code, now) {
            Ok(right) => right,
            Err(error) => {
                // It was not tried, and so it did not fail.
                self.change(|tx| failures::refund(tx, &counted.all()), |_, ()| {})?;
                return Err(error.into());
            }
        };
        let (Some(account), Some(right)) = (claim.account, right) else {
            return Err(SignInError::Refused);
        };
        let begin = Begin {
            account,
            kind: right.kind,
            method: Method::Password,
            device: claim.device,
            alone: false,
        };
        let begun = self.begin(begin, now, |tx| {
            if let Some(step) = right.step
                && !totp::use_up(tx, account, step)?
            {
                return Ok(false);
            }
            failures::clear(tx, counted.person.0)?;
            failures::refund(tx, &counted.place)?;
            rehash(
                tx,
                account,
                kept.password.as_deref(),
                right.rehashed.as_deref(),
            )?;
            Ok(true)
        })?;
        begun.ok_or(SignInError::Refused)
    }

    /// Tries password and code, both in any case, and hashes the password anew when that costs
    /// something else by now. `None` when anything is wrong.
    fn judge(
        &self,
        kept: &Kept,
        password: &str,
        code: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<Right>, Error> {
        let given = normalise(password);
        let text: &str = given.as_deref().map_or("", |text| text.as_str());
        let permit = self.gate.enter().ok_or(Error::Busy)?;
        let hashed = kept.password.as_deref().unwrap_or(&self.nobody);
        let verdict = password::verify(hashed, text.as_bytes())?;
        let matches = verdict.matches && given.is_some() && kept.password.is_some();

        let nobody = [0; totp::SECRET_BYTES];
        let (secret, after) = kept.totp.as_ref().map_or((&nobody[..], i64::MAX), |totp| {
            (totp.secret.as_slice(), totp.step)
        });
        let step = totp::matching(secret, code.and_then(totp::read), now, after);

        let kind = match (&kept.totp, step) {
            (Some(_), Some(_)) => Kind::Full,
            (None, _) if kept.enrolling => Kind::Enrolling,
            _ => return Ok(None),
        };
        if !matches {
            return Ok(None);
        }
        let stale = verdict.cost != self.options.cost;
        let rehashed = stale.then(|| password::hash(self.options.cost, text.as_bytes()));
        drop(permit);
        Ok(Some(Right {
            kind,
            step,
            rehashed: rehashed.transpose()?,
        }))
    }

    fn kept(
        &self,
        db: &Connection,
        account: Option<AccountId>,
        now: Timestamp,
    ) -> Result<Kept, Error> {
        // An account that no database holds, so that both are looked for in any case.
        let account = account.unwrap_or(AccountId(uuid::Uuid::nil()));
        let found = db
            .prepare_cached(
                "SELECT password, coalesce(enrol_until_ms > ?2, 0) FROM account WHERE account = ?1",
            )?
            .query_row(params![account.0.as_bytes(), now.0], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let (password, enrolling) = found.unwrap_or_default();
        Ok(Kept {
            password,
            enrolling,
            totp: self.kept_totp(db, account)?,
        })
    }

    /// What a try is counted by: where the account is known, by the two together; elsewhere by the
    /// account and by all that is unknown. A device counts what comes from it in either case.
    fn counted(&self, db: &Connection, claim: &Claim<'_>) -> Result<Counted, Error> {
        let (key, delays) = (&self.keys.marks, self.options.delays);
        let person = match &claim.account {
            Some(account) => Mark::of(key, "account", &[account.0.as_bytes()]),
            None => Mark::of(key, "name", &[claim.name.as_bytes()]),
        };
        let device = claim
            .device
            .filter(|id| self.live().devices.contains_key(id));
        let known = match (device, claim.account) {
            (Some(device), _) if self.live().is_bound(device) => true,
            (Some(device), Some(account)) => device::seen(db, device, account)?,
            _ => false,
        };
        let mut place = vec![];
        if let Some(device) = device {
            let mark = Mark::of(key, "device", &[device.0.as_bytes()]);
            place.push((mark, delays.device));
        }
        if !known {
            place.push((Mark::of(key, "everywhere", &[]), delays.everywhere));
            let person = (person, delays.unknown);
            return Ok(Counted { person, place });
        }
        let device = device.map_or([0; 16], |device| device.0.into_bytes());
        let there = Mark::of(key, "there", &[&person.bytes(), &device]);
        Ok(Counted {
            person: (there, delays.known),
            place,
        })
    }
}

impl Counted {
    fn all(&self) -> Vec<(Mark, Delay)> {
        let mut all = self.place.clone();
        all.push(self.person);
        all
    }
}

/// Keeps the new hash, unless the password was changed in between.
fn rehash(
    tx: &Transaction<'_>,
    account: AccountId,
    old: Option<&str>,
    new: Option<&str>,
) -> Result<(), Error> {
    if let (Some(old), Some(new)) = (old, new) {
        tx.prepare_cached("UPDATE account SET password = ?3 WHERE account = ?1 AND password = ?2")?
            .execute(params![account.0.as_bytes(), old, new])?;
    }
    Ok(())
}
