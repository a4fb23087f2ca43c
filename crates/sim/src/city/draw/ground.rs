//! What lies under the roads: built-up land, parks, water, and the borders of districts.

use atlas::{Builder, Geometry, NameIx, Names, Polygon, Refused, Shape, ShapeKind};

use super::super::City;
use crate::plane::Spot;

/// Adds all areas.
pub(super) fn draw(city: &City, builder: &mut Builder) -> Result<(), Refused> {
    for district in &city.districts {
        let names = builder.name(Names::both(district.zh, district.en, district.zh));
        area(
            builder,
            ShapeKind::Residential,
            NameIx::NONE,
            &district.ring,
        )?;
        area(builder, ShapeKind::BorderDistrict, names, &district.ring)?;
    }
    for ring in &city.parks {
        area(builder, ShapeKind::Park, NameIx::NONE, ring)?;
    }
    for water in &city.waters {
        let names = builder.name(Names::both(water.zh, water.en, water.zh));
        area(builder, ShapeKind::Water, names, &water.ring)?;
    }
    Ok(())
}

fn area(
    builder: &mut Builder,
    kind: ShapeKind,
    names: NameIx,
    ring: &[Spot],
) -> Result<(), Refused> {
    let closed = ring.iter().chain(ring.first());
    let outer = closed.map(|spot| spot.point()).collect();
    let polygon = Polygon {
        outer,
        holes: vec![],
    };
    builder.shape(Shape {
        source_id: builder.so_far().shapes.len() as i64,
        kind,
        names,
        geometry: Geometry::Area(vec![polygon]),
    })
}
