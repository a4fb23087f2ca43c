//! Second secrets of citizens.

use super::*;
use crate::PinError;

const SUBJECT: [u8; 16] = [9; 16];

/// A second secret that checks, and is another.
fn another(house: &House) -> String {
    house.set_pin([8; 16], START).unwrap().expose().to_owned()
}

#[test]
fn a_second_secret_holds_for_its_subject_alone() {
    let mut house = house();
    let pin = house.set_pin(SUBJECT, START).unwrap();
    house.restart(START);
    house.check_pin(SUBJECT, pin.expose(), START).unwrap();
    let other = house.check_pin([7; 16], pin.expose(), START);
    assert!(matches!(other, Err(PinError::Wrong)), "{other:?}");
}

#[test]
fn guesses_are_slowed_and_slips_of_the_pen_are_not() {
    let house = house();
    let pin = house.set_pin(SUBJECT, START).unwrap();
    let wrong = another(&house);
    for _ in 0..20 {
        let slip = house.check_pin(SUBJECT, "00000-00001", START);
        assert!(matches!(slip, Err(PinError::Wrong)), "{slip:?}");
    }
    for _ in 0..5 {
        let told = house.check_pin(SUBJECT, &wrong, START);
        assert!(matches!(told, Err(PinError::Wrong)), "{told:?}");
    }
    let told = house.check_pin(SUBJECT, pin.expose(), START);
    assert!(matches!(told, Err(PinError::Wait { .. })), "{told:?}");
    house.check_pin(SUBJECT, pin.expose(), after_s(5)).unwrap();
}

#[test]
fn a_new_one_replaces_the_old_and_none_is_left_when_dropped() {
    let house = house();
    let old = house.set_pin(SUBJECT, START).unwrap();
    let new = house.set_pin(SUBJECT, START).unwrap();
    assert!(house.check_pin(SUBJECT, old.expose(), START).is_err());
    house.check_pin(SUBJECT, new.expose(), START).unwrap();
    house.drop_pin(SUBJECT).unwrap();
    assert!(house.check_pin(SUBJECT, new.expose(), START).is_err());
}
