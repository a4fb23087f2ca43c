//! Why an act on roads was refused.

use kernel::IncidentId;

use crate::refusal::refusals;

refusals! {
    /// Why an act on roads was refused.
    Refusal {
        /// It says where in no way that can be drawn.
        BadStretch = "bad-stretch", "name 1 to 64 stretches of road, each with a course of at least two points, 1,200 in all, and a direction";
        /// The slowness is none, or beyond sense.
        BadSlowness { percent: u32 } = "bad-slowness", "{percent} hundredths of the usual time is not slow: say 101 to 2000, or close the road";
        /// It would be over before it begins, or never.
        BadEnd = "bad-road-change-end", "a change of roads ends after now and within 400 days; say until when, or leave it open";
        /// More than can be looked after.
        TooManyChanges { count: usize } = "too-many-road-changes", "{count} changes of roads stand already: lift those that are over";
        /// It was lifted, is over, or never was.
        NoSuchChange = "no-such-road-change", "there is no such change of roads, or it is over already";
        /// Factors that no city has.
        BadSpeeds = "bad-speeds", "factors of speed are 100 to 10000 thousandths, one for each of 24 hours, and a pause is at most ten minutes";
        /// The incident is not known.
        NoSuchIncident { incident: IncidentId } = "no-such-incident", "there is no incident {incident}";
    }
}
