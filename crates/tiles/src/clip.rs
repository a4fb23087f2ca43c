//! Cuts lines and rings to a tile and its buffer, and cleans what rounding has made of them.

use crate::world::{BUFFER, EXTENT, Step};

/// The least and the greatest step that is drawn.
const LOW: i32 = -BUFFER;
const HIGH: i32 = EXTENT + BUFFER;

/// The parts of a line that lie in the tile, each of at least two different steps.
pub fn line(steps: &[Step]) -> Vec<Vec<Step>> {
    let mut parts: Vec<Vec<Step>> = vec![];
    let mut current: Vec<Step> = vec![];
    for pair in steps.windows(2) {
        let Some((start, end)) = stretch(pair[0], pair[1]) else {
            continue;
        };
        // A stretch goes on from the one before it when neither was cut between them.
        if start != pair[0] || current.last() != Some(&start) {
            parts.push(std::mem::take(&mut current));
            current.push(start);
        }
        if current.last() != Some(&end) {
            current.push(end);
        }
    }
    parts.push(current);
    parts.retain(|part| part.len() > 1);
    parts
}

/// The part of a straight stretch that lies in the tile (Liang and Barsky).
fn stretch(a: Step, b: Step) -> Option<(Step, Step)> {
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let (from, by) = (f64::from(a[axis]), f64::from(b[axis]) - f64::from(a[axis]));
        if by == 0.0 {
            if !(LOW..=HIGH).contains(&a[axis]) {
                return None;
            }
            continue;
        }
        let (to_low, to_high) = ((f64::from(LOW) - from) / by, (f64::from(HIGH) - from) / by);
        enter = enter.max(to_low.min(to_high));
        leave = leave.min(to_low.max(to_high));
    }
    (enter <= leave).then(|| (part_way(a, b, enter), part_way(a, b, leave)))
}

/// The step at a share of the way, exactly the end itself at its end.
fn part_way(a: Step, b: Step, share: f64) -> Step {
    match share {
        0.0 => a,
        1.0 => b,
        _ => [0, 1].map(|axis| {
            let (from, to) = (f64::from(a[axis]), f64::from(b[axis]));
            ((from + share * (to - from)).round() as i32).clamp(LOW, HIGH)
        }),
    }
}

/// A ring, without its first step again at its end, cut to the tile; nothing when nothing is left
/// that encloses anything. Where it leaves the tile it follows the edge of the buffer, which nobody
/// sees (Sutherland and Hodgman).
pub fn ring(steps: &[Step]) -> Option<Vec<Step>> {
    let mut ring = steps.to_vec();
    for (axis, edge, keeps_greater) in [
        (0, LOW, true),
        (0, HIGH, false),
        (1, LOW, true),
        (1, HIGH, false),
    ] {
        let inside = |step: &Step| match keeps_greater {
            true => step[axis] >= edge,
            false => step[axis] <= edge,
        };
        if ring.iter().all(inside) {
            continue;
        }
        ring = cut(&ring, axis, edge, inside);
    }
    clean(ring)
}

fn cut(ring: &[Step], axis: usize, edge: i32, inside: impl Fn(&Step) -> bool) -> Vec<Step> {
    let mut kept = Vec::with_capacity(ring.len() + 4);
    for (place, here) in ring.iter().enumerate() {
        let before = &ring[(place + ring.len() - 1) % ring.len()];
        if inside(before) != inside(here) {
            kept.push(on_edge(*before, *here, axis, edge));
        }
        if inside(here) {
            kept.push(*here);
        }
    }
    kept
}

/// Where a stretch crosses an edge. From whichever side it is walked it is the same step.
fn on_edge(a: Step, b: Step, axis: usize, edge: i32) -> Step {
    let (a, b) = (a.min(b), a.max(b));
    let other = 1 - axis;
    let wide = |step: i32| i64::from(step);
    let (over, by) = (wide(edge) - wide(a[axis]), wide(b[axis]) - wide(a[axis]));
    let rise = (wide(b[other]) - wide(a[other])) * over;
    // Rounded to the nearest; `by` is not zero, since the ends lie on two sides of the edge.
    let (rise, by) = if by < 0 { (-rise, -by) } else { (rise, by) };
    let mut crossing = [0; 2];
    crossing[axis] = edge;
    crossing[other] = a[other] + (2 * rise + by).div_euclid(2 * by) as i32;
    crossing
}

