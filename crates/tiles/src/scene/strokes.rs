//! Lines: roads, railways, rivers, runways and borders, joined to long ones where they go on.

use atlas::{Atlas, Class, Geometry, NameIx, ShapeKind};

use super::{Look, Stroke, borders};
use crate::chain::{self, Part};
use crate::rank;
use crate::select::{self, Layer};
use crate::world::{Spot, ZOOM_MAX};

/// No crossing has more levels than this above or below the ground.
const LEVEL_MAX: i8 = 5;

/// Gathers all lines of a map.
pub fn gather(atlas: &Atlas) -> Vec<Stroke> {
    let mut strokes = roads(atlas);
    strokes.extend(shapes(atlas));
    strokes.extend(borders::gather(atlas));
    strokes
}

/// Places on the map, without standing still.
pub fn spots(points: &[kernel::Point]) -> Vec<Spot> {
    let mut spots: Vec<Spot> = points.iter().map(|point| Spot::of(*point)).collect();
    spots.dedup();
    spots
}

fn roads(atlas: &Atlas) -> Vec<Stroke> {
    let pieces = atlas.roads.pieces.iter().map(|piece| Part {
        key: (
            piece.class,
            piece.layer.clamp(-LEVEL_MAX, LEVEL_MAX),
            piece.names,
        ),
        spots: spots(&piece.line),
    });
    let pieces: Vec<Part<(Class, i8, NameIx)>> = pieces.collect();
    let joined = chain::join(&pieces).into_iter();
    let stroke = |road: Part<(Class, i8, NameIx)>| {
        let (class, level, names) = road.key;
        let (from, named_from) = select::road(class);
        Stroke {
            look: Look {
                layer: Layer::Road,
                class: class.code(),
                level,
                names,
            },
            line: rank::line(&road.spots),
            from,
            named_from,
        }
    };
    joined.map(stroke).collect()
}

/// Lines that are not roads; of these only rivers and streams are named along them.
fn shapes(atlas: &Atlas) -> Vec<Stroke> {
    let lines = atlas.shapes.iter().filter_map(|shape| {
        let Geometry::Line(points) = &shape.geometry else {
            return None;
        };
        let (layer, _) = select::stroke(shape.kind).filter(|found| found.0 != Layer::Border)?;
        let names = match layer {
            Layer::Waterway => shape.names,
            _ => NameIx::NONE,
        };
        Some(Part {
            key: (shape.kind, names),
            spots: spots(points),
        })
    });
    let joined = chain::join(&lines.collect::<Vec<_>>());
    let stroke = |line: Part<(ShapeKind, NameIx)>| {
        let (kind, names) = line.key;
        let (layer, from) = select::stroke(kind)?;
        Some(Stroke {
            look: Look {
                layer,
                class: kind.code(),
                level: 0,
                names,
            },
            line: rank::line(&line.spots),
            from,
            named_from: (from + 3).min(ZOOM_MAX),
        })
    };
    joined.into_iter().filter_map(stroke).collect()
}
