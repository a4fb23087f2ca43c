//! Which ways are roads, and of what kind.

use atlas::{Class, Level, Passage};

use super::Tags;

/// What a way with the key `highway`, or a ferry line, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Highway {
    Road(Class),
    /// Being built, or only planned.
    Construction,
    /// Platforms, rest areas, race tracks: nobody drives or walks along them to get anywhere.
    Other,
}

/// What kind of road a way is; nothing for what is no way to move on at all.
pub(super) fn highway(tags: Tags<'_>) -> Option<Highway> {
    let Some(value) = tags.get("highway") else {
        return tags
            .is("route", "ferry")
            .then_some(Highway::Road(Class::Ferry));
    };
    Some(match value {
        "construction" | "proposed" | "planned" => Highway::Construction,
        value => class(value).map_or(Highway::Other, Highway::Road),
    })
}

fn class(value: &str) -> Option<Class> {
    match value {
        "bus_guideway" => Some(Class::Busway),
        "minor" => Some(Class::Unclassified),
        "byway" => Some(Class::Track),
        // Not a value of the key.
        "ferry" => None,
        _ => Class::of_code(&value.replace('_', "-")),
    }
}

/// Who may use a road of a class when no tag says so.
///
/// # Source
/// OpenStreetMap wiki, "OSM tags for routing/Access restrictions", the table for all countries; busways and
/// tracks as the pages of their tags say. A ferry takes people on foot; whether it takes cars, it must say.
pub(crate) fn default_passage(class: Class) -> Passage {
    let people = |vehicles: Level, foot: Level| Passage {
        car: vehicles,
        motorcycle: vehicles,
        foot,
    };
    match class {
        Class::Motorway | Class::MotorwayLink => people(Level::Open, Level::Closed),
        Class::Busway => people(Level::Transit, Level::Closed),
        Class::Cycleway | Class::Bridleway => Passage::CLOSED,
        Class::Pedestrian | Class::Footway | Class::Path | Class::Steps | Class::Ferry => {
            people(Level::Closed, Level::Open)
        }
        _ => Passage::OPEN,
    }
}
