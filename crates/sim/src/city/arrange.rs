//! Crosses the long lines with one another and finds the plots of land between them.

use std::collections::HashMap;

use super::majors::{LIMIT_M, Plan};
use super::sheet::{Edge, Plot, Sheet};
use crate::plane::{self, Spot};

/// Two corners nearer than this are one corner.
const MERGE_M: f64 = 40.0;

/// Draws the plan's lines as edges of a sheet and gives the plots between them.
pub(super) fn arrange(plan: &Plan) -> (Sheet, Vec<Plot>) {
    let pieces = pieces(plan);
    let (spots, mut edges) = weld(pieces);
    prune(&mut edges, spots.len());
    let mut sheet = Sheet::new(spots);
    for (a, b, line) in edges {
        let from = &plan.lines[line];
        sheet.edges.push(Edge {
            a,
            b,
            class: from.class,
            line: Some(line),
            splits: Vec::new(),
            district: 0,
        });
    }
    let plots = plots(&sheet, plan);
    (sheet, plots)
}

type Piece = (Spot, Spot, usize);

/// All stretches between crossings that are on dry land, on a bridge or on a bank.
fn pieces(plan: &Plan) -> Vec<Piece> {
    let mut stretches: Vec<Piece> = Vec::new();
    for (line, from) in plan.lines.iter().enumerate() {
        stretches.extend(from.spots.windows(2).map(|pair| (pair[0], pair[1], line)));
    }
    let mut cuts = vec![vec![0.0, 1.0]; stretches.len()];
    for i in 0..stretches.len() {
        let (a, b, line) = stretches[i];
        for j in i + 1..stretches.len() {
            let (c, d, other) = stretches[j];
            let far = a.x.max(b.x) < c.x.min(d.x)
                || c.x.max(d.x) < a.x.min(b.x)
                || a.y.max(b.y) < c.y.min(d.y)
                || c.y.max(d.y) < a.y.min(b.y);
            if far || line == other {
                continue;
            }
            if let Some((t, u)) = plane::crossing(a, b, c, d) {
                cuts[i].push(t);
                cuts[j].push(u);
            }
        }
    }
    let limit = plan.lines.iter().position(|line| line.class.is_none());
    let limit = limit.expect("every plan has a city limit");
    let edge_of_city = &plan.lines[limit].spots;
    let mut pieces = Vec::new();
    for ((a, b, line), mut shares) in stretches.into_iter().zip(cuts) {
        shares.sort_by(f64::total_cmp);
        for pair in shares.windows(2) {
            let (from, to) = (a.mix(b, pair[0]), a.mix(b, pair[1]));
            let middle = from.mix(to, 0.5);
            let plan_line = &plan.lines[line];
            let drowned = plan.waters.iter().enumerate().any(|(index, water)| {
                water.still
                    && plan_line.bank_of != Some(index)
                    && plane::inside(&water.ring, middle)
            });
            // Bridges carry roads over running water, but a bank of the brook ends at the river.
            let in_river = line != limit
                && plan_line.bank_of.is_some_and(|own| own != 0)
                && plane::inside(&plan.waters[0].ring, middle);
            let outside = line != limit && !plane::inside(edge_of_city, middle);
            if !drowned && !in_river && !outside {
                pieces.push((from, to, line));
            }
        }
    }
    pieces
}

/// Joins the ends of pieces that meet, and shrinks away pieces too short to drive.
fn weld(pieces: Vec<Piece>) -> (Vec<Spot>, Vec<(u32, u32, usize)>) {
    let mut ids: HashMap<(i64, i64), u32> = HashMap::new();
    let mut spots: Vec<Spot> = Vec::new();
    let mut edges = Vec::new();
    for (from, to, line) in pieces {
        let mut id = |spot: Spot| {
            let key = (
                (spot.x * 10.0).round() as i64,
                (spot.y * 10.0).round() as i64,
            );
            // The same crossing is worked out from both lines and may round to a neighbour.
            for (dx, dy) in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (dx, dy))) {
                if let Some(id) = ids.get(&(key.0 + dx, key.1 + dy)) {
                    return *id;
                }
            }
            let id = spots.len() as u32;
            spots.push(spot);
            ids.insert(key, id);
            id
        };
        edges.push((id(from), id(to), line));
    }
    let mut root: Vec<u32> = (0..spots.len() as u32).collect();
    fn find(root: &mut [u32], mut n: u32) -> u32 {
        while root[n as usize] != n {
            root[n as usize] = root[root[n as usize] as usize];
            n = root[n as usize];
        }
        n
    }
    for (a, b, _) in &edges {
        let (a, b) = (find(&mut root, *a), find(&mut root, *b));
        if a != b && spots[a as usize].to(spots[b as usize]) < MERGE_M {
            root[b as usize] = a;
        }
    }
    let mut seen = std::collections::HashSet::new();
    let mut joined = Vec::new();
    for (a, b, line) in edges {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        if a != b && seen.insert((a.min(b), a.max(b))) {
            joined.push((a, b, line));
        }
    }
    (spots, joined)
}

