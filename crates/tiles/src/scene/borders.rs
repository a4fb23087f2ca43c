//! Borders: each stretch once, however many areas it bounds, and as the highest of them.

use std::collections::BTreeMap;

use atlas::{Atlas, Geometry, NameIx, Shape, ShapeKind};

use super::{Look, Stroke, strokes::spots};
use crate::chain::{self, Part};
use crate::rank;
use crate::select::{self, Layer};
use crate::world::Spot;

/// Gathers the borders of a map, whether they come as lines or as the areas they bound.
pub fn gather(atlas: &Atlas) -> Vec<Stroke> {
    let mut stretches: BTreeMap<(Spot, Spot), ShapeKind> = BTreeMap::new();
    for shape in &atlas.shapes {
        if select::stroke(shape.kind).is_none_or(|(layer, _)| layer != Layer::Border) {
            continue;
        }
        for line in lines(shape) {
            for pair in spots(line).windows(2) {
                let stretch = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                let kind = stretches.entry(stretch).or_insert(shape.kind);
                *kind = (*kind).min(shape.kind);
            }
        }
    }
    let parts: Vec<_> = stretches
        .into_iter()
        .map(|((a, b), key)| Part {
            key,
            spots: vec![a, b],
        })
        .collect();
    chain::join(&parts).into_iter().filter_map(stroke).collect()
}

fn lines(shape: &Shape) -> Vec<&[kernel::Point]> {
    match &shape.geometry {
        Geometry::Line(line) => vec![line],
        Geometry::Area(polygons) => polygons
            .iter()
            .flat_map(|one| std::iter::once(&one.outer).chain(&one.holes))
            .map(Vec::as_slice)
            .collect(),
    }
}

fn stroke(line: Part<ShapeKind>) -> Option<Stroke> {
    let (layer, from) = select::stroke(line.key)?;
    Some(Stroke {
        look: Look {
            layer,
            class: line.key.code(),
            level: 0,
            names: NameIx::NONE,
        },
        line: rank::line(&line.spots),
        from,
        named_from: from,
    })
}
