//! How many live feeds are open: each holds a connection and a place in the journal for as long as it
//! likes, so they are bounded, and a place is free again the moment its stream ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kernel::AccountId;

use crate::problem::Problem;
use crate::words::Language;

/// Feeds of one account: it has eight sessions at most, and a desk four windows.
const OF_ONE_MAX: usize = 32;
/// Feeds of the whole server: eight windows at each of five hundred consoles. A feed holds some ten
/// kilobytes.
const OF_ALL_MAX: usize = 4_096;

/// The feeds that are open.
#[derive(Default)]
pub struct Feeds {
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    all: usize,
    of: HashMap<AccountId, usize>,
}

/// A place among them, given back when it is let go.
pub struct Place {
    feeds: Arc<Feeds>,
    account: Option<AccountId>,
}

impl Feeds {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place for an account; for guests, who are everybody at once, only in the whole.
    ///
    /// # Errors
    /// `too-many-feeds` when this account has as many as it gets, `feeds-full` when the server has.
    pub fn take(
        self: &Arc<Self>,
        account: Option<AccountId>,
        language: Language,
    ) -> Result<Place, Problem> {
        let mut open = self.open();
        if open.all >= OF_ALL_MAX {
            return Err(Problem::new(language, "feeds-full", &[]));
        }
        if let Some(account) = account {
            let of = open.of.entry(account).or_default();
            if *of >= OF_ONE_MAX {
                let most = OF_ONE_MAX.to_string();
                return Err(Problem::new(language, "too-many-feeds", &[("most", most)]));
            }
            *of += 1;
        }
        open.all += 1;
        let feeds = Arc::clone(self);
        Ok(Place { feeds, account })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.feeds.open();
        open.all -= 1;
        let Some(account) = self.account else { return };
        if let Some(of) = open.of.get_mut(&account) {
            *of -= 1;
            if *of == 0 {
                open.of.remove(&account);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn one_more_than_an_account_gets_is_refused_until_one_ends() {
        let feeds: Arc<Feeds> = Arc::default();
        let take = |n| feeds.take(Some(AccountId(Uuid::from_u128(n))), Language::En);
        let mut held: Vec<_> = (0..OF_ONE_MAX).map(|_| take(1).unwrap()).collect();
        assert_eq!(take(1).err().unwrap().code, "too-many-feeds");
        assert!(take(2).is_ok(), "another account is not concerned");
        held.pop();
        assert!(take(1).is_ok());
    }

    #[test]
    fn the_whole_server_has_its_bound_and_forgets_whoever_left() {
        let feeds: Arc<Feeds> = Arc::default();
        let take = |n| feeds.take(Some(AccountId(Uuid::from_u128(n))), Language::En);
        let held: Vec<_> = (0..OF_ALL_MAX as u128).map(|n| take(n).unwrap()).collect();
        assert_eq!(take(9_999).err().unwrap().code, "feeds-full");
        drop(held);
        assert!(take(9_999).is_ok());
        assert!(feeds.open().of.is_empty());
    }
}
