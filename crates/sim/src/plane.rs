//! The flat sheet on which the city is drawn: metres east and north of the drum tower.

use kernel::Point;

/// Latitude of the drum tower in 1e-7 degrees.
const ORIGIN_LAT_E7: i64 = 306_200_000;
/// Longitude of the drum tower in 1e-7 degrees. No city lies here; hills do.
const ORIGIN_LON_E7: i64 = 1_079_500_000;
/// Metres in 1e-7 degrees of latitude on the kernel's sphere.
const LAT_E7_M: f64 = 0.011_119_508;
/// The same of longitude, at the latitude of the drum tower.
const LON_E7_M: f64 = 0.009_569_053;

/// A spot on the sheet in metres: `x` east, `y` north of the drum tower.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spot {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Spot {
    pub(crate) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }

    pub(crate) fn times(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }

    pub(crate) fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// Positive when `other` lies to the left of this direction.
    pub(crate) fn cross(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }

    pub(crate) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    pub(crate) fn to(self, other: Self) -> f64 {
        other.minus(self).length()
    }

    /// This direction with length one; east when it has no length.
    pub(crate) fn unit(self) -> Self {
        let length = self.length();
        if length < 1e-9 {
            Self::new(1.0, 0.0)
        } else {
            self.times(1.0 / length)
        }
    }

    /// A quarter turn to the left.
    pub(crate) fn left(self) -> Self {
        Self::new(-self.y, self.x)
    }

    pub(crate) fn mix(self, other: Self, share: f64) -> Self {
        self.plus(other.minus(self).times(share))
    }

    /// The point of the globe under this spot.
    pub(crate) fn point(self) -> Point {
        let lat = ORIGIN_LAT_E7 + (self.y / LAT_E7_M).round() as i64;
        let lon = ORIGIN_LON_E7 + (self.x / LON_E7_M).round() as i64;
        Point::from_e7(lat, lon).expect("the sheet is some tens of kilometres wide")
    }
}

impl From<Point> for Spot {
    fn from(point: Point) -> Self {
        Self::new(
            (i64::from(point.lon_e7()) - ORIGIN_LON_E7) as f64 * LON_E7_M,
            (i64::from(point.lat_e7()) - ORIGIN_LAT_E7) as f64 * LAT_E7_M,
        )
    }
}

/// Twice the signed area of a ring of spots; positive when it runs anticlockwise.
pub(crate) fn area(ring: &[Spot]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| a.cross(*b)).sum::<f64>() / 2.0
}

/// The centre of gravity of a ring of spots.
pub(crate) fn centroid(ring: &[Spot]) -> Spot {
    let whole = area(ring);
    if whole.abs() < 1.0 {
        return ring.first().copied().unwrap_or_default();
    }
    let base = ring[0];
    let mut sum = Spot::default();
    for pair in ring.windows(2) {
        let (a, b) = (pair[0].minus(base), pair[1].minus(base));
        sum = sum.plus(a.plus(b).times(a.cross(b)));
    }
    base.plus(sum.times(1.0 / (6.0 * whole)))
}

/// Whether the spot lies within the ring.
pub(crate) fn inside(ring: &[Spot], spot: Spot) -> bool {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).fold(false, |within, (a, b)| {
        let spans = (a.y > spot.y) != (b.y > spot.y);
        within ^ (spans && spot.x < (b.x - a.x) * (spot.y - a.y) / (b.y - a.y) + a.x)
    })
}

/// Where the stretch `a`-`b` crosses the stretch `c`-`d`: the share of the way on each.
pub(crate) fn crossing(a: Spot, b: Spot, c: Spot, d: Spot) -> Option<(f64, f64)> {
    let (r, s) = (b.minus(a), d.minus(c));
    let turn = r.cross(s);
    if turn.abs() < 1e-9 {
        return None;
    }
    let from = c.minus(a);
    let (t, u) = (from.cross(s) / turn, from.cross(r) / turn);
    ((0.0..=1.0).contains(&t) && (0.0..=1.0).contains(&u)).then_some((t, u))
}

/// How far along `a`-`b` (0 to 1) the spot lies, and how many metres off it.
pub(crate) fn foot(a: Spot, b: Spot, spot: Spot) -> (f64, f64) {
    let way = b.minus(a);
    let share = (spot.minus(a).dot(way) / way.dot(way).max(1e-9)).clamp(0.0, 1.0);
    (share, a.mix(b, share).to(spot))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_spot_comes_back_from_the_globe(x in -20e3..20e3f64, y in -20e3..20e3f64) {
            let spot = Spot::new(x, y);
            prop_assert!(Spot::from(spot.point()).to(spot) < 0.02);
        }
    }

    #[test]
    fn the_sheet_measures_as_the_globe_does() {
        let (a, b) = (Spot::new(0.0, 0.0), Spot::new(3_000.0, 4_000.0));
        assert!((a.point().distance_m(b.point()) - 5_000.0).abs() < 5.0);
    }
}
