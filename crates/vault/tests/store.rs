//! Epoch keys that are kept elsewhere: a store that wraps and takes out, and never gives a key away.

use kernel::Timestamp;
use uuid::Uuid;
use vault::{EpochKeys, Error, FIRST_EPOCH, KeyCheck, Secret, Traced, Vault};

const TEXT: &[u8] = br#"{"name":"Li"}"#;

/// What the store did, one key after another; what it gives out is the place in here.
#[derive(Default)]
struct Store {
    epochs: Vec<u64>,
    wrapped: std::sync::Mutex<Vec<Wrapped>>,
}

/// Epoch, what it was bound to, and the key.
type Wrapped = (u64, Vec<u8>, [u8; 32]);

impl Store {
    fn has(&self, epoch: u64) -> Result<(), Error> {
        let known = self.epochs.contains(&epoch);
        known.then_some(()).ok_or(Error::OtherEpoch {
            vault: epoch,
            keys: self.epochs.clone(),
        })
    }
}

impl EpochKeys for Store {
    fn epochs(&self) -> Vec<u64> {
        self.epochs.clone()
    }

    fn check(&self, epoch: u64) -> Result<KeyCheck, Error> {
        self.has(epoch)?;
        Ok(KeyCheck(epoch.to_be_bytes()))
    }

    fn wrap(&self, epoch: u64, about: &[u8], secret: &Secret) -> Result<Vec<u8>, Error> {
        self.has(epoch)?;
        let mut all = self.wrapped.lock().expect("nobody panicked");
        all.push((epoch, about.to_vec(), *secret.bytes()));
        Ok((all.len() - 1).to_be_bytes().to_vec())
    }

    fn take_out(&self, epoch: u64, about: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, Error> {
        self.has(epoch)?;
        let place = wrapped.try_into().map(usize::from_be_bytes).ok();
        let all = self.wrapped.lock().expect("nobody panicked");
        let found = place.and_then(|place| all.get(place));
        let found = found.filter(|(e, a, _)| (*e, a.as_slice()) == (epoch, about));
        Ok(found.and_then(|(.., bytes)| Secret::of(bytes)))
    }

    fn add(&mut self) -> Result<u64, Error> {
        let next = self.epochs.last().copied().unwrap_or_default() + 1;
        self.epochs.push(next);
        Ok(next)
    }

    fn keep_only(&mut self, epoch: u64) -> Result<(), Error> {
        self.has(epoch)?;
        self.epochs.retain(|one| *one == epoch);
        Ok(())
    }
}

#[test]
fn a_key_store_may_take_the_place_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store {
        epochs: vec![FIRST_EPOCH],
        ..Store::default()
    };
    let vault = Vault::open_or_make_with(folder.path(), Box::new(store)).unwrap();
    let [one, two] = [1, 2].map(|n| vault.key_for(Uuid::from_u128(n), "caller").unwrap());
    let (sealed, envelope) = vault.seal(one, TEXT).unwrap();
    vault.index("telephone", "+8613800138000", one).unwrap();
    assert_eq!(vault.erase(&[two], Timestamp(0)).unwrap(), 1);
    for epoch in 2..5 {
        assert_eq!(vault.turn_epoch().unwrap().epoch, epoch);
    }
    let opened = vault
        .open_sealed(&sealed, &envelope, Traced::new(one, 3))
        .unwrap();
    assert_eq!(opened.text(), TEXT);
    assert_eq!(vault.find("telephone", "+8613800138000").unwrap(), [one]);
    assert!(!folder.path().join("epoch.key").exists());
}

/// A damaged row stops a turn and is named; what it stopped goes on once the row is gone.
#[test]
fn a_turn_that_fails_leaves_the_epoch_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open_or_make(folder.path()).unwrap();
    let [one, two] = [1, 2].map(|n| vault.key_for(Uuid::from_u128(n), "caller").unwrap());
    let (sealed, envelope) = vault.seal(one, TEXT).unwrap();
    let other = rusqlite::Connection::open(folder.path().join("vault.db")).unwrap();
    other
        .execute(
            "UPDATE person SET wrapped = zeroblob(72) WHERE key = ?1",
            [two.0.as_bytes()],
        )
        .unwrap();
    for _ in 0..2 {
        let said = vault.turn_epoch().unwrap_err().to_string();
        assert!(said.contains(&two.to_string()), "{said}");
        assert_eq!(vault.epoch(), 1);
    }
    let opened = vault.open_sealed(&sealed, &envelope, Traced::new(one, 3));
    assert!(opened.is_ok());
    vault.erase(&[two], Timestamp(0)).unwrap();
    assert_eq!(vault.turn_epoch().unwrap().keys, 1);
}

#[test]
fn somebody_who_reads_the_file_meanwhile_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::open_or_make(folder.path()).unwrap();
    let key = vault.key_for(Uuid::from_u128(1), "caller").unwrap();
    let other = rusqlite::Connection::open(folder.path().join("vault.db")).unwrap();
    other.execute_batch("BEGIN; SELECT * FROM person").unwrap();
    let said = vault.erase(&[key], Timestamp(0));
    assert!(matches!(said, Err(Error::WalInUse)));
    other.execute_batch("COMMIT").unwrap();
    assert_eq!(vault.erase(&[key], Timestamp(0)).unwrap(), 0);
    assert_eq!(vault.count().unwrap(), 0);
}
