//! Why intake was told no: each variant is a sentence a call-taker can act on.

use kernel::{Code, IncidentId, ReportId};

use crate::number::IncidentNumber;
use crate::refusal::{Names, refusals};

refusals! {
    /// Why an act of intake was refused.
    Refusal {
        /// No such report.
        NoSuchReport { report: ReportId } = "no-such-report", "there is no report {report}";
        /// The id is used already.
        ReportExists { report: ReportId } = "report-exists", "report {report} exists already; use a new key";
        /// The report is about an incident already.
        ReportTaken { report: ReportId } = "report-taken", "report {report} belongs to an incident already; detach it there first";
        /// The report was put aside.
        ReportDismissed { report: ReportId } = "report-dismissed", "report {report} was put aside";
        /// The report is not one of this incident's.
        ReportElsewhere { report: ReportId, number: IncidentNumber } = "report-elsewhere", "report {report} is not attached to incident {number}";
        /// An incident needs a report.
        LastReport { number: IncidentNumber } = "last-report", "incident {number} has no other report; merge or close it instead";
        /// No such incident.
        NoSuchIncident { incident: IncidentId } = "no-such-incident", "there is no incident {incident}";
        /// The id is used already.
        IncidentExists { incident: IncidentId } = "incident-exists", "incident {incident} exists already; use a new key";
        /// It is closed.
        Closed { number: IncidentNumber } = "incident-closed", "incident {number} is closed; reopen it first";
        /// It is part of another.
        Merged { number: IncidentNumber, into: IncidentId } = "incident-merged", "incident {number} was merged into {into}; act on that one";
        /// It is open.
        NotClosed { number: IncidentNumber } = "incident-not-closed", "incident {number} is not closed";
        /// It was not merged.
        NotMerged { number: IncidentNumber } = "incident-not-merged", "incident {number} has not been merged into another";
        /// It was not made by a split.
        NotSplit { number: IncidentNumber } = "incident-not-split", "incident {number} was not made by a split";
        /// An incident and itself.
        SameIncident { number: IncidentNumber } = "same-incident", "incident {number} cannot be merged with or linked to itself";
        /// Linked already.
        AlreadyLinked { number: IncidentNumber, other: IncidentNumber } = "already-linked", "incidents {number} and {other} are linked already";
        /// Not linked.
        NotLinked { number: IncidentNumber, other: IncidentNumber } = "not-linked", "incidents {number} and {other} are not linked";
        /// A split needs some, but not all reports.
        SplitTakesAll { number: IncidentNumber } = "split-takes-all", "a split takes at least one report of incident {number} and leaves at least one";
        /// Units still serve it.
        UnitsServing { number: IncidentNumber, units: Names } = "units-serving", "units {units} still serve incident {number}; clear, divert or cancel them first";
        /// Closing needs the units' feedback.
        FeedbackNeeded { number: IncidentNumber } = "feedback-needed", "incident {number} cannot be closed without feedback: say what the units found and did";
        /// The value it has already.
        Unchanged { number: IncidentNumber, value: String } = "unchanged", "incident {number} has {value} already";
        /// No hazard by that name stands.
        NoSuchHazard { number: IncidentNumber } = "no-such-hazard", "incident {number} has no such standing hazard";
        /// Bounded, so that one entry can always name all of them.
        TooMany { number: IncidentNumber, things: String } = "too-many", "incident {number} has as many {things} as one incident can hold; open another and link it";
        /// The pack does not know the code.
        Unknown { what: String, code: Code } = "not-in-pack", "the pack in force has no {what} '{code}'";
        /// A time from the future.
        Ahead { ahead_s: i64 } = "time-ahead", "the time given lies {ahead_s} seconds in the future; check the device's clock";
    }
}
