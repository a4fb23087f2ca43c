//! What single ways draw, as lines and areas, and the borders they are.

use std::collections::HashSet;

use atlas::{Geometry, NameIx, Polygon, Shape, ShapeKind};
use kernel::Point;

use super::Sheet;
use super::nodes::Nodes;
use super::places::Place;
use super::rings;
use super::shapes::Drawn;
use super::ways::Way;
use crate::report::{Object, Reason};

/// Puts what ways draw on the map, and the places that they are; but not the areas that a relation draws.
pub(super) fn ways(
    ways: Vec<Way>,
    drawn_by_relation: &HashSet<i64>,
    nodes: &Nodes,
    sheet: &mut Sheet<'_>,
) {
    for mut way in ways {
        if drawn_by_relation.contains(&way.id) {
            way.drawn = None;
        }
        if way.drawn.is_none() && way.border.is_none() && way.place.is_none() {
            continue;
        }
        let object = Object::Way(way.id);
        let Some(line) = nodes.points.line(&way.nodes) else {
            sheet.report.leave(Reason::PointsMissing, object);
            continue;
        };
        let closed = way.nodes.len() > 3 && way.nodes.first() == way.nodes.last();
        if let Some(place) = way.place.take() {
            put_place(way.id, *place, &line, closed, sheet);
        }
        if let Some(kind) = way.border {
            let line = Geometry::Line(line.clone());
            shape(way.id, object, kind, NameIx::NONE, line, sheet);
        }
        match way.drawn {
            Some(Drawn::Line(kind)) => {
                shape(way.id, object, kind, way.names, Geometry::Line(line), sheet);
            }
            Some(Drawn::Area(kind)) if closed => {
                shape(way.id, object, kind, way.names, area(line), sheet);
            }
            Some(Drawn::Area(_)) => sheet.report.leave(Reason::AreaOpen, object),
            None => {}
        }
    }
}

fn area(outer: Vec<Point>) -> Geometry {
    let holes = vec![];
    Geometry::Area(vec![Polygon { outer, holes }])
}

fn put_place(id: i64, place: Place, line: &[Point], closed: bool, sheet: &mut Sheet<'_>) {
    let point = match closed {
        true => rings::label_point(line),
        false => line.get(line.len() / 2).copied(),
    };
    match point {
        Some(point) => sheet.place(id, point, place),
        None => sheet.report.leave(Reason::Line, Object::Way(id)),
    }
}

pub(super) fn shape(
    source_id: i64,
    object: Object,
    kind: ShapeKind,
    names: NameIx,
    geometry: Geometry,
    sheet: &mut Sheet<'_>,
) {
    let shape = Shape {
        source_id,
        kind,
        names,
        geometry,
    };
    match sheet.builder.shape(shape) {
        Ok(()) => sheet.report.keep(&format!("shape {}", kind.code())),
        Err(refused) => {
            let detail = || refused.to_string();
            sheet.report.leave_with(Reason::Line, object, detail);
        }
    }
}
