//! Coming in as people do: by the link that a first start prints, and by the link of an invitation.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Answer, Client};

/// Cookies of the person at the desk and of the administrator.
#[derive(Clone)]
struct People {
    desk: String,
    administrator: String,
}

/// By the folder of the record, and by where it is served now.
static PEOPLE: LazyLock<Mutex<HashMap<PathBuf, People>>> = LazyLock::new(Mutex::default);
static SERVED: LazyLock<Mutex<HashMap<SocketAddr, People>>> = LazyLock::new(Mutex::default);

pub const PASSWORD: &str = "correct horse battery staple";

/// Whether a record has its person already, who then works at this address too.
pub fn known(folder: &Path, address: SocketAddr) -> bool {
    let people = PEOPLE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = people.get(folder).cloned();
    if let Some(known) = &known {
        let mut served = SERVED.lock().unwrap_or_else(PoisonError::into_inner);
        served.insert(address, known.clone());
    }
    known.is_some()
}

/// The cookie of the person at the desk.
pub fn cookie(address: SocketAddr) -> Option<String> {
    let served = SERVED.lock().unwrap_or_else(PoisonError::into_inner);
    served.get(&address).map(|people| people.desk.clone())
}

/// The first administrator comes in by the link and invites somebody, who sits down at the desk.
#[track_caller]
pub fn begin(folder: &Path, address: SocketAddr, secret: &str) {
    let nobody = Client {
        cookie: None,
        ..Client::at(address)
    };
    let administrator = come_in(&nobody, "ADMIN-1", secret);
    let person = invite(
        &administrator,
        "D-1",
        &["call-taker", "dispatcher", "supervisor"],
    );
    person.enter("desk-1");
    let known_now = People {
        desk: person.cookie.expect("a session"),
        administrator: administrator.cookie.expect("a session"),
    };
    let mut people = PEOPLE.lock().unwrap_or_else(PoisonError::into_inner);
    people.insert(folder.to_owned(), known_now);
    drop(people);
    known(folder, address);
}

/// Somebody else, whom the administrator invites and who comes in.
#[track_caller]
pub fn invited(address: SocketAddr, number: &str, roles: &[&str]) -> Client {
    invite(&administrator(address), number, roles)
}

/// The crew of a unit.
#[track_caller]
pub fn crew(address: SocketAddr, number: &str, unit: &str) -> Client {
    let posts = [json!({"role": "crew", "unit": unit})];
    let administrator = administrator(address);
    let secret = invitation_to(&administrator, number, &posts);
    comes_in(&administrator, number, &secret)
}

#[track_caller]
fn invite(administrator: &Client, number: &str, roles: &[&str]) -> Client {
    let secret = invitation(administrator, number, roles);
    comes_in(administrator, number, &secret)
}

#[track_caller]
fn comes_in(administrator: &Client, number: &str, secret: &str) -> Client {
    let nobody = Client {
        cookie: None,
        ..administrator.clone()
    };
    come_in(&nobody, number, secret)
}

/// The link that invites somebody.
#[track_caller]
pub fn invitation(administrator: &Client, number: &str, roles: &[&str]) -> String {
    let posts: Vec<_> = roles.iter().map(|role| json!({ "role": role })).collect();
    invitation_to(administrator, number, &posts)
}

#[track_caller]
fn invitation_to(administrator: &Client, number: &str, posts: &[Value]) -> String {
    let body = json!({"service_number": number, "posts": posts});
    let invited = administrator.act("/v1/accounts", Uuid::now_v7(), &body);
    let secret = invited.accepted()["invitation"].clone();
    secret.as_str().expect("a link").to_owned()
}

/// Redeems a link, sets a password with codes, and signs in.
#[track_caller]
pub fn come_in(nobody: &Client, number: &str, secret: &str) -> Client {
    come_in_with_codes(nobody, number, secret).0
}

/// The same, with the secret of the authenticator.
#[track_caller]
pub fn come_in_with_codes(nobody: &Client, number: &str, secret: &str) -> (Client, String) {
    let redeemed = nobody.post("/v1/session/invitation", &json!({ "invitation": secret }));
    let enrolling = with_cookie(nobody, &redeemed);
    let set = enrolling.put("/v1/me/password", &json!({ "password": PASSWORD }));
    assert_eq!(set.status, 204, "{}", set.body);
    let begun = enrolling.post("/v1/me/totp", &json!({})).accepted();
    let secret = begun["secret"].as_str().expect("a secret");
    // A code is good once, and each of the two signs with one of its own.
    let confirmed = enrolling.put("/v1/me/totp", &json!({ "code": code(secret, -1) }));
    assert_eq!(confirmed.status, 204, "{}", confirmed.body);
    let claim = json!({"service_number": number, "password": PASSWORD, "code": code(secret, 0)});
    let signed = with_cookie(nobody, &nobody.post("/v1/session", &claim));
    (signed, secret.to_owned())
}

#[track_caller]
fn with_cookie(client: &Client, answer: &Answer) -> Client {
    assert_eq!(answer.status, 201, "{}", answer.body);
    let set = answer.header("set-cookie").expect("a cookie");
    let cookie = set.split(';').next().expect("a first part").to_owned();
    Client {
        cookie: Some(cookie),
        ..client.clone()
    }
}

/// The code that an authenticator shows so many steps from now.
///
/// # Source
/// RFC 6238.
#[expect(
    clippy::disallowed_methods,
    reason = "an authenticator has a clock of its own"
)]
pub fn code(secret: &str, steps: i64) -> String {
    let bits = secret
        .bytes()
        .filter(|byte| *byte != b' ')
        .flat_map(|byte| {
            let five = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
                .iter()
                .position(|one| *one == byte);
            let five = five.expect("a base32 digit");
            (0..5).rev().map(move |bit| (five >> bit) & 1)
        });
    let bits: Vec<usize> = bits.collect();
    let key: Vec<u8> = bits
        .chunks_exact(8)
        .map(|byte| byte.iter().fold(0, |whole, bit| whole << 1 | *bit) as u8)
        .collect();
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970");
    let step = (since.as_secs() as i64 / 30 + steps) as u64;
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&key).expect("any key");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let four: [u8; 4] = digest[at..at + 4].try_into().expect("four bytes");
    format!(
        "{:06}",
        (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
    )
}

/// The administrator who came in first.
#[track_caller]
pub fn administrator(address: SocketAddr) -> Client {
    let served = SERVED.lock().unwrap_or_else(PoisonError::into_inner);
    let cookie = served
        .get(&address)
        .map(|people| people.administrator.clone());
    drop(served);
    Client {
        cookie,
        ..Client::at(address)
    }
}
