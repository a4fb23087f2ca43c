//! Why an act among officials was refused.

use kernel::{AccountId, Code, Digest, MachineKeyId, RequestId, SeatId, ServiceNumber, Timestamp};

use crate::refusal::refusals;

refusals! {
    /// Why an act among officials was refused.
    Refusal {
        /// Nobody is signed in.
        Nobody = "nobody-signed-in", "this has to be done by a person who is signed in";
        /// No such account.
        NoSuchAccount { account: AccountId } = "no-such-account", "there is no account {account}";
        /// The id is used already.
        AccountExists { account: AccountId } = "account-exists", "the account {account} exists already; use a new key";
        /// Two accounts for one person.
        NumberTaken { service_number: ServiceNumber } = "service-number-taken",
            "{service_number} has an account already: change that one";
        /// Somebody without a post can do nothing.
        NoPosts = "no-posts", "give at least one post";
        /// Nobody said.
        NoName { account: AccountId } = "no-name", "nobody said what the person of the account {account} is called";
        /// A role or purpose that the pack does not have.
        NotInPack { what: &'static str, code: Code } = "not-in-pack",
            "the pack in force has no {what} '{code}'";
        /// Not from here.
        Standing { standing: &'static str } = "account-standing",
            "the account is {standing}, and this cannot be done with it";
        /// One's own account.
        OwnAccount = "own-account", "nobody changes his own account: ask another administrator";
        /// Nobody would be left.
        LastAdministrator = "last-administrator",
            "this is the last administrator who can act: make another one first";
        /// A person signs in.
        NoMachine = "no-machine",
            "only machines have keys: invite an account whose one role is machine";
        /// It would never hold.
        KeyOver { expires_ms: Timestamp } = "key-already-over",
            "a key until {expires_ms} is over already: give a later date";
        /// No such key holds.
        NoSuchKey { key: MachineKeyId } = "no-such-machine-key", "no key {key} holds: it was ended, or never made";
        /// Somebody sits there.
        SeatTaken { seat: SeatId } = "seat-taken", "somebody sits at {seat}: take it over, with a reason";
        /// Nobody sits there.
        SeatFree { seat: SeatId } = "seat-free", "nobody sits at {seat}";
        /// Somebody else sits there.
        OthersSeat { seat: SeatId } = "others-seat", "another person sits at {seat}";
        /// Anybody may sit there from anywhere.
        NotBound { seat: SeatId } = "seat-not-bound", "the seat {seat} is bound to no device";
        /// Other rules need two people.
        PackNotGranted { pack: Digest } = "pack-not-granted",
            "two administrators have to agree to the rules {pack} first: start with those in force, ask for these and have it approved";
        /// Nothing in it.
        EmptyExtent = "empty-extent", "an export ends after it begins: give a later end";
        /// Not agreed to, not one's own, or over.
        NoExport { request: RequestId } = "no-export",
            "no export {request} may be fetched: it was not approved, is another person's, or its day is over";
        /// Nothing was sealed so far.
        NoKeyYet = "no-key-yet",
            "there is no epoch key to split yet: it is made with the first personal field";
        /// Its time, its key, or what the server held of it is gone.
        CeremonyOver { request: RequestId } = "ceremony-over",
            "the key ceremony {request} is over: its hour has passed, every share was taken, the epoch has turned, another ceremony began, or the server was started anew";
        /// A share of one's own, and one only.
        ShareTaken = "share-taken", "you took your share of this ceremony already: nobody gets two";
        /// The others wait for their keepers.
        NoShareLeft = "no-share-left",
            "no share is left for you: those that were not taken are for who asked and who approved";
        /// Administrators keep shares.
        NotAKeeper = "not-a-keeper", "only administrators keep shares of the epoch key";
        /// No such request waits.
        NoSuchRequest { request: RequestId } = "no-such-request",
            "no request {request} waits: it was answered or withdrawn";
        /// Too late.
        RequestOver { expires_ms: Timestamp } = "request-over",
            "the request waited until {expires_ms}; it has to be made again";
        /// One's own request.
        OwnRequest = "own-request", "nobody approves his own request: ask another person";
        /// Somebody else's request.
        OthersRequest = "others-request", "only the person who asked can withdraw this request";
    }
}
