//! What is drawn around the roads.

use atlas::ShapeKind;

use super::Tags;
use super::class::{Highway, highway};

/// A kind, and whether it is an area or a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    Line(ShapeKind),
    Area(ShapeKind),
}

/// What a way or a multipolygon is drawn as; nothing for most.
pub(super) fn drawn(tags: Tags<'_>) -> Option<Drawn> {
    area(tags)
        .map(Drawn::Area)
        .or_else(|| line(tags).map(Drawn::Line))
}

fn area(tags: Tags<'_>) -> Option<ShapeKind> {
    if tags.get("building").is_some_and(|value| value != "no") {
        return Some(ShapeKind::Building);
    }
    let is_area = tags.is("area", "yes") || tags.is("type", "multipolygon");
    let is_street = matches!(highway(tags), Some(Highway::Road(_)));
    if is_area && is_street || tags.is("place", "square") {
        return Some(ShapeKind::Plaza);
    }
    tags.iter().find_map(|(key, value)| {
        Some(match (key, value) {
            ("natural", "water")
            | ("waterway", "riverbank" | "dock")
            | ("landuse", "basin" | "reservoir") => ShapeKind::Water,
            ("natural", "wetland") => ShapeKind::Wetland,
            (
                "leisure",
                "park" | "garden" | "pitch" | "golf_course" | "playground" | "sports_centre"
                | "stadium" | "common" | "dog_park",
            )
            | ("landuse", "recreation_ground" | "village_green" | "allotments") => ShapeKind::Park,
            ("natural", "wood" | "scrub") | ("landuse", "forest") => ShapeKind::Wood,
            ("natural", "grassland" | "heath" | "fell")
            | ("landuse", "grass" | "meadow" | "greenfield") => ShapeKind::Grass,
            (
                "landuse",
                "farmland"
                | "farm"
                | "farmyard"
                | "vineyard"
                | "orchard"
                | "plant_nursery"
                | "greenhouse_horticulture",
            ) => ShapeKind::Farmland,
            ("natural", "sand" | "beach" | "bare_rock" | "scree" | "shingle" | "rock") => {
                ShapeKind::Bare
            }
            ("landuse", "residential") => ShapeKind::Residential,
            (
                "landuse",
                "industrial" | "commercial" | "retail" | "railway" | "port" | "harbour" | "quarry"
                | "construction" | "landfill",
            ) => ShapeKind::Industrial,
            ("amenity", "school" | "university" | "college" | "kindergarten" | "hospital")
            | ("landuse", "military" | "education") => ShapeKind::Campus,
            ("landuse", "cemetery") | ("amenity", "grave_yard") => ShapeKind::Cemetery,
            ("amenity", "parking") => ShapeKind::Parking,
            ("aeroway", "runway" | "taxiway" | "apron") if is_area => ShapeKind::Runway,
            _ => return None,
        })
    })
}

fn line(tags: Tags<'_>) -> Option<ShapeKind> {
    // What runs under the ground is not seen on it.
    let hidden = tags.is("tunnel", "yes") || tags.is("tunnel", "culvert");
    tags.iter().find_map(|(key, value)| {
        Some(match (key, value) {
            ("waterway", "river" | "canal") if !hidden => ShapeKind::River,
            ("waterway", "stream" | "ditch" | "drain") if !hidden => ShapeKind::Stream,
            ("railway", "rail" | "narrow_gauge" | "funicular" | "preserved" | "monorail")
                if !hidden =>
            {
                ShapeKind::Railway
            }
            ("railway", "tram" | "light_rail" | "subway") if !hidden => ShapeKind::Tram,
            ("aeroway", "runway" | "taxiway") => ShapeKind::Runway,
            _ => return None,
        })
    })
}

/// The border that belongs to an administrative level.
///
/// # Source
/// OpenStreetMap wiki, "Tag:boundary=administrative": 2 is the state, 3 and 4 its regions, 5 to 8 what lies
/// between these and the municipality, 9 and more its districts.
pub(super) fn border(admin_level: u8) -> Option<ShapeKind> {
    Some(match admin_level {
        2 => ShapeKind::BorderState,
        3 | 4 => ShapeKind::BorderRegion,
        5..=8 => ShapeKind::BorderCity,
        9..=11 => ShapeKind::BorderDistrict,
        _ => return None,
    })
}

/// The administrative level of an element that is, or bounds, an administrative unit.
pub(super) fn admin_level(tags: Tags<'_>) -> Option<u8> {
    tags.is("boundary", "administrative").then_some(())?;
    let level = tags.get("admin_level")?.trim().parse().ok()?;
    border(level).map(|_| level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_is_an_area_when_it_says_so() {
        let square = [("highway", "pedestrian"), ("area", "yes")];
        assert_eq!(drawn(Tags(&square)), Some(Drawn::Area(ShapeKind::Plaza)));
        assert_eq!(drawn(Tags(&[("highway", "pedestrian")])), None);
    }

    #[test]
    fn a_school_house_is_a_building_and_its_grounds_are_a_campus() {
        let house = [("amenity", "school"), ("building", "yes")];
        assert_eq!(drawn(Tags(&house)), Some(Drawn::Area(ShapeKind::Building)));
        let grounds = [("amenity", "school")];
        assert_eq!(drawn(Tags(&grounds)), Some(Drawn::Area(ShapeKind::Campus)));
    }

    #[test]
    fn borders_go_by_their_level() {
        let border_tags = [("boundary", "administrative"), ("admin_level", "8")];
        assert_eq!(
            admin_level(Tags(&border_tags)).and_then(border),
            Some(ShapeKind::BorderCity)
        );
        assert_eq!(admin_level(Tags(&[("boundary", "postal_code")])), None);
    }
}
