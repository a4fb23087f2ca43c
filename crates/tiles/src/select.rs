//! What is shown from which zoom: few things from afar, everything near by.

use atlas::{Class, Names, Settlement, ShapeKind};

/// A layer of the tiles. They are written in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    Land,
    Water,
    Waterway,
    Building,
    Runway,
    Rail,
    Road,
    Border,
    Label,
    Place,
    Poi,
    House,
}

impl Layer {
    pub const ALL: [Self; 12] = [
        Self::Land,
        Self::Water,
        Self::Waterway,
        Self::Building,
        Self::Runway,
        Self::Rail,
        Self::Road,
        Self::Border,
        Self::Label,
        Self::Place,
        Self::Poi,
        Self::House,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Land => "land",
            Self::Water => "water",
            Self::Waterway => "waterway",
            Self::Building => "building",
            Self::Runway => "runway",
            Self::Rail => "rail",
            Self::Road => "road",
            Self::Border => "border",
            Self::Label => "label",
            Self::Place => "place",
            Self::Poi => "poi",
            Self::House => "house",
        }
    }
}

/// From when house numbers are shown.
pub const HOUSE_FROM: u8 = 17;
/// From when kilometre posts are shown.
pub const POST_FROM: u8 = 15;
/// An area is drawn from the zoom at which it covers so many square steps: sixteen pixels.
pub const AREA_STEPS2: f64 = 1_024.0;
/// It is labelled from the zoom at which it covers so many: a square of 64 pixels.
pub const LABEL_STEPS2: f64 = 262_144.0;

/// From when a road is drawn, and from when its name is given.
pub fn road(class: Class) -> (u8, u8) {
    match class {
        Class::Motorway | Class::Trunk => (5, 9),
        Class::Primary => (7, 11),
        Class::Secondary => (9, 12),
        Class::Tertiary => (11, 12),
        Class::MotorwayLink | Class::TrunkLink => (11, 14),
        Class::PrimaryLink | Class::SecondaryLink | Class::TertiaryLink => (12, 14),
        Class::Unclassified | Class::Residential | Class::LivingStreet | Class::Road => (12, 14),
        Class::Ferry => (9, 12),
        Class::Busway | Class::Pedestrian => (13, 15),
        Class::Service | Class::Track => (14, 15),
        Class::Cycleway | Class::Footway | Class::Path | Class::Bridleway | Class::Steps => {
            (15, 16)
        }
    }
}

/// The layer of a shape that is a line and from when it is drawn; nothing for what only areas are.
pub fn stroke(kind: ShapeKind) -> Option<(Layer, u8)> {
    Some(match kind {
        ShapeKind::River => (Layer::Waterway, 8),
        ShapeKind::Stream => (Layer::Waterway, 13),
        ShapeKind::Railway => (Layer::Rail, 9),
        ShapeKind::Tram => (Layer::Rail, 13),
        ShapeKind::Runway => (Layer::Runway, 10),
        ShapeKind::BorderState => (Layer::Border, 0),
        ShapeKind::BorderRegion => (Layer::Border, 4),
        ShapeKind::BorderCity => (Layer::Border, 8),
        ShapeKind::BorderDistrict => (Layer::Border, 9),
        _ => return None,
    })
}

/// The layer of a shape that is an area and from when it is drawn at all; nothing for what only
/// lines are.
pub fn area(kind: ShapeKind) -> Option<(Layer, u8)> {
    Some(match kind {
        ShapeKind::Water | ShapeKind::River => (Layer::Water, 0),
        ShapeKind::Stream => (Layer::Water, 12),
        ShapeKind::Residential | ShapeKind::Industrial => (Layer::Land, 7),
        ShapeKind::Wood | ShapeKind::Grass | ShapeKind::Farmland => (Layer::Land, 8),
        ShapeKind::Park | ShapeKind::Wetland | ShapeKind::Bare => (Layer::Land, 8),
        ShapeKind::Campus | ShapeKind::Cemetery => (Layer::Land, 11),
        ShapeKind::Plaza | ShapeKind::Parking => (Layer::Land, 14),
        ShapeKind::Building => (Layer::Building, 14),
        ShapeKind::Runway => (Layer::Runway, 10),
        _ => return None,
    })
}

/// Whether areas of this kind are labelled.
pub fn is_labelled(kind: ShapeKind) -> bool {
    matches!(
        kind,
        ShapeKind::Water
            | ShapeKind::River
            | ShapeKind::Park
            | ShapeKind::Wood
            | ShapeKind::Wetland
            | ShapeKind::Industrial
            | ShapeKind::Campus
            | ShapeKind::Cemetery
            | ShapeKind::Plaza
            | ShapeKind::Building
    )
}

/// From when a settlement is named.
pub fn settlement(kind: Settlement) -> u8 {
    match kind {
        Settlement::City => 4,
        Settlement::Town => 8,
        Settlement::Suburb => 10,
        Settlement::Village => 11,
        Settlement::Quarter => 13,
        Settlement::Hamlet => 13,
        Settlement::Locality => 14,
    }
}

/// From when a landmark is shown; nothing for what is known by its name and has none.
pub fn landmark(category: &str, names: &Names) -> Option<u8> {
    match category {
        "hospital" | "fire_station" | "police" => return Some(12),
        "ambulance_station" | "water_rescue" | "disaster_response" => return Some(14),
        _ if names.plain.is_empty() => return None,
        _ => {}
    }
    Some(match category {
        "station" | "airport" | "aerodrome" | "townhall" | "university" => 14,
        "school" | "college" | "clinic" | "bus_station" | "stadium" | "mall" | "museum"
        | "courthouse" | "embassy" | "prison" | "subway_entrance" | "place_of_worship" => 15,
        "fuel" | "pharmacy" | "bank" | "hotel" | "supermarket" | "kindergarten" | "library"
        | "theatre" | "cinema" | "post_office" | "marketplace" => 16,
        _ => 17,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_shape_is_drawn_as_something() {
        for kind in ShapeKind::ALL {
            assert!(stroke(*kind).is_some() || area(*kind).is_some(), "{kind:?}");
        }
    }

    #[test]
    fn no_road_is_named_before_it_is_drawn() {
        for class in Class::ALL {
            let (drawn, named) = road(*class);
            assert!(drawn <= named, "{class:?}");
        }
    }

    #[test]
    fn help_is_shown_without_a_name_and_a_shop_is_not() {
        assert!(landmark("hospital", &Names::default()).is_some());
        assert_eq!(landmark("bakery", &Names::default()), None);
    }
}
