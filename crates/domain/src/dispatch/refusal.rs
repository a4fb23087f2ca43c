//! Why dispatch was told no: each variant is a sentence a dispatcher can act on.

use kernel::{Code, IncidentId, UnitId};

use super::{Milestone, Status};
use crate::number::IncidentNumber;
use crate::refusal::refusals;

refusals! {
    /// Why an act of dispatch was refused.
    Refusal {
        /// The unit has never been on shift, or is not now.
        NotOnShift { unit: UnitId } = "unit-not-on-shift", "unit {unit} is not on shift; start its shift first";
        /// It is on shift already.
        OnShift { unit: UnitId } = "unit-on-shift", "unit {unit} is on shift already";
        /// It serves an incident.
        Busy { unit: UnitId, number: IncidentNumber } = "unit-busy", "unit {unit} serves incident {number}; divert it, or clear it there first";
        /// It is kept for something else.
        Reserved { unit: UnitId, purpose: String } = "unit-reserved", "unit {unit} is reserved for {purpose}; release it first";
        /// It is not kept for anything.
        NotReserved { unit: UnitId } = "unit-not-reserved", "unit {unit} is not reserved";
        /// It cannot serve.
        OutOfService { unit: UnitId, reason: Code } = "unit-out-of-service", "unit {unit} is out of service ({reason})";
        /// It can serve.
        InService { unit: UnitId } = "unit-in-service", "unit {unit} is in service already";
        /// Only a returning unit comes home.
        NotReturning { unit: UnitId } = "unit-not-returning", "unit {unit} is not returning";
        /// It does not serve this incident.
        NotServing { unit: UnitId, number: IncidentNumber } = "unit-not-serving", "unit {unit} does not serve incident {number}";
        /// It serves nothing that it could be taken from.
        NotBusy { unit: UnitId } = "unit-not-busy", "unit {unit} serves no incident; send it instead";
        /// It is on that incident.
        AlreadyThere { unit: UnitId, number: IncidentNumber } = "unit-already-there", "unit {unit} serves incident {number} already";
        /// It has arrived.
        Arrived { unit: UnitId, number: IncidentNumber } = "unit-arrived", "unit {unit} has arrived at incident {number}; stand it down instead of cancelling";
        /// It has not arrived.
        NotArrived { unit: UnitId, number: IncidentNumber } = "unit-not-arrived", "unit {unit} has not arrived at incident {number}; cancel it instead of standing it down";
        /// That milestone is told already.
        AlreadyReached { unit: UnitId, milestone: Milestone } = "milestone-told", "unit {unit} has told '{milestone}' already";
        /// The pack does not allow the move.
        Transition { unit: UnitId, before: Status, after: Status } = "transition-not-allowed", "unit {unit} cannot go from '{before}' to '{after}' by the rules in force";
        /// Nobody to send.
        NoUnits = "no-units", "name at least one unit to send";
        /// Named twice.
        NamedTwice { unit: UnitId } = "unit-named-twice", "unit {unit} is named twice";
        /// Bounded, so that one entry can always name all of them.
        TooManyUnits { number: IncidentNumber } = "too-many-units", "incident {number} has as many units as one incident can hold; open another and link it";
        /// Bounded.
        TooManyReservations { unit: UnitId } = "too-many-reservations", "unit {unit} has as many reservations as one unit can hold";
        /// Ends before it begins, or lies in the past, or is longer than a month.
        BadWindow { unit: UnitId } = "bad-reservation", "a reservation of unit {unit} must end after it begins and after now, within 31 days";
        /// A crew of nobody or of a crowd.
        BadCrew { unit: UnitId, crew: u32 } = "bad-crew", "a crew of {crew} for unit {unit} is not between 1 and 99";
        /// No such incident.
        NoSuchIncident { incident: IncidentId } = "no-such-incident", "there is no incident {incident}";
        /// Nobody is sent to a closed or merged incident.
        NotOpen { number: IncidentNumber } = "incident-not-open", "incident {number} is not open; reopen it first";
        /// The pack does not know the code.
        Unknown { what: String, code: Code } = "not-in-pack", "the pack in force has no {what} '{code}'";
        /// A time from the future.
        Ahead { ahead_s: i64 } = "time-ahead", "the time given lies {ahead_s} seconds in the future; check the device's clock";
    }
}
