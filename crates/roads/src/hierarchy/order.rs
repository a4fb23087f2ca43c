//! The order in which arcs are taken out: nested dissection of the map.
//!
//! A cell of nodes is cut in two along a straight line where few streets cross. The arcs that cross
//! are all that connects the two sides, so they come last; then each side is cut in its turn.

use kernel::Point;

use crate::network::{ArcId, Network};

/// Each side has at least one node in so many.
const SMALLEST_SHARE: usize = 4;
/// Directions in which a cell is swept: eastwards, northwards and the two between them.
const DIRECTIONS: [(i64, i64); 4] = [(1, 0), (0, 1), (1, 1), (1, -1)];
/// Cells of fewer nodes are swept in the first two directions only: what the others could save does
/// not pay for the sorting.
const SMALL: usize = 64;

/// All arcs, those that are taken out first first.
///
/// - `places`: where each node is. They decide how fast questions are answered and nothing else; arcs
///   between nodes without a place come first.
pub(super) fn order(network: &Network, places: &[Point]) -> Vec<ArcId> {
    let mut cells = Cells::of(network, places);
    let mut nodes: Vec<u32> = (0..places.len() as u32).collect();
    let mut waiting = vec![(0, nodes.len())];
    while let Some((from, to)) = waiting.pop() {
        let cell = &mut nodes[from..to];
        match cell.len() {
            0 => {}
            1 => cells.alone(cell[0]),
            _ => {
                let middle = from + cells.cut(cell);
                waiting.extend([(from, middle), (middle, to)]);
            }
        }
    }
    cells.taken()
}

/// Sweeps over one cell after the other.
struct Cells<'a> {
    network: &'a Network,
    places: &'a [Point],
    /// The arcs that begin or end at each node.
    first: Vec<u32>,
    arcs: Vec<ArcId>,
    /// Which cell a node is in, as a mark that is new for every sweep.
    mark_of: Vec<u32>,
    mark: u32,
    /// The arcs taken so far, the last one first.
    last_first: Vec<ArcId>,
    is_taken: Vec<bool>,
    keys: Vec<(i64, u32)>,
}

