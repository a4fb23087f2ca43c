//! Stories about the whole room: who gets in, who does not, and what is found on the disk.

mod authenticator;
mod damage;
mod devices;
mod durable;
mod invitations;
mod machines;
mod passkeys;
mod pins;
mod secrets;
mod sessions;
mod signin;
mod spraying;

use std::ops::Deref;

use kernel::{AccountId, MINUTE_MS, SECOND_MS, Timestamp};
use uuid::Uuid;

use crate::base32::{self, RFC_4648};
use crate::totp::{SECRET_BYTES, code_at};
use crate::{Claim, Cost, DeviceId, Identity, InvitationKind, NewSession, Options, SignInError};

/// When the stories begin: at a step of one-time codes.
pub const START: Timestamp = Timestamp(1_800_000_000_000);

pub const PASSWORD: &str = "wisteria over the north gate";

/// A room in a folder of its own, at the lowest cost there is.
pub struct House {
    pub folder: tempfile::TempDir,
    identity: Option<Identity>,
    options: Options,
}

impl Deref for House {
    type Target = Identity;
    fn deref(&self) -> &Identity {
        self.identity.as_ref().expect("an open room")
    }
}

pub fn options() -> Options {
    Options {
        origin: Some("https://desk.example.org".parse().unwrap()),
        rp_id: "example.org".into(),
        cost: Cost {
            memory_kib: 8,
            passes: 1,
            lanes: 1,
        },
        ..Options::default()
    }
}

pub fn house() -> House {
    house_with(options())
}

pub fn house_with(options: Options) -> House {
    let folder = tempfile::tempdir().unwrap();
    let identity = Identity::open(folder.path(), options.clone(), START).unwrap();
    House {
        folder,
        identity: Some(identity),
        options,
    }
}

impl House {
    /// The process is killed, and another begins with what was on the disk at that moment: the log
    /// is not written into the database first, as it would be when the room is closed.
    pub fn restart(&mut self, now: Timestamp) {
        let left = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = file.unwrap();
            if file.path().extension().is_none_or(|end| end != "db-shm") {
                std::fs::copy(file.path(), left.path().join(file.file_name())).unwrap();
            }
        }
        self.identity = None;
        self.folder = left;
        let opened = Identity::open(self.folder.path(), self.options.clone(), now);
        self.identity = Some(opened.unwrap());
    }

    pub fn restart_with(&mut self, options: Options, now: Timestamp) {
        self.options = options;
        self.restart(now);
    }

    /// An account with a password and one-time codes, set a minute before the story.
    pub fn official(&self, number: u128) -> Official {
        let account = AccountId(Uuid::from_u128(number));
        let then = START.plus_ms(-MINUTE_MS);
        let invitation = self.invite(account, InvitationKind::First, then).unwrap();
        self.redeem(invitation.expose(), None, then)
            .unwrap()
            .unwrap();
        self.set_password(account, PASSWORD, "YZ-10472").unwrap();
        let mut official = Official {
            account,
            name: format!("YZ-{number}"),
            secret: self.totp(account, then),
        };
        official.name.make_ascii_uppercase();
        official
    }

    /// Sets up one-time codes, and gives what the authenticator knows.
    pub fn totp(&self, account: AccountId, now: Timestamp) -> [u8; SECRET_BYTES] {
        let begun = self.totp_begin(account, "YZ-10472", now).unwrap();
        let mut secret = [0; SECRET_BYTES];
        let typed = begun.secret.expose().as_bytes();
        assert!(base32::read(RFC_4648, typed, &mut secret));
        self.totp_confirm(account, &code_at(&secret, now), now)
            .unwrap();
        secret
    }

    /// Signs in with everything right.
    pub fn signs_in(&self, who: &Official, device: Option<DeviceId>, now: Timestamp) -> NewSession {
        let code = who.code(now);
        self.sign_in_password(&who.at(device), PASSWORD, Some(&code), now)
            .unwrap()
    }

    /// Tries with a wrong password.
    pub fn guesses(&self, claim: &Claim<'_>, now: Timestamp) -> SignInError {
        self.sign_in_password(claim, "not the password", Some("000000"), now)
            .unwrap_err()
    }
}

/// Somebody with an account.
pub struct Official {
    pub account: AccountId,
    pub name: String,
    pub secret: [u8; SECRET_BYTES],
}

impl Official {
    pub fn at(&self, device: Option<DeviceId>) -> Claim<'_> {
        Claim {
            account: Some(self.account),
            name: &self.name,
            device,
        }
    }

    pub fn code(&self, now: Timestamp) -> String {
        code_at(&self.secret, now)
    }
}

/// So many seconds into the story.
pub fn after_s(seconds: i64) -> Timestamp {
    START.plus_ms(seconds * SECOND_MS)
}

#[track_caller]
pub fn refused(error: &SignInError) {
    assert!(matches!(error, SignInError::Refused), "{error}");
}

#[track_caller]
pub fn waits(error: &SignInError) -> Timestamp {
    match error {
        SignInError::Wait { until } => *until,
        other => panic!("not told to wait: {other}"),
    }
}
