//! Areas: water, land, buildings. Each polygon is on its own, drawn from where it can be seen.

use atlas::{Atlas, Geometry, NameIx, Polygon, Shape};

use super::strokes::spots;
use super::{Area, Look};
use crate::rank::{self, Vertex};
use crate::select::{self, AREA_STEPS2, LABEL_STEPS2, Layer};
use crate::world::{EXTENT, EXTENT_BITS, Span, Spot, ZOOM_MAX};

/// Gathers all areas of a map.
pub fn gather(atlas: &Atlas) -> Vec<Area> {
    let polygons = atlas.shapes.iter().flat_map(|shape| match &shape.geometry {
        Geometry::Area(polygons) => polygons.iter().map(|one| (shape, one)).collect(),
        Geometry::Line(_) => vec![],
    });
    polygons
        .filter_map(|(shape, one)| area(shape, one))
        .collect()
}

fn area(shape: &Shape, polygon: &Polygon) -> Option<Area> {
    let (layer, kind_from) = select::area(shape.kind)?;
    let outer = spots(&polygon.outer);
    let from = shown_from(size(&outer), AREA_STEPS2)?.max(kind_from);
    let holes = polygon.holes.iter().map(|hole| spots(hole));
    let span = Span::of(outer.iter().copied());
    let rings: Vec<Box<[Vertex]>> = std::iter::once(rank::ring(&outer))
        .chain(holes.map(|hole| rank::ring(&hole)))
        .collect();
    let again =
        label_from(size(&outer)).filter(|_| shape.names != NameIx::NONE && layer == Layer::Water);
    Some(Area {
        look: Look {
            layer,
            class: shape.kind.code(),
            level: 0,
            names: NameIx::NONE,
        },
        rings: rings.into(),
        from,
        span,
        again: again.and_then(|from| Some((shape.names, from.max(too_wide(span)?)))),
    })
}

/// From when the name of an area of this size fits into it.
pub fn label_from(size: f64) -> Option<u8> {
    shown_from(size, LABEL_STEPS2)
}

/// From when water is so much wider than a tile that one name is too few; nothing when it never is.
pub fn too_wide(span: Span) -> Option<u8> {
    (0..=ZOOM_MAX).find(|zoom| span.steps(*zoom) > 1.5 * f64::from(EXTENT))
}

/// The first zoom at which so many square steps of the world cover so many of a tile.
fn shown_from(size: f64, steps2: f64) -> Option<u8> {
    let world = |zoom: u8| f64::from(1_u32 << (32 - EXTENT_BITS - u32::from(zoom)));
    (0..=ZOOM_MAX).find(|zoom| size >= steps2 * world(*zoom) * world(*zoom))
}

/// The area within a closed ring, in square steps of the world.
pub fn size(ring: &[Spot]) -> f64 {
    let Some(first) = ring.first() else {
        return 0.0;
    };
    let around = ring.windows(2).map(|pair| {
        let (a, b) = (first.to(pair[0]), first.to(pair[1]));
        a.0 * b.1 - a.1 * b.0
    });
    around.sum::<f64>().abs() / 2.0
}
