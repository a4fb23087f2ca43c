//! Places as callers say them, and what is at a point. No words are kept: a search leaves no trace
//! but its answer.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use gazetteer::{
    Compass, Gazetteer, Hit, Kind, NearAddress, NearCrossing, NearPost, NearStreet, Position,
};
use kernel::Point;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Reader;
use crate::extract::Query;
use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

/// Hits that a list shows.
const SHOWN: usize = 12;

/// What somebody said, and near what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct WordsQuery {
    /// The words, whole or half typed.
    pub words: String,
    /// Latitude in 1e-7 degrees: of places that fit equally well the nearest to here comes first.
    pub lat_e7: Option<i64>,
    /// Longitude in 1e-7 degrees.
    pub lon_e7: Option<i64>,
}

/// A place that fits.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// In one line, in the reader's language.
    pub title: String,
    /// Where it belongs: the district, the street of a landmark.
    pub within: String,
    /// `address`, `block`, `street`, `crossing`, `settlement`, `landmark` or `kilometre`.
    pub kind: &'static str,
    /// What kind of landmark or settlement.
    pub category: Option<String>,
    /// Latitude in 1e-7 degrees.
    pub lat_e7: i32,
    /// Longitude in 1e-7 degrees.
    pub lon_e7: i32,
    /// How far from there it may be.
    pub uncertainty_m: u32,
    /// `exact`, `interpolated` or `street_only`.
    pub position: &'static str,
    /// Nothing had to be guessed.
    pub sure: bool,
    /// Words that were taken for others.
    pub corrected: Vec<Corrected>,
    /// Words that did not fit.
    pub missed: Vec<String>,
}

/// A word that was taken for another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Corrected {
    /// What was said.
    pub said: String,
    /// What it was taken for.
    pub taken: String,
}

impl Place {
    fn of(hit: &Hit, language: &str) -> Self {
        let (kind, category) = match &hit.kind {
            Kind::Address => ("address", None),
            Kind::Block => ("block", None),
            Kind::Street => ("street", None),
            Kind::Crossing => ("crossing", None),
            Kind::Settlement(size) => ("settlement", Some(size.code().to_owned())),
            Kind::Landmark(category) => ("landmark", Some(category.clone())),
            Kind::Kilometre => ("kilometre", None),
        };
        let within: Vec<&str> = hit
            .within
            .iter()
            .map(|names| names.in_language(language))
            .collect();
        Self {
            title: hit.title(language),
            within: within.join(", "),
            kind,
            category,
            lat_e7: hit.point.lat_e7(),
            lon_e7: hit.point.lon_e7(),
            // A city has fewer metres than numbers.
            uncertainty_m: hit.uncertainty_m.ceil() as u32,
            position: match hit.position {
                Position::Exact => "exact",
                Position::Interpolated => "interpolated",
                Position::StreetOnly => "street_only",
            },
            sure: hit.is_sure(),
            corrected: hit
                .corrected
                .iter()
                .map(|one| Corrected {
                    said: one.said.clone(),
                    taken: one.taken.clone(),
                })
                .collect(),
            missed: hit.missed.clone(),
        }
    }
}