impl<'a> Cells<'a> {
    fn of(network: &'a Network, places: &'a [Point]) -> Self {
        let mut first = vec![0_u32; places.len() + 1];
        for arc in all(network) {
            for node in ends(network, arc, places.len()).into_iter().flatten() {
                first[node as usize + 1] += 1;
            }
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        let mut next = first.clone();
        let mut arcs = vec![ArcId(0); first[places.len()] as usize];
        for arc in all(network) {
            for node in ends(network, arc, places.len()).into_iter().flatten() {
                let place = &mut next[node as usize];
                arcs[*place as usize] = arc;
                *place += 1;
            }
        }
        Self {
            network,
            places,
            first,
            arcs,
            mark_of: vec![0; places.len()],
            mark: 0,
            last_first: Vec::with_capacity(network.arcs()),
            is_taken: vec![false; network.arcs()],
            keys: vec![],
        }
    }

    /// The arcs at a node, each with the node at its other end.
    fn at(&self, node: u32) -> impl Iterator<Item = (ArcId, u32)> {
        let (from, to) = (self.first[node as usize], self.first[node as usize + 1]);
        self.arcs[from as usize..to as usize]
            .iter()
            .map(move |arc| {
                let (tail, head) = self.network.ends(*arc);
                (*arc, if tail.0 == node { head.0 } else { tail.0 })
            })
    }

    fn key(&self, node: u32, (east, north): (i64, i64)) -> i64 {
        let place = self.places[node as usize];
        east * i64::from(place.lon_e7()) + north * i64::from(place.lat_e7())
    }

    fn sort(&mut self, cell: &[u32], direction: (i64, i64)) {
        let mut keys = std::mem::take(&mut self.keys);
        keys.clear();
        keys.extend(cell.iter().map(|node| (self.key(*node, direction), *node)));
        keys.sort_unstable();
        self.keys = keys;
    }

    /// Sorts the nodes of a cell into two sides, takes the arcs between them and tells where the
    /// second side begins.
    fn cut(&mut self, cell: &mut [u32]) -> usize {
        let directions = match cell.len() < SMALL {
            true => &DIRECTIONS[..2],
            false => &DIRECTIONS[..],
        };
        let mut best: Option<(f64, usize, (i64, i64))> = None;
        for direction in directions {
            self.sort(cell, *direction);
            let (cost, middle) = self.sweep();
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, middle, *direction));
            }
        }
        let (_, middle, direction) = best.unwrap_or((0.0, cell.len() / 2, DIRECTIONS[0]));
        self.sort(cell, direction);
        for (node, (_, sorted)) in cell.iter_mut().zip(&self.keys) {
            *node = *sorted;
        }
        self.take_between(&cell[..middle], &cell[middle..], direction);
        middle
    }

    /// Where a sorted cell is cut best, and how good that is: few streets across, sides of like size.
    fn sweep(&mut self) -> (f64, usize) {
        let nodes = self.keys.len();
        let (inside, swept) = (self.mark + 1, self.mark + 2);
        self.mark += 2;
        for (_, node) in &self.keys {
            self.mark_of[*node as usize] = inside;
        }
        let least_side = (nodes / SMALLEST_SHARE).max(1);
        let (mut across, mut best) = (0_i64, (f64::INFINITY, nodes / 2));
        for (before, (_, node)) in self.keys.iter().enumerate() {
            if before >= least_side && nodes - before >= least_side {
                let smaller = before.min(nodes - before);
                let cost = across as f64 / (smaller as f64).sqrt();
                if cost < best.0 {
                    best = (cost, before);
                }
            }
            self.mark_of[*node as usize] = swept;
            for (_, other) in self.at(*node).filter(|(_, other)| other != node) {
                let mark = self.mark_of[other as usize];
                across += i64::from(mark == inside) - i64::from(mark == swept);
            }
        }
        best
    }

    /// Takes the arcs from one side to the other. Those that run the same way stay together and in
    /// the order in which they lie, so that what is near one place is near in memory.
    fn take_between(&mut self, one: &[u32], other: &[u32], (east, north): (i64, i64)) {
        self.mark += 1;
        for node in other {
            self.mark_of[*node as usize] = self.mark;
        }
        let mut across = vec![];
        for node in one {
            let crossing = self
                .at(*node)
                .filter(|(_, end)| self.mark_of[*end as usize] == self.mark);
            across.extend(crossing.map(|(arc, _)| {
                let along = self.key(*node, (-north, east));
                (self.network.ends(arc).0.0 == *node, along, arc)
            }));
        }
        across.sort_unstable();
        for (.., arc) in across {
            self.take(arc);
        }
    }

    /// Takes the arcs from a node to itself.
    fn alone(&mut self, node: u32) {
        let loops: Vec<ArcId> = self
            .at(node)
            .filter(|(_, end)| *end == node)
            .map(|(arc, _)| arc)
            .collect();
        loops.into_iter().for_each(|arc| self.take(arc));
    }

    fn take(&mut self, arc: ArcId) {
        if !std::mem::replace(&mut self.is_taken[arc.at()], true) {
            self.last_first.push(arc);
        }
    }

    fn taken(mut self) -> Vec<ArcId> {
        all(self.network).for_each(|arc| self.take(arc));
        self.last_first.reverse();
        self.last_first
    }
}

fn all(network: &Network) -> impl Iterator<Item = ArcId> {
    // Arcs are numbered in 32 bits.
    (0..network.arcs() as u32).map(ArcId)
}

/// The nodes of an arc; none when one of them has no place.
fn ends(network: &Network, arc: ArcId, places: usize) -> [Option<u32>; 2] {
    let (tail, head) = network.ends(arc);
    match (tail.0 as usize) < places && (head.0 as usize) < places {
        true => [Some(tail.0), Some(head.0).filter(|head| *head != tail.0)],
        false => [None, None],
    }
}
