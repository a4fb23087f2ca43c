//! The epoch key in three shares, any two of which give it back.
//!
//! Shamir's scheme over GF(256), byte by byte, with a straight line through the secret. One share says
//! nothing about the key. Shares are bound to their epoch and their key: those of another are refused.

mod field;
mod share;

pub use share::{Share, ShareError};

use std::path::Path;

use zeroize::Zeroizing;

use crate::check::KeyCheck;
use crate::epoch::{EpochKeys as _, FileKeys, text::Epoch};
use crate::error::Error;
use crate::schema;
use crate::secret::Secret;
use crate::vault::{database, epoch_file};
use field::{divided, times};

/// The epoch key that shares gave back.
#[derive(Debug)]
pub struct Joined {
    epoch: u64,
    key: Secret,
}

impl Joined {
    /// Of which epoch.
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.epoch
    }
}

impl From<Joined> for Epoch {
    fn from(joined: Joined) -> Self {
        Self {
            number: joined.epoch,
            key: joined.key,
        }
    }
}

/// Splits the current epoch key into three shares, each for another keeper. A turn of the epoch makes
/// them useless: split again, and have the old ones destroyed.
///
/// # Errors
/// [`Error::Chance`].
pub fn escrow_split(keys: &FileKeys) -> Result<[Share; 3], Error> {
    let Epoch { number, key } = keys.last()?;
    Ok(split(*number, key, &Secret::random()?))
}

/// [`escrow_split`] for the epoch key of a folder, beside a server that uses it: nothing is touched.
///
/// # Errors
/// [`Error::Turning`] when it is not settled which key stays; otherwise those of
/// [`crate::Vault::open`].
pub fn escrow_beside(folder: &Path) -> Result<[Share; 3], Error> {
    let path = epoch_file(folder);
    let (epoch, check) = wrapped_under(folder)?;
    let keys = FileKeys::look(&path)?;
    if keys.epochs().len() > 1 {
        return Err(Error::Turning(path));
    }
    if keys.check(epoch)? != check {
        return Err(Error::OtherEpochKey(epoch));
    }
    escrow_split(&keys)
}

/// Writes the `epoch.key` of a folder that lost it, when the key is the one `vault.db` is wrapped
/// under. A file that is there is never overwritten.
///
/// # Errors
/// [`Error::KeyInPlace`] and [`Error::InTheWay`] when there is one; [`ShareError::OtherEpoch`] and
/// [`ShareError::OtherVault`] when the key is another; [`Error::Missing`] when there is no `vault.db`.
pub fn put_back(folder: &Path, joined: Joined) -> Result<(), Error> {
    let path = epoch_file(folder);
    let (vault, check) = wrapped_under(folder)?;
    if path.exists() {
        let keys = FileKeys::look(&path);
        let fits = keys.is_ok_and(|keys| keys.check(vault).is_ok_and(|found| found == check));
        return Err(match fits {
            true => Error::KeyInPlace(path),
            false => Error::InTheWay(path),
        });
    }
    let shares = joined.epoch;
    if shares != vault {
        return Err(ShareError::OtherEpoch { shares, vault }.into());
    }
    if KeyCheck::of(shares, &joined.key) != check {
        return Err(ShareError::OtherVault(shares).into());
    }
    FileKeys::restore(&path, joined).map(|_| ())
}

/// The epoch of a folder's `vault.db`, and which key it is wrapped under.
fn wrapped_under(folder: &Path) -> Result<(u64, KeyCheck), Error> {
    let path = database(folder);
    if !path.exists() {
        return Err(Error::Missing(path));
    }
    let db = schema::open_for_reading(&path)?;
    if schema::format(&db, &path)? == 0 {
        return Err(Error::Missing(path));
    }
    let found = db.query_row("SELECT epoch, key_check FROM vault", [], |row| {
        Ok((row.get::<_, i64>(0)?.unsigned_abs(), KeyCheck(row.get(1)?)))
    });
    Ok(found?)
}

/// The line through the secret at 0 whose slope is random: its points at 1, 2 and 3. The slope may be
/// any byte, zero too; leaving zero out would tell something about the secret.
fn split(epoch: u64, key: &Secret, slope: &Secret) -> [Share; 3] {
    let check = KeyCheck::of(epoch, key);
    [1, 2, 3].map(|at| {
        let mut value = Zeroizing::new([0; 32]);
        for (out, (byte, slope)) in value.iter_mut().zip(key.bytes().iter().zip(slope.bytes())) {
            *out = byte ^ times(*slope, at);
        }
        Share::new(epoch, check, at, value)
    })
}

