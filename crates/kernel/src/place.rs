//! A point on the earth as the record keeps it: integer 1e-7 degrees, so that equal places are equal bytes.

use serde::{Deserialize, Serialize};

const DEGREE_E7: f64 = 1e7;
/// Mean earth radius in metres (IUGG 1980).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

/// A WGS-84 point in units of 1e-7 degrees (about 11 mm of latitude).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Raw", deny_unknown_fields)]
pub struct Point {
    lat_e7: i32,
    lon_e7: i32,
}

/// Why two numbers are not a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PointError {
    /// Latitude beyond the poles.
    #[error("latitude {0}e-7 is outside -90..90 degrees")]
    Latitude(i64),
    /// Longitude beyond the date line.
    #[error("longitude {0}e-7 is outside -180..180 degrees")]
    Longitude(i64),
}

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Raw {
    lat_e7: i64,
    lon_e7: i64,
}

impl TryFrom<Raw> for Point {
    type Error = PointError;
    fn try_from(raw: Raw) -> Result<Self, PointError> {
        Self::from_e7(raw.lat_e7, raw.lon_e7)
    }
}

impl Point {
    /// Makes a point from integer 1e-7 degrees.
    ///
    /// # Errors
    /// [`PointError`] when either number is outside the globe.
    pub fn from_e7(lat_e7: i64, lon_e7: i64) -> Result<Self, PointError> {
        let within = |value: i64, limit: i32| {
            i32::try_from(value)
                .ok()
                .filter(|v| (-limit..=limit).contains(v))
        };
        Ok(Self {
            lat_e7: within(lat_e7, 900_000_000).ok_or(PointError::Latitude(lat_e7))?,
            lon_e7: within(lon_e7, 1_800_000_000).ok_or(PointError::Longitude(lon_e7))?,
        })
    }

    /// Makes a point from degrees, rounded to the nearest 1e-7.
    ///
    /// # Errors
    /// [`PointError`] when either number is outside the globe; a NaN counts as outside.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, PointError> {
        // A NaN would become 0 in the cast below and so name a real place in the Gulf of Guinea.
        let e7 = |degrees: f64| {
            if degrees.is_nan() {
                i64::MAX
            } else {
                (degrees * DEGREE_E7).round() as i64
            }
        };
        Self::from_e7(e7(lat), e7(lon))
    }

    /// Latitude in 1e-7 degrees, north positive.
    #[must_use]
    pub fn lat_e7(self) -> i32 {
        self.lat_e7
    }

    /// Longitude in 1e-7 degrees, east positive.
    #[must_use]
    pub fn lon_e7(self) -> i32 {
        self.lon_e7
    }

    /// Latitude in degrees, for drawing and distances only.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e7) / DEGREE_E7
    }

    /// Longitude in degrees, for drawing and distances only.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e7) / DEGREE_E7
    }

    /// Great-circle distance in metres (haversine on a sphere; within 0.6 % of the ellipsoid).
    #[must_use]
    pub fn distance_m(self, other: Self) -> f64 {
        let (lat_a, lat_b) = (self.lat().to_radians(), other.lat().to_radians());
        let half_lat = (lat_b - lat_a) / 2.0;
        let half_lon = (other.lon() - self.lon()).to_radians() / 2.0;
        let a = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
        2.0 * EARTH_RADIUS_M * a.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_beyond_the_globe_is_refused_with_the_number() {
        assert_eq!(
            Point::from_e7(900_000_001, 0),
            Err(PointError::Latitude(900_000_001))
        );
        assert_eq!(
            Point::from_e7(0, -1_800_000_001),
            Err(PointError::Longitude(-1_800_000_001))
        );
        assert!(Point::from_degrees(f64::NAN, 0.0).is_err());
        assert!(serde_json::from_str::<Point>(r#"{"lat_e7":900000001,"lon_e7":0}"#).is_err());
    }

    #[test]
    fn a_degree_of_latitude_is_about_111_kilometres() {
        let a = Point::from_degrees(30.0, 114.0).unwrap();
        let b = Point::from_degrees(31.0, 114.0).unwrap();
        assert!((a.distance_m(b) - 111_195.0).abs() < 1.0);
    }
}
