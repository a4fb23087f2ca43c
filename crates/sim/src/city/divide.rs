//! Fills the plots with streets: each plot is cut across its long side until it is a block.
//!
//! This is how such quarters grow: the large plots between the avenues are opened by through
//! roads, those by streets, those by lanes. Where a lane meets the neighbour's lane almost, it
//! meets it.

use super::class::Class;
use super::majors::{Plan, RINGS_M};
use super::sheet::{Edge, Plot, Sheet};
use crate::chance::Chance;
use crate::plane::{self, Spot};

/// How large a block is and which road opens a plot, by where the plot lies.
struct Grain {
    block_m2: f64,
    collector_m2: f64,
    arterial_m2: f64,
}

fn grain(centre: Spot, scale: f64) -> Grain {
    let out = centre.length();
    // Block area grows from the old town outwards, steeply beyond the motorway.
    let marks = [
        (0.0, 8_500.0),
        (RINGS_M[0], 11_000.0),
        (RINGS_M[1], 16_000.0),
        (RINGS_M[2], 25_000.0),
        (10_400.0, 38_000.0),
        (RINGS_M[3], 62_000.0),
        (12_600.0, 150_000.0),
        (16_000.0, 300_000.0),
    ];
    let block = marks
        .windows(2)
        .find(|pair| out < pair[1].0)
        .map_or(300_000.0, |pair| {
            let share = (out - pair[0].0) / (pair[1].0 - pair[0].0);
            pair[0].1 + share * (pair[1].1 - pair[0].1)
        });
    let block_m2 = block * scale;
    let arterial_m2 = if out < RINGS_M[0] {
        800_000.0
    } else {
        1_500_000.0 + 40.0 * out
    };
    Grain {
        block_m2,
        collector_m2: (block_m2 * 9.0).max(120_000.0),
        arterial_m2,
    }
}

/// Cuts all plots into blocks; `scale` stretches the size of a block. Gives the plots left green.
pub(super) fn divide(
    sheet: &mut Sheet,
    plots: Vec<Plot>,
    plan: &Plan,
    seed: u64,
    scale: f64,
) -> Vec<Vec<Spot>> {
    let mut chance = Chance::new(seed, "divide");
    let mut parks = Vec::new();
    let mut open: Vec<Plot> = plots.into_iter().filter(|plot| !plot.water).collect();
    while let Some(plot) = open.pop() {
        let ring = sheet.ring(&plot);
        let size = plane::area(&ring);
        let centre = plane::centroid(&ring);
        let grain = grain(centre, scale);
        let uneven = chance.range(0.7, 1.5);
        if size < grain.block_m2 * uneven {
            continue;
        }
        let park = (60_000.0..700_000.0).contains(&size) && chance.odds(0.022);
        if park && plot.depth > 1 && size > 2.0 * grain.block_m2 {
            parks.push(ring);
            continue;
        }
        // Beyond the motorway the city frays: some plots are still fields.
        let frayed = ((centre.length() - RINGS_M[3]) / 2_700.0).clamp(0.0, 1.0);
        if plot.depth > 1 && size < 1_600_000.0 && chance.odds(0.3 * frayed) {
            continue;
        }
        let (class, snap_m) = if size > grain.arterial_m2 {
            (Class::Arterial, 150.0)
        } else if size > grain.collector_m2 {
            (Class::Collector, 80.0)
        } else {
            (Class::Residential, (grain.block_m2.sqrt() * 0.42).min(70.0))
        };
        let askew = is_new_quarter(centre).then_some(plan.askew);
        if let Some((left, right)) = cut(sheet, &plot, &ring, class, snap_m, askew, &mut chance) {
            open.push(left);
            open.push(right);
        }
    }
    parks
}

/// The quarters that were laid out at one stroke, on one grid.
fn is_new_quarter(centre: Spot) -> bool {
    centre.to(Spot::new(3_200.0, -7_800.0)) < 3_000.0
        || centre.to(Spot::new(-8_200.0, 6_200.0)) < 2_600.0
}

