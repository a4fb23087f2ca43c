//! What has a name or a number that people give when they say where they are.

use atlas::{NameIx, Names, PlaceKind, Settlement};

use super::names::names;
use super::{Tags, numbers};

/// A place of which the point is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) kind: PlaceKind,
    pub(super) names: Names,
    pub(super) street: String,
    pub(super) number: String,
    pub(super) postcode: String,
    pub(super) locality: String,
}

impl Place {
    /// How it is counted.
    pub(super) fn word(&self) -> String {
        match &self.kind {
            PlaceKind::Address => "address".to_owned(),
            PlaceKind::Settlement(settlement) => format!("settlement {}", settlement.code()),
            PlaceKind::Landmark(_) => "landmark".to_owned(),
            PlaceKind::KilometrePost => "kilometre-post".to_owned(),
        }
    }

    /// Bytes of its texts.
    pub(super) fn bytes(&self) -> usize {
        let names: usize = self.names.all().map(str::len).sum();
        names + self.street.len() + self.number.len() + self.postcode.len() + self.locality.len()
    }

    /// The place on the map.
    pub(super) fn onto(
        self,
        source_id: i64,
        point: kernel::Point,
        name: &mut impl FnMut(Names) -> NameIx,
    ) -> atlas::Place {
        atlas::Place {
            source_id,
            kind: self.kind,
            names: name(self.names),
            street: name(Names::plain(&self.street)),
            number: self.number,
            postcode: self.postcode,
            locality: name(Names::plain(&self.locality)),
            point,
        }
    }
}

/// What of interest an element is; nothing for most.
///
/// A landmark keeps its address, so that an element is one place and not two.
pub(super) fn place(tags: Tags<'_>) -> Option<Place> {
    let text = |key| tags.get(key).unwrap_or_default().trim().to_owned();
    let number = text("addr:housenumber");
    let kind = settlement(tags)
        .map(PlaceKind::Settlement)
        .or_else(|| landmark(tags).map(PlaceKind::Landmark))
        .or_else(|| (!number.is_empty()).then_some(PlaceKind::Address))?;
    // Where streets have no names, houses are numbered by the place.
    let street = match text("addr:street") {
        none if none.is_empty() => text("addr:place"),
        street => street,
    };
    let names = match kind {
        // The name of a building whose use is not known is still a name.
        PlaceKind::Address => Names {
            reference: String::new(),
            ..names(tags)
        },
        _ => names(tags),
    };
    Some(Place {
        kind,
        names,
        street,
        number,
        postcode: text("addr:postcode"),
        locality: text("addr:city"),
    })
}

/// A post that says how far along its road one is; `None` inside when it does not say.
pub(super) fn kilometre_post(tags: Tags<'_>) -> Option<Option<Place>> {
    let is_post = tags.is("highway", "milestone") || tags.is("railway", "milestone");
    is_post.then(|| {
        let kilometre = tags.first_of(&["distance", "pk", "railway:position"]);
        let kilometre = kilometre.filter(|(_, value)| !value.trim().is_empty());
        kilometre.map(|(_, kilometre)| Place {
            kind: PlaceKind::KilometrePost,
            names: names(tags),
            street: String::new(),
            number: kilometre.trim().to_owned(),
            postcode: String::new(),
            locality: String::new(),
        })
    })
}

fn settlement(tags: Tags<'_>) -> Option<Settlement> {
    let named = tags
        .iter()
        .any(|(key, _)| key == "name" || key.starts_with("name:"));
    named.then_some(())?;
    Some(match tags.get("place")? {
        "city" => Settlement::City,
        "town" => Settlement::Town,
        "suburb" | "borough" => Settlement::Suburb,
        "village" => Settlement::Village,
        "quarter" | "neighbourhood" => Settlement::Quarter,
        "hamlet" | "isolated_dwelling" | "farm" => Settlement::Hamlet,
        "locality" | "island" | "islet" => Settlement::Locality,
        _ => return None,
    })
}

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
fn landmark(tags: Tags<'_>) -> Option<String> {
    let among = |lists: &[(&'static str, &[&str])]| {
        lists.iter().find_map(|(key, values)| {
            let value = tags.get(key)?;
            values.contains(&value).then(|| value.to_owned())
        })
    };
    if let Some(category) = among(&UNNAMED) {
        return Some(category);
    }
    let named = tags
        .iter()
        .any(|(key, _)| key == "name" || key.starts_with("name:"));
    let exit = tags.is("highway", "motorway_junction") && tags.get("ref").is_some();
    if !named && !exit {
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

/// A number at the end of a row of houses.
pub(super) fn house_number(tags: Tags<'_>) -> Option<(u32, String)> {
    let number = numbers::whole(tags.get("addr:housenumber")?)?;
    Some((
        number,
        tags.get("addr:street")
            .unwrap_or_default()
            .trim()
            .to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(tags: &[(&str, &str)]) -> Option<PlaceKind> {
        place(Tags(tags)).map(|place| place.kind)
    }

    #[test]
    fn a_landmark_keeps_its_address() {
        let tags = [
            ("amenity", "restaurant"),
            ("name", "Zur Post"),
            ("addr:housenumber", "12a"),
            ("addr:street", "Landstrasse"),
            ("addr:city", "Vaduz"),
        ];
        let place = place(Tags(&tags)).expect("a place");
        assert_eq!(place.kind, PlaceKind::Landmark("restaurant".to_owned()));
        assert_eq!(
            (
                place.number.as_str(),
                place.street.as_str(),
                place.locality.as_str()
            ),
            ("12a", "Landstrasse", "Vaduz")
        );
    }

    #[test]
    fn what_has_no_name_is_a_landmark_only_when_dispatch_needs_it() {
        assert_eq!(kind(&[("amenity", "bench")]), None);
        let hydrant = Some(PlaceKind::Landmark("fire_hydrant".to_owned()));
        assert_eq!(kind(&[("emergency", "fire_hydrant")]), hydrant);
        assert_eq!(kind(&[("emergency", "yes"), ("name", "Gate 3")]), None);
    }

    #[test]
    fn houses_of_a_place_without_streets_are_numbered_by_the_place() {
        let tags = [("addr:housenumber", "7"), ("addr:place", "Steg")];
        let place = place(Tags(&tags)).expect("a place");
        assert_eq!(
            (place.kind, place.street.as_str()),
            (PlaceKind::Address, "Steg")
        );
    }

    #[test]
    fn a_post_without_its_kilometre_is_told_from_no_post() {
        let post = kilometre_post(Tags(&[("highway", "milestone"), ("distance", "14.2")]));
        assert_eq!(
            post.flatten().map(|post| post.number),
            Some("14.2".to_owned())
        );
        assert_eq!(
            kilometre_post(Tags(&[("highway", "milestone")])),
            Some(None)
        );
        assert_eq!(kilometre_post(Tags(&[("highway", "crossing")])), None);
    }
}
