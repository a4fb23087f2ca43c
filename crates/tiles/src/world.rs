//! The flat world of web maps (EPSG:3857) in whole steps, so that neighbouring tiles round alike.

use std::f64::consts::PI;

use kernel::Point;

/// Steps of a tile in each direction, as a power of two: 4,096, of which eight are a pixel of the
/// 512 that a tile is wide on the screen.
pub const EXTENT_BITS: u32 = 12;
/// Steps of a tile in each direction.
pub const EXTENT: i32 = 1 << EXTENT_BITS;
/// Steps around a tile that are drawn too: half of the widest line, and its joint.
pub const BUFFER: i32 = 128;
/// The nearest zoom that is drawn. What is nearer still, the desk enlarges.
pub const ZOOM_MAX: u8 = 18;

/// A place in the world: 2^32 steps from the date line eastwards, and as many from the north.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub x: u32,
    pub y: u32,
}

/// A place in a tile, in steps of it; the first is `x`, eastwards, the second `y`, southwards.
pub type Step = [i32; 2];

impl Spot {
    /// Where a point of the globe lies. Beyond 85 degrees, where web maps end, it lies at their edge.
    pub fn of(point: Point) -> Self {
        // From 0 to 3,600,000,000, which is below 2^32 and fits beside its own 32 zeros.
        let east_e7 = (i64::from(point.lon_e7()) + 1_800_000_000) as u64;
        let x = (east_e7 << 32) / 3_600_000_000;
        let turn = (PI / 4.0 + point.lat().to_radians() / 2.0).tan().ln() / (2.0 * PI);
        Self {
            // The date line itself has two sides; its eastern one is the last step.
            x: u32::try_from(x).unwrap_or(u32::MAX),
            // A cast takes whatever is beyond the edge, and the poles, to the edge.
            y: ((0.5 - turn) * f64::from(1_u32 << 31) * 2.0) as u32,
        }
    }

    /// Steps from here eastwards and southwards.
    pub fn to(self, other: Self) -> (f64, f64) {
        let by = |from: u32, to: u32| f64::from(to) - f64::from(from);
        (by(self.x, other.x), by(self.y, other.y))
    }
}

/// One tile: how near, and which, from the west and from the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    z: u8,
    x: u32,
    y: u32,
}

impl Cell {
    /// The tile of these numbers; nothing when there is no such tile, or it is not drawn (zoom above
    /// 18).
    #[must_use]
    pub fn new(z: u32, x: u32, y: u32) -> Option<Self> {
        let z = u8::try_from(z).ok().filter(|z| *z <= ZOOM_MAX)?;
        let across = 1 << z;
        (x < across && y < across).then_some(Self { z, x, y })
    }

    /// The zoom, 0 for the whole world to 18.
    #[must_use]
    pub fn zoom(self) -> u8 {
        self.z
    }

    /// Columns from the date line eastwards.
    #[must_use]
    pub fn column(self) -> u32 {
        self.x
    }

    /// Rows from the north.
    #[must_use]
    pub fn row(self) -> u32 {
        self.y
    }

    /// The tile that holds a spot.
    pub(crate) fn around(spot: Spot, z: u8) -> Self {
        let at = |place: u32| (u64::from(place) >> (32 - u32::from(z))) as u32;
        Self {
            z,
            x: at(spot.x),
            y: at(spot.y),
        }
    }

    /// A spot in steps of this tile.
    pub(crate) fn step(self, spot: Spot) -> Step {
        let shift = 32 - EXTENT_BITS - u32::from(self.z);
        // Rounded on the grid of the whole zoom: both tiles at a border take the same step.
        let round = |place: u32| ((u64::from(place) + (1 << (shift - 1))) >> shift) as i64;
        let local =
            |place: u32, tile: u32| (round(place) - (i64::from(tile) << EXTENT_BITS)) as i32;
        [local(spot.x, self.x), local(spot.y, self.y)]
    }

    /// The part of the world that the tile shows, with its buffer.
    pub(crate) fn span(self) -> Span {
        let shift = 32 - EXTENT_BITS - u32::from(self.z);
        let edge = |tile: u32, step: i32| {
            let at = ((i64::from(tile) << EXTENT_BITS) + i64::from(step)) << shift;
            u32::try_from(at.max(0)).unwrap_or(u32::MAX)
        };
        Span {
            low: Spot {
                x: edge(self.x, -BUFFER - 1),
                y: edge(self.y, -BUFFER - 1),
            },
            high: Spot {
                x: edge(self.x, EXTENT + BUFFER + 1),
                y: edge(self.y, EXTENT + BUFFER + 1),
            },
        }
    }
}

/// A rectangle of the world, both corners in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub low: Spot,
    pub high: Spot,
}

impl Span {
    /// Holds nothing, until something is added.
    pub const NOTHING: Self = Self {
        low: Spot {
            x: u32::MAX,
            y: u32::MAX,
        },
        high: Spot { x: 0, y: 0 },
    };

    /// The smallest that holds all of these.
    pub fn of(spots: impl IntoIterator<Item = Spot>) -> Self {
        let one = |spot| Self {
            low: spot,
            high: spot,
        };
        spots.into_iter().map(one).fold(Self::NOTHING, Self::with)
    }

    /// The smallest that holds both.
    pub fn with(self, other: Self) -> Self {
        Self {
            low: Spot {
                x: self.low.x.min(other.low.x),
                y: self.low.y.min(other.low.y),
            },
            high: Spot {
                x: self.high.x.max(other.high.x),
                y: self.high.y.max(other.high.y),
            },
        }
    }

    /// Whether they share a spot.
    pub fn meets(self, other: Self) -> bool {
        let apart = |low: fn(Spot) -> u32| {
            low(self.high) < low(other.low) || low(other.high) < low(self.low)
        };
        !apart(|spot| spot.x) && !apart(|spot| spot.y)
    }

    /// Its longer side in steps of a tile of this zoom.
    pub fn steps(self, z: u8) -> f64 {
        let (wide, high) = self.low.to(self.high);
        wide.max(high) / f64::from(1_u32 << (32 - EXTENT_BITS - u32::from(z)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(lat: f64, lon: f64) -> Spot {
        Spot::of(Point::from_degrees(lat, lon).unwrap())
    }

    #[test]
    fn the_middle_of_the_world_is_where_web_maps_put_it() {
        assert_eq!(spot(0.0, 0.0).x, 1 << 31);
        assert!(spot(0.0, 0.0).y.abs_diff(1 << 31) <= 1);
    }

    /// The example of the page that explains the numbers of such tiles (OpenStreetMap, "Slippy map
    /// tilenames").
    #[test]
    fn a_known_place_lies_in_its_known_tile() {
        let cell = Cell::around(spot(35.6590699, 139.7006793), 18);
        assert_eq!((cell.x, cell.y), (232_798, 103_246));
    }

    #[test]
    fn the_poles_and_the_date_line_lie_at_the_edge() {
        assert_eq!(spot(90.0, 180.0), Spot { x: u32::MAX, y: 0 });
        assert_eq!(spot(-90.0, -180.0), Spot { x: 0, y: u32::MAX });
    }

    #[test]
    fn tiles_that_are_not_there_are_refused() {
        assert!(Cell::new(0, 0, 0).is_some());
        assert!(Cell::new(18, (1 << 18) - 1, 0).is_some());
        for (z, x, y) in [(0, 1, 0), (18, 1 << 18, 0), (19, 0, 0), (u32::MAX, 0, 0)] {
            assert_eq!(Cell::new(z, x, y), None);
        }
    }
}
