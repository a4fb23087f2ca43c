//! Invitations: the first credentials, and new ones.

use kernel::DAY_MS;

use super::*;
use crate::{Credentials, Kind, SessionError};

fn account() -> AccountId {
    AccountId(Uuid::from_u128(7))
}

#[test]
fn an_invitation_is_redeemed_once() {
    let house = house();
    let text = house
        .invite(account(), InvitationKind::First, START)
        .unwrap();
    let first = house.redeem(text.expose(), None, START).unwrap().unwrap();
    assert_eq!(
        (first.account, first.session.session.kind),
        (account(), Kind::Enrolling)
    );
    assert!(house.redeem(text.expose(), None, START).unwrap().is_none());
}

#[test]
fn a_redeemed_invitation_stays_redeemed_over_a_restart() {
    let mut house = house();
    let text = house
        .invite(account(), InvitationKind::First, START)
        .unwrap();
    house.restart(START);
    assert!(house.redeem(text.expose(), None, START).unwrap().is_some());
    house.restart(START);
    assert!(house.redeem(text.expose(), None, START).unwrap().is_none());
}

#[test]
fn two_who_redeem_at_once_are_one() {
    let house = house();
    let text = house
        .invite(account(), InvitationKind::First, START)
        .unwrap();
    let redeemed = std::thread::scope(|scope| {
        let both: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| house.redeem(text.expose(), None, START).unwrap().is_some()))
            .collect();
        both.into_iter()
            .map(|one| usize::from(one.join().unwrap()))
            .sum::<usize>()
    });
    assert_eq!(redeemed, 1);
}

#[test]
fn a_new_invitation_voids_the_older_one() {
    let house = house();
    let older = house
        .invite(account(), InvitationKind::First, START)
        .unwrap();
    let newer = house
        .invite(account(), InvitationKind::First, START)
        .unwrap();
    assert!(house.redeem(older.expose(), None, START).unwrap().is_none());
    assert!(house.redeem(newer.expose(), None, START).unwrap().is_some());
}

#[test]
fn a_first_one_lasts_three_days_and_a_recovery_one() {
    for (kind, days) in [(InvitationKind::First, 3), (InvitationKind::Recovery, 1)] {
        let house = house();
        let text = house.invite(account(), kind, START).unwrap();
        let late = START.plus_ms(days * DAY_MS);
        assert!(house.redeem(text.expose(), None, late).unwrap().is_none());
        let just = late.plus_ms(-1);
        assert!(house.redeem(text.expose(), None, just).unwrap().is_some());
    }
}

#[test]
fn recovery_drops_what_there_was_and_ends_every_session() {
    let house = house();
    let who = house.official(1);
    let stolen = house.signs_in(&who, None, START);
    let text = house
        .invite(who.account, InvitationKind::Recovery, START)
        .unwrap();
    assert!(
        house.session(stolen.token.expose(), START).is_ok(),
        "until it is redeemed"
    );
    let enrolment = house.redeem(text.expose(), None, START).unwrap().unwrap();
    assert_eq!(enrolment.session.displaced, [stolen.session.id]);
    assert_eq!(
        house.session(stolen.token.expose(), START),
        Err(SessionError::Unknown)
    );
    assert_eq!(
        house.credentials(who.account).unwrap(),
        Credentials::default()
    );
}

#[test]
fn an_enrolment_ends_with_the_first_sign_in() {
    let house = house();
    let who = house.official(1);
    let text = house
        .invite(who.account, InvitationKind::First, START)
        .unwrap();
    let enrolment = house.redeem(text.expose(), None, START).unwrap().unwrap();
    let begun = house.signs_in(&who, None, after_s(60));
    assert!(begun.displaced.contains(&enrolment.session.session.id));
}

#[test]
fn an_enrolment_lasts_an_hour() {
    let house = house();
    let text = house
        .invite(account(), InvitationKind::First, START)
        .unwrap();
    let enrolment = house.redeem(text.expose(), None, START).unwrap().unwrap();
    let token = enrolment.session.token.expose();
    assert!(house.session(token, after_s(1_500)).is_ok());
    assert!(house.session(token, after_s(3_000)).is_ok());
    assert_eq!(
        house.session(token, after_s(3_600)),
        Err(SessionError::Over)
    );
}

#[test]
fn one_that_was_withdrawn_or_made_up_is_none() {
    let house = house();
    let text = house
        .invite(account(), InvitationKind::First, START)
        .unwrap();
    assert!(house.withdraw_invitation(account()).unwrap());
    assert!(house.redeem(text.expose(), None, START).unwrap().is_none());
    assert!(house.redeem("ansi_made-up", None, START).unwrap().is_none());
}
