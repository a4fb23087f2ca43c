//! What people name: the city, its districts, and the houses where help lives.

use atlas::{Builder, NameIx, Names, Place, PlaceKind, Refused, Settlement};
use kernel::Point;

use super::super::City;
use super::names;
use crate::plane::{self, Spot};

/// Adds all places.
pub(super) fn draw(city: &City, builder: &mut Builder) -> Result<(), Refused> {
    let whole = builder.name(Names::both("云州", "Yunzhou", "云州"));
    let settled = PlaceKind::Settlement;
    place(builder, settled(Settlement::City), whole, city.centre())?;
    for district in &city.districts {
        let names = builder.name(Names::both(district.zh, district.en, district.zh));
        let middle = plane::centroid(&district.ring).point();
        place(builder, settled(Settlement::Suburb), names, middle)?;
    }
    for station in &city.stations {
        let (street, number, district) = city.house(Spot::from(station.point));
        let street = builder.name(names(street));
        let locality = builder.name(Names::both(district.zh, district.en, district.zh));
        let named = builder.name(Names::both(&station.zh, &station.en, &station.zh));
        let landmark = PlaceKind::Landmark(category(station.service).to_owned());
        builder.place(Place {
            street,
            number: number.to_string(),
            locality,
            ..nowhere(builder, landmark, named, station.point)
        })?;
    }
    Ok(())
}

fn place(
    builder: &mut Builder,
    kind: PlaceKind,
    names: NameIx,
    point: Point,
) -> Result<(), Refused> {
    let place = nowhere(builder, kind, names, point);
    builder.place(place)
}

/// A place without an address.
fn nowhere(builder: &Builder, kind: PlaceKind, names: NameIx, point: Point) -> Place {
    Place {
        source_id: builder.so_far().places.len() as i64,
        kind,
        names,
        street: NameIx::NONE,
        number: String::new(),
        postcode: String::new(),
        locality: NameIx::NONE,
        point,
    }
}

/// The word by which other maps know where a service lives.
fn category(service: &str) -> &'static str {
    match service {
        "police" | "traffic" => "police",
        "fire" => "fire_station",
        "medical" => "hospital",
        "rescue" => "water_rescue",
        "volunteer" => "disaster_response",
        _ => "depot",
    }
}
