//! The pieces that roots and proofs are made of: perfect subtrees, and where to find their hashes.

use crate::hash::{Hash, node_hash};
use crate::tree::TILE_LEVELS;

/// The root of the perfect subtree over the leaves from `index · 2^level` to before
/// `(index + 1) · 2^level`. Its hash never changes again once the tree has these leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node {
    /// 0 for a leaf, 1 for a pair, and so on up to 63.
    pub level: u8,
    /// Its place among the nodes of its level, from 0.
    pub index: u64,
}

impl Node {
    /// The tile that settles this node: its level and its index there.
    ///
    /// A tile holds only its lowest row of hashes; the node is a root over `2^(level mod 8)`
    /// neighbours in it ([`crate::Tile::node`]).
    #[must_use]
    pub fn tile(self) -> (u8, u64) {
        let above = TILE_LEVELS - self.level % TILE_LEVELS;
        (self.level / TILE_LEVELS, self.index >> above)
    }

    /// Where its hashes begin in the row of its tile level, and how many they are. `None` for a
    /// node that no tree of fewer than 2^64 leaves has.
    pub(crate) fn row(self) -> Option<(u64, u64)> {
        let count = 1 << (self.level % TILE_LEVELS);
        Some((self.index.checked_mul(count)?, count))
    }
}

/// Where the hashes of perfect subtrees come from: the tree in memory, tiles on disk, a server.
pub trait Hashes {
    /// Why a hash could not be had.
    type Error;

    /// The hash of a node. Only nodes of perfect subtrees within the tree are asked for.
    ///
    /// # Errors
    /// Whatever the source says; the proof is then not made.
    fn node(&mut self, node: Node) -> Result<Hash, Self::Error>;
}

impl<E, F: FnMut(Node) -> Result<Hash, E>> Hashes for F {
    type Error = E;
    fn node(&mut self, node: Node) -> Result<Hash, E> {
        self(node)
    }
}

/// The largest power of two below `n`, where RFC 6962 splits a tree of `n > 1` leaves.
pub(crate) fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The root over the leaves from `start` to before `end`, as RFC 6962 nests them. `start` is a
/// multiple of the largest power of two in the range, as it is wherever a tree is split.
pub(crate) fn range_root<H: Hashes>(
    start: u64,
    end: u64,
    hashes: &mut H,
) -> Result<Hash, H::Error> {
    let (mut parts, mut at) = (Vec::new(), start);
    while at < end {
        let level = (end - at).ilog2();
        let index = at >> level;
        parts.push(hashes.node(Node {
            level: level as u8,
            index,
        })?);
        at += 1 << level;
    }
    let joined = parts
        .into_iter()
        .rev()
        .reduce(|right, left| node_hash(left, right));
    Ok(joined.unwrap_or_else(Hash::of_empty_tree))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_is_found_in_the_tile_that_holds_its_row() {
        for (level, index, tile) in [
            (0, 0, (0, 0)),
            (0, 255, (0, 0)),
            (0, 256, (0, 1)),
            (7, 1, (0, 0)),
            (7, 2, (0, 1)),
            (8, 255, (1, 0)),
            (8, 256, (1, 1)),
            (63, 0, (7, 0)),
        ] {
            assert_eq!(Node { level, index }.tile(), tile, "{level} {index}");
        }
    }

    #[test]
    fn a_range_asks_for_its_perfect_subtrees_from_the_left() {
        let mut asked = vec![];
        let root = range_root(8, 15, &mut |node: Node| {
            asked.push((node.level, node.index));
            Ok::<_, ()>(Hash([0; 32]))
        });
        assert_eq!(asked, [(2, 2), (1, 6), (0, 14)]);
        assert!(root.is_ok());
    }
}
