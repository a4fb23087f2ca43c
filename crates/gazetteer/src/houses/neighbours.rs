//! A number between two that are known, or a little beyond the last.

use kernel::Point;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::geometry::{Course, between};
use crate::index::{Error, point_at};

use super::{ASIDE_M, HOUSE_M, pieces};

/// Two known houses farther apart than this say little about what is between them, in metres.
pub(super) const BETWEEN_M: f64 = 400.0;

/// Numbers beyond the last known house that still lie beside it.
const BEYOND: u32 = 12;

/// Metres for each number beyond the last known house.
const NUMBER_M: f64 = 8.0;

/// Between the nearest known numbers on the same side of the street; with houses on the other side
/// alone, across from them.
pub(super) fn neighbours(
    database: &Connection,
    street: u32,
    number: u32,
) -> Result<Option<(Point, f64)>, Error> {
    let own = number % 2;
    if let Some(found) = between_known(database, street, number, own)? {
        return Ok(Some(found));
    }
    let Some((point, uncertainty_m)) = between_known(database, street, number, 1 - own)? else {
        return Ok(None);
    };
    let across = nearest_piece(database, street, point)?.map(|course| {
        let foot = course.foot(point);
        between(point, foot.point, 2.0)
    });
    Ok(Some((across.unwrap_or(point), uncertainty_m + ASIDE_M)))
}

fn between_known(
    database: &Connection,
    street: u32,
    number: u32,
    parity: u32,
) -> Result<Option<(Point, f64)>, Error> {
    let below = neighbour(database, street, number, parity, true)?;
    let above = neighbour(database, street, number, parity, false)?;
    let (Some((low, low_point)), Some((high, high_point))) = (below, above) else {
        return Ok(None);
    };
    let apart_m = low_point.distance_m(high_point);
    if apart_m > BETWEEN_M {
        return Ok(None);
    }
    let part = f64::from(number - low) / f64::from(high - low);
    Ok(Some((
        between(low_point, high_point, part),
        HOUSE_M + apart_m / 4.0,
    )))
}

/// The nearest known number of a parity, below or above.
fn neighbour(
    database: &Connection,
    street: u32,
    number: u32,
    parity: u32,
    below: bool,
) -> Result<Option<(u32, Point)>, Error> {
    let text = match below {
        true => {
            "SELECT first, lat_e7, lon_e7 FROM address
            WHERE street = ?1 AND first < ?2 AND first % 2 = ?3 ORDER BY first DESC LIMIT 1"
        }
        false => {
            "SELECT first, lat_e7, lon_e7 FROM address
            WHERE street = ?1 AND first > ?2 AND first % 2 = ?3 ORDER BY first LIMIT 1"
        }
    };
    let mut statement = database.prepare_cached(text)?;
    let row = |row: &Row<'_>| Ok((row.get(0)?, point_at(row, 1)));
    let found = statement
        .query_row((street, number, parity), row)
        .optional()?;
    found.map(|(first, point)| Ok((first, point?))).transpose()
}

/// A number a little beyond the last known one on its side.
pub(super) fn beyond(
    database: &Connection,
    street: u32,
    number: u32,
) -> Result<Option<(Point, f64)>, Error> {
    for below in [true, false] {
        let found = neighbour(database, street, number, number % 2, below)?;
        if let Some((first, point)) = found.filter(|(first, _)| first.abs_diff(number) <= BEYOND) {
            let off_m = f64::from(first.abs_diff(number)) * NUMBER_M;
            return Ok(Some((point, HOUSE_M + off_m)));
        }
    }
    Ok(None)
}

fn nearest_piece(database: &Connection, street: u32, to: Point) -> Result<Option<Course>, Error> {
    let found = pieces(database, street)?;
    let distance_m = |course: &Course| course.foot(to).distance_m;
    Ok(found
        .into_iter()
        .min_by(|a, b| distance_m(a).total_cmp(&distance_m(b))))
}
