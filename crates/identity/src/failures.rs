//! Failures, and the delay that grows with them.
//!
//! A failure is counted before the try is judged and taken back when it succeeds, so that many
//! tries at once are not one try. Two instants are enough: when the last failure was, and when all
//! are forgotten; how many there are follows from the second.

use kernel::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::error::Error;
use crate::keyfile::Key;

/// How failures slow further tries down. Nothing is ever locked for good: a delay has a longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// So many failures cost nothing.
    pub free: u32,
    /// The delay after one more; each after that doubles it.
    pub first_ms: i64,
    /// The longest delay.
    pub longest_ms: i64,
    /// One failure is forgotten each time so long has passed.
    pub forget_ms: i64,
}

/// More than so many are not remembered: the delay has long been at its longest.
const COUNTED_MAX: i64 = 64;

impl Delay {
    /// How many failures are not forgotten yet.
    fn count(self, forgotten: Timestamp, now: Timestamp) -> u32 {
        let left = forgotten.since_ms(now).max(0);
        let forget = self.forget_ms.max(1);
        u32::try_from(left / forget + i64::from(left % forget > 0)).unwrap_or(u32::MAX)
    }

    /// How long to wait after the last of so many failures.
    fn wait_ms(self, count: u32) -> i64 {
        let Some(over) = count.checked_sub(self.free) else {
            return 0;
        };
        // Doubled as often as a wait can be before it is longer than any setting.
        let factor = 1_i64 << over.min(32);
        self.first_ms.saturating_mul(factor).min(self.longest_ms)
    }
}

/// What failures are counted by: a keyed hash, so that the table does not say who.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark([u8; 16]);

impl Mark {
    /// The mark of a thing. `what` tells the kinds of things apart.
    pub fn of(key: &Key, what: &str, parts: &[&[u8]]) -> Self {
        let what = [what.as_bytes(), b"\0"].concat();
        let all: Vec<&[u8]> = std::iter::once(what.as_slice())
            .chain(parts.iter().copied())
            .collect();
        let mac = key.mac(&all);
        let mut mark = [0; 16];
        mark.copy_from_slice(&mac[..16]);
        Self(mark)
    }

    pub fn bytes(self) -> [u8; 16] {
        self.0
    }
}

/// Counts a failure by each mark, unless one of them has to wait: then until when, and nothing is
/// counted, so that asking again and again does not make the wait longer.
pub fn charge(
    db: &mut Connection,
    marks: &[(Mark, Delay)],
    now: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    let tx = db.transaction()?;
    let mut wait = None;
    for (mark, delay) in marks {
        if let Some((last, forgotten)) = find(&tx, *mark)? {
            let until = last.plus_ms(delay.wait_ms(delay.count(forgotten, now)));
            wait = wait.max(Some(until).filter(|until| *until > now));
        }
    }
    if wait.is_some() {
        return Ok(wait);
    }
    for (mark, delay) in marks {
        let forgotten = find(&tx, *mark)?.map_or(now, |(_, forgotten)| forgotten.max(now));
        let most = now.plus_ms(delay.forget_ms.saturating_mul(COUNTED_MAX));
        let forgotten = forgotten.plus_ms(delay.forget_ms).min(most);
        tx.prepare_cached(
            "INSERT INTO failure (mark, last_ms, forgotten_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT (mark) DO UPDATE SET last_ms = ?2, forgotten_ms = ?3",
        )?
        .execute(params![mark.0, now.0, forgotten.0])?;
    }
    tx.commit()?;
    Ok(None)
}

/// Takes back one failure by each mark: the try was none, or succeeded.
pub fn refund(tx: &Transaction<'_>, marks: &[(Mark, Delay)]) -> Result<(), Error> {
    for (mark, delay) in marks {
        tx.prepare_cached("UPDATE failure SET forgotten_ms = forgotten_ms - ?2 WHERE mark = ?1")?
            .execute(params![mark.0, delay.forget_ms])?;
    }
    Ok(())
}

/// Forgets all failures by a mark.
pub fn clear(tx: &Transaction<'_>, mark: Mark) -> Result<(), Error> {
    tx.prepare_cached("DELETE FROM failure WHERE mark = ?1")?
        .execute([mark.0])?;
    Ok(())
}

fn find(tx: &Transaction<'_>, mark: Mark) -> Result<Option<(Timestamp, Timestamp)>, Error> {
    let found = tx
        .prepare_cached("SELECT last_ms, forgotten_ms FROM failure WHERE mark = ?1")?
        .query_row([mark.0], |row| {
            Ok((Timestamp(row.get(0)?), Timestamp(row.get(1)?)))
        })
        .optional()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DELAY: Delay = Delay {
        free: 2,
        first_ms: 10,
        longest_ms: 35,
        forget_ms: 100,
    };

    #[track_caller]
    fn check(tries: &[i64], then: &[Option<i64>]) {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(crate::schema::TABLES).unwrap();
        let marks = [(Mark([1; 16]), DELAY)];
        let told: Vec<_> = tries
            .iter()
            .map(|at| charge(&mut db, &marks, Timestamp(*at)).unwrap())
            .map(|wait| wait.map(|until| until.0))
            .collect();
        assert_eq!(told, then);
    }

    #[test]
    fn the_delay_doubles_up_to_its_longest() {
        let (tries, then) = (
            [0, 0, 0, 10, 10, 30, 30, 65, 65],
            [
                None,
                None,
                Some(10),
                None,
                Some(30),
                None,
                Some(65),
                None,
                Some(100),
            ],
        );
        check(&tries, &then);
    }

    #[test]
    fn waiting_longer_forgets_one_failure_at_a_time() {
        check(
            &[0, 0, 110, 110, 110],
            &[None, None, None, Some(120), Some(120)],
        );
    }

    #[test]
    fn a_failure_that_is_taken_back_costs_nothing() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(crate::schema::TABLES).unwrap();
        let marks = [(Mark([1; 16]), DELAY)];
        for _ in 0..9 {
            assert_eq!(charge(&mut db, &marks, Timestamp(0)).unwrap(), None);
            let tx = db.transaction().unwrap();
            refund(&tx, &marks).unwrap();
            tx.commit().unwrap();
        }
    }
}
