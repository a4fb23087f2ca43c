//! So far along a road, by its kilometre posts.

use kernel::Point;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::geometry::between;
use crate::hit::Position;
use crate::index::{Error, point_at};

use super::Found;

/// How far a post is trusted, in metres.
const POST_M: f64 = 20.0;
/// Posts farther apart than this are not counted between, in metres.
const POSTS_APART_M: i64 = 5_000;

/// So far along a road, by the posts before and after.
pub(super) fn post(
    database: &Connection,
    street: u32,
    along_m: u32,
) -> Result<Option<Found>, Error> {
    let text = |below: bool| match below {
        true => {
            "SELECT along_m, lat_e7, lon_e7 FROM post WHERE street = ?1 AND along_m <= ?2
            ORDER BY along_m DESC LIMIT 1"
        }
        false => {
            "SELECT along_m, lat_e7, lon_e7 FROM post WHERE street = ?1 AND along_m >= ?2
            ORDER BY along_m LIMIT 1"
        }
    };
    let nearest = |below: bool| -> Result<Option<(i64, Point)>, Error> {
        let mut statement = database.prepare_cached(text(below))?;
        let row = |row: &Row<'_>| Ok((row.get(0)?, point_at(row, 1)));
        let found = statement.query_row((street, along_m), row).optional()?;
        found
            .map(|(along_m, point)| Ok((along_m, point?)))
            .transpose()
    };
    let (Some((low, low_point)), Some((high, high_point))) = (nearest(true)?, nearest(false)?)
    else {
        return Ok(None);
    };
    if high - low > POSTS_APART_M {
        return Ok(None);
    }
    let shown = kilometres(along_m);
    if low == high {
        let (point, uncertainty_m, position) = (low_point, POST_M, Position::Exact);
        return Ok(Some(Found {
            point,
            uncertainty_m,
            position,
            shown,
        }));
    }
    let part = (i64::from(along_m) - low) as f64 / (high - low) as f64;
    Ok(Some(Found {
        point: between(low_point, high_point, part),
        uncertainty_m: POST_M + low_point.distance_m(high_point) / 4.0,
        position: Position::Interpolated,
        shown,
    }))
}

/// `12`, `12.3`.
pub(crate) fn kilometres(along_m: u32) -> String {
    let (whole, rest) = (along_m / 1_000, along_m % 1_000);
    match rest {
        0 => whole.to_string(),
        rest => format!("{whole}.{rest:03}")
            .trim_end_matches('0')
            .to_owned(),
    }
}
