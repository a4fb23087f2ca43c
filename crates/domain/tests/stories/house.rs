//! How the house is run: machines and their keys, seats and their devices, and what two people have to
//! agree to because it reaches further than a record.

use domain::people::{Command as People, EXPORT_WAITS_MS, Event, ExportOf, Extent, Refusal, Wish};
use domain::personal::NewSealed;
use domain::{Command, Event as Any, record};
use kernel::{Digest, MINUTE_MS, MachineKeyId, RequestId};
use uuid::Uuid;

use crate::desk::*;
use crate::people::{CHIEF, DISPATCHER, OTHER, Office, a, ask, invite};
use crate::personal::sealed;

const KEY: MachineKeyId = MachineKeyId(Uuid::from_u128(9));

fn make_key(machine: u128, expires: i64) -> People {
    People::MakeKey {
        account: a(machine),
        key: KEY,
        scopes: [line("receive")].into(),
        expires: minute(expires),
    }
}

#[test]
fn a_machine_comes_in_with_its_first_key() {
    let mut office = Office::open();
    office.does(Some(CHIEF), invite(4, &["machine"]));
    let made = office.does(Some(CHIEF), make_key(4, 1_000));
    assert_eq!(made[0], Any::People(Event::AccountOpened { account: a(4) }));
    assert_eq!(office.0.state.people.keys[&KEY], a(4));
    let reason = line("replaced");
    office.does(Some(CHIEF), People::EndKey { key: KEY, reason });
    let reason = line("replaced");
    let gone = Refusal::NoSuchKey { key: KEY };
    office.refused(Some(CHIEF), People::EndKey { key: KEY, reason }, gone);
}

#[test]
fn a_person_signs_in_and_has_no_key() {
    let mut office = Office::open();
    office.refused(Some(CHIEF), make_key(DISPATCHER, 1_000), Refusal::NoMachine);
}

#[test]
fn a_key_that_is_over_is_not_made() {
    let mut office = Office::open();
    office.does(Some(CHIEF), invite(4, &["machine"]));
    let over = Refusal::KeyOver {
        expires_ms: minute(1),
    };
    office.refused(Some(CHIEF), make_key(4, 1), over);
}

#[test]
fn the_keys_of_a_closed_machine_hold_no_more() {
    let mut office = Office::open();
    office.does(Some(CHIEF), invite(4, &["machine"]));
    office.does(Some(CHIEF), make_key(4, 1_000));
    let reason = line("sold");
    office.does(
        Some(CHIEF),
        People::Close {
            account: a(4),
            reason,
        },
    );
    assert_eq!(office.0.state.people.keys.len(), 0);
}

#[test]
fn a_seat_is_bound_to_devices_and_freed_again() {
    let mut office = Office::open();
    let bind = People::BindSeat {
        seat: seat("desk-1"),
    };
    let unbind = People::UnbindSeat {
        seat: seat("desk-1"),
        reason: line("replaced"),
    };
    let free = Refusal::NotBound {
        seat: seat("desk-1"),
    };
    office.refused(Some(CHIEF), unbind.clone(), free);
    office.does(Some(CHIEF), bind);
    office.does(Some(CHIEF), unbind);
    assert!(office.0.state.people.bound.is_empty());
}

fn other_rules() -> Command {
    Command::Record(record::Command::AdoptPack {
        place: "yunzhou".into(),
        pack: Digest::of(b"other rules"),
    })
}

#[test]
fn other_rules_need_two_administrators_once_there_is_one() {
    let pack = Digest::of(b"other rules");
    Desk::open(rules()).act(&other_rules()).unwrap();
    let mut office = Office::open();
    let alone = domain::Refusal::from(Refusal::PackNotGranted { pack });
    assert_eq!(office.0.act(&other_rules()), Err(alone));
    let request = office.next_request();
    office.does(Some(CHIEF), ask(Wish::AdoptPack { pack }));
    let approve = People::Approve { request };
    office.refused(Some(CHIEF), approve.clone(), Refusal::OwnRequest);
    office.does(Some(OTHER), approve);
    office.0.act(&other_rules()).unwrap();
}

