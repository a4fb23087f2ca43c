//! What happened among officials.

use kernel::{
    AccountId, Code, Digest, KeyId, Line, MachineKeyId, Prose, ReportId, RequestId, Sealed, SeatId,
    ServiceNumber, Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{Extent, Post, ShareOf, Wish};

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
    /// They may come in by a new link; the old one is void.
    #[serde(rename = "people.invited_again")]
    InvitedAgain { account: AccountId },
    /// They came in.
    #[serde(rename = "people.account_opened")]
    AccountOpened { account: AccountId },
    /// This is what they are called, whatever was kept before.
    #[serde(rename = "people.named")]
    Named { account: AccountId, name: Sealed },
    /// The person of the entry was allowed to read what they are called, for this purpose.
    #[serde(rename = "people.name_opened")]
    NameOpened {
        account: AccountId,
        key: KeyId,
        purpose: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<Prose>,
    },
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
    /// A machine was given a key that lets it do these things until then.
    #[serde(rename = "people.key_made")]
    KeyMade {
        account: AccountId,
        key: MachineKeyId,
        scopes: Vec<Line>,
        expires_ms: Timestamp,
    },
    /// A machine's key opens nothing any more.
    #[serde(rename = "people.key_ended")]
    KeyEnded {
        account: AccountId,
        key: MachineKeyId,
        reason: Line,
    },
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
    /// A device more from which the seat may be taken; others may not be used for it.
    #[serde(rename = "people.seat_bound")]
    SeatBound { seat: SeatId },
    /// It may be taken from anywhere.
    #[serde(rename = "people.seat_unbound")]
    SeatUnbound { seat: SeatId, reason: Line },
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
    /// The first of two people asked for other rules.
    #[serde(rename = "people.rules_asked")]
    RulesAsked {
        request: RequestId,
        pack: Digest,
        by: AccountId,
        reason: Line,
        expires_ms: Timestamp,
    },
    /// The pack may be put in force.
    #[serde(rename = "people.rules_granted")]
    RulesGranted { request: RequestId, pack: Digest },
    /// The first of two people asked that a part of the record may leave in one piece.
    #[serde(rename = "people.export_asked")]
    ExportAsked {
        request: RequestId,
        extent: Extent,
        by: AccountId,
        reason: Line,
        expires_ms: Timestamp,
    },
    /// Whoever asked may fetch it until then.
    #[serde(rename = "people.export_granted")]
    ExportGranted {
        request: RequestId,
        extent: Extent,
        by: AccountId,
        expires_ms: Timestamp,
    },
    /// A part of the record left in one piece, as two people had agreed; kept before it leaves.
    #[serde(rename = "people.exported")]
    Exported {
        request: RequestId,
        by: AccountId,
        extent: Extent,
    },
    /// The first of two people asked that the key which wraps all others may be split in three shares.
    #[serde(rename = "people.key_ceremony_asked")]
    KeyCeremonyAsked {
        request: RequestId,
        by: AccountId,
        reason: Line,
        expires_ms: Timestamp,
    },
    /// It is split, and until then who asked, who approved and a third administrator may take a share.
    #[serde(rename = "people.key_ceremony_begun")]
    KeyCeremonyBegun {
        request: RequestId,
        epoch: u32,
        asked_by: AccountId,
        approved_by: AccountId,
        expires_ms: Timestamp,
    },
    /// An administrator took a share; kept before it is told.
    #[serde(rename = "people.key_share_taken")]
    KeyShareTaken {
        request: RequestId,
        by: AccountId,
        share: ShareOf,
    },
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
