//! What has a name or a number that people give when they say where they are.

use atlas::{NameIx, Names, PlaceKind, Settlement};

use super::landmarks::landmark;
use super::names::{is_named, names};
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
    is_named(tags).then_some(())?;
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
