//! The growing tree, kept as the right edge of its tiles.
//!
//! A tile of level `l` is 256 hashes, each the root of 256^l leaves (C2SP tlog-tiles). Only the
//! tile that is still filling at each level has to be in memory: at most 255 hashes a level, and
//! four levels hold four thousand million leaves. Full tiles leave for storage.

use crate::hash::{Hash, node_hash};
use crate::node::Node;

/// Hashes in a full tile.
pub const TILE_WIDTH: usize = 256;
/// Levels of the tree that one tile spans.
pub(crate) const TILE_LEVELS: u8 = 8;

/// A full tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// 0 for leaf hashes, 1 for roots of 256 leaves, and so on.
    pub level: u8,
    /// Its place in the level, from 0.
    pub index: u64,
    /// Exactly 256 hashes.
    pub hashes: Vec<Hash>,
}

impl Tile {
    /// The tile as stored and published: 8,192 bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.hashes.iter().flat_map(|hash| hash.0).collect()
    }

    /// Reads a stored tile; `None` unless it is exactly 8,192 bytes.
    #[must_use]
    pub fn from_bytes(level: u8, index: u64, bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        let whole = rest.is_empty() && hashes.len() == TILE_WIDTH;
        whole.then(|| Self {
            level,
            index,
            hashes: hashes.iter().map(|hash| Hash(*hash)).collect(),
        })
    }

    /// The root of everything under the tile: one hash of the level above.
    #[must_use]
    pub fn root(&self) -> Hash {
        root_of(&self.hashes)
    }

    /// The hash of a node that this tile settles; `None` when another tile does.
    #[must_use]
    pub fn node(&self, node: Node) -> Option<Hash> {
        let first = self.index.checked_mul(TILE_WIDTH as u64)?;
        let here = node.level / TILE_LEVELS == self.level;
        here.then(|| node_in_row(&self.hashes, first, node))?
    }
}

/// The root of a node over hashes of one row, of which the first has the index `first`.
fn node_in_row(row: &[Hash], first: u64, node: Node) -> Option<Hash> {
    let (start, count) = node.row()?;
    let start = usize::try_from(start.checked_sub(first)?).ok()?;
    let end = start.checked_add(usize::try_from(count).ok()?)?;
    row.get(start..end).map(root_of)
}

/// A tree that grows at its right edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    /// For each level, the hashes of the tile that is still filling.
    edge: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree of `size` leaves from the filling tile of each level, as [`Tree::widths`] asks for.
    /// `None` when the widths do not belong to the size.
    #[must_use]
    pub fn resume(size: u64, edge: Vec<Vec<Hash>>) -> Option<Self> {
        let widths: Vec<usize> = edge.iter().map(Vec::len).collect();
        (widths == Self::widths(size)).then_some(Self { size, edge })
    }

    /// For each level, how many hashes its filling tile has when the tree has `size` leaves.
    #[must_use]
    pub fn widths(size: u64) -> Vec<usize> {
        let counts = std::iter::successors(Some(size), |count| Some(count / TILE_WIDTH as u64));
        counts
            .take_while(|count| *count > 0)
            .map(|count| (count % TILE_WIDTH as u64) as usize)
            .collect()
    }

    /// Leaves in the tree.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// For each level, the hashes of the tile that is still filling: what a partial tile holds.
    #[must_use]
    pub fn edge(&self) -> &[Vec<Hash>] {
        &self.edge
    }

    /// The hash of a node that lies in the filling right edge; `None` when the node is in a tile
    /// that is full and has left for storage, or is not in the tree.
    ///
    /// A proof at the head of the tree finds everything here but the hashes beside its path, and
    /// those of one level are all in one stored tile.
    #[must_use]
    pub fn node(&self, node: Node) -> Option<Hash> {
        let level = node.level / TILE_LEVELS;
        let row = self.edge.get(usize::from(level))?;
        let filled = self.size >> (level * TILE_LEVELS);
        node_in_row(row, filled - row.len() as u64, node)
    }

    /// Adds a leaf; tiles that it fills are put into `full`, lower levels first.
    pub fn push(&mut self, leaf: Hash, full: &mut Vec<Tile>) {
        self.size += 1;
        let (mut hash, mut count) = (leaf, self.size);
        for level in 0_u8.. {
            let at = usize::from(level);
            if self.edge.len() == at {
                self.edge.push(Vec::with_capacity(TILE_WIDTH));
            }
            self.edge[at].push(hash);
            if self.edge[at].len() < TILE_WIDTH {
                return;
            }
            count /= TILE_WIDTH as u64;
            let tile = Tile {
                level,
                index: count - 1,
                hashes: std::mem::take(&mut self.edge[at]),
            };
            hash = tile.root();
            full.push(tile);
        }
    }

    /// The root hash of the whole tree.
    #[must_use]
    pub fn root(&self) -> Hash {
        // The subtree to the right of everything in a level is what the levels below hold.
        let mut right: Option<Hash> = None;
        for hashes in &self.edge {
            let mut rest = &hashes[..];
            while !rest.is_empty() {
                // Perfect subtrees from the right: the lowest set bit of the length.
                let (left, last) = rest.split_at(rest.len() - (1 << rest.len().trailing_zeros()));
                let whole = root_of(last);
                right = Some(right.map_or(whole, |right| node_hash(whole, right)));
                rest = left;
            }
        }
        right.unwrap_or_else(Hash::of_empty_tree)
    }
}

