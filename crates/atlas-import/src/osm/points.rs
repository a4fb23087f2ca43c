//! Where the nodes are that something needs.

use kernel::Point;

/// Points by the number of their node. Only the nodes that were asked for have a place here.
#[derive(Debug, Default)]
pub(super) struct Points {
    ids: Vec<i64>,
    points: Vec<Option<Point>>,
}

/// A node by its place here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Slot(u32);

impl Points {
    /// Room for these nodes.
    pub(super) fn of(mut ids: Vec<i64>) -> Self {
        ids.sort_unstable();
        ids.dedup();
        let points = vec![None; ids.len()];
        Self { ids, points }
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn slot(&self, id: i64) -> Option<Slot> {
        // The memory that an import may take is spent before there are so many.
        self.ids
            .binary_search(&id)
            .ok()
            .map(|slot| Slot(slot as u32))
    }

    pub(super) fn put(&mut self, id: i64, point: Point) {
        if let Some(slot) = self.slot(id) {
            self.points[slot.0 as usize] = Some(point);
        }
    }

    pub(super) fn get(&self, id: i64) -> Option<Point> {
        self.slot(id).and_then(|slot| self.points[slot.0 as usize])
    }

    /// The points of a line; `None` when one of them is not in the file.
    pub(super) fn line(&self, ids: &[i64]) -> Option<Vec<Point>> {
        ids.iter().map(|id| self.get(*id)).collect()
    }
}

impl Slot {
    pub(super) fn number(self) -> usize {
        self.0 as usize
    }
}
