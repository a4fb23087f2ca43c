//! Who called is sealed, opened for a purpose, held under a law, and erased under another.

use domain::personal::{
    Command as Personal, Event, Field, Finding, Group, NewPhoto, NewSealed, PhotoKind, Refusal,
};
use domain::{Command, Event as Any};
use kernel::{AccountId, Digest, KeyId, PhotoId, SealAlgorithm, Sealed};

use crate::desk::*;

pub fn sealed() -> Sealed {
    Sealed {
        algorithm: SealAlgorithm::XChaCha20Poly1305Sha256,
        commitment: Digest::of(b"salt and text"),
        envelope: Digest::of(b"ciphertext"),
        key: KeyId(uuid::Uuid::from_u128(77)),
    }
}

/// A report by somebody who said who they are.
pub fn told_by_somebody() -> Command {
    let mut told = report(pressed(1));
    told.caller = Some(NewSealed {
        sealed: sealed(),
        token: Digest::of(b"token"),
    });
    Command::Intake(domain::intake::Command::ReceiveReport {
        report: told,
        then: domain::intake::Then::Wait,
    })
}

pub fn open(purpose: &str, fields: &[Field]) -> Command {
    Command::Personal(Personal::Open {
        report: r(1),
        fields: fields.to_vec(),
        purpose: code(purpose),
        words: None,
    })
}

pub fn hold(until: i64) -> Command {
    Command::Personal(Personal::Hold {
        report: r(1),
        until: minute(until),
        basis: line("Criminal Procedure Law, article 54"),
    })
}

pub fn let_go() -> Command {
    Command::Personal(Personal::LiftHold {
        report: r(1),
        reason: line("the case is closed"),
    })
}

pub fn erase() -> Command {
    Command::Personal(Personal::Erase {
        report: r(1),
        basis: line("PIPL, article 47"),
    })
}

fn facts(given: &[Command], when: &Command) -> Vec<Any> {
    Desk::after(rules(), given).act(when).unwrap()
}

#[test]
fn who_called_stands_sealed_behind_the_report() {
    let happened = facts(&[], &told_by_somebody());
    let sealed = Event::Sealed {
        report: r(1),
        group: Group::Caller,
        sealed: sealed(),
    };
    assert_eq!(happened.len(), 2);
    assert_eq!(happened[1], Any::Personal(sealed));
}

#[test]
fn a_look_that_a_law_keeps_secret_says_until_when_in_the_same_entry() {
    let looked = facts(
        &[told_by_somebody()],
        &open("secret-inquiry", &[Field::Name]),
    );
    let [Any::Personal(Event::Opened { .. }), Any::Personal(sealed)] = looked.as_slice() else {
        panic!("{looked:?}");
    };
    let told_then = Event::LookSealed {
        report: r(1),
        until_ms: minute(2).plus_ms(90 * kernel::DAY_MS),
        basis: line("PIPL, articles 18 and 35"),
    };
    assert_eq!(*sealed, told_then);
}

#[test]
fn an_opening_names_each_field_once_and_its_purpose() {
    let asked = [Field::Name, Field::Callback, Field::Name];
    let happened = facts(&[told_by_somebody()], &open("call-back", &asked));
    let opened = Event::Opened {
        report: r(1),
        group: Group::Caller,
        key: sealed().key,
        fields: vec![Field::Name, Field::Callback],
        purpose: code("call-back"),
        words: None,
    };
    assert_eq!(happened, [Any::Personal(opened)]);
}

#[test]
fn a_hold_keeps_until_its_date_and_no_longer() {
    // The fourth act happens four minutes after the desk opened.
    let held_for_long = [
        told_by_somebody(),
        hold(5),
        open("call-back", &[Field::Name]),
    ];
    assert!(Desk::after(rules(), &held_for_long).act(&erase()).is_err());
    let held_for_a_while = [
        told_by_somebody(),
        hold(3),
        open("call-back", &[Field::Name]),
    ];
    assert!(
        Desk::after(rules(), &held_for_a_while)
            .act(&erase())
            .is_ok()
    );
}

#[test]
fn a_lifted_hold_keeps_nothing() {
    let given = [told_by_somebody(), hold(5), let_go()];
    let erased = Event::Erased {
        report: r(1),
        group: Group::Caller,
        key: sealed().key,
        basis: line("PIPL, article 47"),
        erased_ms: minute(4),
    };
    assert_eq!(facts(&given, &erase()), [Any::Personal(erased)]);
}

#[test]
fn what_tells_a_request_from_another_holds_no_ciphertext() {
    let told = serde_json::to_string(&told_by_somebody()).unwrap();
    assert!(told.contains(&Digest::of(b"token").to_string()));
    assert!(!told.contains(&sealed().commitment.to_string()));
    assert!(!told.contains(&sealed().envelope.to_string()));
}

