//! Points with words: settlements, landmarks, names of areas, house numbers.

use std::borrow::Cow;

use atlas::{
    Along, Atlas, Geometry, HouseRange, NameIx, Numbering, Piece, Place, PlaceKind, Shape,
};
use kernel::Point;

use super::strokes::spots;
use super::{Mark, areas};
use crate::middle;
use crate::select::{self, HOUSE_FROM, Layer, POST_FROM};
use crate::world::{Span, Spot, ZOOM_MAX};

/// Gathers all marks of a map, the most important first: where two do not fit, the first stays.
pub fn gather(atlas: &Atlas) -> Vec<Mark> {
    let mut marks: Vec<Mark> = atlas
        .places
        .iter()
        .filter_map(|place| of_place(atlas, place))
        .collect();
    marks.extend(atlas.shapes.iter().filter_map(of_area));
    marks.extend(atlas.ranges.iter().flat_map(|range| of_range(atlas, range)));
    marks.sort_by_key(|mark| (mark.layer, mark.from));
    marks
}

fn of_place(atlas: &Atlas, place: &Place) -> Option<Mark> {
    let named = |layer, class, from| Mark {
        layer,
        class,
        names: place.names,
        number: Box::default(),
        at: Spot::of(place.point),
        from,
        until: ZOOM_MAX,
    };
    let numbered = |layer, class: &'static str, from| Mark {
        number: place.number.as_str().into(),
        names: NameIx::NONE,
        ..named(layer, Cow::Borrowed(class), from)
    };
    match &place.kind {
        PlaceKind::Address | PlaceKind::KilometrePost if place.number.is_empty() => None,
        PlaceKind::Address => Some(numbered(Layer::House, "", HOUSE_FROM)),
        PlaceKind::KilometrePost => Some(numbered(Layer::Poi, "kilometre", POST_FROM)),
        PlaceKind::Settlement(_) if place.names == NameIx::NONE => None,
        PlaceKind::Settlement(kind) => {
            let class = Cow::Borrowed(kind.code());
            Some(named(Layer::Place, class, select::settlement(*kind)))
        }
        PlaceKind::Landmark(category) => {
            let from = select::landmark(category, atlas.named(place.names))?;
            Some(named(Layer::Poi, Cow::Owned(category.clone()), from))
        }
    }
}

/// The name of an area, in the middle of the largest part of it.
fn of_area(shape: &Shape) -> Option<Mark> {
    let Geometry::Area(polygons) = &shape.geometry else {
        return None;
    };
    let (layer, kind_from) = select::area(shape.kind)?;
    if shape.names == NameIx::NONE || !select::is_labelled(shape.kind) {
        return None;
    }
    let rings = polygons.iter().map(|polygon| spots(&polygon.outer));
    let largest = rings.max_by(|a, b| areas::size(a).total_cmp(&areas::size(b)))?;
    let from = areas::label_from(areas::size(&largest))?.max(kind_from);
    let span = Span::of(largest.iter().copied());
    let until = match layer {
        Layer::Water => areas::too_wide(span).map_or(ZOOM_MAX, |wide| wide.saturating_sub(1)),
        _ => ZOOM_MAX,
    };
    // Half as fine as the world, whose whole width does not fit into the numbers of a tile.
    let halved: Vec<_> = largest
        .iter()
        .map(|spot| [(spot.x >> 1) as i32, (spot.y >> 1) as i32])
        .collect();
    let [x, y] = middle::of(&halved)?;
    Some(Mark {
        layer: Layer::Label,
        class: Cow::Borrowed(shape.kind.code()),
        names: shape.names,
        number: Box::default(),
        at: Spot {
            x: (x as u32) << 1,
            y: (y as u32) << 1,
        },
        from,
        until,
    })
}

/// Metres from the middle of a street to where its numbers are written.
const ASIDE_M: f64 = 9.0;
/// Metres from the middle of a crossing to the first number beyond it.
const CROSSING_M: f64 = 16.0;

/// The first and the last number along a side of a piece: which way the numbers run is what one
/// wants to see where single houses are not known.
fn of_range(atlas: &Atlas, range: &HouseRange) -> Vec<Mark> {
    let Along::Side { piece, left } = &range.along else {
        return vec![];
    };
    let piece = &atlas.roads.pieces[piece.0 as usize];
    let apart = match range.numbering {
        Numbering::All => 1.0,
        Numbering::Even | Numbering::Odd => 2.0,
    };
    let houses = f64::from(range.from.abs_diff(range.to)) / apart + 1.0;
    // In the middle of the house, but not in the middle of the crossing at the end of the piece.
    let half = 0.5 / houses;
    let half = half.max((CROSSING_M / piece.length_m()).min(0.4));
    let mut ends = vec![(range.from, half)];
    if range.from != range.to {
        ends.push((range.to, 1.0 - half));
    }
    let mark = |(number, share): (u32, f64)| {
        Some(Mark {
            layer: Layer::House,
            class: Cow::Borrowed(""),
            names: NameIx::NONE,
            number: number.to_string().into(),
            at: Spot::of(beside(piece, share, *left)?),
            from: HOUSE_FROM,
            until: ZOOM_MAX,
        })
    };
    ends.into_iter().filter_map(mark).collect()
}

/// The point at a share of the way along a piece, a little to the side of it.
fn beside(piece: &Piece, share: f64, left: bool) -> Option<Point> {
    let mut ahead_m = piece.length_m() * share;
    let step = piece.line.windows(2).find(|step| {
        let long_m = step[0].distance_m(step[1]);
        let within = long_m > 0.0 && ahead_m <= long_m;
        ahead_m -= if within { 0.0 } else { long_m };
        within
    })?;
    let (from, to) = (step[0], step[1]);
    let narrow = from.lat().to_radians().cos();
    let (east, north) = ((to.lon() - from.lon()) * narrow, to.lat() - from.lat());
    let length = east.hypot(north);
    let along = ahead_m / from.distance_m(to);
    let aside = ASIDE_M / from.distance_m(to) * if left { 1.0 } else { -1.0 };
    let off = |way: f64, across: f64| along * way + aside * across;
    let (x, y) = (off(east, -north), off(north, east));
    (length > 0.0)
        .then(|| Point::from_degrees(from.lat() + y, from.lon() + x / narrow).ok())
        .flatten()
}
