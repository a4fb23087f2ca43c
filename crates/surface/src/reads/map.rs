//! What the desk draws under incidents and units: whatever map the program was given.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Digest;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Reader;
use crate::extract::Path;
use crate::problem::Problem;
use crate::server::App;

/// A map to draw, as GeoJSON layers. Empty when there is none.
#[derive(Debug, Default)]
pub struct MapSource {
    /// Its name.
    pub name: Name,
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
    /// Whom to credit.
    pub attribution: String,
    /// Layers by name.
    pub layers: Vec<Layer>,
}

/// One layer.
#[derive(Debug)]
pub struct Layer {
    /// `streets`, `water`, `districts`, …
    pub name: &'static str,
    /// A GeoJSON feature collection.
    pub geojson: bytes::Bytes,
}

impl Layer {
    /// A layer from the text of a GeoJSON feature collection.
    #[must_use]
    pub fn new(name: &'static str, geojson: String) -> Self {
        Self {
            name,
            geojson: geojson.into(),
        }
    }
}

/// A name in both languages.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Name {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

/// Whether there is a map, and which.
#[derive(Debug, Serialize, ToSchema)]
pub struct MapInfo {
    /// Whether there is one.
    pub available: bool,
    /// Its name.
    pub name: Name,
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
    /// Whom to credit.
    pub attribution: String,
    /// The layers there are.
    pub layers: Vec<String>,
}

/// Whether there is a map, and which.
#[utoipa::path(get, path = "/v1/map", tag = "reads", responses((status = 200, body = MapInfo)))]
pub async fn info(State(app): State<App>) -> Json<MapInfo> {
    let map = &app.map;
    Json(MapInfo {
        available: !map.layers.is_empty(),
        name: map.name.clone(),
        bounds: map.bounds,
        attribution: map.attribution.clone(),
        layers: map
            .layers
            .iter()
            .map(|layer| layer.name.to_owned())
            .collect(),
    })
}

/// One layer as GeoJSON.
#[utoipa::path(get, path = "/v1/map/layers/{layer}", tag = "reads", params(("layer" = String, Path)),
    responses((status = 200, content_type = "application/geo+json", body = String), (status = 404, body = Problem)))]
pub async fn layer(
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let found = app.map.layers.iter().find(|layer| layer.name == name);
    let layer = found.ok_or_else(|| Problem::new(reader.0, "not-found", &[]))?;
    let tag = format!("\"{}\"", &Digest::of(&layer.geojson).to_string()[..32]);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|asked| asked.as_bytes() == tag.as_bytes());
    let set = [
        (header::CONTENT_TYPE, "application/geo+json".to_owned()),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::ETAG, tag),
    ];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, set).into_response());
    }
    Ok((set, layer.geojson.clone()).into_response())
}
