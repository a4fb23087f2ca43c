//! Lengths and directions on a plane around a point; exact enough for a street.

use kernel::Point;

/// Metres of one degree of latitude, and of longitude at the equator.
const DEGREE_M: f64 = 111_195.08;

/// East and north of `from`, in metres.
pub(crate) fn offset_m(from: Point, to: Point) -> (f64, f64) {
    let east = (to.lon() - from.lon()) * DEGREE_M * from.lat().to_radians().cos();
    (east, (to.lat() - from.lat()) * DEGREE_M)
}

/// The point so many metres east and north. At a pole or the date line it stays where it was.
pub(crate) fn moved(from: Point, (east_m, north_m): (f64, f64)) -> Point {
    let parallel_m = (DEGREE_M * from.lat().to_radians().cos()).max(1.0);
    let lat = from.lat() + north_m / DEGREE_M;
    let lon = from.lon() + east_m / parallel_m;
    Point::from_degrees(lat, lon).unwrap_or(from)
}

/// The point a part of the way from one to the other.
pub(crate) fn between(from: Point, to: Point, part: f64) -> Point {
    let (east, north) = offset_m(from, to);
    moved(from, (east * part, north * part))
}

/// The point of the mean.
pub(crate) fn mean(points: &[Point]) -> Option<Point> {
    let count = i64::try_from(points.len())
        .ok()
        .filter(|count| *count > 0)?;
    let sum = |of: fn(Point) -> i32| {
        points
            .iter()
            .map(|point| i64::from(of(*point)))
            .sum::<i64>()
    };
    Point::from_e7(sum(Point::lat_e7) / count, sum(Point::lon_e7) / count).ok()
}

/// A line of at least one point.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Course(pub(crate) Vec<Point>);

/// Where a line comes nearest to a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Foot {
    /// The point of the line.
    pub(crate) point: Point,
    /// How far away it is.
    pub(crate) distance_m: f64,
    /// How far along the line it is.
    pub(crate) along_m: f64,
    /// The other point lies to the left of the line.
    pub(crate) left: bool,
}

impl Course {
    pub(crate) fn length_m(&self) -> f64 {
        self.0
            .windows(2)
            .map(|step| step[0].distance_m(step[1]))
            .sum()
    }

    /// The point so far along the line, and the direction of the line there as a unit vector.
    pub(crate) fn at(&self, along_m: f64) -> (Point, (f64, f64)) {
        let mut left_m = along_m.max(0.0);
        let mut last = (self.0[0], (0.0, 1.0));
        for step in self.0.windows(2) {
            let length_m = step[0].distance_m(step[1]);
            if length_m == 0.0 {
                continue;
            }
            let (east, north) = offset_m(step[0], step[1]);
            let size = east.hypot(north).max(f64::MIN_POSITIVE);
            let direction = (east / size, north / size);
            if left_m <= length_m {
                return (between(step[0], step[1], left_m / length_m), direction);
            }
            left_m -= length_m;
            last = (step[1], direction);
        }
        last
    }

    /// The point so far along and so far to a side of the line.
    pub(crate) fn beside(&self, along_m: f64, left: bool, aside_m: f64) -> Point {
        let (point, (east, north)) = self.at(along_m);
        let aside_m = if left { aside_m } else { -aside_m };
        moved(point, (-north * aside_m, east * aside_m))
    }

    /// Where the line comes nearest to a point.
    pub(crate) fn foot(&self, of: Point) -> Foot {
        let mut best = Foot {
            point: self.0[0],
            distance_m: of.distance_m(self.0[0]),
            along_m: 0.0,
            left: false,
        };
        let mut passed_m = 0.0;
        for step in self.0.windows(2) {
            let (east, north) = offset_m(step[0], step[1]);
            let (to_east, to_north) = offset_m(step[0], of);
            let square = east * east + north * north;
            if square == 0.0 {
                continue;
            }
            let part = ((to_east * east + to_north * north) / square).clamp(0.0, 1.0);
            let distance_m = (to_east - east * part).hypot(to_north - north * part);
            if distance_m < best.distance_m || passed_m == 0.0 && distance_m <= best.distance_m {
                best = Foot {
                    point: between(step[0], step[1], part),
                    distance_m,
                    along_m: passed_m + square.sqrt() * part,
                    left: east * to_north - north * to_east > 0.0,
                };
            }
            passed_m += square.sqrt();
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(lat: f64, lon: f64) -> Point {
        Point::from_degrees(lat, lon).unwrap()
    }

    #[test]
    fn north_of_a_line_to_the_east_is_left_of_it() {
        let course = Course(vec![point(0.0, 0.0), point(0.0, 0.01), point(0.0, 0.02)]);
        let foot = course.foot(point(0.001, 0.015));
        assert!(foot.left);
        assert!((foot.along_m - 1_667.9).abs() < 1.0, "{}", foot.along_m);
        assert!((foot.distance_m - 111.2).abs() < 0.2, "{}", foot.distance_m);
        let beside = course.beside(foot.along_m, true, 111.2);
        assert!(beside.distance_m(point(0.001, 0.015)) < 1.0);
    }
}
