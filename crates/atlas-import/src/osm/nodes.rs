//! The third pass: where the nodes are, and what stands at them.

use std::collections::{HashMap, HashSet};

use atlas::{BarrierKind, NameIx, Passage};
use kernel::Point;

use super::places::Place;
use super::points::Points;
use super::relations::Relations;
use super::ways::Way;
use super::{Sheet, Tags, barrier, places};
use crate::Error;
use crate::pbf::Node;
use crate::report::{Object, Reason};

/// What the nodes of a file bring.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    pub(super) points: Points,
    /// How many roads go over each node, by its place among the points; a road that comes back to a node
    /// goes over it twice. No more than 255 are counted.
    pub(super) uses: Vec<u8>,
    pub(super) barriers: HashMap<i64, (BarrierKind, Passage)>,
    pub(super) places: Vec<(i64, Point, Place)>,
    pub(super) posts: HashMap<i64, Post>,
    /// The house numbers at the ends of rows of houses.
    pub(super) numbers: HashMap<i64, (u32, String)>,
    in_rows: HashSet<i64>,
}

/// A kilometre post, and the road it is on.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) point: Point,
    pub(super) place: Place,
    pub(super) street: NameIx,
}

impl Nodes {
    /// Room for the nodes that ways and relations need.
    pub(super) fn needed(ways: &[Way], relations: &Relations) -> Self {
        let mut ids: Vec<i64> = ways
            .iter()
            .flat_map(|way| way.nodes.iter().copied())
            .collect();
        ids.extend(&relations.labels);
        let points = Points::of(ids);
        let mut uses = vec![0_u8; points.len()];
        for way in ways.iter().filter(|way| way.road.is_some()) {
            let mut before = None;
            for id in &way.nodes {
                // A node that is written twice in a row is one node.
                if before.replace(id) != Some(id)
                    && let Some(slot) = points.slot(*id)
                {
                    let uses = &mut uses[slot.number()];
                    *uses = uses.saturating_add(1);
                }
            }
        }
        let rows = ways.iter().filter(|way| way.houses.is_some());
        let in_rows = rows.flat_map(|way| way.nodes.iter().copied()).collect();
        Self {
            points,
            uses,
            in_rows,
            ..Self::default()
        }
    }

    pub(super) fn uses(&self, id: i64) -> u8 {
        self.points
            .slot(id)
            .map_or(0, |slot| self.uses[slot.number()])
    }

    pub(super) fn read(&mut self, node: &Node<'_>, sheet: &mut Sheet<'_>) -> Result<(), Error> {
        sheet.report.read.nodes += 1;
        let Some(point) = node.point else {
            sheet.report.leave(Reason::Globe, Object::Node(node.id));
            return Ok(());
        };
        self.points.put(node.id, point);
        if node.tags.is_empty() {
            return Ok(());
        }
        if node.tags.get("barrier").is_some() && self.uses(node.id) > 0 {
            self.barrier(node.id, node.tags, sheet)?;
        }
        if self.in_rows.contains(&node.id)
            && let Some(number) = places::house_number(node.tags)
        {
            sheet.memory.take(64 + number.1.len())?;
            self.numbers.insert(node.id, number);
        }
        self.place(node.id, point, node.tags, sheet)
    }

    fn barrier(&mut self, id: i64, tags: Tags<'_>, sheet: &mut Sheet<'_>) -> Result<(), Error> {
        let object = Object::Node(id);
        match barrier::barrier(tags) {
            Some(barrier) => {
                sheet.memory.take(64)?;
                self.barriers.insert(id, barrier);
            }
            None => {
                let value = || tags.get("barrier").unwrap_or_default().to_owned();
                sheet.report.leave_with(Reason::NoObstacle, object, value);
            }
        }
        if tags.conditional() {
            sheet.report.leave(Reason::Conditional, object);
        }
        Ok(())
    }

    fn place(
        &mut self,
        id: i64,
        point: Point,
        tags: Tags<'_>,
        sheet: &mut Sheet<'_>,
    ) -> Result<(), Error> {
        let post = places::kilometre_post(tags);
        let is_post = post.is_some();
        if post == Some(None) {
            sheet.report.leave(Reason::PostBlank, Object::Node(id));
        }
        let found = post.flatten().or_else(|| places::place(tags));
        let Some(place) = found else { return Ok(()) };
        if !sheet.known.nodes.insert(id) {
            sheet.report.leave(Reason::Again, Object::Node(id));
            return Ok(());
        }
        sheet
            .memory
            .take(size_of::<Place>() * 2 + place.bytes() * 2)?;
        if is_post && place.kind == atlas::PlaceKind::KilometrePost {
            let street = NameIx::NONE;
            self.posts.insert(
                id,
                Post {
                    point,
                    place,
                    street,
                },
            );
        } else {
            self.places.push((id, point, place));
        }
        Ok(())
    }
}
