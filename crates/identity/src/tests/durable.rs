//! Killed after each step: what was answered has happened.

use kernel::{DAY_MS, SeatId};

use super::*;
use crate::Credentials;

#[test]
fn an_enrolment_goes_on_where_the_power_went_out() {
    let mut house = house();
    let account = AccountId(Uuid::from_u128(1));
    let invitation = house.invite(account, InvitationKind::First, START).unwrap();
    house.restart(START);
    let enrolment = house
        .redeem(invitation.expose(), None, START)
        .unwrap()
        .unwrap();
    house.restart(START);
    assert!(
        house
            .session(enrolment.session.token.expose(), START)
            .is_ok()
    );
    house.set_password(account, PASSWORD, "YZ-10472").unwrap();
    house.restart(START);
    let begun = house.totp_begin(account, "YZ-10472", START).unwrap();
    house.restart(START);
    let mut secret = [0; SECRET_BYTES];
    assert!(base32::read(
        RFC_4648,
        begun.secret.expose().as_bytes(),
        &mut secret
    ));
    house
        .totp_confirm(account, &code_at(&secret, START), START)
        .unwrap();
    house.restart(START);
    let found = house.credentials(account).unwrap();
    let expected = Credentials {
        password: true,
        totp: true,
        ..Credentials::default()
    };
    assert_eq!(found, expected);
    assert!(found.suffice());
}

#[test]
fn a_shift_goes_on_where_the_power_went_out() {
    let mut house = house();
    let who = house.official(1);
    let seat = SeatId::new("desk-1").unwrap();
    let (device, _) = house.bind_device(START).unwrap();
    house.restart(START);
    house.bind_seat(device, &seat).unwrap();
    house.restart(START);
    let begun = house.signs_in(&who, Some(device), START);
    house.restart(START);
    house.sit(begun.session.id, &seat).unwrap();
    house.restart(START);
    let renewed = house.rotate(begun.session.id, START).unwrap().unwrap();
    house.restart(START);
    assert!(house.session(begun.token.expose(), START).is_err());
    let found = house.session(renewed.expose(), START).unwrap();
    assert_eq!(found.seat, Some(seat));
}

#[test]
fn what_was_ended_stays_ended() {
    let mut house = house();
    let who = house.official(1);
    let begun = house.signs_in(&who, None, START);
    house.end(begun.session.id).unwrap();
    house.restart(START);
    assert!(house.session(begun.token.expose(), START).is_err());
    house.bar(who.account).unwrap();
    house.restart(START);
    assert!(house.credentials(who.account).unwrap().barred);
    house.forget(who.account).unwrap();
    house.restart(START);
    assert_eq!(
        house.credentials(who.account).unwrap(),
        Credentials::default()
    );
}

#[test]
fn what_ran_out_is_gone_from_the_file_after_a_start() {
    let mut house = house();
    let who = house.official(1);
    house.signs_in(&who, None, START);
    house
        .invite(who.account, InvitationKind::Recovery, START)
        .unwrap();
    house.totp_begin(who.account, "YZ-10472", START).unwrap();
    house.restart(START.plus_ms(DAY_MS));
    let rows = |table: &str| -> i64 {
        let count = format!("SELECT count(*) FROM {table}");
        house.db().query_row(&count, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(["session", "invitation", "totp_begun"].map(rows), [0; 3]);
}
