//! Devices and the seats they are bound to.

use kernel::{DAY_MS, SeatId};

use super::*;
use crate::{Error, SessionError};

fn seat() -> SeatId {
    SeatId::new("desk-1").unwrap()
}

#[test]
fn a_seat_is_taken_only_where_it_is_bound() {
    let house = house();
    let who = house.official(1);
    let (device, _) = house.bind_device(START).unwrap();
    let begun = house.signs_in(&who, Some(device), START);
    let sat = house.sit(begun.session.id, &seat());
    assert!(matches!(sat, Err(Error::NotThisSeat { .. })), "{sat:?}");
    house.bind_seat(device, &seat()).unwrap();
    house.sit(begun.session.id, &seat()).unwrap();
    let found = house.session(begun.token.expose(), START).unwrap();
    assert_eq!(found.seat, Some(seat()));
}

#[test]
fn seats_and_who_sits_there_are_remembered_over_a_restart() {
    let mut house = house();
    let who = house.official(1);
    let (device, token) = house.bind_device(START).unwrap();
    house.bind_seat(device, &seat()).unwrap();
    let begun = house.signs_in(&who, Some(device), START);
    house.sit(begun.session.id, &seat()).unwrap();
    house.restart(START);
    assert_eq!(house.device(token.expose()), Some(device));
    assert!(house.may_sit(device, &seat()));
    let sitting = house.sessions_at(&seat(), START);
    assert_eq!(sitting[0].id, begun.session.id);
    assert_eq!(house.stand(begun.session.id).unwrap(), Some(seat()));
    assert_eq!(house.sessions_at(&seat(), START), []);
}

#[test]
fn a_browser_that_was_only_seen_has_no_seats() {
    let house = house();
    let begun = house.signs_in(&house.official(1), None, START);
    let token = begun.device_token.unwrap();
    let device = house.device(token.expose()).unwrap();
    assert!(matches!(
        house.bind_seat(device, &seat()),
        Err(Error::NoSuch(_))
    ));
    let sat = house.sit(begun.session.id, &seat());
    assert!(matches!(sat, Err(Error::NotThisSeat { .. })), "{sat:?}");
}

#[test]
fn who_is_enrolling_sits_nowhere() {
    let house = house();
    let (device, _) = house.bind_device(START).unwrap();
    house.bind_seat(device, &seat()).unwrap();
    let account = AccountId(Uuid::from_u128(1));
    let text = house.invite(account, InvitationKind::First, START).unwrap();
    let enrolment = house
        .redeem(text.expose(), Some(device), START)
        .unwrap()
        .unwrap();
    let sat = house.sit(enrolment.session.session.id, &seat());
    assert!(matches!(sat, Err(Error::CannotSit)), "{sat:?}");
}

#[test]
fn taking_the_seat_from_the_device_makes_people_stand_up() {
    let house = house();
    let (device, _) = house.bind_device(START).unwrap();
    house.bind_seat(device, &seat()).unwrap();
    let begun = house.signs_in(&house.official(1), Some(device), START);
    house.sit(begun.session.id, &seat()).unwrap();
    house.unbind_seat(device, &seat()).unwrap();
    let found = house.session(begun.token.expose(), START).unwrap();
    assert_eq!(found.seat, None);
}

#[test]
fn an_unbound_device_is_nobody_and_its_sessions_end() {
    let house = house();
    let (device, token) = house.bind_device(START).unwrap();
    let begun = house.signs_in(&house.official(1), Some(device), START);
    assert_eq!(house.unbind(device).unwrap(), 1);
    assert_eq!(house.device(token.expose()), None);
    let found = house.session(begun.token.expose(), START);
    assert_eq!(found, Err(SessionError::Unknown));
}

#[test]
fn a_browser_nobody_used_for_ninety_days_is_forgotten_and_a_bound_one_is_not() {
    let house = house();
    let (bound, _) = house.bind_device(START).unwrap();
    let token = house.signs_in(&house.official(1), None, START).device_token;
    let seen = house.device(token.unwrap().expose()).unwrap();
    house.sweep(START.plus_ms(90 * DAY_MS)).unwrap();
    let known = [bound, seen].map(|device| house.find_device(device).is_some());
    assert_eq!(known, [true, false]);
}
