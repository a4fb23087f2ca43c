//! Sessions: minted, shown, renewed, over.

use kernel::{HOUR_MS, MINUTE_MS};

use super::*;
use crate::{Kind, Method, SessionError};

#[test]
fn a_token_that_was_there_before_signing_in_opens_nothing_after() {
    let house = house();
    let who = house.official(1);
    let planted = house.signs_in(&who, None, START);
    let begun = house.signs_in(&who, None, after_s(60));
    assert_ne!(planted.token.expose(), begun.token.expose());
    house.end(planted.session.id).unwrap();
    let found = house.session(planted.token.expose(), after_s(61));
    assert_eq!(found, Err(SessionError::Unknown));
}

#[test]
fn a_session_says_who_how_and_where() {
    let house = house();
    let who = house.official(1);
    let (device, _) = house.bind_device(START).unwrap();
    let begun = house.signs_in(&who, Some(device), START);
    let found = house.session(begun.token.expose(), START).unwrap();
    assert_eq!(found, begun.session);
    assert_eq!((found.kind, found.method), (Kind::Full, Method::Password));
    assert_eq!((found.account, found.device), (who.account, Some(device)));
}

#[test]
fn a_renewed_session_has_one_token() {
    let house = house();
    let begun = house.signs_in(&house.official(1), None, START);
    let renewed = house.rotate(begun.session.id, START).unwrap().unwrap();
    let old = house.session(begun.token.expose(), START);
    assert_eq!(old, Err(SessionError::Unknown));
    let new = house.session(renewed.expose(), START).unwrap();
    assert_eq!(new.id, begun.session.id);
}

#[test]
fn a_renewed_session_is_ended_like_any_other() {
    let house = house();
    let begun = house.signs_in(&house.official(1), None, START);
    let renewed = house.rotate(begun.session.id, START).unwrap().unwrap();
    house.end(begun.session.id).unwrap();
    let found = house.session(renewed.expose(), START);
    assert_eq!(found, Err(SessionError::Unknown));
}

#[test]
fn half_an_hour_without_a_request_ends_it_where_nothing_is_bound() {
    let house = house();
    let begun = house.signs_in(&house.official(1), None, START);
    let idle = START.plus_ms(30 * MINUTE_MS);
    let found = house.session(begun.token.expose(), idle);
    assert_eq!(found, Err(SessionError::Idle));
    let again = house.session(begun.token.expose(), START);
    assert_eq!(again, Err(SessionError::Unknown));
}

#[test]
fn a_quiet_night_at_the_desk_does_not_end_the_shift() {
    let house = house();
    let (device, _) = house.bind_device(START).unwrap();
    let begun = house.signs_in(&house.official(1), Some(device), START);
    let morning = START.plus_ms(12 * HOUR_MS - 1);
    assert!(house.session(begun.token.expose(), morning).is_ok());
}

#[test]
fn no_session_outlives_sixteen_hours() {
    let house = house();
    let (device, _) = house.bind_device(START).unwrap();
    let begun = house.signs_in(&house.official(1), Some(device), START);
    let token = begun.token.expose();
    for hour in 1..16 {
        assert!(house.session(token, START.plus_ms(hour * HOUR_MS)).is_ok());
    }
    let over = house.session(token, START.plus_ms(16 * HOUR_MS));
    assert_eq!(over, Err(SessionError::Over));
}

#[test]
fn a_use_is_remembered_over_a_restart() {
    let mut house = house();
    let begun = house.signs_in(&house.official(1), None, START);
    let token = begun.token.expose();
    house.session(token, START.plus_ms(25 * MINUTE_MS)).unwrap();
    house.restart(START.plus_ms(26 * MINUTE_MS));
    assert!(house.session(token, START.plus_ms(50 * MINUTE_MS)).is_ok());
}

#[test]
fn one_session_too_many_ends_the_one_unused_longest() {
    let house = house_with(Options {
        sessions_max: 2,
        ..options()
    });
    let who = house.official(1);
    let first = house.signs_in(&who, None, START);
    let second = house.signs_in(&who, None, after_s(60));
    house.session(first.token.expose(), after_s(90)).unwrap();
    let third = house.signs_in(&who, None, after_s(120));
    assert_eq!(third.displaced, [second.session.id]);
    let left = house.sessions_of(who.account, after_s(120));
    let left: Vec<_> = left.iter().map(|session| session.id).collect();
    assert_eq!(left, [first.session.id, third.session.id]);
}

#[test]
fn changing_credentials_can_end_every_session_but_ones_own() {
    let house = house();
    let who = house.official(1);
    let stolen = house.signs_in(&who, None, START);
    let own = house.signs_in(&who, None, after_s(60));
    let ended = house.end_others(who.account, own.session.id).unwrap();
    assert_eq!(ended, [stolen.session.id]);
    assert!(house.session(own.token.expose(), after_s(60)).is_ok());
}

#[test]
fn a_barred_account_is_out_at_once_and_back_only_by_signing_in() {
    let house = house();
    let who = house.official(1);
    let begun = house.signs_in(&who, None, START);
    assert_eq!(house.bar(who.account).unwrap(), 1);
    let found = house.session(begun.token.expose(), START);
    assert_eq!(found, Err(SessionError::Unknown));
    let now = after_s(60);
    let code = who.code(now);
    let tried = house.sign_in_password(&who.at(None), PASSWORD, Some(&code), now);
    refused(&tried.unwrap_err());
    house.unbar(who.account).unwrap();
    house.signs_in(&who, None, now);
}

#[test]
fn a_forgotten_account_leaves_nothing() {
    let house = house();
    let who = house.official(1);
    let begun = house.signs_in(&who, None, START);
    house.forget(who.account).unwrap();
    assert_eq!(
        house.credentials(who.account).unwrap(),
        crate::Credentials::default()
    );
    assert!(house.session(begun.token.expose(), START).is_err());
}