/// Takes away the dead ends, which have land on both sides and bound no plot.
fn prune(edges: &mut Vec<(u32, u32, usize)>, count: usize) {
    loop {
        let mut degree = vec![0u32; count];
        for (a, b, _) in edges.iter() {
            degree[*a as usize] += 1;
            degree[*b as usize] += 1;
        }
        let before = edges.len();
        edges.retain(|(a, b, _)| degree[*a as usize] > 1 && degree[*b as usize] > 1);
        if edges.len() == before {
            return;
        }
    }
}

/// Walks around every plot, land on the left hand.
fn plots(sheet: &Sheet, plan: &Plan) -> Vec<Plot> {
    let mut around: Vec<Vec<(u32, u32)>> = vec![Vec::new(); sheet.spots.len()];
    for (id, edge) in sheet.edges.iter().enumerate() {
        around[edge.a as usize].push((edge.b, id as u32));
        around[edge.b as usize].push((edge.a, id as u32));
    }
    // Anticlockwise by direction, without an arc tangent: first the half plane, then the turn.
    for (node, ends) in around.iter_mut().enumerate() {
        let here = sheet.spots[node];
        let way = |end: &(u32, u32)| sheet.spots[end.0 as usize].minus(here);
        let half = |way: Spot| way.y < 0.0 || (way.y == 0.0 && way.x < 0.0);
        ends.sort_by(|p, q| {
            let (p, q) = (way(p), way(q));
            half(p).cmp(&half(q)).then(0.0f64.total_cmp(&p.cross(q)))
        });
    }
    let mut walked = std::collections::HashSet::new();
    let mut plots = Vec::new();
    for (id, edge) in sheet.edges.iter().enumerate() {
        for (start, first) in [(edge.a, edge.b), (edge.b, edge.a)] {
            let mut sides = Vec::new();
            let (mut from, mut to, mut via) = (start, first, id as u32);
            while walked.insert((from, via)) {
                sides.push((from, via));
                let ends = &around[to as usize];
                let here = ends.iter().position(|end| end.1 == via).unwrap_or(0);
                // The next edge clockwise from the one we came by keeps the plot on the left.
                let next = ends[(here + ends.len() - 1) % ends.len()];
                (from, to, via) = (to, next.0, next.1);
            }
            let ring: Vec<Spot> = sides.iter().map(|s| sheet.spots[s.0 as usize]).collect();
            if sides.len() >= 3 && plane::area(&ring) > 100.0 {
                let centre = plane::centroid(&ring);
                let water = plan.waters.iter().any(|water| covers(&water.ring, &ring));
                let outside = centre.length() > LIMIT_M * 1.3;
                if !outside {
                    plots.push(Plot {
                        sides,
                        water,
                        district: 0,
                        depth: 0,
                    });
                }
            }
        }
    }
    plots
}

/// Whether the water covers the plot: a spot just inside each of a few sides is wet.
fn covers(water: &[Spot], ring: &[Spot]) -> bool {
    let samples = ring.len().min(24);
    let wet = (0..samples)
        .filter(|k| {
            let n = k * ring.len() / samples;
            let (a, b) = (ring[n], ring[(n + 1) % ring.len()]);
            let inward = b.minus(a).unit().left();
            plane::inside(water, a.mix(b, 0.5).plus(inward.times(6.0)))
        })
        .count();
    2 * wet > samples
}