/// The root over a power of two of neighbours.
fn root_of(hashes: &[Hash]) -> Hash {
    match hashes {
        [one] => *one,
        _ => {
            let (left, right) = hashes.split_at(hashes.len() / 2);
            node_hash(root_of(left), root_of(right))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;
    use proptest::prelude::*;

    /// RFC 6962 section 2.1, word for word.
    fn naive_root(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => Hash::of_empty_tree(),
            [one] => *one,
            _ => {
                let k = 1 << (leaves.len() - 1).ilog2();
                node_hash(naive_root(&leaves[..k]), naive_root(&leaves[k..]))
            }
        }
    }

    fn leaves(count: u64) -> Vec<Hash> {
        (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
    }

    fn grown(leaves: &[Hash]) -> (Tree, Vec<Tile>) {
        let (mut tree, mut full) = (Tree::default(), vec![]);
        leaves.iter().for_each(|leaf| tree.push(*leaf, &mut full));
        (tree, full)
    }

    #[test]
    fn the_root_is_the_one_of_the_rfc_at_every_size_up_to_600() {
        let leaves = leaves(600);
        let mut tree = Tree::default();
        for size in 0..=600 {
            assert_eq!(tree.root(), naive_root(&leaves[..size]), "size {size}");
            if let Some(leaf) = leaves.get(size) {
                tree.push(*leaf, &mut vec![]);
            }
        }
    }

    #[test]
    fn seventy_thousand_leaves_fill_the_tiles_that_the_format_names() {
        let (tree, full) = grown(&leaves(70_000));
        assert_eq!(full.iter().filter(|tile| tile.level == 0).count(), 273);
        assert_eq!(full.iter().filter(|tile| tile.level == 1).count(), 1);
        assert_eq!(Tree::widths(70_000), [112, 17, 1]);
        assert_eq!(tree.root(), naive_root(&leaves(70_000)));
    }

    #[test]
    fn a_tile_is_stored_in_8192_bytes_and_read_back() {
        let (_, full) = grown(&leaves(256));
        let bytes = full[0].to_bytes();
        assert_eq!(bytes.len(), 8_192);
        assert_eq!(Tile::from_bytes(0, 0, &bytes).as_ref(), Some(&full[0]));
        assert_eq!(Tile::from_bytes(0, 0, &bytes[1..]), None);
    }

    #[test]
    fn a_tree_is_not_resumed_from_an_edge_of_another_size() {
        assert_eq!(Tree::resume(3, vec![leaves(2)]), None);
    }

    proptest! {
        #[test]
        fn a_resumed_tree_goes_on_as_if_it_had_never_stopped(stop in 0_u64..700, more in 0_u64..300) {
            let all = leaves(stop + more);
            let (first, _) = grown(&all[..stop as usize]);
            let mut resumed = Tree::resume(stop, first.edge.clone()).unwrap();
            all[stop as usize..].iter().for_each(|leaf| resumed.push(*leaf, &mut vec![]));
            prop_assert_eq!(resumed, grown(&all).0);
        }

        #[test]
        fn the_root_is_that_of_another_implementation(size in 0_u64..400) {
            let mut other = ct_merkle::mem_backed_tree::MemoryBackedTree::<sha2_old::Sha256, [u8; 8]>::new();
            (0..size).for_each(|i| other.push(i.to_be_bytes()));
            prop_assert_eq!(grown(&leaves(size)).0.root().0.to_vec(), other.root().as_bytes().to_vec());
        }
    }
}
