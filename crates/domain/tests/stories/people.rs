//! Officials come in, sit down, are kept out, and need one another for what one alone must not do.

use domain::people::{Command as People, Event, Post, REQUEST_WAITS_MS, Refusal, Wish};
use domain::{Command, Event as Any, personal};
use kernel::{AccountId, MINUTE_MS, RequestId, ServiceNumber};
use uuid::Uuid;

use crate::desk::*;
use crate::personal::{hold, told_by_somebody};

pub const CHIEF: u128 = 1;
pub const OTHER: u128 = 2;
pub const DISPATCHER: u128 = 3;

pub fn a(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

fn posts(roles: &[&str]) -> Vec<Post> {
    let post = |role: &&str| Post {
        role: code(role),
        unit: None,
    };
    roles.iter().map(post).collect()
}

pub fn invite(n: u128, roles: &[&str]) -> People {
    People::Invite {
        account: a(n),
        service_number: ServiceNumber::new(&format!("P{n}")).unwrap(),
        posts: posts(roles),
        name: None,
    }
}

fn suspend(n: u128) -> People {
    People::Suspend {
        account: a(n),
        reason: line("an inquiry"),
    }
}

fn resume(n: u128) -> People {
    People::Resume {
        account: a(n),
        reason: line("it is over"),
    }
}

fn enter(name: &str) -> People {
    People::EnterSeat { seat: seat(name) }
}

fn leave(name: &str) -> People {
    People::LeaveSeat { seat: seat(name) }
}

fn take(name: &str) -> People {
    People::TakeSeat {
        seat: seat(name),
        reason: line("the shift is over"),
    }
}

pub fn ask(wish: Wish) -> People {
    let reason = line("as the person asked");
    People::Ask { wish, reason }
}

fn erase() -> Wish {
    Wish::EraseCaller {
        report: r(1),
        basis: line("PIPL, article 47"),
    }
}

/// An office of two administrators and a dispatcher, all of whom may act.
pub struct Office(pub Desk);

impl Office {
    pub fn open() -> Self {
        let mut office = Self(Desk::open(rules()));
        office.does(None, invite(CHIEF, &["administrator"]));
        office.does(None, invite(OTHER, &["administrator"]));
        office.does(None, invite(DISPATCHER, &["dispatcher"]));
        for n in [CHIEF, OTHER, DISPATCHER] {
            office.does(None, People::Open { account: a(n) });
        }
        office
    }

    pub fn tries(
        &mut self,
        by: Option<u128>,
        command: People,
    ) -> Result<Vec<Any>, domain::Refusal> {
        self.0.by = by.map(a);
        self.0.act(&Command::People(command))
    }

    #[track_caller]
    pub fn does(&mut self, by: Option<u128>, command: People) -> Vec<Any> {
        self.tries(by, command).unwrap()
    }

    #[track_caller]
    pub fn refused(&mut self, by: Option<u128>, command: People, why: Refusal) {
        assert_eq!(self.tries(by, command), Err(why.into()));
    }

    /// The number of the request that the next act would make.
    pub fn next_request(&self) -> RequestId {
        self.0.moment().key.request()
    }
}

#[test]
fn somebody_is_invited_and_comes_in_once() {
    let mut office = Office::open();
    office.does(Some(CHIEF), invite(4, &["dispatcher"]));
    office.does(None, People::Open { account: a(4) });
    let again = Refusal::Standing { standing: "active" };
    office.refused(None, People::Open { account: a(4) }, again);
}

#[test]
fn whoever_has_not_come_in_gets_another_link_and_nobody_else_does() {
    let mut office = Office::open();
    office.does(Some(CHIEF), invite(4, &["dispatcher"]));
    office.does(Some(CHIEF), People::InviteAgain { account: a(4) });
    office.does(None, People::Open { account: a(4) });
    let again = Refusal::Standing { standing: "active" };
    office.refused(Some(CHIEF), People::InviteAgain { account: a(4) }, again);
    office.does(Some(CHIEF), invite(5, &["machine"]));
    let machine = Refusal::Standing {
        standing: "invited",
    };
    office.refused(Some(CHIEF), People::InviteAgain { account: a(5) }, machine);
}

#[test]
fn a_number_in_the_service_has_one_account() {
    let mut office = Office::open();
    let exists = Refusal::AccountExists { account: a(OTHER) };
    office.refused(Some(CHIEF), invite(OTHER, &["dispatcher"]), exists);
    let twin = People::Invite {
        account: a(9),
        service_number: ServiceNumber::new("p3").unwrap(),
        posts: posts(&["dispatcher"]),
        name: None,
    };
    let service_number = ServiceNumber::new("P3").unwrap();
    office.refused(Some(CHIEF), twin, Refusal::NumberTaken { service_number });
}

#[test]
fn posts_are_of_the_pack_and_there_is_at_least_one() {
    let mut office = Office::open();
    office.refused(Some(CHIEF), invite(4, &[]), Refusal::NoPosts);
    let unknown = Refusal::NotInPack {
        what: "role",
        code: code("emperor"),
    };
    office.refused(Some(CHIEF), invite(4, &["emperor"]), unknown);
}

#[test]
fn other_posts_keep_what_they_were() {
    let mut office = Office::open();
    let change = People::ChangePosts {
        account: a(DISPATCHER),
        posts: posts(&["dispatcher", "administrator", "dispatcher"]),
    };
    let changed = Event::PostsChanged {
        account: a(DISPATCHER),
        posts: posts(&["administrator", "dispatcher"]),
        was: posts(&["dispatcher"]),
    };
    assert_eq!(office.does(Some(CHIEF), change), [Any::People(changed)]);
}

#[test]
fn nobody_changes_his_own_account() {
    let mut office = Office::open();
    let mine = People::ChangePosts {
        account: a(CHIEF),
        posts: posts(&["dispatcher"]),
    };
    office.refused(Some(CHIEF), mine, Refusal::OwnAccount);
    office.refused(Some(CHIEF), suspend(CHIEF), Refusal::OwnAccount);
}

#[test]
fn the_last_administrator_stays() {
    let mut office = Office::open();
    office.does(Some(OTHER), suspend(CHIEF));
    office.refused(Some(DISPATCHER), suspend(OTHER), Refusal::LastAdministrator);
    office.does(Some(OTHER), resume(CHIEF));
    office.does(Some(CHIEF), suspend(OTHER));
}

#[test]
fn whoever_is_kept_out_sits_nowhere() {
    let mut office = Office::open();
    office.does(Some(DISPATCHER), enter("desk-1"));
    office.does(Some(CHIEF), suspend(DISPATCHER));
    office.does(Some(OTHER), enter("desk-1"));
    let suspended = Refusal::Standing {
        standing: "suspended",
    };
    office.refused(Some(DISPATCHER), enter("desk-2"), suspended);
}

#[test]
fn an_account_that_is_not_there_is_nobodys() {
    let mut office = Office::open();
    let account = a(77);
    office.refused(Some(CHIEF), suspend(77), Refusal::NoSuchAccount { account });
    office.refused(None, enter("desk-1"), Refusal::Nobody);
}

#[test]
fn a_seat_is_one_persons_until_another_takes_it_over_with_a_reason() {
    let mut office = Office::open();
    let desk = seat("desk-1");
    office.refused(
        Some(OTHER),
        take("desk-1"),
        Refusal::SeatFree { seat: desk.clone() },
    );
    office.does(Some(DISPATCHER), enter("desk-1"));
    office.does(Some(DISPATCHER), enter("desk-1"));
    office.refused(
        Some(OTHER),
        enter("desk-1"),
        Refusal::SeatTaken { seat: desk.clone() },
    );
    office.refused(
        Some(OTHER),
        leave("desk-1"),
        Refusal::OthersSeat { seat: desk.clone() },
    );
    let taken = Event::SeatTaken {
        seat: desk.clone(),
        account: a(OTHER),
        from: a(DISPATCHER),
        reason: line("the shift is over"),
    };
    assert_eq!(
        office.does(Some(OTHER), take("desk-1")),
        [Any::People(taken)]
    );
    office.does(Some(OTHER), leave("desk-1"));
    office.refused(
        Some(OTHER),
        leave("desk-1"),
        Refusal::SeatFree { seat: desk },
    );
}

#[test]
fn an_erasure_needs_two_people_and_is_done_in_the_entry_of_the_second() {
    let mut office = Office::open();
    let told = told_by_somebody();
    let report = kernel::ReportId(office.0.moment().key.0);
    office.0.act(&told).unwrap();
    let wish = Wish::EraseCaller {
        report,
        basis: line("PIPL, article 47"),
    };
    let request = office.next_request();
    office.does(Some(DISPATCHER), ask(wish));
    let approve = People::Approve { request };
    office.refused(Some(DISPATCHER), approve.clone(), Refusal::OwnRequest);
    let done = office.does(Some(CHIEF), approve.clone());
    assert!(
        matches!(
            done[..],
            [
                Any::People(Event::RequestApproved { .. }),
                Any::Personal(personal::Event::Erased { .. })
            ]
        ),
        "{done:?}"
    );
    office.refused(Some(OTHER), approve, Refusal::NoSuchRequest { request });
}

#[test]
fn what_could_not_be_done_is_not_asked_for() {
    let mut office = Office::open();
    let refused = office.tries(Some(DISPATCHER), ask(erase()));
    assert!(
        matches!(refused, Err(domain::Refusal::Personal(_))),
        "{refused:?}"
    );
}

#[test]
fn a_hold_that_came_between_the_two_stands() {
    let mut desk = Desk::after(rules(), &[told_by_somebody()]);
    let mut does = |by: Option<u128>, command: Command| {
        desk.by = by.map(a);
        let request = desk.moment().key.request();
        (desk.act(&command), request)
    };
    for n in [CHIEF, OTHER] {
        does(None, Command::People(invite(n, &["administrator"])))
            .0
            .unwrap();
        does(None, Command::People(People::Open { account: a(n) }))
            .0
            .unwrap();
    }
    let (asked, request) = does(Some(CHIEF), Command::People(ask(erase())));
    asked.unwrap();
    does(None, hold(1_000)).0.unwrap();
    let approve = Command::People(People::Approve { request });
    let refused = does(Some(OTHER), approve).0;
    assert!(
        matches!(refused, Err(domain::Refusal::Personal(_))),
        "{refused:?}"
    );
}

#[test]
fn a_request_waits_for_a_day_and_is_made_again_after() {
    let mut office = Office::open();
    let wish = Wish::RecoverAccount {
        account: a(DISPATCHER),
    };
    let request = office.next_request();
    let asked = office.0.moment().at;
    office.does(Some(CHIEF), ask(wish));
    office.0.acts += u32::try_from(REQUEST_WAITS_MS / MINUTE_MS).unwrap();
    let over = Refusal::RequestOver {
        expires_ms: asked.plus_ms(REQUEST_WAITS_MS),
    };
    office.refused(Some(OTHER), People::Approve { request }, over);
}

#[test]
fn a_request_is_withdrawn_by_whoever_made_it_and_refused_by_others() {
    let mut office = Office::open();
    let wish = Wish::RecoverAccount {
        account: a(DISPATCHER),
    };
    let request = office.next_request();
    office.does(Some(CHIEF), ask(wish.clone()));
    office.refused(
        Some(OTHER),
        People::Withdraw { request },
        Refusal::OthersRequest,
    );
    office.does(Some(CHIEF), People::Withdraw { request });
    let request = office.next_request();
    office.does(Some(CHIEF), ask(wish));
    let reason = line("not on the telephone");
    office.does(Some(OTHER), People::Refuse { request, reason });
    office.refused(
        Some(OTHER),
        People::Approve { request },
        Refusal::NoSuchRequest { request },
    );
}

#[test]
fn a_lost_way_in_is_given_back_by_two_others() {
    let mut office = Office::open();
    let mine = Wish::RecoverAccount { account: a(CHIEF) };
    office.refused(Some(CHIEF), ask(mine.clone()), Refusal::OwnAccount);
    let request = office.next_request();
    office.does(Some(OTHER), ask(mine));
    office.refused(
        Some(CHIEF),
        People::Approve { request },
        Refusal::OwnAccount,
    );
    let granted = office.does(Some(DISPATCHER), People::Approve { request });
    let event = Event::RecoveryGranted { account: a(CHIEF) };
    assert_eq!(granted[1], Any::People(event));
}

/// Every reason to say no that the stories above provoke.
pub fn provoked() -> Vec<domain::Refusal> {
    let (account, request) = (a(CHIEF), RequestId(Uuid::from_u128(9)));
    let reasons = [
        Refusal::Nobody,
        Refusal::NoSuchAccount { account },
        Refusal::AccountExists { account },
        Refusal::NumberTaken {
            service_number: ServiceNumber::new("P3").unwrap(),
        },
        Refusal::NoPosts,
        Refusal::NotInPack {
            what: "role",
            code: code("emperor"),
        },
        Refusal::Standing {
            standing: "suspended",
        },
        Refusal::OwnAccount,
        Refusal::LastAdministrator,
        Refusal::SeatTaken { seat: seat("d") },
        Refusal::SeatFree { seat: seat("d") },
        Refusal::OthersSeat { seat: seat("d") },
        Refusal::NoSuchRequest { request },
        Refusal::RequestOver {
            expires_ms: minute(9),
        },
        Refusal::OwnRequest,
        Refusal::OthersRequest,
    ];
    let reasons = reasons.into_iter().chain(crate::house::provoked());
    let reasons = reasons.chain(crate::ceremonies::provoked());
    reasons.map(domain::Refusal::from).collect()
}
