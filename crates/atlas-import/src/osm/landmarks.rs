//! What people know a place by, and what dispatch has to find.

use super::Tags;
use super::names::is_named;

/// Keys of which every value is a landmark once it has a name.
const KEYS: [&str; 12] = [
    "emergency",
    "healthcare",
    "amenity",
    "shop",
    "tourism",
    "leisure",
    "office",
    "aeroway",
    "historic",
    "man_made",
    "craft",
    "club",
];
/// Values of other keys that are landmarks once they have a name.
const NAMED: [(&str, &[&str]); 6] = [
    ("public_transport", &["station"]),
    (
        "railway",
        &["station", "halt", "tram_stop", "subway_entrance"],
    ),
    (
        "highway",
        &["bus_stop", "motorway_junction", "rest_area", "services"],
    ),
    ("natural", &["peak", "saddle", "cave_entrance", "spring"]),
    ("place", &["square"]),
    ("mountain_pass", &["yes"]),
];
/// What dispatch has to find even when nobody gave it a name.
const UNNAMED: [(&str, &[&str]); 6] = [
    (
        "emergency",
        &[
            "ambulance_station",
            "assembly_point",
            "defibrillator",
            "fire_extinguisher",
            "fire_hose",
            "fire_hydrant",
            "fire_water_pond",
            "landing_site",
            "lifeguard",
            "phone",
            "suction_point",
            "water_tank",
        ],
    ),
    (
        "amenity",
        &[
            "clinic",
            "fire_station",
            "fuel",
            "hospital",
            "police",
            "prison",
            "school",
        ],
    ),
    ("healthcare", &["hospital", "clinic"]),
    ("aeroway", &["aerodrome", "helipad"]),
    ("railway", &["station"]),
    ("highway", &["emergency_access_point"]),
];

/// The category of a landmark.
pub(super) fn landmark(tags: Tags<'_>) -> Option<String> {
    let among = |lists: &[(&'static str, &[&str])]| {
        lists.iter().find_map(|(key, values)| {
            let value = tags.get(key)?;
            values.contains(&value).then(|| value.to_owned())
        })
    };
    if let Some(category) = among(&UNNAMED) {
        return Some(category);
    }
    // The exit of a motorway has a number, which everybody knows.
    let exit = tags.is("highway", "motorway_junction") && tags.get("ref").is_some();
    if !is_named(tags) && !exit {
        return None;
    }
    among(&NAMED).or_else(|| {
        KEYS.iter().find_map(|key| {
            let value = tags.get(key)?;
            match value {
                "no" | "none" => None,
                // Words about access, not about what it is.
                "yes" | "designated" | "official" if *key == "emergency" => None,
                // What is told by its key alone.
                "yes" => Some((*key).to_owned()),
                value => Some(value.to_owned()),
            }
        })
    })
}
