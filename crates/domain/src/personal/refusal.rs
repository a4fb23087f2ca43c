//! Why an act on personal fields was refused.

use kernel::{Code, Line, PhotoId, ReportId, Timestamp};

use crate::refusal::refusals;

refusals! {
    /// Why an act on personal fields was refused.
    Refusal {
        /// There is nothing sealed.
        NothingSealed { report: ReportId } = "nothing-sealed",
            "the report {report} has no personal fields: nobody gave any";
        /// The key is gone.
        Erased { report: ReportId, erased_ms: Timestamp } = "personal-fields-erased",
            "the personal fields of the report {report} were erased at {erased_ms}; nobody can read them any more";
        /// A law keeps them.
        Held { until_ms: Timestamp, basis: Line } = "erasure-held",
            "the fields must be kept until {until_ms} under {basis}; lift that hold first, or wait";
        /// Nothing keeps them.
        NotHeld { report: ReportId } = "not-held",
            "no hold stands on the personal fields of the report {report}";
        /// A hold that is over before it begins.
        HoldOver { until_ms: Timestamp } = "hold-already-over",
            "a hold until {until_ms} is over already: give a later date";
        /// Which fields?
        NoFields = "no-fields-named", "say which fields are to be opened";
        /// No such photo.
        NoSuchPhoto { photo: PhotoId } = "no-such-photo", "the report has no photo {photo}";
        /// A report is no album.
        TooManyPhotos { count: usize } = "too-many-photos", "the report has {count} photos, and no more are taken";
        /// A purpose that the pack does not have.
        NotInPack { what: &'static str, code: Code } = "not-in-pack",
            "the pack in force has no {what} '{code}'";
        /// Said already.
        ContestStands { look: u64 } = "contest-stands",
            "the look in entry {look} was contested before: the first contest stands";
        /// Nothing to answer.
        NoContest { look: u64 } = "no-contest",
            "nobody contests the look in entry {look}, or it was answered";
        /// One's own look.
        OwnLook = "own-look", "nobody oversees a look of their own: another inspector has to";
        /// None was typed, or the person may read it already.
        NoReasonHeld { look: u64 } = "no-reason-held",
            "no reason of the look in entry {look} waits to be released";
        /// The epoch went on meanwhile.
        EpochPast { epoch: u32 } = "epoch-past", "the record knows a later epoch than {epoch}";
    }
}
