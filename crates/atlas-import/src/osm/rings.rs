//! Areas from lines: rings that close, and holes in the ring around them.

use std::collections::HashMap;

use atlas::Polygon;
use kernel::Point;

/// Joins lines of nodes to closed rings; `None` when a line is left over.
///
/// Where more than two lines meet, any that leaves is followed: rings that touch in a point may come out
/// as one ring or as two, and enclose the same.
pub(super) fn close(lines: Vec<&[i64]>) -> Option<Vec<Vec<i64>>> {
    let mut at: HashMap<i64, Vec<usize>> = HashMap::new();
    let mut rings = vec![];
    let mut open = vec![false; lines.len()];
    for (number, line) in lines.iter().enumerate() {
        let (first, last) = (*line.first()?, *line.last()?);
        match first == last {
            true => rings.push(line.to_vec()),
            false => {
                open[number] = true;
                at.entry(first).or_default().push(number);
                at.entry(last).or_default().push(number);
            }
        }
    }
    for start in 0..lines.len() {
        if std::mem::take(&mut open[start]) {
            rings.push(follow(start, &lines, &mut at, &mut open)?);
        }
    }
    Some(rings)
}

fn follow(
    start: usize,
    lines: &[&[i64]],
    at: &mut HashMap<i64, Vec<usize>>,
    open: &mut [bool],
) -> Option<Vec<i64>> {
    let mut ring = lines[start].to_vec();
    loop {
        let end = *ring.last()?;
        if ring.first() == Some(&end) {
            return Some(ring);
        }
        // What was followed once is not looked at again, however many lines meet.
        let here = at.get_mut(&end)?;
        let next = std::iter::from_fn(|| here.pop()).find(|line| open[*line])?;
        open[next] = false;
        match lines[next].first() == Some(&end) {
            true => ring.extend(&lines[next][1..]),
            false => ring.extend(lines[next].iter().rev().skip(1)),
        }
    }
}

/// Areas from outer rings and holes, and how many holes lie in none of them.
pub(super) fn nest(outer: Vec<Vec<Point>>, holes: Vec<Vec<Point>>) -> (Vec<Polygon>, usize) {
    let areas: Vec<i128> = outer.iter().map(|ring| area_e14(ring).abs()).collect();
    let boxes: Vec<_> = outer.iter().map(|ring| corners(ring)).collect();
    let with_hole = |outer| Polygon {
        outer,
        holes: vec![],
    };
    let mut polygons: Vec<Polygon> = outer.into_iter().map(with_hole).collect();
    let mut astray = 0;
    for hole in holes {
        // The smallest ring around it: an island in a lake may have a lake of its own.
        let around = (0..polygons.len())
            .filter(|number| within(boxes[*number], &hole))
            .filter(|number| encloses(&polygons[*number].outer, &hole))
            .min_by_key(|number| areas[*number]);
        match around {
            Some(number) => polygons[number].holes.push(hole),
            None => astray += 1,
        }
    }
    (polygons, astray)
}

/// South-west and north-east corner.
fn corners(ring: &[Point]) -> [i32; 4] {
    ring.iter().fold(
        [i32::MAX, i32::MAX, i32::MIN, i32::MIN],
        |[s, w, n, e], point| {
            let (lat, lon) = (point.lat_e7(), point.lon_e7());
            [s.min(lat), w.min(lon), n.max(lat), e.max(lon)]
        },
    )
}

fn within([south, west, north, east]: [i32; 4], hole: &[Point]) -> bool {
    let [s, w, n, e] = corners(hole);
    s >= south && w >= west && n <= north && e <= east
}

/// A hole lies in a ring when its first corner that is not a corner of the ring does.
fn encloses(ring: &[Point], hole: &[Point]) -> bool {
    let corner = hole.iter().take(64).find(|point| !ring.contains(point));
    corner.is_none_or(|point| contains(ring, *point))
}

