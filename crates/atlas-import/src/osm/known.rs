//! What earlier extracts brought, so that what two of them share comes once.

use std::collections::{HashMap, HashSet};

use atlas::NodeIx;

/// The objects that are on the map, by their number in the source.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(super) ways: Seen,
    pub(super) nodes: Seen,
    pub(super) relations: Seen,
    pub(super) barriers: Seen,
    /// The nodes of the map that are nodes of a source.
    pub(super) junctions: HashMap<i64, NodeIx>,
}

/// Numbers that were seen in earlier sources, and in the one that is being read.
#[derive(Debug, Default)]
pub(super) struct Seen {
    earlier: HashSet<i64>,
    now: HashSet<i64>,
}

impl Seen {
    /// False for what was seen before.
    pub(super) fn insert(&mut self, id: i64) -> bool {
        !self.earlier.contains(&id) && self.now.insert(id)
    }
}

impl Known {
    /// Ends the reading of a source: what it brought is on the map, or nothing of it is.
    pub(crate) fn end(&mut self, on_the_map: bool) {
        let all = [
            &mut self.ways,
            &mut self.nodes,
            &mut self.relations,
            &mut self.barriers,
        ];
        for seen in all {
            let now = std::mem::take(&mut seen.now);
            if on_the_map {
                seen.earlier.extend(now);
            }
        }
    }
}