/// A ring without steps on one spot and without spikes that enclose nothing.
fn clean(steps: Vec<Step>) -> Option<Vec<Step>> {
    let mut ring: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        ring.push(step);
        while settle(&mut ring) {}
    }
    // The same across the joint of the ring.
    while ring.len() > 2 {
        let count = ring.len();
        if useless(ring[count - 2], ring[count - 1], ring[0]) {
            ring.pop();
        } else if useless(ring[count - 1], ring[0], ring[1]) {
            ring.remove(0);
        } else {
            break;
        }
    }
    (ring.len() > 2 && doubled_area(&ring) != 0).then_some(ring)
}

/// Takes away the step before the last when it adds nothing; whether it did.
fn settle(ring: &mut Vec<Step>) -> bool {
    match ring[..] {
        [.., a, b] if a == b => {
            ring.pop();
            true
        }
        [.., a, b, c] if useless(a, b, c) => {
            ring.remove(ring.len() - 2);
            true
        }
        _ => false,
    }
}

/// Whether the middle step adds nothing to the ring: it lies on the way, or at the end of a spike.
fn useless(a: Step, b: Step, c: Step) -> bool {
    let by = |from: Step, to: Step| [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis]));
    let (first, second) = (by(a, b), by(b, c));
    first[0] * second[1] == first[1] * second[0]
}

/// Twice the area of a ring in square steps: positive when it runs clockwise as it is seen, which is
/// what the format asks of outer rings.
pub fn doubled_area(ring: &[Step]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let wide = |step: &Step| step.map(i64::from);
    ring.iter()
        .zip(next)
        .map(|(a, b)| (wide(a), wide(b)))
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_that_leaves_and_returns_becomes_two() {
        let steps = [[100, 100], [100, -5_000], [200, -5_000], [200, 100]];
        assert_eq!(
            line(&steps),
            [vec![[100, 100], [100, LOW]], vec![[200, LOW], [200, 100]],]
        );
    }

    #[test]
    fn a_line_across_the_tile_is_cut_at_both_edges() {
        let across = line(&[[-10_000, 50], [10_000, 50]]);
        assert_eq!(across, [vec![[LOW, 50], [HIGH, 50]]]);
    }

    #[test]
    fn a_ring_around_the_tile_becomes_the_tile() {
        let around = [
            [-9_000, -9_000],
            [9_000, -9_000],
            [9_000, 9_000],
            [-9_000, 9_000],
        ];
        let side = i64::from(HIGH - LOW);
        assert_eq!(doubled_area(&ring(&around).unwrap()), 2 * side * side);
    }

    #[test]
    fn what_encloses_nothing_is_not_a_ring() {
        assert_eq!(ring(&[[0, 0], [10, 0], [20, 0]]), None);
        assert_eq!(ring(&[[0, 0], [10, 10], [0, 0], [10, 10]]), None);
        assert_eq!(ring(&[[5_000, 0], [6_000, 0], [6_000, 10]]), None);
        assert_eq!(ring(&[]), None);
    }

    #[test]
    fn a_spike_is_taken_off() {
        let spiked = [[0, 0], [10, 0], [90, 0], [10, 0], [10, 10], [0, 10]];
        let square = [[0, 0], [10, 0], [10, 10], [0, 10]];
        assert_eq!(ring(&spiked).unwrap(), square);
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let near = (-6_000..10_000_i32, -6_000..10_000_i32).prop_map(|(x, y)| [x, y]);
        let far = (-(1 << 30)..1 << 30, -(1 << 30)..1 << 30).prop_map(|(x, y)| [x, y]);
        proptest::collection::vec(prop_oneof![4 => near, 1 => far], 0..40)
    }

    fn within(step: &Step) -> bool {
        step.iter().all(|place| (LOW..=HIGH).contains(place))
    }

    proptest! {
        #[test]
        fn no_line_leaves_the_tile_or_stands_still(steps in steps()) {
            for part in line(&steps) {
                prop_assert!(part.len() > 1 && part.iter().all(within));
                prop_assert!(part.windows(2).all(|pair| pair[0] != pair[1]));
            }
        }

        #[test]
        fn no_ring_leaves_the_tile_or_encloses_nothing(steps in steps()) {
            if let Some(ring) = ring(&steps) {
                prop_assert!(ring.iter().all(within));
                prop_assert!(doubled_area(&ring) != 0);
                prop_assert!(ring.windows(2).all(|pair| pair[0] != pair[1]));
                prop_assert!(ring.first() != ring.last());
            }
        }

        #[test]
        fn a_ring_in_the_tile_keeps_its_area(
            steps in proptest::collection::vec([0..EXTENT, 0..EXTENT], 3..40),
        ) {
            let kept = ring(&steps).map_or(0, |ring| doubled_area(&ring));
            prop_assert_eq!(kept, doubled_area(&steps));
        }
    }
}
