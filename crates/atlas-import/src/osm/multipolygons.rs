//! Areas of several ways: drawn with their holes, and called what the relation says.

use std::collections::{HashMap, HashSet};

use atlas::{Geometry, NameIx, Polygon, ShapeKind};
use kernel::Point;

use super::Sheet;
use super::areas::shape;
use super::nodes::Nodes;
use super::places::Place;
use super::relations::Area;
use super::rings;
use super::shapes::Drawn;
use super::ways::Way;
use crate::report::{Object, Reason};

/// Puts the areas of relations on the map. Returns the ways whose area is drawn by a relation, with the
/// holes that the way itself knows nothing of.
pub(super) fn multipolygons(
    areas: Vec<Area>,
    ways: &[Way],
    nodes: &Nodes,
    sheet: &mut Sheet<'_>,
) -> HashSet<i64> {
    let members = areas
        .iter()
        .flat_map(|area| area.inner.iter().chain(&area.outer));
    let members: HashSet<i64> = members.copied().collect();
    let ways = ways.iter().filter(|way| members.contains(&way.id));
    let parts = Parts {
        ways: ways.map(|way| (way.id, way)).collect(),
        nodes,
    };
    let mut drawn = HashSet::new();
    for area in areas {
        if sheet.known.relations.insert(area.id) {
            parts.put(area, &mut drawn, sheet);
        } else {
            sheet.report.leave(Reason::Again, Object::Relation(area.id));
        }
    }
    drawn
}

/// Of what areas consist.
struct Parts<'a> {
    ways: HashMap<i64, &'a Way>,
    nodes: &'a Nodes,
}

impl Parts<'_> {
    fn put(&self, mut area: Area, drawn: &mut HashSet<i64>, sheet: &mut Sheet<'_>) {
        let kind = self.kind(&area);
        if kind.is_none() && area.place.is_none() {
            return;
        }
        let object = Object::Relation(area.id);
        let polygons = self.polygons(&area);
        if let Some(place) = area.place.take() {
            self.place(&area, *place, polygons.as_ref().ok(), sheet);
        }
        let Some((kind, names)) = kind else { return };
        match polygons {
            Ok((polygons, astray)) => {
                if astray > 0 {
                    let detail = || format!("{astray} of its holes");
                    sheet.report.leave_with(Reason::Hole, object, detail);
                }
                // Some mappers say what it is on the outer way too.
                let same = |way: &&i64| self.drawn(**way) == Some(Drawn::Area(kind));
                drawn.extend(area.outer.iter().filter(same));
                let geometry = Geometry::Area(polygons);
                shape(area.id, object, kind, names, geometry, sheet);
            }
            Err(reason) => sheet.report.leave(reason, object),
        }
    }

    /// What the relation is drawn as, or else its first outer way: formerly the tags stood there.
    fn kind(&self, area: &Area) -> Option<(ShapeKind, NameIx)> {
        match area.drawn {
            Some(Drawn::Area(kind)) => Some((kind, area.names)),
            None if area.place.is_none() => {
                let way = area.outer.iter().find_map(|way| self.ways.get(way))?;
                match way.drawn {
                    Some(Drawn::Area(kind)) => Some((kind, way.names)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn drawn(&self, way: i64) -> Option<Drawn> {
        self.ways.get(&way)?.drawn
    }

    /// Its areas, and how many holes lie in none of them.
    fn polygons(&self, area: &Area) -> Result<(Vec<Polygon>, usize), Reason> {
        let outer = self.rings(&area.outer)?;
        if outer.is_empty() {
            return Err(Reason::Ring);
        }
        Ok(rings::nest(outer, self.rings(&area.inner)?))
    }

    fn rings(&self, members: &[i64]) -> Result<Vec<Vec<Point>>, Reason> {
        let lines = members.iter().map(|way| Some(&*self.ways.get(way)?.nodes));
        let lines: Option<Vec<&[i64]>> = lines.collect();
        let rings = rings::close(lines.ok_or(Reason::WaysMissing)?).ok_or(Reason::Ring)?;
        let points = rings.iter().map(|ring| self.nodes.points.line(ring));
        points.collect::<Option<_>>().ok_or(Reason::PointsMissing)
    }

    /// The name or address of an area stands on its label, on its largest ring, or at least on one of its
    /// ways.
    fn place(
        &self,
        area: &Area,
        place: Place,
        polygons: Option<&(Vec<Polygon>, usize)>,
        sheet: &mut Sheet<'_>,
    ) {
        let label = area.label.and_then(|label| self.nodes.points.get(label));
        let largest = || {
            let rings = polygons?.0.iter().map(|polygon| &polygon.outer);
            let ring = rings.max_by_key(|ring| rings::area_e14(ring).abs())?;
            rings::label_point(ring)
        };
        let somewhere = || {
            let way = area.outer.iter().find_map(|way| self.ways.get(way))?;
            self.nodes.points.get(*way.nodes.get(way.nodes.len() / 2)?)
        };
        let object = Object::Relation(area.id);
        match label.or_else(largest).or_else(somewhere) {
            Some(point) => sheet.place(area.id, point, place),
            None => sheet.report.leave(Reason::PointsMissing, object),
        }
    }
}
