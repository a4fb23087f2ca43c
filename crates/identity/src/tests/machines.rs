//! Keys of machines.

use std::collections::BTreeSet;

use kernel::{DAY_MS, HOUR_MS, MachineKeyId};

use super::*;
use crate::{Error, KeyError};

fn scopes() -> BTreeSet<String> {
    BTreeSet::from(["positions:write".to_owned(), "units:read".to_owned()])
}

const KEY: MachineKeyId = MachineKeyId(Uuid::from_u128(0xb));

fn machine() -> AccountId {
    AccountId(Uuid::from_u128(0xa))
}

#[test]
fn a_key_says_whose_it_is_and_what_for() {
    let mut house = house();
    let expires = START.plus_ms(DAY_MS);
    let made = house.make_key(KEY, machine(), scopes(), expires, START);
    let text = made.unwrap();
    house.restart(START);
    let key = house.key(text.expose(), START).unwrap();
    assert_eq!(
        (key.id, key.account, key.scopes),
        (KEY, machine(), scopes())
    );
}

#[test]
fn a_key_that_ran_out_says_so_and_one_that_ended_is_none() {
    let house = house();
    let expires = START.plus_ms(DAY_MS);
    let made = house.make_key(KEY, machine(), scopes(), expires, START);
    let text = made.unwrap();
    assert_eq!(house.key(text.expose(), expires), Err(KeyError::Expired));
    assert!(house.end_key(KEY).unwrap());
    assert_eq!(house.key(text.expose(), START), Err(KeyError::Unknown));
}

#[test]
fn the_keys_of_a_barred_machine_do_not_hold() {
    let house = house();
    let text = house
        .make_key(KEY, machine(), scopes(), START.plus_ms(DAY_MS), START)
        .unwrap();
    house.bar(machine()).unwrap();
    assert_eq!(house.key(text.expose(), START), Err(KeyError::Unknown));
}

#[test]
fn a_list_of_keys_says_when_they_were_used_and_holds_no_secret() {
    let mut house = house();
    let text = house
        .make_key(KEY, machine(), scopes(), START.plus_ms(DAY_MS), START)
        .unwrap();
    house.key(text.expose(), START.plus_ms(HOUR_MS)).unwrap();
    house.restart(START.plus_ms(HOUR_MS));
    let listed = house.keys_of(machine());
    assert_eq!(listed[0].used, Some(START.plus_ms(HOUR_MS)));
    assert!(!format!("{listed:?}").contains(text.expose()));
}

#[test]
fn a_key_without_a_scope_is_not_made() {
    let house = house();
    let made = house.make_key(KEY, machine(), BTreeSet::new(), START.plus_ms(1), START);
    assert!(matches!(made, Err(Error::Bounds { .. })), "{made:?}");
}
