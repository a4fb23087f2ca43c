//! Argon2id: what is kept of a password, and trying one against it.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{Error as HashError, PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroize as _;

use super::Cost;
use crate::error::Error;

const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// What trying a password showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// It is the password.
    pub matches: bool,
    /// What the hash that is kept had cost.
    pub cost: Cost,
}

fn argon2(cost: Cost) -> Result<Argon2<'static>, Error> {
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(HASH_BYTES))
        .map_err(|why| Error::Damaged(format!("a cost that argon2 does not know: {why}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password under a fresh salt, as a PHC string that names its cost.
pub fn hash(cost: Cost, password: &[u8]) -> Result<String, Error> {
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt)?;
    let hashed = argon2(cost)?
        .hash_password_with_salt(password, &salt)
        .map_err(|why| Error::Damaged(format!("a password was not hashed: {why}")))?;
    Ok(hashed.to_string())
}

/// The hash of a password nobody has. It is not worked out: any 32 bytes are the hash of none that
/// can be found.
pub fn nobody(cost: Cost) -> Result<String, Error> {
    let mut chance = [0; HASH_BYTES];
    getrandom::fill(&mut chance)?;
    let cheap = Cost {
        memory_kib: Params::MIN_M_COST,
        passes: 1,
        lanes: 1,
    };
    let hashed = hash(cheap, &chance)?;
    chance.zeroize();
    let of = |cost: Cost| format!("m={},t={},p={}", cost.memory_kib, cost.passes, cost.lanes);
    Ok(hashed.replace(&of(cheap), &of(cost)))
}

/// Tries a password against a hash, at the cost that the hash names. Compared in constant time.
///
/// # Errors
/// [`Error::Damaged`] when the hash is none of ours.
pub fn verify(kept: &str, password: &[u8]) -> Result<Verdict, Error> {
    let damaged = |why: &str| Error::Damaged(format!("a password hash does not read: {why}"));
    let parsed = PasswordHash::new(kept).map_err(|why| damaged(&why.to_string()))?;
    let params = Params::try_from(&parsed).map_err(|why| damaged(&why.to_string()))?;
    let cost = Cost {
        memory_kib: params.m_cost(),
        passes: params.t_cost(),
        lanes: params.p_cost(),
    };
    if parsed.algorithm.as_str() != "argon2id" || !cost.bearable() {
        return Err(damaged("an algorithm or a cost that is not used here"));
    }
    match argon2(cost)?.verify_password(password, &parsed) {
        Ok(()) => Ok(Verdict {
            matches: true,
            cost,
        }),
        Err(HashError::PasswordInvalid) => Ok(Verdict {
            matches: false,
            cost,
        }),
        Err(why) => Err(damaged(&why.to_string())),
    }
}

impl Cost {
    /// Whether hashing at this cost could be waited for: a changed file must not take all memory.
    fn bearable(self) -> bool {
        self.memory_kib <= 1024 * 1024 && self.passes <= 64 && self.lanes <= 16
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CHEAP: Cost = Cost {
        memory_kib: 64,
        passes: 1,
        lanes: 1,
    };

    #[test]
    fn the_default_is_what_owasp_asks_for() {
        let hashed = hash(Cost::default(), b"correct horse").unwrap();
        assert!(
            hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hashed}"
        );
    }

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let hashed = hash(CHEAP, b"correct horse").unwrap();
        let matches = |password| verify(&hashed, password).unwrap();
        assert_eq!(
            matches(b"correct horse"),
            Verdict {
                matches: true,
                cost: CHEAP
            }
        );
        assert_eq!(
            matches(b"correct house"),
            Verdict {
                matches: false,
                cost: CHEAP
            }
        );
    }

    #[test]
    fn nobody_has_the_made_up_password_and_trying_it_costs_the_same() {
        let verdict = verify(&nobody(Cost::default()).unwrap(), b"").unwrap();
        assert_eq!(
            verdict,
            Verdict {
                matches: false,
                cost: Cost::default()
            }
        );
    }

    #[test]
    fn a_hash_that_would_take_all_memory_is_refused() {
        let hashed = hash(CHEAP, b"x").unwrap().replace("m=64", "m=4000000");
        assert!(matches!(verify(&hashed, b"x"), Err(Error::Damaged(_))));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "(\\$argon2id)?(\\$v=19)?\\$?(m=[0-9]{1,4},t=[0-9],p=[0-9])?.{0,40}") {
            let _ = verify(&text, b"x");
        }
    }
}
