//! Coordinates of Chinese maps at the edges: GCJ-02 and BD-09, each a type of its own.
//!
//! Inside, a place is a [`Point`] in WGS-84. CGCS2000 differs from it by centimetres and is taken as
//! the same. The shift of GCJ-02 is not published; the formula here is the one in general use, as in
//! the npm package gcoord, with the same rule that nothing is shifted outside a box around China.
//! The way back is found by iteration, so that there and back again is the same place to 1e-7 degrees.

use std::f64::consts::PI;

use kernel::{Point, PointError};

/// Semi-major axis of the Krasovsky 1940 ellipsoid in metres.
const AXIS_M: f64 = 6_378_245.0;
/// Its squared eccentricity.
const ECCENTRICITY_2: f64 = 0.006_693_421_622_965_823;
/// South-west and north-east corner of the box in which points are shifted, in degrees.
const BOX_LAT: std::ops::RangeInclusive<f64> = 0.8293..=55.8271;
const BOX_LON: std::ops::RangeInclusive<f64> = 72.004..=137.8347;
/// Steps of an iteration at most. Each makes the error at least a hundred times smaller, so that
/// five are enough; the rest is for points at the poles, where nothing converges.
const STEPS_MAX: usize = 30;
/// When an iteration is done, in degrees: a tenth of a millimetre.
const DONE: f64 = 1e-9;

/// A place in GCJ-02, the coordinates of Chinese web maps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gcj02(Degrees);

/// A place in BD-09, the coordinates of Baidu.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bd09(Degrees);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Degrees {
    lat: f64,
    lon: f64,
}

impl Degrees {
    fn checked(lat: f64, lon: f64) -> Result<Self, PointError> {
        Point::from_degrees(lat, lon).map(|_| Self { lat, lon })
    }

    fn of(point: Point) -> Self {
        Self {
            lat: point.lat(),
            lon: point.lon(),
        }
    }

    /// The point in whole 1e-7 degrees. A shift may lead a hair beyond the date line or a pole.
    fn point(self) -> Point {
        let e7 = |degrees: f64, limit: f64| (degrees.clamp(-limit, limit) * 1e7).round() as i64;
        Point::from_e7(e7(self.lat, 90.0), e7(self.lon, 180.0)).expect("both are clamped")
    }

    fn plus(self, other: Self) -> Self {
        Self {
            lat: self.lat + other.lat,
            lon: self.lon + other.lon,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            lat: self.lat - other.lat,
            lon: self.lon - other.lon,
        }
    }

    fn is_shifted(self) -> bool {
        BOX_LAT.contains(&self.lat) && BOX_LON.contains(&self.lon)
    }
}

impl Gcj02 {
    /// A place somebody else calls by GCJ-02 degrees.
    ///
    /// # Errors
    /// [`PointError`] when either number is outside the globe.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, PointError> {
        Degrees::checked(lat, lon).map(Self)
    }

    /// What GCJ-02 calls a place.
    #[must_use]
    pub fn of(point: Point) -> Self {
        let at = Degrees::of(point);
        Self(match at.is_shifted() {
            true => at.plus(shift(at)),
            false => at,
        })
    }

    /// The place. As in gcoord, the box is asked about the shifted coordinates.
    #[must_use]
    pub fn point(self) -> Point {
        match self.0.is_shifted() {
            true => undone(self.0, |at| at.plus(shift(at))).point(),
            false => self.0.point(),
        }
    }

    /// Latitude in GCJ-02 degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.0.lat
    }

    /// Longitude in GCJ-02 degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.0.lon
    }
}

impl Bd09 {
    /// A place somebody else calls by BD-09 degrees.
    ///
    /// # Errors
    /// [`PointError`] when either number is outside the globe.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, PointError> {
        Degrees::checked(lat, lon).map(Self)
    }

    /// What BD-09 calls a place; its shift knows no box and is added everywhere.
    #[must_use]
    pub fn of(point: Point) -> Self {
        Self(baidu(Gcj02::of(point).0))
    }

    /// The place.
    #[must_use]
    pub fn point(self) -> Point {
        Gcj02(undone(self.0, baidu)).point()
    }

    /// Latitude in BD-09 degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.0.lat
    }

    /// Longitude in BD-09 degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.0.lon
    }
}

/// What leads to `to` by `there`, found step by step; both shifts are small and smooth.
fn undone(to: Degrees, there: impl Fn(Degrees) -> Degrees) -> Degrees {
    let mut at = to;
    for _ in 0..STEPS_MAX {
        let error = there(at).minus(to);
        at = at.minus(error);
        if error.lat.abs() < DONE && error.lon.abs() < DONE {
            break;
        }
    }
    at
}

/// By how much GCJ-02 shifts a WGS-84 place, in degrees.
fn shift(at: Degrees) -> Degrees {
    let (x, y) = (at.lon - 105.0, at.lat - 35.0);
    let wave = |amplitude: f64, phase: f64| amplitude * (phase * PI).sin() * 2.0 / 3.0;
    let ripple = wave(20.0, 6.0 * x) + wave(20.0, 2.0 * x);
    let north_m = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + ripple
        + (wave(20.0, y) + wave(40.0, y / 3.0))
        + (wave(160.0, y / 12.0) + wave(320.0, y / 30.0));
    let east_m = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + ripple
        + (wave(20.0, x) + wave(40.0, x / 3.0))
        + (wave(150.0, x / 12.0) + wave(300.0, x / 30.0));
    let lat = at.lat.to_radians();
    let magic = 1.0 - ECCENTRICITY_2 * lat.sin().powi(2);
    let meridian_m = AXIS_M * (1.0 - ECCENTRICITY_2) / (magic * magic.sqrt());
    let parallel_m = AXIS_M / magic.sqrt() * lat.cos();
    Degrees {
        lat: (north_m / meridian_m).to_degrees(),
        lon: (east_m / parallel_m).to_degrees(),
    }
}

/// BD-09 of a GCJ-02 place.
fn baidu(at: Degrees) -> Degrees {
    const FACTOR: f64 = PI * 3000.0 / 180.0;
    let radius = at.lon.hypot(at.lat) + 0.000_02 * (at.lat * FACTOR).sin();
    let angle = at.lat.atan2(at.lon) + 0.000_003 * (at.lon * FACTOR).cos();
    Degrees {
        lat: radius * angle.sin() + 0.006,
        lon: radius * angle.cos() + 0.0065,
    }
}
