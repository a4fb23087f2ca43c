//! Second secrets of citizens: with the code of a receipt, they show who looked at a record.

use kernel::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, params};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::base32::{UPPER, symbol, value};
use crate::error::Error;
use crate::failures::{self, Mark};
use crate::identity::Identity;
use crate::secret::Secret;

/// Random characters: 45 bits. The tenth checks them.
const CHOSEN: usize = 9;

/// Ten values of five bits, wiped when dropped.
type Digits = Zeroizing<[u8; CHOSEN + 1]>;

/// Why a second secret does not hold.
#[derive(Debug, thiserror::Error)]
pub enum PinError {
    /// It is another, or none was set.
    #[error("the second secret is wrong")]
    Wrong,
    /// Too many were wrong; nothing was looked at.
    #[error("too many tries; the next one counts from {until}")]
    Wait {
        /// From when a try counts again.
        until: Timestamp,
    },
    /// It could not be checked.
    #[error(transparent)]
    Failed(#[from] Error),
}

impl Identity {
    /// Sets the second secret of a subject; an older one no longer holds, and its failures are gone.
    ///
    /// - Returns `XXXXX-XXXXX`: nine random characters (45 bits) and a check character of Crockford's
    ///   alphabet, read without regard to case, spaces and hyphens, `O` as `0`, `I` and `L` as `1`.
    ///
    /// # Errors
    /// [`Error::Chance`] and [`Error::Database`].
    pub fn set_pin(&self, subject: [u8; 16], _now: Timestamp) -> Result<Secret, Error> {
        let digits = choose()?;
        let mac = self.pin_mac(&subject, &digits);
        let write = |tx: &Transaction<'_>| {
            tx.prepare_cached("INSERT OR REPLACE INTO pin (subject, mac) VALUES (?1, ?2)")?
                .execute(params![subject, mac])?;
            failures::clear(tx, self.pin_mark(&subject))
        };
        self.change(write, |_, ()| {})?;
        Ok(write_out(&digits))
    }

    /// Checks a second secret. A text whose check character is wrong is a slip and costs no try.
    ///
    /// # Errors
    /// [`PinError::Wrong`] and [`PinError::Wait`]; a delay grows with each wrong one.
    pub fn check_pin(&self, subject: [u8; 16], text: &str, now: Timestamp) -> Result<(), PinError> {
        let digits = read(text).ok_or(PinError::Wrong)?;
        let mac = self.pin_mac(&subject, &digits);
        let kept = self.kept_pin(&subject)?.ok_or(PinError::Wrong)?;
        let mark = self.pin_mark(&subject);
        let marks = [(mark, self.options.delays.pin)];
        // Counted before it is compared, so that many at once are many.
        if let Some(until) = failures::charge(&mut self.db(), &marks, now)? {
            return Err(PinError::Wait { until });
        }
        if !bool::from(mac.ct_eq(&kept)) {
            return Err(PinError::Wrong);
        }
        self.change(|tx| failures::clear(tx, mark), |_, ()| {})?;
        Ok(())
    }

    /// Forgets the second secret of a subject.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn drop_pin(&self, subject: [u8; 16]) -> Result<(), Error> {
        let write = |tx: &Transaction<'_>| {
            tx.prepare_cached("DELETE FROM pin WHERE subject = ?1")?
                .execute([subject])?;
            failures::clear(tx, self.pin_mark(&subject))
        };
        self.change(write, |_, ()| {})
    }

    fn kept_pin(&self, subject: &[u8; 16]) -> Result<Option<[u8; 32]>, Error> {
        let db = self.db();
        let mut found = db.prepare_cached("SELECT mac FROM pin WHERE subject = ?1")?;
        Ok(found.query_row([subject], |row| row.get(0)).optional()?)
    }

    fn pin_mac(&self, subject: &[u8; 16], digits: &Digits) -> [u8; 32] {
        self.keys.pin.mac(&[subject, &**digits])
    }

    fn pin_mark(&self, subject: &[u8; 16]) -> Mark {
        Mark::of(&self.keys.marks, "pin", &[subject])
    }
}

fn choose() -> Result<Digits, Error> {
    let mut digits = Digits::default();
    getrandom::fill(&mut digits[..CHOSEN])?;
    for digit in &mut digits[..CHOSEN] {
        *digit &= 31;
    }
    digits[CHOSEN] = check(&digits[..CHOSEN]);
    Ok(digits)
}

/// The check: the digits as a polynomial over the field of 32, at a generator. It notices every
/// single slip and every swap of neighbours.
fn check(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| double(sum ^ digit))
}

/// Times x, modulo x^5 + x^2 + 1.
fn double(value: u8) -> u8 {
    let doubled = value << 1;
    if doubled & 32 == 0 {
        doubled
    } else {
        doubled ^ 0b10_0101
    }
}

fn write_out(digits: &Digits) -> Secret {
    let mut text = String::with_capacity(digits.len() + 1);
    for (at, digit) in digits.iter().enumerate() {
        if at == digits.len() / 2 {
            text.push('-');
        }
        text.push(symbol(UPPER, (*digit).into()));
    }
    Secret::new(text)
}

/// Reads what people make of it; `None` when it is not ten characters that check.
fn read(text: &str) -> Option<Digits> {
    let mut digits = Digits::default();
    let mut at = 0;
    for byte in text.bytes().filter(|byte| !matches!(byte, b' ' | b'-')) {
        let meant = match byte.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        *digits.get_mut(at)? = value(UPPER, meant)?;
        at += 1;
    }
    let whole = at == digits.len() && digits[CHOSEN] == check(&digits[..CHOSEN]);
    whole.then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_is_read_as_people_write_it() {
        let digits = choose().unwrap();
        let text = write_out(&digits);
        let sloppy = format!(" {} ", text.expose().to_lowercase().replace('0', "o"));
        assert_eq!(*read(&sloppy).unwrap(), *digits);
        assert_eq!(text.expose().len(), 11);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in ".{0,24}") {
            let _ = read(&text);
        }

        #[test]
        fn a_slip_and_a_swap_are_noticed(digits in any::<[u8; CHOSEN]>(), at in 0..CHOSEN, by in 1_u8..32) {
            let mut digits = digits.map(|digit| digit & 31);
            let right = check(&digits);
            digits[at] ^= by;
            prop_assert_ne!(check(&digits), right);
            digits[at] ^= by;
            let next = (at + 1) % CHOSEN;
            let differ = digits[at] != digits[next] && next > at;
            digits.swap(at, next);
            prop_assert!(!differ || check(&digits) != right);
        }
    }
}
