//! Joins what belongs together end to end: pieces of one street become the street, so that its name
//! is written along it once in a while and not at every crossing.

use std::cmp::Ordering;

use crate::world::Spot;

/// A line, and what it must have in common with another to be joined to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<K> {
    pub key: K,
    pub spots: Vec<Spot>,
}

/// Where so many lines of one kind meet, nobody can say which of them goes on as which.
const ENDS_MAX: usize = 16;
/// Cosine of the sharpest turn that is still the same street: about 100 degrees.
const TURN_COS_MIN: f64 = -0.2;

/// One end of a part: which part, and whether it is the last spot of it.
type End = (u32, bool);

/// Joins parts of the same key that meet, two and two, the straightest first.
pub fn join<K: Ord + Copy>(parts: &[Part<K>]) -> Vec<Part<K>> {
    let onward = pair_up(parts);
    let mut used = vec![false; parts.len()];
    let mut joined = vec![];
    for start in 0..parts.len() {
        if !used[start] {
            joined.push(walk(parts, &onward, start, &mut used));
        }
    }
    joined
}

/// For both ends of each part, first and last, the end that carries on there.
fn pair_up<K: Ord + Copy>(parts: &[Part<K>]) -> Vec<[Option<End>; 2]> {
    let mut ends: Vec<(K, Spot, End)> = Vec::with_capacity(parts.len() * 2);
    for (number, part) in parts.iter().enumerate() {
        let number = number as u32;
        if let (Some(first), Some(last)) = (part.spots.first(), part.spots.last()) {
            ends.push((part.key, *first, (number, false)));
            ends.push((part.key, *last, (number, true)));
        }
    }
    ends.sort_unstable();
    let mut onward = vec![[None; 2]; parts.len()];
    for meeting in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        if (2..=ENDS_MAX).contains(&meeting.len()) {
            pair_here(parts, meeting, &mut onward);
        }
    }
    onward
}

/// Pairs the ends that meet at one spot.
fn pair_here<K>(parts: &[Part<K>], meeting: &[(K, Spot, End)], onward: &mut [[Option<End>; 2]]) {
    let ways: Vec<_> = meeting
        .iter()
        .map(|(_, _, end)| (*end, way(parts, *end)))
        .collect();
    let mut pairs = vec![];
    for (n, (p, way_p)) in ways.iter().enumerate() {
        for (q, way_q) in &ways[n + 1..] {
            let straight = -(way_p.0 * way_q.0 + way_p.1 * way_q.1);
            if straight > TURN_COS_MIN {
                pairs.push((straight, *p, *q));
            }
        }
    }
    let straightest = |a: &(f64, End, End), b: &(f64, End, End)| match b.0.total_cmp(&a.0) {
        Ordering::Equal => (a.1, a.2).cmp(&(b.1, b.2)),
        other => other,
    };
    pairs.sort_by(straightest);
    for (_, p, q) in pairs {
        let at = |end: End| (end.0 as usize, usize::from(end.1));
        let ((p_part, p_end), (q_part, q_end)) = (at(p), at(q));
        if onward[p_part][p_end].is_none() && onward[q_part][q_end].is_none() {
            onward[p_part][p_end] = Some(q);
            onward[q_part][q_end] = Some(p);
        }
    }
}

/// The direction in which a part leaves one of its ends, with length one.
fn way<K>(parts: &[Part<K>], end: End) -> (f64, f64) {
    let spots = &parts[end.0 as usize].spots;
    let (here, next) = match end.1 {
        false => (spots[0], spots.iter().find(|spot| **spot != spots[0])),
        true => {
            let here = spots[spots.len() - 1];
            (here, spots.iter().rev().find(|spot| **spot != here))
        }
    };
    let (x, y) = next.map_or((1.0, 0.0), |next| here.to(*next));
    let length = x.hypot(y);
    (x / length, y / length)
}

/// Goes back to the beginning, or once around, and then collects all the way to the end.
fn walk<K: Copy>(
    parts: &[Part<K>],
    onward: &[[Option<End>; 2]],
    start: usize,
    used: &mut [bool],
) -> Part<K> {
    let (mut at, mut reversed) = (start, false);
    while let Some((before, by_last)) = onward[at][usize::from(reversed)] {
        (at, reversed) = (before as usize, !by_last);
        if at == start {
            break;
        }
    }
    let mut spots: Vec<Spot> = vec![];
    while !used[at] {
        used[at] = true;
        let own = &parts[at].spots;
        let skip = usize::from(!spots.is_empty());
        match reversed {
            false => spots.extend(own.iter().skip(skip)),
            true => spots.extend(own.iter().rev().skip(skip)),
        }
        let Some((next, by_last)) = onward[at][usize::from(!reversed)] else {
            break;
        };
        (at, reversed) = (next as usize, by_last);
    }
    Part {
        key: parts[start].key,
        spots,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(key: u8, places: &[(u32, u32)]) -> Part<u8> {
        let spots = places.iter().map(|(x, y)| Spot { x: *x, y: *y }).collect();
        Part { key, spots }
    }

    #[test]
    fn pieces_become_the_street_whichever_way_they_were_drawn() {
        let parts = [
            part(1, &[(10, 0), (0, 0)]),
            part(1, &[(10, 0), (20, 0)]),
            part(1, &[(30, 0), (20, 0)]),
        ];
        let joined = join(&parts);
        assert_eq!(joined.len(), 1);
        assert_eq!(joined[0].spots.len(), 4);
        assert!(joined[0].spots.is_sorted() || joined[0].spots.iter().rev().is_sorted());
    }

    #[test]
    fn at_a_crossing_each_street_goes_straight_on() {
        let parts = [
            part(1, &[(0, 10), (10, 10)]),
            part(1, &[(10, 0), (10, 10)]),
            part(1, &[(10, 10), (20, 10)]),
            part(1, &[(10, 10), (10, 20)]),
        ];
        let joined = join(&parts);
        assert_eq!(
            joined,
            [
                part(1, &[(0, 10), (10, 10), (20, 10)]),
                part(1, &[(10, 0), (10, 10), (10, 20)]),
            ]
        );
    }

    #[test]
    fn streets_of_other_names_stay_apart() {
        let parts = [part(1, &[(0, 0), (10, 0)]), part(2, &[(10, 0), (20, 0)])];
        assert_eq!(join(&parts), parts);
    }

    #[test]
    fn a_way_around_is_walked_once() {
        let parts = [
            part(1, &[(0, 0), (10, 0)]),
            part(1, &[(10, 0), (10, 10)]),
            part(1, &[(10, 10), (0, 10)]),
            part(1, &[(0, 10), (0, 0)]),
        ];
        let joined = join(&parts);
        assert_eq!(joined.len(), 1);
        assert_eq!(joined[0].spots.len(), 5);
        assert_eq!(joined[0].spots.first(), joined[0].spots.last());
    }

    #[test]
    fn a_star_of_very_many_lines_is_left_as_it_is() {
        let star: Vec<_> = (0..500).map(|n| part(1, &[(0, 0), (n, 1_000)])).collect();
        assert_eq!(join(&star).len(), 500);
    }
}
