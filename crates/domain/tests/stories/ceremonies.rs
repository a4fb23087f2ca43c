//! The key that wraps all others is split in three shares, by two people, for three.

use domain::people::{
    CEREMONY_LASTS_MS, Command as People, Event, Refusal, ShareOf, Standing, Wish,
};
use domain::personal::Command as Personal;
use domain::{Command, Event as Any};
use kernel::{MINUTE_MS, RequestId};
use uuid::Uuid;

use crate::desk::*;
use crate::people::{CHIEF, DISPATCHER, OTHER, Office, a, ask, invite};

const THIRD: u128 = 4;
const FOURTH: u128 = 5;

/// An office of four administrators whose vault is in its first epoch.
fn office() -> Office {
    let mut office = Office::open();
    for n in [THIRD, FOURTH] {
        office.does(None, invite(n, &["administrator"]));
        office.does(None, People::Open { account: a(n) });
    }
    turns(&mut office, 1);
    office
}

fn turns(office: &mut Office, epoch: u32) {
    office.0.by = None;
    let turn = Command::Personal(Personal::TurnEpoch { epoch });
    office.0.act(&turn).unwrap();
}

fn asked(office: &mut Office) -> RequestId {
    let request = office.next_request();
    office.does(Some(CHIEF), ask(Wish::SplitKey));
    request
}

fn begun(office: &mut Office) -> RequestId {
    let request = asked(office);
    office.does(Some(OTHER), People::Approve { request });
    request
}

#[track_caller]
fn takes(office: &mut Office, n: u128, request: RequestId, share: ShareOf) {
    let by = a(n);
    let taken = Event::KeyShareTaken { request, by, share };
    let events = office.does(Some(n), People::TakeShare { request });
    assert_eq!(events, [Any::People(taken)]);
}

#[track_caller]
fn is_refused(office: &mut Office, n: u128, request: RequestId, why: Refusal) {
    office.refused(Some(n), People::TakeShare { request }, why);
}

#[test]
fn one_asks_another_approves_and_three_take_a_share_each() {
    let mut office = office();
    let request = asked(&mut office);
    let approve = People::Approve { request };
    office.refused(Some(CHIEF), approve.clone(), Refusal::OwnRequest);
    is_refused(
        &mut office,
        CHIEF,
        request,
        Refusal::CeremonyOver { request },
    );
    let at = office.0.moment().at;
    let events = office.does(Some(OTHER), approve);
    let begun = Event::KeyCeremonyBegun {
        request,
        epoch: 1,
        asked_by: a(CHIEF),
        approved_by: a(OTHER),
        expires_ms: at.plus_ms(CEREMONY_LASTS_MS),
    };
    assert_eq!(events[1..], [Any::People(begun)]);
    takes(&mut office, THIRD, request, ShareOf::Third);
    takes(&mut office, CHIEF, request, ShareOf::Asker);
    takes(&mut office, OTHER, request, ShareOf::Approver);
    is_refused(
        &mut office,
        FOURTH,
        request,
        Refusal::CeremonyOver { request },
    );
}

#[test]
fn nobody_takes_two_shares_and_no_fourth_takes_the_third() {
    let mut office = office();
    let request = begun(&mut office);
    takes(&mut office, CHIEF, request, ShareOf::Asker);
    is_refused(&mut office, CHIEF, request, Refusal::ShareTaken);
    takes(&mut office, THIRD, request, ShareOf::Third);
    is_refused(&mut office, THIRD, request, Refusal::ShareTaken);
    is_refused(&mut office, FOURTH, request, Refusal::NoShareLeft);
}

#[test]
fn only_administrators_who_may_act_keep_shares() {
    let mut office = office();
    let request = begun(&mut office);
    is_refused(&mut office, DISPATCHER, request, Refusal::NotAKeeper);
    let reason = line("an inquiry");
    let account = a(THIRD);
    office.does(Some(CHIEF), People::Suspend { account, reason });
    let standing = Standing::Suspended.name();
    is_refused(&mut office, THIRD, request, Refusal::Standing { standing });
}

#[test]
fn a_ceremony_is_over_after_an_hour() {
    let mut office = office();
    let request = begun(&mut office);
    takes(&mut office, CHIEF, request, ShareOf::Asker);
    office.0.acts += u32::try_from(CEREMONY_LASTS_MS / MINUTE_MS).unwrap();
    is_refused(
        &mut office,
        OTHER,
        request,
        Refusal::CeremonyOver { request },
    );
}

#[test]
fn a_ceremony_is_over_when_the_epoch_turns() {
    let mut office = office();
    let request = begun(&mut office);
    turns(&mut office, 2);
    is_refused(
        &mut office,
        CHIEF,
        request,
        Refusal::CeremonyOver { request },
    );
}

#[test]
fn a_later_ceremony_takes_the_place_of_the_one_before() {
    let mut office = office();
    let first = begun(&mut office);
    takes(&mut office, CHIEF, first, ShareOf::Asker);
    let second = begun(&mut office);
    is_refused(
        &mut office,
        OTHER,
        first,
        Refusal::CeremonyOver { request: first },
    );
    takes(&mut office, CHIEF, second, ShareOf::Asker);
}

#[test]
fn a_key_that_is_not_there_is_not_split() {
    let mut office = Office::open();
    office.refused(Some(CHIEF), ask(Wish::SplitKey), Refusal::NoKeyYet);
}

/// What these stories are refused for, to be said in both languages.
pub fn provoked() -> Vec<Refusal> {
    let request = RequestId(Uuid::from_u128(9));
    vec![
        Refusal::NoKeyYet,
        Refusal::CeremonyOver { request },
        Refusal::ShareTaken,
        Refusal::NoShareLeft,
        Refusal::NotAKeeper,
    ]
}
