//! Passkeys, with an authenticator in software.

use serde_json::Value;

use super::authenticator::Authenticator;
use super::*;
use crate::{Method, PasskeyError};

/// An official with a passkey.
fn with_passkey(house: &House) -> (Official, Authenticator) {
    let who = house.official(1);
    let mut authenticator = Authenticator::new(1);
    register(house, &who, &mut authenticator).unwrap();
    (who, authenticator)
}

fn register(
    house: &House,
    who: &Official,
    authenticator: &mut Authenticator,
) -> Result<crate::PasskeyId, PasskeyError> {
    let begun = house
        .passkey_begin(who.account, &who.name, "Lin", START)
        .unwrap();
    let answer = authenticator.make(&begun.options);
    house.passkey_finish(who.account, begun.id, &answer, "the blue one", START)
}

/// Signs in with whichever passkey the authenticator finds.
fn found(house: &House, authenticator: &mut Authenticator) -> Result<NewSession, SignInError> {
    let begun = house.passkey_sign_in_begin(None, None, START).unwrap();
    let answer = authenticator.sign(&begun.options);
    house.passkey_sign_in_finish(begun.id, &answer, None, START)
}

#[test]
fn a_passkey_is_made_and_found_without_a_name() {
    let mut house = house();
    let (who, mut authenticator) = with_passkey(&house);
    house.restart(START);
    let begun = found(&house, &mut authenticator).unwrap();
    assert_eq!(begun.session.account, who.account);
    assert_eq!(begun.session.method, Method::Passkey);
}

#[test]
fn a_passkey_is_used_under_a_name_without_telling_whose_it_is() {
    let house = house();
    let (who, mut authenticator) = with_passkey(&house);
    authenticator.tells_user = false;
    let begun = house
        .passkey_sign_in_begin(Some(&who.at(None)), None, START)
        .unwrap();
    let answer = authenticator.sign(&begun.options);
    let asked = &begun.options["publicKey"]["allowCredentials"];
    assert_eq!(asked[0]["id"], answer["id"]);
    let begun = house.passkey_sign_in_finish(begun.id, &answer, None, START);
    assert_eq!(begun.unwrap().session.account, who.account);
}

#[test]
fn without_a_name_a_passkey_has_to_tell_whose_it_is() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    authenticator.tells_user = false;
    refused(&found(&house, &mut authenticator).unwrap_err());
}

#[test]
fn another_accounts_passkey_does_not_do_under_a_name() {
    let house = house();
    let (who, _) = with_passkey(&house);
    let other = house.official(2);
    let mut theirs = Authenticator::new(2);
    register(&house, &other, &mut theirs).unwrap();
    let begun = house
        .passkey_sign_in_begin(Some(&who.at(None)), None, START)
        .unwrap();
    let answer = theirs.sign(&begun.options);
    refused(
        &house
            .passkey_sign_in_finish(begun.id, &answer, None, START)
            .unwrap_err(),
    );
}

#[test]
fn an_answer_is_taken_once() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    let begun = house.passkey_sign_in_begin(None, None, START).unwrap();
    let answer = authenticator.sign(&begun.options);
    house
        .passkey_sign_in_finish(begun.id, &answer, None, START)
        .unwrap();
    refused(
        &house
            .passkey_sign_in_finish(begun.id, &answer, None, START)
            .unwrap_err(),
    );
}

#[test]
fn an_answer_to_another_challenge_is_refused() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    let begun = [(); 2].map(|()| house.passkey_sign_in_begin(None, None, START).unwrap());
    let answer = authenticator.sign(&begun[0].options);
    refused(
        &house
            .passkey_sign_in_finish(begun[1].id, &answer, None, START)
            .unwrap_err(),
    );
}

#[test]
fn a_counter_that_stands_still_is_refused() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    let mut clone = authenticator.clone();
    found(&house, &mut authenticator).unwrap();
    refused(&found(&house, &mut clone).unwrap_err());
}