/// The direction of the plot's long side: that of the narrowest strip that holds the plot.
fn long_side(ring: &[Spot]) -> Spot {
    let mut best = (f64::INFINITY, Spot::new(1.0, 0.0));
    for n in 0..ring.len() {
        let way = ring[(n + 1) % ring.len()].minus(ring[n]).unit();
        let (mut length, mut width) = ((f64::MAX, f64::MIN), (f64::MAX, f64::MIN));
        for spot in ring {
            let (along, off) = (spot.dot(way), spot.dot(way.left()));
            length = (length.0.min(along), length.1.max(along));
            width = (width.0.min(off), width.1.max(off));
        }
        let (length, width) = (length.1 - length.0, width.1 - width.0);
        if length * width < best.0 {
            best = (
                length * width,
                if length >= width { way } else { way.left() },
            );
        }
    }
    best.1
}

/// Extent of the ring along a direction.
fn extent(ring: &[Spot], way: Spot) -> (f64, f64) {
    ring.iter().fold((f64::MAX, f64::MIN), |(low, high), spot| {
        (low.min(spot.dot(way)), high.max(spot.dot(way)))
    })
}

fn cut(
    sheet: &mut Sheet,
    plot: &Plot,
    ring: &[Spot],
    class: Class,
    snap_m: f64,
    askew: Option<f64>,
    chance: &mut Chance,
) -> Option<(Plot, Plot)> {
    let mut long = long_side(ring);
    if let Some(angle) = askew {
        let axis = Spot::new(crate::num::cos(angle), crate::num::sin(angle));
        let (a, b) = (extent(ring, axis), extent(ring, axis.left()));
        long = if a.1 - a.0 > b.1 - b.0 {
            axis
        } else {
            axis.left()
        };
    }
    // The last attempts take what they can get: a plot with a sharp corner is still built upon.
    for attempt in 0..16 {
        let patient = attempt < 8;
        let along = if attempt % 4 < 2 { long } else { long.left() };
        let (low, high) = extent(ring, along);
        let loose = if class == Class::Residential {
            0.07
        } else {
            0.12
        };
        let share = 0.5 + chance.around((loose + 0.04 * f64::from(attempt)).min(0.4));
        let tilt = chance.around(if !patient {
            0.9
        } else if askew.is_some() {
            0.01
        } else {
            0.09
        });
        let way = along.left().plus(along.times(tilt)).unit();
        let Some((first, second)) = across(ring, along, low + share * (high - low), way) else {
            continue;
        };
        let bounds = if patient { (0.55, 0.2) } else { (0.35, 0.06) };
        if let Some(halves) = join(sheet, plot, ring, class, snap_m, bounds, [first, second]) {
            return Some(halves);
        }
    }
    None
}

/// The widest stretch inside the ring on the line at `at` along `along`, drawn towards `way`: the
/// two sides it ends on, each with the spot.
fn across(
    ring: &[Spot],
    along: Spot,
    at: f64,
    way: Spot,
) -> Option<((usize, Spot), (usize, Spot))> {
    let (low, high) = extent(ring, along.left());
    let base = along.times(at).plus(along.left().times((low + high) / 2.0));
    let normal = way.left();
    let level = base.dot(normal);
    let mut hits: Vec<(f64, usize, Spot)> = Vec::new();
    for n in 0..ring.len() {
        let (a, b) = (ring[n], ring[(n + 1) % ring.len()]);
        let (p, q) = (a.dot(normal) - level, b.dot(normal) - level);
        if (p > 0.0) != (q > 0.0) {
            let spot = a.mix(b, p / (p - q));
            hits.push((spot.dot(way), n, spot));
        }
    }
    hits.sort_by(|a, b| a.0.total_cmp(&b.0));
    hits.chunks_exact(2)
        .max_by(|a, b| (a[1].0 - a[0].0).total_cmp(&(b[1].0 - b[0].0)))
        .map(|pair| ((pair[0].1, pair[0].2), (pair[1].1, pair[1].2)))
}

