//! Signing in with a password and a code.

use super::*;
use crate::{Error, Kind, WeakPassword};

#[test]
fn a_code_is_taken_once() {
    let house = house();
    let who = house.official(1);
    let code = who.code(START);
    house
        .sign_in_password(&who.at(None), PASSWORD, Some(&code), START)
        .unwrap();
    let again = house.sign_in_password(&who.at(None), PASSWORD, Some(&code), after_s(1));
    refused(&again.unwrap_err());
}

#[test]
fn a_code_is_taken_once_by_two_at_the_same_moment() {
    let house = house();
    let who = house.official(1);
    let code = who.code(START);
    let in_ = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    house
                        .sign_in_password(&who.at(None), PASSWORD, Some(&code), START)
                        .is_ok()
                })
            })
            .collect();
        tries
            .into_iter()
            .filter_map(|one| one.join().unwrap().then_some(()))
            .count()
    });
    assert_eq!(in_, 1);
}

#[test]
fn a_used_code_stays_used_over_a_restart() {
    let mut house = house();
    let who = house.official(1);
    house.signs_in(&who, None, START);
    house.restart(after_s(1));
    let code = who.code(START);
    let again = house.sign_in_password(&who.at(None), PASSWORD, Some(&code), after_s(1));
    refused(&again.unwrap_err());
}

#[test]
fn an_older_code_is_not_taken_after_a_newer_one() {
    let house = house();
    let who = house.official(1);
    house.signs_in(&who, None, after_s(30));
    let older = who.code(START);
    let tried = house.sign_in_password(&who.at(None), PASSWORD, Some(&older), after_s(31));
    refused(&tried.unwrap_err());
}

#[test]
fn a_password_alone_is_not_enough() {
    let house = house();
    let who = house.official(1);
    let tried = house.sign_in_password(&who.at(None), PASSWORD, None, START);
    refused(&tried.unwrap_err());
}

#[test]
fn at_enrolment_a_password_alone_sets_credentials_and_no_more() {
    let house = house();
    let account = AccountId(Uuid::from_u128(1));
    let invitation = house.invite(account, InvitationKind::First, START).unwrap();
    house
        .redeem(invitation.expose(), None, START)
        .unwrap()
        .unwrap();
    house.set_password(account, PASSWORD, "YZ-10472").unwrap();
    let claim = Claim {
        account: Some(account),
        name: "YZ-10472",
        device: None,
    };
    let begun = house.sign_in_password(&claim, PASSWORD, None, after_s(60));
    assert_eq!(begun.unwrap().session.kind, Kind::Enrolling);
    let late = START.plus_ms(kernel::DAY_MS);
    refused(
        &house
            .sign_in_password(&claim, PASSWORD, None, late)
            .unwrap_err(),
    );
}

#[test]
fn who_has_signed_in_once_is_past_enrolment() {
    let house = house();
    let who = house.official(1);
    house.signs_in(&who, None, START);
    house.totp_drop(who.account).unwrap();
    let tried = house.sign_in_password(&who.at(None), PASSWORD, None, after_s(60));
    refused(&tried.unwrap_err());
}

/// Wrong password, wrong code, both, nobody, no password, far too long: one answer, word for word.
#[test]
fn whatever_was_wrong_the_answer_is_the_same() {
    let house = house();
    let who = house.official(1);
    let code = who.code(START);
    let bare = AccountId(Uuid::from_u128(2));
    house.invite(bare, InvitationKind::First, START).unwrap();
    let claim = |account| Claim {
        account,
        name: "YZ-1",
        device: None,
    };
    let long = "x".repeat(5_000);
    let answers = [
        (Some(who.account), "not the password", code.as_str()),
        (Some(who.account), PASSWORD, "000000"),
        (Some(who.account), PASSWORD, "not a code"),
        (None, PASSWORD, code.as_str()),
        (Some(bare), PASSWORD, code.as_str()),
        (None, long.as_str(), ""),
    ]
    .map(|(account, password, code)| {
        let tried = house.sign_in_password(&claim(account), password, Some(code), START);
        format!("{:?}", tried.unwrap_err())
    });
    assert_eq!(answers, [const { "Refused" }; 6]);
}

#[test]
fn a_hash_is_made_anew_when_hashing_costs_more_by_now() {
    let mut house = house();
    let who = house.official(1);
    let kept = |house: &House| -> String {
        let db = house.db();
        db.query_row("SELECT password FROM account", [], |row| row.get(0))
            .unwrap()
    };
    assert!(kept(&house).contains("m=8,t=1,p=1"));
    let cost = Cost {
        memory_kib: 16,
        passes: 2,
        lanes: 1,
    };
    house.restart_with(Options { cost, ..options() }, START);
    house.signs_in(&who, None, START);
    assert!(kept(&house).contains("m=16,t=2,p=1"));
    house.signs_in(&who, None, after_s(60));
}

#[test]
fn a_password_that_became_public_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list");
    // SHA-1 of "correct horse battery staple".
    std::fs::write(&list, "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42:120\n").unwrap();
    let house = house_with(Options {
        breached: Some(list),
        ..options()
    });
    let account = AccountId(Uuid::from_u128(1));
    let set = house.set_password(account, "correct horse battery staple", "YZ-10472");
    assert!(
        matches!(set, Err(Error::Weak(WeakPassword::Breached))),
        "{set:?}"
    );
}

#[test]
fn no_more_hash_at_once_than_may() {
    let house = house_with(Options {
        hashing_max: 2,
        waiting_max: 64,
        cost: Cost {
            memory_kib: 512,
            passes: 2,
            lanes: 1,
        },
        ..options()
    });
    std::thread::scope(|scope| {
        for n in 0..16 {
            let house = &house;
            scope.spawn(move || {
                let name = format!("nobody-{n}");
                let claim = Claim {
                    account: None,
                    name: &name,
                    device: None,
                };
                refused(&house.guesses(&claim, START));
            });
        }
    });
    assert!((1..=2).contains(&house.gate.peak()));
}

#[test]
fn a_try_that_found_no_room_is_no_failure() {
    let house = house_with(Options {
        hashing_max: 1,
        waiting_max: 0,
        ..options()
    });
    let who = house.official(1);
    let inside = house.gate.enter();
    for _ in 0..20 {
        let busy = house.guesses(&who.at(None), START);
        assert!(matches!(busy, SignInError::Failed(Error::Busy)), "{busy}");
    }
    drop(inside);
    house.signs_in(&who, None, START);
}