#[test]
fn an_export_is_fetched_within_a_day_by_whoever_asked() {
    let mut office = Office::open();
    let extent = Extent {
        of: ExportOf::Incidents,
        from_ms: minute(0),
        until_ms: minute(100),
    };
    let request = office.next_request();
    let fetch = People::Export { request };
    let none = Refusal::NoExport { request };
    office.does(Some(CHIEF), ask(Wish::Export { extent }));
    office.refused(Some(CHIEF), fetch.clone(), none.clone());
    office.does(Some(OTHER), People::Approve { request });
    office.refused(Some(OTHER), fetch.clone(), none.clone());
    let fetched = Event::Exported {
        request,
        by: a(CHIEF),
        extent,
    };
    assert_eq!(
        office.does(Some(CHIEF), fetch.clone()),
        [Any::People(fetched)]
    );
    office.0.acts += u32::try_from(EXPORT_WAITS_MS / MINUTE_MS).unwrap();
    office.refused(Some(CHIEF), fetch, none);
}

#[test]
fn an_export_of_nothing_is_not_asked_for() {
    let mut office = Office::open();
    let extent = Extent {
        of: ExportOf::Entries,
        from_ms: minute(5),
        until_ms: minute(5),
    };
    office.refused(
        Some(CHIEF),
        ask(Wish::Export { extent }),
        Refusal::EmptyExtent,
    );
}

fn named(n: u128) -> People {
    let name = NewSealed {
        sealed: sealed(),
        token: Digest::of(b"token"),
    };
    People::SetName {
        account: a(n),
        name,
    }
}

fn open_name(n: u128, purpose: &str) -> People {
    People::OpenName {
        account: a(n),
        purpose: code(purpose),
        words: None,
    }
}

#[test]
fn what_an_official_is_called_is_read_for_a_purpose_and_that_is_a_look() {
    let mut office = Office::open();
    office.does(Some(CHIEF), named(DISPATCHER));
    let read = office.does(Some(CHIEF), open_name(DISPATCHER, "call-back"));
    let opened = Event::NameOpened {
        account: a(DISPATCHER),
        key: sealed().key,
        purpose: code("call-back"),
        words: None,
    };
    assert_eq!(read, [Any::People(opened)]);
    assert!(read[0].is_a_look());
    assert_eq!(read[0].official_looked_at(), Some(a(DISPATCHER)));
    let curious = Refusal::NotInPack {
        what: "purpose",
        code: code("curiosity"),
    };
    office.refused(Some(CHIEF), open_name(DISPATCHER, "curiosity"), curious);
}

#[test]
fn a_name_that_nobody_said_is_not_read() {
    let mut office = Office::open();
    let none = Refusal::NoName { account: a(OTHER) };
    office.refused(Some(CHIEF), open_name(OTHER, "call-back"), none);
}

#[test]
fn whoever_is_out_for_good_gets_no_other_name() {
    let mut office = Office::open();
    let reason = line("retired");
    let account = a(DISPATCHER);
    office.does(Some(CHIEF), People::Close { account, reason });
    let closed = Refusal::Standing { standing: "closed" };
    office.refused(Some(CHIEF), named(DISPATCHER), closed);
}

/// What these stories are refused for, to be said in both languages.
pub fn provoked() -> Vec<Refusal> {
    let expires_ms = minute(9);
    let (pack, request) = (Digest::of(b"other rules"), RequestId(Uuid::from_u128(9)));
    vec![
        Refusal::NoMachine,
        Refusal::NoName { account: a(OTHER) },
        Refusal::KeyOver { expires_ms },
        Refusal::NoSuchKey { key: KEY },
        Refusal::NotBound { seat: seat("d") },
        Refusal::PackNotGranted { pack },
        Refusal::EmptyExtent,
        Refusal::NoExport { request },
    ]
}
