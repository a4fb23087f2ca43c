//! Parts that several bodies share.

use application::intake::{Fix, FixSource, Place};
use application::{Source, When};
use kernel::{Code, Line, Point, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::names::{PointSource, SourceName};

/// A point with how sure it is.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PointBody {
    /// Latitude in 1e-7 degrees.
    pub lat_e7: i64,
    /// Longitude in 1e-7 degrees.
    pub lon_e7: i64,
    /// The true place lies within this many metres.
    pub uncertainty_m: u32,
    /// Where the point comes from.
    #[schema(value_type = PointSource)]
    pub source: FixSource,
}

impl PointBody {
    /// The point, if it is on the globe.
    pub fn fix(self) -> Result<Fix, kernel::PointError> {
        let point = Point::from_e7(self.lat_e7, self.lon_e7)?;
        Ok(Fix {
            point,
            uncertainty_m: self.uncertainty_m,
            source: self.source,
        })
    }
}

/// When something happened, where a time may be told.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
pub struct WhenBody {
    /// When it happened, as claimed; now when nobody says.
    pub happened_at_ms: Option<i64>,
    /// When the device stamped it.
    pub device_at_ms: Option<i64>,
    /// How the time was made; a button when nobody says.
    #[schema(value_type = Option<SourceName>)]
    pub source: Option<Source>,
}

impl WhenBody {
    /// As the domain is asked.
    pub fn when(self) -> When {
        When {
            happened_ms: self.happened_at_ms.map(Timestamp),
            device_ms: self.device_at_ms.map(Timestamp),
            source: self.source.unwrap_or(Source::Button),
        }
    }
}

/// Where something is, in up to three ways.
pub fn place(
    spoken_place: Option<Line>,
    address: Option<Line>,
    point: Option<PointBody>,
) -> Result<Place, kernel::PointError> {
    Ok(Place {
        spoken_place,
        address,
        point: point.map(PointBody::fix).transpose()?,
    })
}

/// A reason of the pack.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    /// Its code.
    #[schema(value_type = String)]
    pub reason: Code,
}
