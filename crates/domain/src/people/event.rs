//! What happened among officials.

use kernel::{AccountId, Line, ReportId, RequestId, Sealed, SeatId, ServiceNumber, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Post, Wish};

/// One fact about officials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data", deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "the fields are the glossary's words; each variant says what happened"
)]
pub enum Event {
    /// Somebody may come in, with these posts.
    #[serde(rename = "people.account_invited")]
    AccountInvited {
        account: AccountId,
        service_number: ServiceNumber,
        posts: Vec<Post>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<Sealed>,
    },
    /// They came in.
    #[serde(rename = "people.account_opened")]
    AccountOpened { account: AccountId },
    /// They have other posts.
    #[serde(rename = "people.posts_changed")]
    PostsChanged {
        account: AccountId,
        posts: Vec<Post>,
        was: Vec<Post>,
    },
    /// They are kept out for now.
    #[serde(rename = "people.account_suspended")]
    AccountSuspended { account: AccountId, reason: Line },
    /// They may act again.
    #[serde(rename = "people.account_resumed")]
    AccountResumed { account: AccountId, reason: Line },
    /// They are kept out for good.
    #[serde(rename = "people.account_closed")]
    AccountClosed { account: AccountId, reason: Line },
    /// They may come in anew, because two administrators said so.
    #[serde(rename = "people.recovery_granted")]
    RecoveryGranted { account: AccountId },
    /// Somebody sat down at a free seat.
    #[serde(rename = "people.seat_entered")]
    SeatEntered { seat: SeatId, account: AccountId },
    /// Somebody left their seat.
    #[serde(rename = "people.seat_left")]
    SeatLeft { seat: SeatId, account: AccountId },
    /// Somebody sat down at a seat that another held.
    #[serde(rename = "people.seat_taken")]
    SeatTaken {
        seat: SeatId,
        account: AccountId,
        from: AccountId,
        reason: Line,
    },
    /// The first of two people asked for something.
    #[serde(rename = "people.request_made")]
    RequestMade {
        request: RequestId,
        wish: Wish,
        by: AccountId,
        reason: Line,
        expires_ms: Timestamp,
    },
    /// The second agreed; what was asked for follows in the same entry.
    #[serde(rename = "people.request_approved")]
    RequestApproved { request: RequestId, by: AccountId },
    /// The second said no.
    #[serde(rename = "people.request_refused")]
    RequestRefused {
        request: RequestId,
        by: AccountId,
        reason: Line,
    },
    /// The first asks no more.
    #[serde(rename = "people.request_withdrawn")]
    RequestWithdrawn { request: RequestId },
}

impl Event {
    /// The report this fact is about.
    #[must_use]
    pub fn reports(&self) -> &[ReportId] {
        match self {
            Self::RequestMade { wish, .. } => wish.reports(),
            _ => &[],
        }
    }
}
