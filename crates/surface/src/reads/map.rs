//! What the desk draws under incidents and units: whatever map the program was given, in tiles.

use std::sync::{Arc, OnceLock};

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gazetteer::Gazetteer;
use serde::Serialize;
use tiles::{Cell, Tiles, ZOOM_MAX};
use utoipa::ToSchema;

use crate::caller::Reader;
use crate::extract::Path;
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// A map to draw and to search, or none.
#[derive(Clone, Debug, Default)]
pub struct MapSource {
    tiles: Option<Arc<Tiles>>,
    /// Empty until the index is made, which takes some seconds for a large city.
    gazetteer: Arc<OnceLock<Arc<Gazetteer>>>,
}

impl MapSource {
    /// Draws this map, and searches it once its index is there.
    #[must_use]
    pub fn new(tiles: Arc<Tiles>, gazetteer: Arc<OnceLock<Arc<Gazetteer>>>) -> Self {
        let tiles = Some(tiles);
        Self { tiles, gazetteer }
    }

    pub(crate) fn gazetteer(&self) -> Option<Arc<Gazetteer>> {
        self.gazetteer.get().cloned()
    }
}

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Name {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
}

impl Name {
    fn of(names: &atlas::Names) -> Self {
        let says = |tag| names.in_language(tag).to_owned();
        Self {
            en: says("en"),
            zh_cn: says("zh-CN"),
        }
    }
}

/// Whether there is a map, and which.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct MapInfo {
    /// Whether there is one. Without one every other field is empty.
    pub available: bool,
    /// What it is called.
    pub title: Name,
    /// Whom to credit, wherever the map is shown.
    pub credit: Name,
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
    /// Where its tiles are, with `{z}`, `{x}` and `{y}` to fill in. The address of a map that has
    /// changed is another one, so that tiles may be kept for ever.
    pub tiles: String,
    /// The nearest zoom that has tiles; what is nearer still is enlarged.
    pub zoom_max: u8,
    /// The map by its content.
    pub digest: String,
}

/// Whether there is a map, and which.
#[utoipa::path(get, path = "/v1/map", tag = "reads", responses((status = 200, body = MapInfo)))]
pub async fn info(State(app): State<App>) -> Json<MapInfo> {
    let Some(tiles) = &app.map.tiles else {
        return Json(MapInfo::default());
    };
    let meta = tiles.meta();
    let degrees = |(low, high): (kernel::Point, kernel::Point)| {
        [low.lon(), low.lat(), high.lon(), high.lat()]
    };
    let digest = digest(tiles);
    Json(MapInfo {
        available: true,
        title: Name::of(&meta.title),
        credit: Name::of(&meta.credit),
        bounds: meta.bounds.map(degrees).unwrap_or_default(),
        tiles: format!("/v1/map/tiles/{digest}/{{z}}/{{x}}/{{y}}"),
        zoom_max: ZOOM_MAX,
        digest,
    })
}

/// The map by its content, as addresses say it: half of the digest is enough to tell maps apart.
fn digest(tiles: &Tiles) -> String {
    tiles.digest().to_string()[..32].to_owned()
}

/// One tile (Mapbox Vector Tile, version 2). 204 where the map is empty.
#[utoipa::path(get, path = "/v1/map/tiles/{digest}/{z}/{x}/{y}", tag = "reads",
    params(("digest" = String, Path), ("z" = u32, Path), ("x" = u32, Path), ("y" = u32, Path)),
    responses((status = 200, content_type = "application/vnd.mapbox-vector-tile", body = [u8]), (status = 204),
        (status = 400, body = Problem), (status = 404, body = Problem)))]
pub async fn tile(
    State(app): State<App>,
    reader: Reader,
    Path((asked, z, x, y)): Path<(String, u32, u32, u32)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let known = app
        .map
        .tiles
        .as_ref()
        .filter(|tiles| digest(tiles) == asked);
    let Some(tiles) = known.cloned() else {
        return Err(Problem::new(reader.0, "not-found", &[]));
    };
    let Some(cell) = Cell::new(z, x, y) else {
        let what = format!("there is no tile {z}/{x}/{y}");
        return Err(Problem::bad_request(reader.0, &what));
    };
    let tag = format!("\"{asked}-{z}-{x}-{y}\"");
    let is_kept = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|kept| kept.as_bytes() == tag.as_bytes());
    let set = [
        (header::CACHE_CONTROL, FOR_EVER.to_owned()),
        (header::ETAG, tag),
    ];
    if is_kept {
        return Ok((StatusCode::NOT_MODIFIED, set).into_response());
    }
    let drawn = draw(reader.0, tiles, cell).await?;
    if drawn.is_empty() {
        return Ok((StatusCode::NO_CONTENT, set).into_response());
    }
    let kind = [(header::CONTENT_TYPE, "application/vnd.mapbox-vector-tile")];
    Ok((set, kind, bytes::Bytes::from_owner(drawn)).into_response())
}

/// The address holds the digest of the map: what it answers today it answers for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Draws a tile off the threads that serve.
async fn draw(language: Language, tiles: Arc<Tiles>, cell: Cell) -> Result<Arc<[u8]>, Problem> {
    let drawn = tokio::task::spawn_blocking(move || tiles.tile(cell)).await;
    drawn.map_err(|_| Problem::new(language, "server-error", &[]))
}