/// Draws the street between the two spots, unless it would make a sliver or a sharp corner.
fn join(
    sheet: &mut Sheet,
    plot: &Plot,
    ring: &[Spot],
    class: Class,
    snap_m: f64,
    (sine_min, share_min): (f64, f64),
    ends: [(usize, Spot); 2],
) -> Option<(Plot, Plot)> {
    let count = ring.len();
    let way = ends[1].1.minus(ends[0].1).unit();
    for (side, _) in ends {
        let along = ring[(side + 1) % count].minus(ring[side]).unit();
        if along.cross(way).abs() < sine_min {
            return None;
        }
    }
    let corners_before = sheet.spots.len();
    let mut corners = [0; 2];
    let mut touched = Vec::new();
    for (k, (side, at)) in ends.into_iter().enumerate() {
        let (from, edge) = plot.sides[side];
        let to = plot.sides[(side + 1) % count].0;
        let fresh = sheet.spots.len();
        corners[k] = sheet.corner_on(edge, (from, to), at, snap_m);
        if sheet.spots.len() > fresh {
            touched.push(edge);
        }
    }
    let undo = |sheet: &mut Sheet| {
        for edge in touched.iter().rev() {
            sheet.edges[*edge as usize].splits.pop();
        }
        sheet.spots.truncate(corners_before);
    };
    // The ring of sides with the two corners set in.
    let mut sides = Vec::with_capacity(count + 2);
    for n in 0..count {
        sides.push(plot.sides[n]);
        let next = plot.sides[(n + 1) % count].0;
        let mut here: Vec<u32> = (0..2)
            .filter(|k| ends[*k].0 == n && corners[*k] != plot.sides[n].0 && corners[*k] != next)
            .map(|k| corners[k])
            .collect();
        let from = sheet.spot(plot.sides[n].0);
        here.sort_by(|p, q| sheet.spot(*p).to(from).total_cmp(&sheet.spot(*q).to(from)));
        sides.extend(here.into_iter().map(|corner| (corner, plot.sides[n].1)));
    }
    let place = |corner: u32| sides.iter().position(|side| side.0 == corner);
    let (Some(p), Some(q)) = (place(corners[0]), place(corners[1])) else {
        undo(sheet);
        return None;
    };
    let apart = p.abs_diff(q);
    if apart < 2 || sides.len() - apart < 2 {
        undo(sheet);
        return None;
    }
    let (p, q) = (p.min(q), p.max(q));
    let street = sheet.edges.len() as u32;
    let (a, b) = (sides[p].0, sides[q].0);
    let mut left: Vec<(u32, u32)> = sides[p..q].to_vec();
    left.push((b, street));
    let mut right: Vec<(u32, u32)> = sides[q..].to_vec();
    right.extend_from_slice(&sides[..p]);
    right.push((a, street));
    let half = |sides| Plot {
        sides,
        water: false,
        district: plot.district,
        depth: plot.depth + 1,
    };
    let (left, right) = (half(left), half(right));
    let whole = plane::area(ring);
    let good = [&left, &right].iter().all(|half| {
        let ring = sheet.ring(half);
        let size = plane::area(&ring);
        size > whole * share_min && size < whole * (1.0 - share_min)
    }) && !strays(sheet, &sides, a, b);
    if !good {
        undo(sheet);
        return None;
    }
    let class = Some(class);
    sheet.edges.push(Edge {
        a,
        b,
        class,
        line: None,
        splits: Vec::new(),
        district: plot.district,
    });
    Some((left, right))
}

/// Whether the street `a`-`b` would leave the plot on its way.
fn strays(sheet: &Sheet, sides: &[(u32, u32)], a: u32, b: u32) -> bool {
    let (from, to) = (sheet.spot(a), sheet.spot(b));
    (0..sides.len()).any(|n| {
        let (c, d) = (sides[n].0, sides[(n + 1) % sides.len()].0);
        ![c, d].iter().any(|end| *end == a || *end == b)
            && plane::crossing(from, to, sheet.spot(c), sheet.spot(d)).is_some()
    })
}
