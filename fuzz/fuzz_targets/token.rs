//! Text that says it is a token of any kind, where one of each was handed out: no other opens anything.
#![no_main]

use std::sync::LazyLock;

use identity::{Identity, InvitationKind, Options};
use kernel::{AccountId, Timestamp};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(1_775_520_000_000);

struct House {
    identity: Identity,
    handed_out: Vec<String>,
    _folder: tempfile::TempDir,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let identity = Identity::open(folder.path(), Options::default(), NOW).expect("a new house");
    let account = AccountId(Uuid::from_u128(1));
    let (_, device) = identity.bind_device(NOW).expect("a device");
    let later = NOW.plus_ms(1_000_000);
    let (_, key) = identity
        .make_key(account, ["board".to_owned()].into(), later, NOW)
        .expect("a key");
    let invited = identity.invite(account, InvitationKind::First, NOW).expect("an invitation");
    let handed_out = [device, key, invited].map(|secret| secret.expose().to_owned());
    House { identity, handed_out: handed_out.into(), _folder: folder }
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let House { identity, handed_out, .. } = &*HOUSE;
    let known = handed_out.iter().any(|one| one == text);
    assert!(identity.session(text, NOW).is_err(), "nobody signed in");
    assert!(known || identity.key(text, NOW).is_err(), "no such key");
    assert!(known || identity.device(text).is_none(), "no such device");
    if !known {
        let redeemed = identity.redeem(text, None, NOW).expect("it was looked for");
        assert!(redeemed.is_none(), "nobody was invited by it");
    }
    assert!(identity.check_pin([1; 16], text, NOW).is_err(), "no second secret was set");
});
