//! What the application may count on.

use kernel::{KeyId, Timestamp};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{Error, FileKeys, Share, Traced, Vault, escrow_join, escrow_split, telephone};

const TEXT: &[u8] = br#"{"name":"Li","telephone":"+8613800138000"}"#;

fn record(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn new() -> (TempDir, Vault) {
    let folder = tempfile::tempdir().expect("a folder");
    let vault = Vault::open_or_make(folder.path()).expect("a vault");
    (folder, vault)
}

fn opens(vault: &Vault, key: KeyId, (sealed, envelope): &(kernel::Sealed, Vec<u8>)) -> bool {
    match vault.open_sealed(sealed, envelope, Traced::new(key, 7)) {
        Ok(opened) => {
            assert_eq!((opened.text(), opened.entry()), (TEXT, 7));
            true
        }
        Err(Error::NoSuchKey(missing)) => {
            assert_eq!(missing, key);
            false
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_part_of_a_record_has_one_key_however_often_it_is_asked_for() {
    let (folder, vault) = new();
    let caller = vault.key_for(record(1), "caller").unwrap();
    let parts = [
        (record(1), "caller"),
        (record(1), "witness"),
        (record(2), "caller"),
        (record(1), "witness"),
    ];
    let keys = vault.keys_for(&parts).unwrap();
    assert_eq!((keys[0], keys[1]), (caller, keys[3]));
    assert!(keys[1] != caller && keys[2] != caller && keys[1] != keys[2]);
    assert_eq!(keys[2].0.get_version_num(), 4);
    drop(vault);
    let vault = Vault::open(folder.path()).unwrap();
    assert_eq!(vault.find_key(record(1), "caller").unwrap(), Some(caller));
    assert_eq!(vault.find_key(record(3), "caller").unwrap(), None);
    let all = vault.keys_of(record(1)).unwrap();
    let expected = [("caller".into(), caller), ("witness".into(), keys[1])];
    assert_eq!((all, vault.count().unwrap()), (expected.into(), 3));
}

#[test]
fn a_field_is_opened_for_a_trace_of_its_key_and_every_opening_is_counted() {
    let (_folder, vault) = new();
    let [one, two] = [1, 2].map(|n| vault.key_for(record(n), "caller").unwrap());
    let field = vault.seal(one, TEXT).unwrap();
    assert!(opens(&vault, one, &field));
    assert_eq!(vault.decryptions(), 1);
    let said = vault.open_sealed(&field.0, &field.1, Traced::new(two, 8));
    assert!(matches!(said, Err(Error::OtherTrace { entry: 8, .. })));
    assert_eq!(vault.decryptions(), 1);
    let mut damaged = field.1.clone();
    damaged[60] ^= 1;
    let said = vault.open_sealed(&field.0, &damaged, Traced::new(one, 9));
    assert!(matches!(said, Err(Error::Envelope { .. })));
    assert_eq!(vault.decryptions(), 1, "found without opening");
}

#[test]
fn fields_that_were_exchanged_between_records_do_not_open() {
    let (_folder, vault) = new();
    let [one, two] = [1, 2].map(|n| vault.key_for(record(n), "caller").unwrap());
    let (fields, key) = ([vault.seal(one, TEXT), vault.seal(two, TEXT)], two);
    let [(first, envelope), (second, _)] = fields.map(Result::unwrap);
    let said = vault.open_sealed(&second, &envelope, Traced::new(key, 1));
    assert!(matches!(said, Err(Error::Envelope { .. })));
    let claimed = kernel::Sealed { key, ..first };
    let said = vault.open_sealed(&claimed, &envelope, Traced::new(key, 1));
    assert!(matches!(said, Err(Error::Envelope { .. })));
}

#[test]
fn a_token_recognises_a_request_and_dies_with_its_key() {
    let (_folder, vault) = new();
    let [one, two] = [1, 2].map(|n| vault.key_for(record(n), "caller").unwrap());
    let token = vault.token(one, TEXT).unwrap();
    assert_eq!(vault.token(one, TEXT).unwrap(), token);
    assert_ne!(vault.token(two, TEXT).unwrap(), token);
    assert_ne!(vault.token(one, b"{}").unwrap(), token);
    assert_ne!(kernel::Digest::of(TEXT), token);
    vault.erase(&[one], Timestamp(0)).unwrap();
    assert!(matches!(vault.token(one, TEXT), Err(Error::NoSuchKey(_))));
    let again = vault.key_for(record(1), "caller").unwrap();
    assert_ne!(vault.token(again, TEXT).unwrap(), token);
}

#[test]
fn keys_are_found_by_a_number_however_it_is_written() {
    let (_folder, vault) = new();
    let keys = [1, 2, 3].map(|n| vault.key_for(record(n), "caller").unwrap());
    let number = telephone("+86 138-0013-8000").unwrap();
    for key in [keys[0], keys[1], keys[0]] {
        vault.index("telephone", &number, key).unwrap();
    }
    let find = |kind: &str, written: &str| {
        let mut found = vault.find(kind, &telephone(written).unwrap()).unwrap();
        found.sort_by_key(|key| keys.iter().position(|one| one == key));
        found
    };
    assert_eq!(find("telephone", "（＋８６）13800138000"), keys[..2]);
    assert_eq!(find("telephone", "+86 138 0013 8001"), []);
    assert_eq!(find("plate", "+86 138 0013 8000"), []);
    vault.turn_epoch().unwrap();
    assert_eq!(find("telephone", "+8613800138000"), keys[..2]);
    vault.erase(&keys[..1], Timestamp(0)).unwrap();
    assert_eq!(find("telephone", "+8613800138000"), keys[1..2]);
    let said = vault.index("telephone", &number, keys[0]);
    assert!(matches!(said, Err(Error::NoSuchKey(_))));
}

#[test]
fn what_was_erased_does_not_open_and_erasing_again_is_no_error() {
    let (folder, vault) = new();
    let [one, two] = [1, 2].map(|n| vault.key_for(record(n), "caller").unwrap());
    let fields = [one, two].map(|key| vault.seal(key, TEXT).unwrap());
    assert_eq!(vault.erase(&[one, one], Timestamp(0)).unwrap(), 1);
    assert_eq!(vault.erase(&[one], Timestamp(0)).unwrap(), 0);
    drop(vault);
    let vault = Vault::open(folder.path()).unwrap();
    assert!(!opens(&vault, one, &fields[0]) && opens(&vault, two, &fields[1]));
    assert_eq!(vault.find_key(record(1), "caller").unwrap(), None);
}

#[test]
fn a_hold_blocks_erasing_until_it_runs_out_or_is_lifted() {
    let (_folder, vault) = new();
    let [one, two] = [1, 2].map(|n| vault.key_for(record(n), "caller").unwrap());
    assert!(
        vault
            .hold(one, Timestamp(100), "case file, 3 years")
            .unwrap()
    );
    assert!(vault.hold(one, Timestamp(200), "court order 17").unwrap());
    let said = vault.erase(&[two, one], Timestamp(99)).unwrap_err();
    assert_eq!(
        said.to_string(),
        format!("key {one} is held until 200 ms under 'court order 17', and is not erased")
    );
    assert_eq!(vault.count().unwrap(), 2, "none of them was erased");
    assert!(vault.lift(one, "court order 17").unwrap());
    assert!(!vault.lift(one, "court order 17").unwrap());
    assert!(vault.erase(&[one], Timestamp(99)).is_err());
    assert_eq!(vault.holds(one).unwrap().len(), 1);
    assert_eq!(vault.erase(&[one], Timestamp(100)).unwrap(), 1);
    assert!(!vault.hold(one, Timestamp(300), "too late").unwrap());
    assert!(vault.hold(two, Timestamp(300), "").is_err());
}

#[test]
fn the_mark_never_goes_back_and_what_stands_after_it_can_be_done_again() {
    let (folder, vault) = new();
    assert_eq!(vault.applied().unwrap(), None);
    vault.set_applied(0).unwrap();
    assert_eq!(vault.applied().unwrap(), Some(0));
    vault.set_applied(9).unwrap();
    vault.set_applied(4).unwrap();
    drop(vault);
    let vault = Vault::open(folder.path()).unwrap();
    assert_eq!(vault.applied().unwrap(), Some(9));
    let key = vault.key_for(record(1), "caller").unwrap();
    let acts = || {
        vault.hold(key, Timestamp(50), "basis").unwrap();
        vault.lift(key, "basis").unwrap();
        vault.erase(&[key], Timestamp(10)).unwrap();
    };
    acts();
    acts();
    assert_eq!(vault.count().unwrap(), 0);
}

#[test]
fn an_old_copy_is_useless_once_the_epoch_has_turned() {
    let (folder, vault) = new();
    let [one, two] = [1, 2].map(|n| vault.key_for(record(n), "caller").unwrap());
    let fields = [one, two].map(|key| vault.seal(key, TEXT).unwrap());
    let copy = folder.path().join("copy.db");
    assert_eq!(vault.backup_to(&copy).unwrap().keys, 2);
    assert!(matches!(vault.backup_to(&copy), Err(Error::InTheWay(_))));
    assert_eq!(vault.check_backup(&copy).unwrap().epoch, 1);

    // Erased, and put back from the copy before the turn: the key is there again.
    vault.erase(&[one], Timestamp(0)).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::copy(&copy, elsewhere.path().join("vault.db")).unwrap();
    let epoch = |from: &TempDir| from.path().join("epoch.key");
    std::fs::copy(epoch(&folder), epoch(&elsewhere)).unwrap();
    assert!(opens(
        &Vault::open(elsewhere.path()).unwrap(),
        one,
        &fields[0]
    ));

    // After the turn it is not, with all that is left of the keys.
    vault.turn_epoch().unwrap();
    let said = vault.check_backup(&copy);
    assert!(matches!(said, Err(Error::OtherEpoch { vault: 1, .. })));
    std::fs::copy(epoch(&folder), epoch(&elsewhere)).unwrap();
    let said = Vault::open(elsewhere.path()).unwrap_err();
    assert!(matches!(said, Error::OtherEpoch { vault: 1, ref keys } if *keys == [2]));
    assert!(!opens(&vault, one, &fields[0]) && opens(&vault, two, &fields[1]));
}

#[test]
fn a_copy_is_put_back_with_two_shares_of_the_epoch_key() {
    let (folder, vault) = new();
    let key = vault.key_for(record(1), "caller").unwrap();
    let field = vault.seal(key, TEXT).unwrap();
    vault.turn_epoch().unwrap();
    let path = folder.path().join("epoch.key");
    let shares = escrow_split(&FileKeys::open(&path).unwrap()).unwrap();
    let lines = shares.each_ref().map(|share| share.to_line().to_string());
    let other = tempfile::tempdir().unwrap();
    vault.backup_to(&other.path().join("vault.db")).unwrap();

    let read = [2, 0].map(|n: usize| Share::from_line(&lines[n]).unwrap());
    let joined = escrow_join(&read).unwrap();
    assert_eq!(joined.epoch(), 2);
    FileKeys::restore(&other.path().join("epoch.key"), joined).unwrap();
    assert!(opens(&Vault::open(other.path()).unwrap(), key, &field));
    let again = FileKeys::restore(&path, escrow_join(&read).unwrap());
    assert!(matches!(again, Err(Error::InTheWay(_))));
}

#[test]
fn files_are_readable_by_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, vault) = new();
    vault.key_for(record(1), "caller").unwrap();
    vault.turn_epoch().unwrap();
    vault.backup_to(&folder.path().join("copy.db")).unwrap();
    let mut names = vec![];
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.path().display());
        names.push(file.file_name().into_string().unwrap());
    }
    names.sort();
    let expected = [
        "copy.db",
        "epoch.key",
        "vault.db",
        "vault.db-shm",
        "vault.db-wal",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_lost_or_foreign_file_is_named_and_nothing_is_made_in_its_place() {
    let (folder, vault) = new();
    vault.key_for(record(1), "caller").unwrap();
    drop(vault);
    let (epoch, held) = {
        let path = folder.path().join("epoch.key");
        (path.clone(), std::fs::read(path).unwrap())
    };
    std::fs::remove_file(&epoch).unwrap();
    for said in [
        Vault::open(folder.path()),
        Vault::open_or_make(folder.path()),
    ] {
        assert!(matches!(said, Err(Error::BadEpochKey { .. })));
    }
    assert!(!epoch.exists());
    drop(FileKeys::make(&epoch).unwrap());
    let said = Vault::open(folder.path()).unwrap_err();
    assert!(matches!(said, Error::OtherEpochKey(1)), "{said}");
    std::fs::write(&epoch, &held).unwrap();
    assert!(Vault::open(folder.path()).is_ok());

    // A vault that has turned is not begun anew where its file is lost.
    Vault::open(folder.path()).unwrap().turn_epoch().unwrap();
    std::fs::remove_file(folder.path().join("vault.db")).unwrap();
    let said = Vault::open_or_make(folder.path());
    assert!(matches!(said, Err(Error::Missing(_))));
    assert!(!folder.path().join("vault.db").exists());

    let empty = tempfile::tempdir().unwrap();
    let said = Vault::open(empty.path());
    assert!(matches!(said, Err(Error::Missing(_))));
    assert_eq!(std::fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn nothing_secret_is_printed() {
    let (folder, vault) = new();
    let key = vault.key_for(record(1), "caller").unwrap();
    let field = vault.seal(key, TEXT).unwrap();
    let opened = vault
        .open_sealed(&field.0, &field.1, Traced::new(key, 7))
        .unwrap();
    let keys = FileKeys::open(&folder.path().join("epoch.key")).unwrap();
    let shares = escrow_split(&keys).unwrap();
    let printed = format!(
        "{vault:?} {opened:?} {keys:?} {shares:?} {:?}",
        vault.get(key).unwrap()
    );
    let held = std::fs::read_to_string(folder.path().join("epoch.key")).unwrap();
    let secret = held
        .split_whitespace()
        .find(|word| word.len() == 64)
        .unwrap();
    assert!(!printed.contains(secret) && !printed.contains("Li") && !printed.contains("[123"));
    for share in &shares {
        let line = share.to_line();
        let value = line.split(' ').nth(4).unwrap();
        assert!(!printed.contains(value));
    }
}

#[test]
fn threads_may_share_a_vault() {
    let (_folder, vault) = new();
    let keys = std::thread::scope(|scope| {
        let ask = || (0..20).map(|n| vault.key_for(record(n % 5), "caller").unwrap());
        let all = [(); 4].map(|()| scope.spawn(move || ask().collect::<Vec<_>>()));
        all.map(|one| one.join().unwrap())
    });
    assert!(keys.iter().all(|some| *some == keys[0]));
    assert_eq!(vault.count().unwrap(), 5);
}
