//! Where streets meet: at a common node, or within a few metres of each other.

use std::collections::{BTreeMap, HashMap};

use atlas::Atlas;
use kernel::Point;

use crate::geometry::mean;

use super::streets::Streets;

/// Nodes this near to each other are one crossing to whoever stands there.
const APART_M: f64 = 15.0;
/// Places where the same two streets meet are one crossing within this distance: the sides of a
/// dual carriageway, the arms of a square.
const TOGETHER_M: f64 = 80.0;
/// Streets of one node that are looked at.
const STREETS_MAX: usize = 8;
/// How far a crossing reaches from its middle.
const REACH_M: f64 = 8.0;

/// Where two streets meet.
pub(super) struct Crossing {
    pub(super) streets: (u32, u32),
    pub(super) point: Point,
    pub(super) uncertainty_m: f64,
}

/// All crossings of a map.
pub(super) fn crossings(atlas: &Atlas, streets: &Streets) -> Vec<Crossing> {
    let at_node = streets_at_nodes(atlas, streets);
    let mut meeting: BTreeMap<(u32, u32), Vec<Point>> = BTreeMap::new();
    for (node, here) in at_node.iter().enumerate() {
        let pairs = here.iter().flat_map(|a| here.iter().map(move |b| (*a, *b)));
        for pair in pairs.filter(|(a, b)| a < b) {
            meeting
                .entry(pair)
                .or_default()
                .push(atlas.roads.nodes[node]);
        }
    }
    let near = nearly_meeting(atlas, &at_node, &meeting);
    meeting.extend(near);
    let made = meeting
        .into_iter()
        .flat_map(|(pair, points)| together(pair, points));
    made.collect()
}

/// The streets that touch each node.
fn streets_at_nodes(atlas: &Atlas, streets: &Streets) -> Vec<Vec<u32>> {
    let mut at_node: Vec<Vec<u32>> = vec![vec![]; atlas.roads.nodes.len()];
    for (piece, street) in atlas.roads.pieces.iter().zip(&streets.of_piece) {
        let Some(street) = street else { continue };
        for node in [piece.tail, piece.head] {
            let here = &mut at_node[node.0 as usize];
            if !here.contains(street) && here.len() < STREETS_MAX {
                here.push(*street);
            }
        }
    }
    at_node
}

/// Pairs that meet nowhere, but have nodes within a few metres of each other.
fn nearly_meeting(
    atlas: &Atlas,
    at_node: &[Vec<u32>],
    meeting: &BTreeMap<(u32, u32), Vec<Point>>,
) -> BTreeMap<(u32, u32), Vec<Point>> {
    const CELL_E7: i32 = 2_000;
    let cell = |point: Point| {
        (
            point.lat_e7().div_euclid(CELL_E7),
            point.lon_e7().div_euclid(CELL_E7),
        )
    };
    let mut cells: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    for (node, _) in at_node
        .iter()
        .enumerate()
        .filter(|(_, here)| !here.is_empty())
    {
        cells
            .entry(cell(atlas.roads.nodes[node]))
            .or_default()
            .push(node);
    }
    let mut near: BTreeMap<(u32, u32), Vec<Point>> = BTreeMap::new();
    for ((row, column), here) in &cells {
        let around = (-1..=1).flat_map(|r| (-1..=1).map(move |c| (row + r, column + c)));
        let others: Vec<usize> = around
            .filter_map(|next| cells.get(&next))
            .flatten()
            .copied()
            .collect();
        for (a, b) in here
            .iter()
            .flat_map(|a| others.iter().map(move |b| (*a, *b)))
        {
            let (point, other) = (atlas.roads.nodes[a], atlas.roads.nodes[b]);
            if a == b || point.distance_m(other) > APART_M {
                continue;
            }
            for pair in at_node[a]
                .iter()
                .flat_map(|a| at_node[b].iter().map(move |b| (*a, *b)))
            {
                let ordered = (pair.0.min(pair.1), pair.0.max(pair.1));
                if ordered.0 != ordered.1 && !meeting.contains_key(&ordered) {
                    near.entry(ordered).or_default().extend([point, other]);
                }
            }
        }
    }
    for points in near.values_mut() {
        points.sort_unstable();
        points.dedup();
    }
    near
}

/// Makes one crossing of points near each other.
fn together(streets: (u32, u32), points: Vec<Point>) -> Vec<Crossing> {
    let mut groups: Vec<Vec<Point>> = vec![];
    for point in points {
        let near = |group: &&mut Vec<Point>| {
            group
                .iter()
                .any(|other| other.distance_m(point) <= TOGETHER_M)
        };
        match groups.iter_mut().find(near) {
            Some(group) => group.push(point),
            None => groups.push(vec![point]),
        }
    }
    let crossing = |group: Vec<Point>| {
        let point = mean(&group)?;
        let reach_m = group
            .iter()
            .map(|other| point.distance_m(*other))
            .fold(0.0, f64::max);
        Some(Crossing {
            streets,
            point,
            uncertainty_m: reach_m + REACH_M,
        })
    };
    groups.into_iter().filter_map(crossing).collect()
}
