//! How near one must look before a point of a line makes a difference (Douglas and Peucker), worked
//! out once for all zooms: a tile then takes the points of its zoom and is done.

use crate::world::{EXTENT_BITS, Spot, ZOOM_MAX};

/// A point of a line or ring, and the zoom from which it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vertex {
    pub spot: Spot,
    pub from: u8,
}

/// Steps of a tile by which a line may be off: a quarter of a pixel.
const OFF_STEPS: f64 = 2.0;
/// Longer lines are ranked in parts, since the work may grow with the square of the points.
const PART: usize = 512;
/// Too small to be drawn at any zoom.
const NEVER: u8 = ZOOM_MAX + 1;

/// Ranks the points of a line. Its ends are always drawn.
pub fn line(spots: &[Spot]) -> Box<[Vertex]> {
    let mut ranked: Vec<Vertex> = spots
        .iter()
        .map(|spot| Vertex {
            spot: *spot,
            from: NEVER,
        })
        .collect();
    let last = ranked.len().saturating_sub(1);
    for start in (0..last).step_by(PART) {
        part(&mut ranked, start, (start + PART).min(last));
    }
    ranked.into()
}

/// Ranks the points of a closed ring, whose last point is its first. Beside the first, the one
/// farthest from it is always drawn.
pub fn ring(spots: &[Spot]) -> Box<[Vertex]> {
    let Some((first, rest)) = spots.split_first() else {
        return Box::default();
    };
    let away = |spot: &Spot| {
        let (x, y) = first.to(*spot);
        x * x + y * y
    };
    let far = (0..rest.len()).max_by(|a, b| away(&rest[*a]).total_cmp(&away(&rest[*b])));
    let far = far.map_or(0, |place| place + 1);
    let mut ranked = line(&spots[..=far]).into_vec();
    ranked.extend(line(&spots[far..]).iter().skip(1));
    ranked.into()
}

/// Ranks what lies between two points that are drawn.
fn part(ranked: &mut [Vertex], start: usize, end: usize) {
    ranked[start].from = 0;
    ranked[end].from = 0;
    let mut open = vec![(start, end, 0)];
    while let Some((start, end, at_least)) = open.pop() {
        let (a, b) = (ranked[start].spot, ranked[end].spot);
        let between = (start + 1..end).map(|place| (place, off(a, b, ranked[place].spot)));
        let Some((place, farthest)) = between.max_by(|p, q| p.1.total_cmp(&q.1)) else {
            continue;
        };
        // Never before the point that it hangs on, or the line would jump.
        let from = zoom(farthest).max(at_least);
        ranked[place].from = from;
        if from < NEVER {
            open.extend([(start, place, from), (place, end, from)]);
        }
    }
}

/// The first zoom at which so many steps of the world are more than a line may be off.
fn zoom(off: f64) -> u8 {
    let world = OFF_STEPS * f64::from(1_u32 << (32 - EXTENT_BITS));
    // A cast takes what is below 0 to 0, and no distance at all to the largest number.
    ((world / off).log2().ceil().max(0.0) as u8).min(NEVER)
}

/// How far a spot lies off the stretch from `a` to `b`, in steps of the world.
fn off(a: Spot, b: Spot, spot: Spot) -> f64 {
    let (along, to) = (a.to(b), a.to(spot));
    let length = along.0 * along.0 + along.1 * along.1;
    let share = match length > 0.0 {
        true => ((to.0 * along.0 + to.1 * along.1) / length).clamp(0.0, 1.0),
        false => 0.0,
    };
    (to.0 - share * along.0).hypot(to.1 - share * along.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spots(places: &[(u32, u32)]) -> Vec<Spot> {
        places.iter().map(|(x, y)| Spot { x: *x, y: *y }).collect()
    }

    fn from(ranked: &[Vertex]) -> Vec<u8> {
        ranked.iter().map(|vertex| vertex.from).collect()
    }

    #[test]
    fn a_bend_is_drawn_from_where_it_can_be_seen() {
        // 2^21 steps of the world are two of a tile at zoom 0, and four at zoom 1.
        let bend = line(&spots(&[(0, 0), (1 << 23, 1 << 20), (1 << 24, 0)]));
        assert_eq!(from(&bend), [0, 1, 0]);
    }

    #[test]
    fn a_point_on_the_way_is_never_drawn() {
        let straight = line(&spots(&[(0, 0), (50, 50), (100, 100)]));
        assert_eq!(from(&straight), [0, NEVER, 0]);
    }

    #[test]
    fn a_ring_keeps_its_far_corner() {
        let corners = [(0, 0), (10, 0), (1 << 30, 1 << 30), (0, 10), (0, 0)];
        assert_eq!(from(&ring(&spots(&corners)))[2], 0);
    }

    #[test]
    fn a_long_line_is_ranked_in_time() {
        let zigzag: Vec<_> = (0..200_000_u32).map(|n| (n * 3, n % 2 * 9_999)).collect();
        assert_eq!(line(&spots(&zigzag)).len(), 200_000);
    }
}
