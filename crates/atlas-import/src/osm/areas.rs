//! What is drawn: ways as lines and areas, relations as areas with holes, borders.

use std::collections::{HashMap, HashSet};

use atlas::{Geometry, NameIx, Polygon, Shape, ShapeKind};
use kernel::Point;

use super::Sheet;
use super::nodes::Nodes;
use super::relations::Area;
use super::rings;
use super::shapes::Drawn;
use super::ways::Way;
use crate::report::{Object, Reason};

/// Puts the areas of relations on the map. Returns the ways whose area is drawn by a relation, with the
/// holes that the way itself knows nothing of.
pub(super) fn of_relations(
    areas: Vec<Area>,
    ways: &[Way],
    nodes: &Nodes,
    sheet: &mut Sheet<'_>,
) -> HashSet<i64> {
    let parts = areas
        .iter()
        .flat_map(|area| area.inner.iter().chain(&area.outer));
    let parts: HashSet<i64> = parts.copied().collect();
    let ways = ways.iter().filter(|way| parts.contains(&way.id));
    let ways: HashMap<i64, &Way> = ways.map(|way| (way.id, way)).collect();
    let mut drawn_by_relation = HashSet::new();
    for mut area in areas {
        if !sheet.known.relations.insert(area.id) {
            sheet.report.leave(Reason::Again, Object::Relation(area.id));
            continue;
        }
        let mut names = area.names;
        if area.drawn.is_none() && area.place.is_none() {
            let first = area.outer.iter().find_map(|way| ways.get(way));
            let Some(way) = first.filter(|way| matches!(way.drawn, Some(Drawn::Area(_)))) else {
                continue;
            };
            (area.drawn, names) = (way.drawn, way.names);
        }
        // Some mappers say what it is on the relation and on its outer way.
        let same = |way: &&i64| ways.get(way).is_some_and(|way| way.drawn == area.drawn);
        drawn_by_relation.extend(area.outer.iter().filter(same));
        let polygons = polygons(&area, &ways, nodes);
        place(&mut area, polygons.as_ref().ok(), &ways, nodes, sheet);
        let Some(Drawn::Area(kind)) = area.drawn else {
            continue;
        };
        let object = Object::Relation(area.id);
        match polygons {
            Ok((polygons, astray)) => {
                if astray > 0 {
                    let detail = || format!("{astray} of its holes");
                    sheet.report.leave_with(Reason::Hole, object, detail);
                }
                shape(
                    area.id,
                    object,
                    kind,
                    names,
                    Geometry::Area(polygons),
                    sheet,
                );
            }
            Err(reason) => sheet.report.leave(reason, object),
        }
    }
    drawn_by_relation
}

fn polygons(
    area: &Area,
    ways: &HashMap<i64, &Way>,
    nodes: &Nodes,
) -> Result<(Vec<Polygon>, usize), Reason> {
    let rings = |members: &[i64]| -> Result<Vec<Vec<Point>>, Reason> {
        let lines: Option<Vec<&[i64]>> = members
            .iter()
            .map(|way| Some(&*ways.get(way)?.nodes))
            .collect();
        let rings = rings::close(lines.ok_or(Reason::WaysMissing)?).ok_or(Reason::Ring)?;
        let points = rings.iter().map(|ring| nodes.points.line(ring));
        points.collect::<Option<_>>().ok_or(Reason::PointsMissing)
    };
    let outer = rings(&area.outer)?;
    if outer.is_empty() {
        return Err(Reason::Ring);
    }
    Ok(rings::nest(outer, rings(&area.inner)?))
}

/// The name or address of an area stands on its label, on its largest ring, or at least on one of its ways.
fn place(
    area: &mut Area,
    polygons: Option<&(Vec<Polygon>, usize)>,
    ways: &HashMap<i64, &Way>,
    nodes: &Nodes,
    sheet: &mut Sheet<'_>,
) {
    let Some(place) = area.place.take() else {
        return;
    };
    let label = area.label.and_then(|label| nodes.points.get(label));
    let largest = || {
        let rings = polygons?.0.iter().map(|polygon| &polygon.outer);
        let ring = rings.max_by_key(|ring| ring.len())?;
        rings::label_point(ring)
    };
    let somewhere = || {
        let way = area.outer.iter().find_map(|way| ways.get(way))?;
        nodes.points.get(*way.nodes.get(way.nodes.len() / 2)?)
    };
    let object = Object::Relation(area.id);
    match label.or_else(largest).or_else(somewhere) {
        Some(point) => sheet.place(area.id, point, *place),
        None => sheet.report.leave(Reason::PointsMissing, object),
    }
}

/// Puts what ways draw on the map, and the places that they are.
pub(super) fn of_ways(
    ways: Vec<Way>,
    drawn_by_relation: &HashSet<i64>,
    nodes: &Nodes,
    sheet: &mut Sheet<'_>,
) {
    for way in ways {
        let object = Object::Way(way.id);
        if way.drawn.is_none() && way.border.is_none() && way.place.is_none() {
            continue;
        }
        let Some(line) = nodes.points.line(&way.nodes) else {
            sheet.report.leave(Reason::PointsMissing, object);
            continue;
        };
        let closed = way.nodes.len() > 3 && way.nodes.first() == way.nodes.last();
        if let Some(place) = way.place {
            let middle = || line.get(line.len() / 2).copied();
            let point = match closed {
                true => rings::label_point(&line),
                false => middle(),
            };
            match point {
                Some(point) => sheet.place(way.id, point, *place),
                None => sheet.report.leave(Reason::Line, object),
            }
        }
        if let Some(kind) = way.border {
            let line = Geometry::Line(line.clone());
            shape(way.id, object, kind, NameIx::NONE, line, sheet);
        }
        match way.drawn.filter(|_| !drawn_by_relation.contains(&way.id)) {
            Some(Drawn::Line(kind)) => {
                shape(way.id, object, kind, way.names, Geometry::Line(line), sheet);
            }
            Some(Drawn::Area(_)) if !closed => sheet.report.leave(Reason::AreaOpen, object),
            Some(Drawn::Area(kind)) => {
                let polygon = Polygon {
                    outer: line,
                    holes: vec![],
                };
                let geometry = Geometry::Area(vec![polygon]);
                shape(way.id, object, kind, way.names, geometry, sheet);
            }
            None => {}
        }
    }
}

fn shape(
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
