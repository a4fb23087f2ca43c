//! Guessing, and that nobody can be kept out by somebody else's guesses.

use kernel::HOUR_MS;

use super::*;
use crate::Delays;

#[test]
fn guesses_at_one_account_get_slower_and_slower() {
    let house = house();
    let who = house.official(1);
    for _ in 0..5 {
        refused(&house.guesses(&who.at(None), START));
    }
    assert_eq!(waits(&house.guesses(&who.at(None), START)), after_s(5));
    refused(&house.guesses(&who.at(None), after_s(5)));
    assert_eq!(
        waits(&house.guesses(&who.at(None), after_s(5))),
        after_s(15)
    );
}

#[test]
fn while_one_waits_even_the_right_password_is_not_looked_at() {
    let house = house();
    let who = house.official(1);
    for _ in 0..5 {
        house.guesses(&who.at(None), START);
    }
    let code = who.code(START);
    let tried = house.sign_in_password(&who.at(None), PASSWORD, Some(&code), START);
    waits(&tried.unwrap_err());
    house.signs_in(&who, None, after_s(5));
}

#[test]
fn no_wait_is_longer_than_a_quarter_of_an_hour() {
    let house = house();
    let who = house.official(1);
    let mut now = START;
    for _ in 0..60 {
        if let SignInError::Wait { until } = house.guesses(&who.at(None), now) {
            assert!(until.since_ms(now) <= 15 * MINUTE_MS);
            now = until;
        }
    }
    house.signs_in(&who, None, now.plus_ms(15 * MINUTE_MS));
}

#[test]
fn waits_are_remembered_over_a_restart() {
    let mut house = house();
    let who = house.official(1);
    for _ in 0..5 {
        house.guesses(&who.at(None), START);
    }
    house.restart(START);
    waits(&house.guesses(&who.at(None), START));
}

#[test]
fn many_guesses_at_the_same_moment_are_many() {
    let house = house();
    let who = house.official(1);
    let refusals = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..12)
            .map(|_| scope.spawn(|| house.guesses(&who.at(None), START)))
            .collect();
        let told = tries.into_iter().map(|one| one.join().unwrap());
        told.filter(|error| matches!(error, SignInError::Refused))
            .count()
    });
    assert_eq!(refusals, 5);
}

#[test]
fn a_name_that_nobody_has_waits_like_one_that_somebody_has() {
    let house = house();
    let who = house.official(1);
    let nobody = Claim {
        account: None,
        name: "YZ-99999",
        device: None,
    };
    let told = |claim: &Claim<'_>| -> Vec<String> {
        let guesses = (0..7).map(|_| house.guesses(claim, START));
        guesses.map(|error| format!("{error:?}")).collect()
    };
    assert_eq!(told(&who.at(None)), told(&nobody));
}

#[test]
fn a_stranger_cannot_keep_a_dispatcher_from_the_bound_desk() {
    let house = house();
    let who = house.official(1);
    let (desk, _) = house.bind_device(START).unwrap();
    for _ in 0..50 {
        house.guesses(&who.at(None), START);
    }
    house.signs_in(&who, Some(desk), START);
}

#[test]
fn a_stranger_cannot_keep_anybody_from_a_browser_they_used_before() {
    let house = house();
    let who = house.official(1);
    let token = house.signs_in(&who, None, START).device_token.unwrap();
    let own = house.device(token.expose());
    assert!(own.is_some());
    for _ in 0..50 {
        house.guesses(&who.at(None), after_s(60));
    }
    house.signs_in(&who, own, after_s(60));
}

#[test]
fn ones_own_browser_does_not_make_one_known_at_another_account() {
    let house = house();
    let (who, insider) = (house.official(1), house.official(2));
    let token = house.signs_in(&insider, None, START).device_token.unwrap();
    let own = house.device(token.expose());
    for _ in 0..5 {
        refused(&house.guesses(&who.at(own), START));
    }
    waits(&house.guesses(&who.at(None), START));
}

#[test]
fn one_password_over_many_accounts_is_slowed_at_a_device() {
    let house = house();
    let (desk, _) = house.bind_device(START).unwrap();
    let told: Vec<SignInError> = (0..21).map(|n| spray(&house, n, Some(desk))).collect();
    told[..20].iter().for_each(refused);
    waits(&told[20]);
}

#[test]
fn one_password_over_many_accounts_is_slowed_everywhere_unknown() {
    let house = house_with(Options {
        delays: Delays {
            everywhere: crate::Delay {
                free: 10,
                ..Delays::default().everywhere
            },
            ..Delays::default()
        },
        ..options()
    });
    let (desk, _) = house.bind_device(START).unwrap();
    let who = house.official(1_000);
    let told: Vec<SignInError> = (0..11).map(|n| spray(&house, n, None)).collect();
    told[..10].iter().for_each(refused);
    waits(&told[10]);
    house.signs_in(&who, Some(desk), START);
}

fn spray(house: &House, n: u32, device: Option<DeviceId>) -> SignInError {
    let name = format!("YZ-{n}");
    let claim = Claim {
        account: None,
        name: &name,
        device,
    };
    house.guesses(&claim, START)
}

#[test]
fn signing_in_oneself_does_not_wipe_away_ones_guesses_at_others() {
    let house = house();
    let insider = house.official(1);
    let (desk, _) = house.bind_device(START).unwrap();
    for n in 0..20 {
        spray(&house, n, Some(desk));
    }
    waits(&spray(&house, 21, Some(desk)));
    house.signs_in(&insider, Some(desk), after_s(5));
    waits(&spray(&house, 22, Some(desk)));
}

#[test]
fn a_shift_that_signs_in_at_one_desk_is_not_slowed() {
    let house = house();
    let (desk, _) = house.bind_device(START).unwrap();
    for n in 1..=25 {
        let who = house.official(n);
        house.signs_in(&who, Some(desk), START);
    }
}

#[test]
fn who_signs_in_at_last_starts_afresh() {
    let house = house();
    let who = house.official(1);
    let (desk, _) = house.bind_device(START).unwrap();
    for minute in [0, 60] {
        for _ in 0..4 {
            refused(&house.guesses(&who.at(Some(desk)), after_s(minute)));
        }
        house.signs_in(&who, Some(desk), after_s(minute));
    }
}

#[test]
fn failures_are_forgotten_and_swept() {
    let house = house();
    let who = house.official(1);
    for _ in 0..5 {
        house.guesses(&who.at(None), START);
    }
    let later = START.plus_ms(10 * HOUR_MS);
    let swept = house.sweep(later).unwrap();
    assert_eq!(swept.failures, 2);
}
