//! What can be asked about officials.

use std::collections::BTreeSet;

use kernel::{
    AccountId, Code, Line, MachineKeyId, Prose, RequestId, SeatId, ServiceNumber, Timestamp,
};
use serde::Serialize;

use super::{Post, Wish};
use crate::personal::NewSealed;

/// One request about accounts, seats or what needs two people.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields are the glossary's words; each variant says what is asked"
)]
pub enum Command {
    /// Let somebody come in.
    Invite {
        account: AccountId,
        service_number: ServiceNumber,
        posts: Vec<Post>,
        name: Option<NewSealed>,
    },
    /// Let somebody come in by a new link who has not come in by the old one.
    InviteAgain { account: AccountId },
    /// The invited person has come in and can prove who they are from now on.
    Open { account: AccountId },
    /// Keep what somebody is called, instead of what was kept before.
    SetName { account: AccountId, name: NewSealed },
    /// Read what somebody is called, for a purpose of the pack.
    OpenName {
        account: AccountId,
        purpose: Code,
        words: Option<Prose>,
    },
    /// Give somebody other posts.
    ChangePosts {
        account: AccountId,
        posts: Vec<Post>,
    },
    /// Keep somebody out for now.
    Suspend { account: AccountId, reason: Line },
    /// Let somebody in again.
    Resume { account: AccountId, reason: Line },
    /// Keep somebody out for good.
    Close { account: AccountId, reason: Line },
    /// Give a machine a key that lets it do these things until then.
    MakeKey {
        account: AccountId,
        key: MachineKeyId,
        scopes: BTreeSet<Line>,
        expires: Timestamp,
    },
    /// A machine's key opens nothing any more.
    EndKey { key: MachineKeyId, reason: Line },
    /// Sit down at a free seat.
    EnterSeat { seat: SeatId },
    /// Leave one's seat.
    LeaveSeat { seat: SeatId },
    /// Sit down at a seat that somebody else holds.
    TakeSeat { seat: SeatId, reason: Line },
    /// From now on this seat is taken from the device that asks, and others that are bound to it.
    BindSeat { seat: SeatId },
    /// From now on it may be taken from anywhere.
    UnbindSeat { seat: SeatId, reason: Line },
    /// The first half of something that needs two people.
    Ask { wish: Wish, reason: Line },
    /// The second half.
    Approve { request: RequestId },
    /// The second half is refused.
    Refuse { request: RequestId, reason: Line },
    /// Fetch an export that was approved.
    Export { request: RequestId },
    /// Take one's share of the key that a ceremony split.
    TakeShare { request: RequestId },
    /// Whoever asked asks no more.
    Withdraw { request: RequestId },
}