/// Joins two shares or three. Of three, one may be wrong: two that fit are enough.
///
/// # Errors
/// [`ShareError::TooFew`], [`ShareError::OtherKey`] when they are of two keys, and
/// [`ShareError::Wrong`] when no two of them give the key they were made of.
pub fn escrow_join(shares: &[Share]) -> Result<Joined, ShareError> {
    let (first, rest) = shares.split_first().ok_or(ShareError::TooFew)?;
    if let Some(other) = rest.iter().find(|share| !share.goes_with(first)) {
        return Err(ShareError::OtherKey {
            epochs: [first.epoch(), other.epoch()],
        });
    }
    let mut pairs = 0;
    for (at, one) in shares.iter().enumerate() {
        for two in &shares[at + 1..] {
            if one.at() == two.at() {
                continue;
            }
            pairs += 1;
            let key = join(one, two);
            if KeyCheck::of(first.epoch(), &key) == first.check() {
                let epoch = first.epoch();
                return Ok(Joined { epoch, key });
            }
        }
    }
    Err(if pairs == 0 {
        ShareError::TooFew
    } else {
        ShareError::Wrong
    })
}

/// Where the line through two points meets zero.
fn join(one: &Share, two: &Share) -> Secret {
    let apart = one.at() ^ two.at();
    let weights = [divided(two.at(), apart), divided(one.at(), apart)];
    let mut key = Zeroizing::new([0; 32]);
    for (out, (one, two)) in key.iter_mut().zip(one.value().iter().zip(two.value())) {
        *out = times(*one, weights[0]) ^ times(*two, weights[1]);
    }
    Secret::of(key.as_slice()).unwrap_or_else(|| unreachable!("a key has 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn secret(bytes: [u8; 32]) -> Secret {
        Secret::of(&bytes).unwrap()
    }

    /// Worked by hand: the line through 0x53 with slope 0x57 has 0x53 ^ 0x57 * x at x, where
    /// 0x57 * 2 = 0xae and 0x57 * 3 = 0xf9 (0x57 * 2 is worked out in FIPS 197, 4.2.1).
    #[test]
    fn shares_are_points_of_a_line() {
        let [one, two, three] = split(1, &secret([0x53; 32]), &secret([0x57; 32]));
        for (share, value) in [(&one, 0x04), (&two, 0xfd), (&three, 0xaa)] {
            assert_eq!(share.value(), &[value; 32]);
        }
    }

    #[test]
    fn shares_of_two_epochs_and_of_two_keys_are_refused() {
        let [one, ..] = split(1, &secret([1; 32]), &secret([9; 32]));
        let [_, two, _] = split(2, &secret([1; 32]), &secret([9; 32]));
        let said = escrow_join(&[one.clone(), two]).unwrap_err();
        assert_eq!(said, ShareError::OtherKey { epochs: [1, 2] });
        let [_, other, _] = split(1, &secret([2; 32]), &secret([9; 32]));
        let said = escrow_join(&[one, other]).unwrap_err();
        assert_eq!(said, ShareError::OtherKey { epochs: [1, 1] });
    }

    #[test]
    fn shares_of_two_splittings_of_one_key_do_not_fit() {
        let [one, ..] = split(1, &secret([1; 32]), &secret([9; 32]));
        let [_, two, _] = split(1, &secret([1; 32]), &secret([8; 32]));
        assert_eq!(escrow_join(&[one, two]).unwrap_err(), ShareError::Wrong);
    }

    #[test]
    fn one_share_twice_is_too_few() {
        let [one, ..] = split(1, &secret([1; 32]), &secret([9; 32]));
        let said = escrow_join(&[one.clone(), one]).unwrap_err();
        assert_eq!(said, ShareError::TooFew);
        assert_eq!(escrow_join(&[]).unwrap_err(), ShareError::TooFew);
    }

    #[test]
    fn of_three_shares_one_may_be_wrong() {
        let [one, two, _] = split(1, &secret([1; 32]), &secret([9; 32]));
        let [.., three] = split(1, &secret([1; 32]), &secret([8; 32]));
        for order in [
            [&one, &two, &three],
            [&three, &one, &two],
            [&one, &three, &two],
        ] {
            let joined = escrow_join(&order.map(Share::clone)).unwrap();
            assert_eq!(joined.key.bytes(), &[1; 32]);
        }
    }

    /// Whatever the secret byte, every value of a share comes up once over all slopes.
    #[test]
    fn one_share_says_nothing() {
        for secret in [0, 1, 0x80, 0xff] {
            for at in [1, 2, 3] {
                let mut seen = [false; 256];
                for slope in 0..=255 {
                    seen[usize::from(secret ^ times(slope, at))] = true;
                }
                assert!(seen.iter().all(|seen| *seen));
            }
        }
    }

    proptest! {
        #[test]
        fn any_two_shares_give_the_key(
            key in any::<[u8; 32]>(),
            slope in any::<[u8; 32]>(),
            epoch in 1_u64..1_000_000,
        ) {
            let shares = split(epoch, &secret(key), &secret(slope));
            for pair in [[0, 1], [1, 0], [0, 2], [2, 0], [1, 2], [2, 1]] {
                let joined = escrow_join(&pair.map(|n: usize| shares[n].clone())).unwrap();
                prop_assert_eq!(joined.key.bytes(), &key);
                prop_assert_eq!(joined.epoch(), epoch);
            }
        }
    }
}
