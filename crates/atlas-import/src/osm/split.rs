//! Ways cut into pieces of road: at crossings, at what blocks the way, and at the ends.

use std::collections::HashMap;

use atlas::{Barrier, NodeIx, Piece, PieceIx};
use kernel::Point;

use super::Sheet;
use super::nodes::Nodes;
use super::relations::Relations;
use super::ways::{Road, Way};
use crate::report::{Object, Reason};

/// The pieces of the ways that signs are about, in the order of the way.
pub(super) type Sections = HashMap<i64, Vec<Section>>;

/// A piece, and the nodes of the file between which it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) piece: PieceIx,
    pub(super) tail: i64,
    pub(super) head: i64,
}

/// Puts all roads on the map, and what stands in their way.
pub(super) fn roads(
    ways: &[Way],
    relations: &Relations,
    nodes: &mut Nodes,
    sheet: &mut Sheet<'_>,
) -> Sections {
    let mut sections = Sections::new();
    for way in ways {
        let Some(road) = &way.road else { continue };
        let named = relations.sign_ways.contains(&way.id);
        let mut cut = Cut {
            way,
            road,
            nodes,
            sheet,
        };
        let pieces = cut.pieces();
        cut.posts();
        if named {
            sections.insert(way.id, pieces);
        }
    }
    barriers(nodes, sheet);
    sections
}

/// One way under the knife.
struct Cut<'a, 's> {
    way: &'a Way,
    road: &'a Road,
    nodes: &'a mut Nodes,
    sheet: &'a mut Sheet<'s>,
}

impl Cut<'_, '_> {
    fn pieces(&mut self) -> Vec<Section> {
        let mut sections = vec![];
        let mut missing = false;
        // Where nodes are not in the file, the road has a gap.
        let mut run: Vec<(i64, Point)> = vec![];
        for id in &self.way.nodes {
            let Some(point) = self.nodes.points.get(*id) else {
                missing = true;
                self.run(&std::mem::take(&mut run), &mut sections);
                continue;
            };
            if run.last().is_none_or(|(before, _)| before != id) {
                run.push((*id, point));
            }
        }
        self.run(&run, &mut sections);
        if missing {
            let object = Object::Way(self.way.id);
            self.sheet.report.leave(Reason::PointsMissing, object);
        }
        if run.len() < 2 && sections.is_empty() && !missing {
            self.sheet
                .report
                .leave(Reason::Line, Object::Way(self.way.id));
        }
        if !sections.is_empty() {
            let word = format!("way {}", self.road.class.code());
            self.sheet.report.keep(&word);
        }
        sections
    }

    fn run(&mut self, run: &[(i64, Point)], sections: &mut Vec<Section>) {
        let mut from = 0;
        for to in 1..run.len() {
            if to + 1 == run.len() || self.is_cut(run[to].0) {
                sections.extend(self.piece(&run[from..=to]));
                from = to;
            }
        }
    }

    fn is_cut(&self, id: i64) -> bool {
        self.nodes.uses(id) > 1 || self.nodes.barriers.contains_key(&id)
    }

    fn piece(&mut self, part: &[(i64, Point)]) -> Option<Section> {
        let (first, last) = (part.first()?, part.last()?);
        let line: Vec<Point> = part.iter().map(|(_, point)| *point).collect();
        let piece = Piece {
            source_id: self.way.id,
            names: self.road.names,
            class: self.road.class,
            tail: self.sheet.node(*first),
            head: self.sheet.node(*last),
            line,
            along: self.road.along,
            against: self.road.against,
            along_km_h: self.road.limits.along_km_h,
            against_km_h: self.road.limits.against_km_h,
            roundabout: self.road.roundabout,
            layer: self.road.layer,
        };
        match self.sheet.builder.piece(piece) {
            Ok(piece) => {
                let word = format!("road {}", self.road.class.code());
                self.sheet.report.keep(&word);
                Some(Section {
                    piece,
                    tail: first.0,
                    head: last.0,
                })
            }
            Err(refused) => {
                let object = Object::Way(self.way.id);
                let report = &mut self.sheet.report;
                report.leave_with(Reason::Line, object, || refused.to_string());
                None
            }
        }
    }

    /// Kilometre posts on the road get its name.
    fn posts(&mut self) {
        if self.nodes.posts.is_empty() {
            return;
        }
        for id in &self.way.nodes {
            if let Some(post) = self.nodes.posts.get_mut(id) {
                post.street = self.road.names;
            }
        }
    }
}

impl Sheet<'_> {
    /// The node of the map for a node of the file. Two extracts that share it share it on the map too, as
    /// long as it lies where it lay.
    fn node(&mut self, (id, point): (i64, Point)) -> NodeIx {
        let builder = &mut self.builder;
        let known = self.known.junctions.entry(id);
        let node = *known.or_insert_with(|| builder.node(point));
        if builder.so_far().roads.nodes[node.0 as usize] == point {
            return node;
        }
        builder.node(point)
    }
}

fn barriers(nodes: &Nodes, sheet: &mut Sheet<'_>) {
    let mut barriers: Vec<_> = nodes.barriers.iter().collect();
    // The order of a hash map is not an order.
    barriers.sort_by_key(|(id, _)| **id);
    for (id, (kind, passage)) in barriers {
        let Some(node) = sheet.known.junctions.get(id).copied() else {
            continue;
        };
        if !sheet.known.barriers.insert(*id) {
            sheet.report.leave(Reason::Again, Object::Node(*id));
            continue;
        }
        let (kind, passage) = (*kind, *passage);
        let barrier = Barrier {
            node,
            kind,
            passage,
        };
        if sheet.builder.barrier(barrier).is_ok() {
            sheet.report.keep(&format!("barrier {}", kind.code()));
        }
    }
}
