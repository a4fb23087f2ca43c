//! Groups the plots between the long lines into districts, so that borders run along roads and water.

use std::collections::{BTreeMap, HashMap};

use kernel::Code;

use super::majors::Plan;
use super::sheet::{Plot, Sheet};
use crate::plane::{self, Spot};

/// A district of the city.
#[derive(Clone, Debug)]
pub struct District {
    /// Code: `gulou`.
    pub code: Code,
    /// Chinese name: 鼓楼区.
    pub zh: &'static str,
    /// English name: Gulou.
    pub en: &'static str,
    pub(crate) ring: Vec<Spot>,
}

/// Name, code and where its heart lies, in kilometres from the drum tower.
const HEARTS: [(&str, &str, &str, f64, f64); 9] = [
    ("鼓楼区", "Gulou", "gulou", 0.0, 0.0),
    ("东湖区", "Donghu", "donghu", 7.0, 2.2),
    ("北塔区", "Beita", "beita", 2.4, 7.0),
    ("锦屏区", "Jinping", "jinping", -4.8, 5.4),
    ("西陵区", "Xiling", "xiling", -7.4, -0.2),
    ("望江区", "Wangjiang", "wangjiang", -5.6, -7.2),
    ("江南区", "Jiangnan", "jiangnan", 1.0, -6.6),
    ("云溪区", "Yunxi", "yunxi", 8.4, -6.2),
    ("青岗区", "Qinggang", "qinggang", 9.2, 9.0),
];

/// Gives each plot and each edge its district, and the districts their borders.
pub(super) fn assign(sheet: &mut Sheet, plots: &mut [Plot], plan: &Plan) -> Vec<District> {
    for plot in plots.iter_mut() {
        plot.district = nearest(plane::centroid(&sheet.ring(plot)), plan);
    }
    for _ in 0..3 {
        join_exclaves(plots);
    }
    for plot in plots.iter() {
        for (_, edge) in &plot.sides {
            sheet.edges[*edge as usize].district = plot.district;
        }
    }
    (0..HEARTS.len())
        .map(|n| District {
            code: Code::new(HEARTS[n].2).expect("the names of districts are codes"),
            zh: HEARTS[n].0,
            en: HEARTS[n].1,
            ring: border(sheet, plots, n as u8, plan),
        })
        .collect()
}

/// The nearest heart, where the river counts as a detour.
fn nearest(spot: Spot, plan: &Plan) -> u8 {
    let south = |spot: Spot| plan.south_of_river(spot);
    let cost = |n: usize| {
        let heart = Spot::new(HEARTS[n].3, HEARTS[n].4).times(1_000.0);
        let over = if south(heart) == south(spot) {
            0.0
        } else {
            3_500.0
        };
        heart.to(spot) + over + if n == 0 { 500.0 } else { 0.0 }
    };
    (0..HEARTS.len())
        .min_by(|p, q| cost(*p).total_cmp(&cost(*q)))
        .unwrap_or(0) as u8
}

/// A part cut off from the rest of its district goes to the neighbour it touches most.
fn join_exclaves(plots: &mut [Plot]) {
    let mut beside: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, plot) in plots.iter().enumerate() {
        for (_, edge) in &plot.sides {
            beside.entry(*edge).or_default().push(index);
        }
    }
    let neighbours = |index: usize| {
        plots[index]
            .sides
            .iter()
            .flat_map(|side| beside[&side.1].iter().copied())
            .filter(move |n| *n != index)
    };
    let mut part = vec![usize::MAX; plots.len()];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for start in 0..plots.len() {
        if part[start] != usize::MAX {
            continue;
        }
        part[start] = parts.len();
        let mut members = vec![start];
        let mut next = 0;
        while next < members.len() {
            for other in neighbours(members[next]) {
                if part[other] == usize::MAX && plots[other].district == plots[start].district {
                    part[other] = parts.len();
                    members.push(other);
                }
            }
            next += 1;
        }
        parts.push(members);
    }
    let mut moves = Vec::new();
    for (index, members) in parts.iter().enumerate() {
        let district = plots[members[0]].district;
        let larger = parts.iter().enumerate().any(|(other, more)| {
            plots[more[0]].district == district && (more.len(), other) > (members.len(), index)
        });
        let mut touches: BTreeMap<u8, usize> = BTreeMap::new();
        for other in members.iter().flat_map(|member| neighbours(*member)) {
            if plots[other].district != district {
                *touches.entry(plots[other].district).or_default() += 1;
            }
        }
        if larger && let Some((to, _)) = touches.into_iter().max_by_key(|t| t.1) {
            moves.extend(members.iter().map(|member| (*member, to)));
        }
    }
    for (member, to) in moves {
        plots[member].district = to;
    }
}

/// The longest closed walk along edges that have the district on the left only.
fn border(sheet: &Sheet, plots: &[Plot], district: u8, plan: &Plan) -> Vec<Spot> {
    let mut sides: HashMap<u32, (u32, u32, u32)> = HashMap::new();
    for plot in plots.iter().filter(|plot| plot.district == district) {
        for (n, (from, edge)) in plot.sides.iter().enumerate() {
            let to = plot.sides[(n + 1) % plot.sides.len()].0;
            // An edge with the district on both sides is met twice and is no border.
            if sides.remove(edge).is_none() {
                sides.insert(*edge, (*from, to, *edge));
            }
        }
    }
    let mut next: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut sorted: Vec<_> = sides.into_values().collect();
    sorted.sort_unstable();
    for (from, to, _) in sorted {
        next.entry(from).or_default().push(to);
    }
    let mut best: Vec<Spot> = Vec::new();
    while let Some((&start, _)) = next.first_key_value() {
        let (mut ring, mut here) = (vec![start], start);
        while let Some(ends) = next.get_mut(&here) {
            let to = ends.pop().unwrap_or(start);
            if ends.is_empty() {
                next.remove(&here);
            }
            here = to;
            if here == start {
                break;
            }
            ring.push(here);
        }
        let spots: Vec<Spot> = ring
            .iter()
            .map(|corner| plan.bend(sheet.spot(*corner)))
            .collect();
        if plane::area(&spots) > plane::area(&best) {
            best = spots;
        }
    }
    best
}