pub const LOOK: u64 = 7;

pub fn contest() -> Command {
    Command::Personal(Personal::Contest {
        look: LOOK,
        report: r(1),
        words: None,
    })
}

pub fn answer(looked: Option<AccountId>) -> Command {
    Command::Personal(Personal::AnswerContest {
        look: LOOK,
        looked,
        finding: Finding::NotUpheld,
        words: prose("The unit had to call back."),
    })
}

#[test]
fn a_look_is_contested_once_and_answered_once() {
    let mut desk = Desk::after(rules(), &[told_by_somebody()]);
    let none = Refusal::NoContest { look: LOOK };
    assert_eq!(desk.act(&answer(None)), Err(none.clone().into()));
    desk.act(&contest()).unwrap();
    let stands = Refusal::ContestStands { look: LOOK };
    assert_eq!(desk.act(&contest()), Err(stands.into()));
    desk.act(&answer(None)).unwrap();
    assert_eq!(desk.act(&answer(None)), Err(none.into()));
}

#[test]
fn whoever_looked_does_not_answer_for_it() {
    let one = AccountId(uuid::Uuid::from_u128(1));
    let mut desk = Desk::after(rules(), &[told_by_somebody(), contest()]);
    desk.by = Some(one);
    assert_eq!(desk.act(&answer(Some(one))), Err(Refusal::OwnLook.into()));
}

fn release(looked: Option<AccountId>, typed: bool) -> Command {
    Command::Personal(Personal::ReleaseWords {
        look: LOOK,
        looked,
        report: r(1),
        typed,
    })
}

#[test]
fn a_typed_reason_is_released_once() {
    let mut desk = Desk::after(rules(), &[told_by_somebody()]);
    let none = Refusal::NoReasonHeld { look: LOOK };
    assert_eq!(desk.act(&release(None, false)), Err(none.clone().into()));
    desk.act(&release(None, true)).unwrap();
    assert_eq!(desk.act(&release(None, true)), Err(none.into()));
}

#[test]
fn whoever_looked_does_not_release_their_own_reason() {
    let one = AccountId(uuid::Uuid::from_u128(1));
    let mut desk = Desk::after(rules(), &[told_by_somebody()]);
    desk.by = Some(one);
    let own = desk.act(&release(Some(one), true));
    assert_eq!(own, Err(Refusal::OwnLook.into()));
}

/// A photo of the first report; whoever sends another file sends another token.
pub fn photo() -> Command {
    Command::Personal(Personal::AddPhoto {
        report: r(1),
        photo: NewPhoto {
            kind: PhotoKind::Jpeg,
            width: 640,
            height: 480,
            bytes: 70_000,
            original: sealed(),
            viewing: sealed(),
            token: Digest::of(b"token"),
        },
    })
}

pub fn look_at(photo: PhotoId) -> Command {
    Command::Personal(Personal::OpenPhoto {
        report: r(1),
        photo,
        original: false,
        purpose: code("call-back"),
        words: None,
    })
}

/// A report by nobody in particular.
pub fn told_by_nobody() -> Command {
    Command::Intake(domain::intake::Command::ReceiveReport {
        report: report(pressed(1)),
        then: domain::intake::Then::Wait,
    })
}

fn added(happened: &[Any]) -> PhotoId {
    match happened {
        [Any::Personal(Event::PhotoSealed { photo, .. })] => *photo,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_photo_is_looked_at_by_a_trace_that_names_it() {
    let given = [told_by_nobody(), photo()];
    let added = added(&Desk::after(rules(), &given[..1]).act(&given[1]).unwrap());
    let opened = Event::PhotoOpened {
        report: r(1),
        photo: added,
        key: sealed().key,
        original: false,
        purpose: code("call-back"),
        words: None,
    };
    assert_eq!(facts(&given, &look_at(added)), [Any::Personal(opened)]);
}

#[test]
fn photos_are_held_and_erased_with_what_the_caller_said_or_without_it() {
    for first in [told_by_nobody(), told_by_somebody()] {
        let mut desk = Desk::after(rules(), &[first, photo(), hold(60)]);
        assert!(matches!(
            desk.act(&erase()),
            Err(domain::Refusal::Personal(Refusal::Held { .. }))
        ));
        desk.act(&let_go()).unwrap();
        desk.act(&erase()).unwrap();
        for when in [photo(), look_at(key(1).photo())] {
            assert!(matches!(
                desk.act(&when),
                Err(domain::Refusal::Personal(Refusal::Erased { .. }))
            ));
        }
    }
}

#[test]
fn what_tells_one_photo_from_another_is_its_token_alone() {
    let told = serde_json::to_string(&photo()).unwrap();
    assert!(told.contains(&Digest::of(b"token").to_string()));
    assert!(!told.contains(&sealed().envelope.to_string()) && !told.contains("640"));
}
