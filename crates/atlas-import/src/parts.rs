//! How far a car gets: the parts of the road network in which every place reaches every other.
//!
//! What hangs off the largest part is where a mistake of the map would send nobody: a gap, a one-way
//! street the wrong way round, an island.

use std::collections::BTreeSet;

use atlas::{Level, Passage, Roads};

/// The largest part of the network for cars, and the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Parts {
    /// The largest part in which every place reaches every other.
    pub largest: Part,
    /// All that is open to cars and not in it.
    pub rest: Part,
    /// In how many parts the rest lies.
    pub rest_parts: u64,
}

/// A part of the network.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    /// Nodes at which pieces meet or end.
    pub nodes: u64,
    /// Pieces of road.
    pub pieces: u64,
    /// Their length in metres.
    pub length_m: f64,
}

/// Finds the parts: of pieces that whoever has a destination may drive, at least one way.
#[must_use]
pub fn parts(roads: &Roads) -> Parts {
    let graph = Graph::of(roads);
    let of_node = components(&graph);
    let mut nodes = vec![0_u64; of_node.iter().max().map_or(0, |most| *most as usize + 1)];
    let on_road: BTreeSet<u32> = graph
        .ends
        .iter()
        .flatten()
        .flat_map(|(a, b)| [*a, *b])
        .collect();
    for node in &on_road {
        nodes[of_node[*node as usize] as usize] += 1;
    }
    let most = nodes.iter().max().copied().unwrap_or_default();
    let Some(largest) = nodes.iter().position(|many| *many == most && most > 0) else {
        return Parts::default();
    };
    let mut parts = Parts::default();
    for (piece, ends) in roads.pieces.iter().zip(&graph.ends) {
        let Some((tail, head)) = *ends else { continue };
        let inside = |node: u32| of_node[node as usize] as usize == largest;
        let part = match inside(tail) && inside(head) {
            true => &mut parts.largest,
            false => &mut parts.rest,
        };
        part.pieces += 1;
        part.length_m += piece.length_m();
    }
    parts.largest.nodes = most;
    parts.rest.nodes = on_road.len() as u64 - most;
    parts.rest_parts = nodes.iter().filter(|many| **many > 0).count() as u64 - 1;
    parts
}

/// Where a car may go from each node. A node that is barred is one node for each piece that ends at it,
/// since nobody gets from one to the other.
struct Graph {
    /// The first arc of each node, and after the last node the number of arcs.
    first: Vec<u32>,
    to: Vec<u32>,
    /// Between which nodes each piece lies; nothing when no car drives it.
    ends: Vec<Option<(u32, u32)>>,
}

impl Graph {
    fn of(roads: &Roads) -> Self {
        let barred = roads.barriers.iter().filter(|one| !open(one.passage));
        let barred: BTreeSet<u32> = barred.map(|one| one.node.0).collect();
        let mut nodes = roads.nodes.len() as u32;
        let mut of = |node: u32| match barred.contains(&node) {
            true => {
                nodes += 1;
                nodes - 1
            }
            false => node,
        };
        let (mut ends, mut arcs) = (Vec::with_capacity(roads.pieces.len()), vec![]);
        for piece in &roads.pieces {
            let (along, against) = (open(piece.along), open(piece.against));
            let between = (along || against).then(|| (of(piece.tail.0), of(piece.head.0)));
            ends.push(between);
            let Some((tail, head)) = between else {
                continue;
            };
            arcs.extend(along.then_some((tail, head)));
            arcs.extend(against.then_some((head, tail)));
        }
        arcs.sort_unstable();
        let first = (0..=nodes).map(|node| arcs.partition_point(|arc| arc.0 < node) as u32);
        let first = first.collect();
        let to = arcs.into_iter().map(|arc| arc.1).collect();
        Self { first, to, ends }
    }
}

fn open(passage: Passage) -> bool {
    matches!(passage.car, Level::Open | Level::Destination)
}

const UNSEEN: u32 = u32::MAX;

/// The part of each node.
///
/// # Source
/// R. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972); with a stack
/// of our own, since a city is deeper than the stack of a thread.
fn components(graph: &Graph) -> Vec<u32> {
    let nodes = graph.first.len() - 1;
    let (mut seen_at, mut low) = (vec![UNSEEN; nodes], vec![0_u32; nodes]);
    let mut of_node = vec![UNSEEN; nodes];
    let (mut stack, mut path) = (vec![], vec![]);
    let (mut seen, mut parts) = (0, 0);
    for start in 0..nodes {
        if seen_at[start] != UNSEEN {
            continue;
        }
        path.push((start, graph.first[start]));
        while let Some((node, arc)) = path.last_mut() {
            let node = *node;
            if seen_at[node] == UNSEEN {
                (seen_at[node], low[node]) = (seen, seen);
                seen += 1;
                stack.push(node);
            }
            if *arc < graph.first[node + 1] {
                let next = graph.to[*arc as usize] as usize;
                *arc += 1;
                if seen_at[next] == UNSEEN {
                    path.push((next, graph.first[next]));
                } else if of_node[next] == UNSEEN {
                    low[node] = low[node].min(seen_at[next]);
                }
                continue;
            }
            path.pop();
            if let Some((before, _)) = path.last() {
                low[*before] = low[*before].min(low[node]);
            }
            if low[node] == seen_at[node] {
                while let Some(member) = stack.pop() {
                    of_node[member] = parts;
                    if member == node {
                        break;
                    }
                }
                parts += 1;
            }
        }
    }
    of_node
}

#[cfg(test)]
mod tests;
