//! Joins segments into streets: what runs straight on through a crossing is one street.

use super::class::Class;
use super::network::Network;

/// A street: segments in order from one end to the other, and its names.
#[derive(Clone, Debug)]
pub(crate) struct Street {
    pub(crate) class: Class,
    pub(crate) district: u8,
    pub(crate) zh: String,
    pub(crate) en: String,
    /// The segments in order, each with whether it is walked from `a` to `b`.
    pub(crate) segments: Vec<(u32, bool)>,
    /// The crossings in order, one more than there are segments.
    pub(crate) nodes: Vec<u32>,
    pub(crate) line: Option<u16>,
}

/// Streets without names yet.
pub(super) fn streets(network: &Network) -> Vec<Street> {
    let count = network.segments.len();
    // For each end of each segment the segment that carries on there: [a, b].
    let mut onward: Vec<[Option<u32>; 2]> = vec![[None; 2]; count];
    for node in 0..network.spots.len() as u32 {
        pair_up(network, node, &mut onward);
    }
    let mut used = vec![false; count];
    let mut streets = Vec::new();
    for id in 0..count as u32 {
        if !used[id as usize] {
            streets.push(walk(network, &onward, id, &mut used));
        }
    }
    streets
}

/// At one crossing, joins those two and two that run on straightest.
fn pair_up(network: &Network, node: u32, onward: &mut [[Option<u32>; 2]]) {
    let here = network.spots[node as usize];
    let ends = network.around(node);
    let mut pairs = Vec::new();
    for (n, (to_p, p)) in ends.iter().enumerate() {
        for (to_q, q) in &ends[n + 1..] {
            let (a, b) = (
                &network.segments[*p as usize],
                &network.segments[*q as usize],
            );
            if a.line != b.line || a.class != b.class {
                continue;
            }
            let way_p = network.spots[*to_p as usize].minus(here).unit();
            let way_q = network.spots[*to_q as usize].minus(here).unit();
            let straight = -way_p.dot(way_q);
            let bend_ok = if a.line.is_some() { -0.5 } else { 0.88 };
            if straight > bend_ok {
                pairs.push((straight, *p, *q));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let end = |id: u32| usize::from(network.segments[id as usize].a != node);
    for (_, p, q) in pairs {
        let free = onward[p as usize][end(p)].is_none() && onward[q as usize][end(q)].is_none();
        if free {
            onward[p as usize][end(p)] = Some(q);
            onward[q as usize][end(q)] = Some(p);
        }
    }
}

/// Follows a street back to its beginning, or once around, and then collects it.
fn walk(network: &Network, onward: &[[Option<u32>; 2]], start: u32, used: &mut [bool]) -> Street {
    let segment = |id: u32| &network.segments[id as usize];
    let (mut id, mut forward) = (start, true);
    while let Some(before) = onward[id as usize][usize::from(!forward)] {
        let joint = if forward {
            segment(id).a
        } else {
            segment(id).b
        };
        id = before;
        forward = segment(id).b == joint;
        if id == start {
            break;
        }
    }
    let first = segment(id);
    let mut street = Street {
        class: first.class,
        district: first.district,
        zh: String::new(),
        en: String::new(),
        segments: Vec::new(),
        nodes: vec![if forward { first.a } else { first.b }],
        line: first.line,
    };
    while !used[id as usize] {
        used[id as usize] = true;
        let joint = if forward {
            segment(id).b
        } else {
            segment(id).a
        };
        street.segments.push((id, forward));
        street.nodes.push(joint);
        let Some(next) = onward[id as usize][usize::from(forward)] else {
            break;
        };
        id = next;
        forward = segment(id).a == joint;
    }
    street
}