/// A ray to the east crosses the ring an odd number of times.
pub(super) fn contains(ring: &[Point], point: Point) -> bool {
    let e7 = |point: Point| (i64::from(point.lat_e7()), i64::from(point.lon_e7()));
    let (lat, lon) = e7(point);
    let crosses = ring.windows(2).filter(|ends| {
        let (a, b) = (e7(ends[0]), e7(ends[1]));
        if (a.0 > lat) == (b.0 > lat) {
            return false;
        }
        // Left of the edge, without a division.
        let left = i128::from(b.1 - a.1) * i128::from(lat - a.0)
            - i128::from(lon - a.1) * i128::from(b.0 - a.0);
        (left > 0) == (b.0 > a.0)
    });
    crosses.count() % 2 == 1
}

/// Twice the area in squared 1e-7 degrees, positive when the ring runs against the clock.
pub(super) fn area_e14(ring: &[Point]) -> i128 {
    let Some(origin) = ring.first() else { return 0 };
    let e7 = |point: Point| {
        let east = i128::from(point.lon_e7()) - i128::from(origin.lon_e7());
        let north = i128::from(point.lat_e7()) - i128::from(origin.lat_e7());
        (east, north)
    };
    let edges = ring.windows(2).map(|ends| (e7(ends[0]), e7(ends[1])));
    edges.map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

/// A point to put a name on: the centre of gravity of a ring where that lies inside, else the corner
/// nearest to it.
pub(super) fn label_point(ring: &[Point]) -> Option<Point> {
    let origin = *ring.first()?;
    let flat = |point: &Point| {
        let east = f64::from(point.lon_e7()) - f64::from(origin.lon_e7());
        let north = f64::from(point.lat_e7()) - f64::from(origin.lat_e7());
        (east, north)
    };
    let (mut twice, mut east, mut north) = (0.0, 0.0, 0.0);
    for ends in ring.windows(2) {
        let (a, b) = (flat(&ends[0]), flat(&ends[1]));
        let cross = a.0 * b.1 - b.0 * a.1;
        twice += cross;
        east += (a.0 + b.0) * cross;
        north += (a.1 + b.1) * cross;
    }
    if twice == 0.0 {
        return ring.get(ring.len() / 2).copied();
    }
    let lat = f64::from(origin.lat_e7()) + north / (3.0 * twice);
    let lon = f64::from(origin.lon_e7()) + east / (3.0 * twice);
    let centre = Point::from_e7(lat.round() as i64, lon.round() as i64).ok()?;
    if contains(ring, centre) {
        return Some(centre);
    }
    let nearest =
        |a: &&Point, b: &&Point| f64::total_cmp(&a.distance_m(centre), &b.distance_m(centre));
    ring.iter().min_by(nearest).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: i64, lon: i64) -> Point {
        Point::from_e7(lat, lon).expect("on the globe")
    }

    fn square(from: i64, to: i64) -> Vec<Point> {
        [(from, from), (from, to), (to, to), (to, from), (from, from)]
            .map(|(lat, lon)| point(lat, lon))
            .to_vec()
    }

    #[test]
    fn lines_in_any_order_and_direction_make_a_ring() {
        let rings = close(vec![&[1, 2, 3], &[5, 1], &[5, 4, 3]]).expect("a ring");
        assert_eq!(rings, [[1, 2, 3, 4, 5, 1]]);
    }

    #[test]
    fn a_line_that_is_left_over_is_no_ring() {
        assert_eq!(close(vec![&[1, 2], &[2, 3]]), None);
        assert_eq!(close(vec![&[1, 2, 1], &[3, 4]]), None);
    }

    #[test]
    fn a_hole_lies_in_the_smallest_ring_around_it() {
        let outer = vec![square(0, 1000), square(100, 500)];
        let (polygons, astray) = nest(outer, vec![square(200, 300), square(2000, 3000)]);
        let holes: Vec<usize> = polygons.iter().map(|one| one.holes.len()).collect();
        assert_eq!((holes, astray), (vec![0, 1], 1));
    }

    #[test]
    fn the_label_of_a_horseshoe_lies_on_the_horseshoe() {
        let corners = [
            (0, 0),
            (0, 90),
            (90, 90),
            (90, 80),
            (10, 80),
            (10, 10),
            (90, 10),
            (90, 0),
            (0, 0),
        ];
        let ring: Vec<Point> = corners.iter().map(|(lat, lon)| point(*lat, *lon)).collect();
        let label = label_point(&ring).expect("a label");
        assert!(ring.contains(&label));
        assert_eq!(label_point(&square(0, 100)), Some(point(50, 50)));
    }
}