/// Places that fit what somebody said, the best first.
#[utoipa::path(get, path = "/v1/places", tag = "reads", params(WordsQuery),
    responses((status = 200, body = Vec<Place>), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn search(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<WordsQuery>,
) -> Result<Json<Vec<Place>>, Problem> {
    let near = match (asked.lat_e7, asked.lon_e7) {
        (Some(lat), Some(lon)) => Some(point(reader.0, lat, lon)?),
        _ => None,
    };
    let language = reader.0;
    let hits = ask(&app, language, move |gazetteer| {
        gazetteer.search(&asked.words, near, SHOWN)
    })
    .await?;
    Ok(Json(
        hits.iter()
            .map(|hit| Place::of(hit, language.tag()))
            .collect(),
    ))
}

/// What is at a point.
#[derive(Debug, Serialize, ToSchema)]
pub struct Here {
    /// The nearest house, or where it would stand.
    pub address: Option<HereAddress>,
    /// The nearest street.
    pub street: Option<HereStreet>,
    /// The nearest crossing.
    pub crossing: Option<HereCrossing>,
    /// The nearest kilometre post.
    pub kilometre: Option<HerePost>,
}

/// A house.
#[derive(Debug, Serialize, ToSchema)]
pub struct HereAddress {
    /// Its street.
    pub street: String,
    /// Its number.
    pub number: String,
    /// The number was worked out from others.
    pub estimated: bool,
    /// How far away.
    pub distance_m: u32,
}

/// A street.
#[derive(Debug, Serialize, ToSchema)]
pub struct HereStreet {
    /// Its name.
    pub street: String,
    /// On which side of it the point lies: `north`, `east`, `south` or `west`.
    pub side: Option<&'static str>,
    /// How far away.
    pub distance_m: u32,
}

/// A crossing.
#[derive(Debug, Serialize, ToSchema)]
pub struct HereCrossing {
    /// Its two streets.
    pub streets: Vec<String>,
    /// How far away.
    pub distance_m: u32,
}

/// A kilometre post.
#[derive(Debug, Serialize, ToSchema)]
pub struct HerePost {
    /// Its road.
    pub road: String,
    /// What it says.
    pub kilometre: String,
    /// How far away.
    pub distance_m: u32,
}

/// Where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct HereQuery {
    /// Latitude in 1e-7 degrees.
    pub lat_e7: i64,
    /// Longitude in 1e-7 degrees.
    pub lon_e7: i64,
}

/// The address, crossing or kilometre post nearest to a point.
#[utoipa::path(get, path = "/v1/places/at", operation_id = "place_at", tag = "reads", params(HereQuery),
    responses((status = 200, body = Here), (status = "4XX", body = Problem), (status = 503, body = Problem)))]
pub async fn at(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<HereQuery>,
) -> Result<Json<Here>, Problem> {
    let here = point(reader.0, asked.lat_e7, asked.lon_e7)?;
    let found = ask(&app, reader.0, move |gazetteer| gazetteer.locate(here)).await?;
    let tag = reader.0.tag();
    let named = |names: &atlas::Names| names.in_language(tag).to_owned();
    let metres = |distance_m: f64| distance_m.round() as u32;
    Ok(Json(Here {
        address: found.address.map(
            |NearAddress {
                 street,
                 number,
                 estimated,
                 distance_m,
             }| HereAddress {
                street: named(&street),
                number,
                estimated,
                distance_m: metres(distance_m),
            },
        ),
        street: found.street.map(
            |NearStreet {
                 street,
                 side,
                 distance_m,
                 ..
             }| HereStreet {
                street: named(&street),
                side: side.map(quarter),
                distance_m: metres(distance_m),
            },
        ),
        crossing: found.crossing.map(
            |NearCrossing {
                 streets,
                 distance_m,
                 ..
             }| HereCrossing {
                streets: streets.iter().map(named).collect(),
                distance_m: metres(distance_m),
            },
        ),
        kilometre: found.kilometre.map(
            |NearPost {
                 road,
                 kilometre,
                 distance_m,
             }| HerePost {
                road: named(&road),
                kilometre,
                distance_m: metres(distance_m),
            },
        ),
    }))
}

fn quarter(side: Compass) -> &'static str {
    match side {
        Compass::North => "north",
        Compass::East => "east",
        Compass::South => "south",
        Compass::West => "west",
    }
}

fn point(language: Language, lat_e7: i64, lon_e7: i64) -> Result<Point, Problem> {
    Point::from_e7(lat_e7, lon_e7)
        .map_err(|error| Problem::bad_request(language, &error.to_string()))
}

/// Asks the gazetteer off the threads that serve.
async fn ask<T: Send + 'static>(
    app: &App,
    language: Language,
    question: impl FnOnce(&Gazetteer) -> Result<T, gazetteer::Error> + Send + 'static,
) -> Result<T, Problem> {
    let gazetteer: Arc<Gazetteer> = app
        .map
        .gazetteer()
        .ok_or_else(|| Problem::new(language, "places-not-ready", &[]))?;
    match tokio::task::spawn_blocking(move || question(&gazetteer)).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the gazetteer failed"
            );
            Err(Problem::new(language, "server-error", &[]))
        }
        Err(_) => Err(Problem::new(language, "server-error", &[])),
    }
}