#[test]
fn a_counter_is_remembered_between_two_ceremonies_that_began_together() {
    let house = house();
    let (who, mut authenticator) = with_passkey(&house);
    let mut clone = authenticator.clone();
    let claim = who.at(None);
    let begin = || {
        house
            .passkey_sign_in_begin(Some(&claim), None, START)
            .unwrap()
    };
    let (first, second) = (begin(), begin());
    let answers = (
        authenticator.sign(&first.options),
        clone.sign(&second.options),
    );
    house
        .passkey_sign_in_finish(first.id, &answers.0, None, START)
        .unwrap();
    refused(
        &house
            .passkey_sign_in_finish(second.id, &answers.1, None, START)
            .unwrap_err(),
    );
}

#[test]
fn an_authenticator_that_did_not_verify_its_user_is_refused() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    authenticator.verifies_user = false;
    refused(&found(&house, &mut authenticator).unwrap_err());
}

#[test]
fn a_passkey_is_not_made_without_verifying_the_user() {
    let house = house();
    let mut careless = Authenticator::new(1);
    careless.verifies_user = false;
    let made = register(&house, &house.official(1), &mut careless);
    assert!(matches!(made, Err(PasskeyError::Refused(_))), "{made:?}");
}

#[test]
fn a_page_elsewhere_gets_nobody_in() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    authenticator.origin = "https://desk.example.org.phish.example".into();
    refused(&found(&house, &mut authenticator).unwrap_err());
}

#[test]
fn a_removed_passkey_opens_nothing_and_others_cannot_remove_it() {
    let house = house();
    let (who, mut authenticator) = with_passkey(&house);
    let other = house.official(2);
    let id = house.passkeys(who.account).unwrap()[0].id;
    assert!(!house.remove_passkey(other.account, id).unwrap());
    found(&house, &mut authenticator).unwrap();
    assert!(house.remove_passkey(who.account, id).unwrap());
    refused(&found(&house, &mut authenticator).unwrap_err());
}

#[test]
fn a_barred_account_does_not_get_in_by_passkey() {
    let house = house();
    let (who, mut authenticator) = with_passkey(&house);
    house.bar(who.account).unwrap();
    refused(&found(&house, &mut authenticator).unwrap_err());
}

#[test]
fn one_passkey_is_one_accounts() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    let other = house.official(2);
    let made = register(&house, &other, &mut authenticator);
    assert!(matches!(made, Err(PasskeyError::Known)), "{made:?}");
}

#[test]
fn what_one_began_another_does_not_finish() {
    let house = house();
    let (one, two) = (house.official(1), house.official(2));
    let begun = house
        .passkey_begin(one.account, &one.name, "Lin", START)
        .unwrap();
    let answer = Authenticator::new(1).make(&begun.options);
    let made = house.passkey_finish(two.account, begun.id, &answer, "mine", START);
    assert!(matches!(made, Err(PasskeyError::NotBegun)), "{made:?}");
}

#[test]
fn a_name_without_passkeys_is_asked_for_one_all_the_same() {
    let house = house();
    let claim = |name| Claim {
        account: None,
        name,
        device: None,
    };
    let asked = |name| -> Value {
        let begun = house.passkey_sign_in_begin(Some(&claim(name)), None, START);
        begun.unwrap().options["publicKey"]["allowCredentials"].clone()
    };
    assert_eq!(asked("YZ-99999"), asked("YZ-99999"));
    assert_ne!(asked("YZ-99999"), asked("YZ-99998"));
    assert_eq!(asked("YZ-99999").as_array().map(Vec::len), Some(1));
}

#[test]
fn the_page_is_asked_for_a_passkey_that_can_be_found_and_a_verified_user() {
    let house = house();
    let who = house.official(1);
    let begun = house
        .passkey_begin(who.account, &who.name, "Lin", START)
        .unwrap();
    let asked = &begun.options["publicKey"];
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "preferred");
    assert_eq!(
        asked["authenticatorSelection"]["userVerification"],
        "required"
    );
    assert_eq!(asked["rp"]["id"], "example.org");
}

#[test]
fn an_authenticator_that_does_not_count_is_taken() {
    let house = house();
    let (_, mut authenticator) = with_passkey(&house);
    // Passkeys that are kept on several devices stay at zero.
    authenticator.counts = false;
    for _ in 0..2 {
        found(&house, &mut authenticator).unwrap();
    }
}
