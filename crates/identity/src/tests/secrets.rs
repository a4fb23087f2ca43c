//! What a thief of the files finds: no token, no code, no password, no second secret.

use std::collections::BTreeSet;

use kernel::HOUR_MS;

use super::*;

/// All bytes of the folder but the key's, as if the database was copied while it was in use.
fn copied(house: &House) -> Vec<u8> {
    let files = std::fs::read_dir(house.folder.path()).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let copied = paths.filter(|path| path.extension().is_none_or(|end| end != "key"));
    copied
        .flat_map(|path| std::fs::read(path).unwrap())
        .collect()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn a_copied_database_shows_nothing_that_was_handed_out() {
    let house = house();
    let who = house.official(1);
    let (_, device) = house.bind_device(START).unwrap();
    let begun = house.signs_in(&who, None, START);
    let renewed = house.rotate(begun.session.id, START).unwrap().unwrap();
    let invitation = house
        .invite(who.account, InvitationKind::Recovery, START)
        .unwrap();
    let scopes = BTreeSet::from(["units:read".to_owned()]);
    let named = kernel::MachineKeyId(Uuid::from_u128(0xb));
    let key = house
        .make_key(named, who.account, scopes, START.plus_ms(HOUR_MS), START)
        .unwrap();
    let pin = house.set_pin([1; 16], START).unwrap();
    let begun_totp = house.totp_begin(who.account, "YZ-10472", START).unwrap();
    let bytes = copied(&house);
    assert!(bytes.len() > 100_000, "the log is there: {}", bytes.len());
    assert!(holds(&bytes, b"units:read"), "what is looked for is found");

    let seen = begun.device_token.unwrap();
    for secret in [&begun.token, &renewed, &seen, &device, &invitation, &key] {
        // Neither the text, nor its body, nor the bytes that it stands for.
        let (_, body) = secret.expose().split_once('_').unwrap();
        let mut raw = [0; 32];
        assert!(base32::read(
            base32::LOWER,
            &body.as_bytes()[..52],
            &mut raw
        ));
        assert!(!holds(&bytes, &body.as_bytes()[..52]));
        assert!(!holds(&bytes, &raw));
    }
    for text in [PASSWORD, pin.expose(), begun_totp.secret.expose()] {
        assert!(!holds(&bytes, text.as_bytes()), "{text}");
    }
    assert!(!holds(&bytes, &who.secret));
}

#[test]
fn nothing_that_was_handed_out_is_printed() {
    let house = house();
    let who = house.official(1);
    let begun = house.signs_in(&who, None, START);
    let text = house
        .invite(who.account, InvitationKind::First, START)
        .unwrap();
    let printed = format!("{begun:?} {text:?} {:?}", &*house);
    for secret in [&begun.token, &text, begun.device_token.as_ref().unwrap()] {
        assert!(!printed.contains(secret.expose()));
    }
}

#[test]
fn the_files_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = house();
    for file in std::fs::read_dir(house.folder.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", file.file_name());
    }
}
