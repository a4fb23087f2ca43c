//! The closed lists of words in answers, for the OpenAPI document. The values themselves come from
//! the domain; a test holds the two together.

use serde::Serialize;
use utoipa::ToSchema;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Serialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[expect(dead_code, reason = "only their names are used, in the document")]
        pub enum $name { $(#[doc = stringify!($variant)] $variant),* }
    )*};
}

names! {
    /// What a unit is doing.
    UnitStatus { OffShift, Available, Reserved, Sent, Acknowledged, Departed, OnScene, Transporting, AtDestination, Returning, OutOfService }
    /// How far the units have come with an incident.
    ProgressName { Waiting, Sent, Acknowledged, Departed, OnScene, Transporting, AtDestination, Done }
    /// A step of a unit on an incident.
    MilestoneName { Acknowledged, Departed, OnScene, Transporting, AtDestination }
    /// What is remarkable about a time.
    MarkName { Late, OutOfOrder, FilledIn }
    /// How two incidents have to do with one another.
    RelationName { Related, SamePlace, SameCause }
    /// How a time was made.
    SourceName { Button, Geofence, Voice, Typed, Import }
    /// How a unit's work ended.
    EndingName { Cleared, Cancelled, StoodDown, Diverted }
    /// Where an incident is in its life.
    IncidentState { Open, Closed, Merged }
    /// Where a point comes from.
    PointSource { Map, Phone, Address, Unit, Caller, Import }
    /// A personal field.
    FieldName { Name, Callback, Anonymous }
    /// Of which kind the file of a photo is.
    PhotoKindName { Jpeg, Png, Webp }
    /// By which clock a record runs.
    ClockName { Real, Replay, Simulated }
}
