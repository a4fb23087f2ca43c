//! Where a number is on a street: known, or worked out from the numbers around it.

mod neighbours;
mod posts;
mod ranges;

pub(crate) use posts::kilometres;
pub(crate) use ranges::number_at;

use kernel::Point;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::geometry::{Course, between, mean};
use crate::hit::Position;
use crate::index::{Error, course, point_at};
use crate::query::{House, Number};

use neighbours::{BETWEEN_M, beyond, neighbours};
use posts::post;
use ranges::{in_range, middle, ranges};

/// How far houses stand from the middle of their street, in metres.
const ASIDE_M: f64 = 8.0;

/// How far a known house reaches from its point, in metres.
const HOUSE_M: f64 = 10.0;

/// Where a number is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) point: Point,
    pub(crate) uncertainty_m: f64,
    pub(crate) position: Position,
    /// The number as it is written on the house.
    pub(crate) shown: String,
}

/// Looks a number up on a street; none when nothing is known about where it may be.
pub(crate) fn find(
    database: &Connection,
    street: u32,
    number: &Number,
) -> Result<Option<Found>, Error> {
    if let Some(along_m) = number.along_m {
        return post(database, street, along_m);
    }
    if number.block {
        return block(database, street, number.house.first);
    }
    let found = house(database, street, &number.house)?;
    let Some(to) = number.to else {
        return Ok(found);
    };
    // Several numbers: the middle of the first and the last.
    let last = house(
        database,
        street,
        &House {
            first: to,
            rest: String::new(),
        },
    )?;
    Ok(match (found, last) {
        (Some(first), Some(last)) => Some(Found {
            point: between(first.point, last.point, 0.5),
            uncertainty_m: first.uncertainty_m.max(last.uncertainty_m)
                + first.point.distance_m(last.point) / 2.0,
            position: first.position,
            shown: format!("{}-{to}", first.shown),
        }),
        (found, last) => found.or(last),
    })
}

fn house(database: &Connection, street: u32, house: &House) -> Result<Option<Found>, Error> {
    if let Some(known) = known(database, street, house)? {
        return Ok(Some(known));
    }
    let shown = match house.rest.strip_prefix('-') {
        Some(_) => format!("{}{}", house.first, house.rest),
        None => format!("{}{}", house.first, house.rest.to_uppercase()),
    };
    let worked_out = match neighbours(database, street, house.first)? {
        Some((point, uncertainty_m)) if uncertainty_m <= BETWEEN_M / 8.0 => {
            Some((point, uncertainty_m))
        }
        other => in_range(database, street, house.first)?.or(other),
    };
    let worked_out = match worked_out {
        None => beyond(database, street, house.first)?,
        found => found,
    };
    Ok(worked_out.map(|(point, uncertainty_m)| Found {
        point,
        uncertainty_m,
        position: Position::Interpolated,
        shown,
    }))
}

/// A house that is on the map; one without its letter or its inner number is next to it.
fn known(database: &Connection, street: u32, house: &House) -> Result<Option<Found>, Error> {
    let text = "SELECT lat_e7, lon_e7, shown, rest FROM address WHERE street = ?1 AND first = ?2
        ORDER BY rest = ?3 DESC, length(rest), id LIMIT 1";
    let row = |row: &Row<'_>| Ok((point_at(row, 0), row.get(2)?, row.get::<_, String>(3)?));
    let mut statement = database.prepare_cached(text)?;
    let found = statement
        .query_row((street, house.first, &house.rest), row)
        .optional()?;
    let Some((point, shown, rest)) = found else {
        return Ok(None);
    };
    let same = rest == house.rest;
    Ok(Some(Found {
        point: point?,
        uncertainty_m: if same { HOUSE_M } else { 3.0 * HOUSE_M },
        position: if same {
            Position::Exact
        } else {
            Position::Interpolated
        },
        shown,
    }))
}

/// The middle of a hundred: `1400 Block` is 1400 to 1499.
fn block(database: &Connection, street: u32, first: u32) -> Result<Option<Found>, Error> {
    let last = first.saturating_add(99);
    let found = |point, uncertainty_m| Found {
        point,
        uncertainty_m,
        position: Position::Exact,
        shown: first.to_string(),
    };
    let ranges = ranges(database, street, first, last)?;
    if let Some((point, uncertainty_m)) = middle(&ranges, first, last) {
        return Ok(Some(found(point, uncertainty_m)));
    }
    let text = "SELECT lat_e7, lon_e7 FROM address WHERE street = ?1 AND first BETWEEN ?2 AND ?3";
    let mut statement = database.prepare_cached(text)?;
    let rows = statement.query_map((street, first, last), |row| Ok(point_at(row, 0)))?;
    let points: Vec<Point> = rows.map(|row| row?).collect::<Result<_, _>>()?;
    let Some(centre) = mean(&points) else {
        let half_way = House {
            first: first + 50,
            rest: String::new(),
        };
        return house(database, street, &half_way).map(|near| {
            near.map(|near| Found {
                shown: first.to_string(),
                ..near
            })
        });
    };
    let reach_m = points
        .iter()
        .map(|point| centre.distance_m(*point))
        .fold(HOUSE_M, f64::max);
    Ok(Some(found(centre, reach_m)))
}

/// The lines of a street.
pub(crate) fn pieces(database: &Connection, street: u32) -> Result<Vec<Course>, Error> {
    let mut statement = database.prepare_cached("SELECT line FROM piece WHERE street = ?1")?;
    let rows = statement.query_map([street], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|row| course(&row?)).collect()
}
