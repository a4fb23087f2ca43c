//! Where a number is on a street: known, or worked out from the numbers around it.

use kernel::Point;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::geometry::{Course, between, mean};
use crate::hit::Position;
use crate::index::{Error, course, point_at};
use crate::query::{House, Number};

/// How far houses stand from the middle of their street, in metres.
const ASIDE_M: f64 = 8.0;
/// How far a known house reaches from its point, in metres.
const HOUSE_M: f64 = 10.0;
/// Two known houses farther apart than this say little about what is between them, in metres.
const BETWEEN_M: f64 = 400.0;
/// Numbers beyond the last known house that still lie beside it.
const BEYOND: u32 = 12;
/// Metres for each number beyond the last known house.
const NUMBER_M: f64 = 8.0;
/// How far a kilometre post is trusted, in metres, and how far two may lie apart to be counted between.
const POST_M: f64 = 20.0;
const POSTS_APART_M: i64 = 5_000;
/// Ranges of one block that are looked at.
const BLOCK_RANGES_MAX: usize = 64;

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

/// Between the nearest known numbers on the same side of the street; with houses on the other side
/// alone, across from them.
fn neighbours(
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
fn beyond(database: &Connection, street: u32, number: u32) -> Result<Option<(Point, f64)>, Error> {
    for below in [true, false] {
        let found = neighbour(database, street, number, number % 2, below)?;
        if let Some((first, point)) = found.filter(|(first, _)| first.abs_diff(number) <= BEYOND) {
            let off_m = f64::from(first.abs_diff(number)) * NUMBER_M;
            return Ok(Some((point, HOUSE_M + off_m)));
        }
    }
    Ok(None)
}

/// House numbers along a line.
struct Range {
    course: Course,
    /// The side of the line; none when the line is where the houses are.
    left: Option<bool>,
    first: u32,
    last: u32,
    numbering: i64,
}

impl Range {
    /// How far along the line a number is.
    fn along_m(&self, number: u32) -> f64 {
        let (first, last) = (f64::from(self.first), f64::from(self.last));
        let part = match self.first == self.last {
            true => 0.5,
            false => (f64::from(number) - first) / (last - first),
        };
        self.course.length_m() * part.clamp(0.0, 1.0)
    }

    fn fits(&self, number: u32) -> bool {
        self.numbering < 0 || self.numbering == i64::from(number % 2)
    }

    fn point(&self, number: u32) -> Point {
        let along_m = self.along_m(number);
        match self.left {
            Some(left) => self.course.beside(along_m, left, ASIDE_M),
            None => self.course.at(along_m).0,
        }
    }
}

fn ranges(database: &Connection, street: u32, low: u32, high: u32) -> Result<Vec<Range>, Error> {
    let text = "SELECT coalesce(range.line, piece.line), is_left, first, last, numbering
        FROM range LEFT JOIN piece ON piece.id = range.piece
        WHERE range.street = ?1 AND low <= ?3 AND high >= ?2 LIMIT ?4";
    let row = |row: &Row<'_>| {
        let bytes: Vec<u8> = row.get(0)?;
        Ok((bytes, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    };
    let mut statement = database.prepare_cached(text)?;
    let rows = statement.query_map((street, low, high, BLOCK_RANGES_MAX as i64), row)?;
    rows.map(|row| {
        let (bytes, left, first, last, numbering) = row?;
        let course = course(&bytes)?;
        Ok(Range {
            course,
            left,
            first,
            last,
            numbering,
        })
    })
    .collect()
}

/// A number in a range, on its side of the street; in a range of the other side, across from there.
fn in_range(
    database: &Connection,
    street: u32,
    number: u32,
) -> Result<Option<(Point, f64)>, Error> {
    let found = ranges(database, street, number, number)?;
    let best = found
        .iter()
        .min_by_key(|range| (!range.fits(number), range.first.abs_diff(range.last)));
    Ok(best.map(|range| {
        let uncertainty_m = HOUSE_M + range.course.length_m() / 4.0;
        let point = match (range.fits(number), range.left) {
            (false, Some(left)) => range.course.beside(range.along_m(number), !left, ASIDE_M),
            _ => range.point(number),
        };
        (point, uncertainty_m)
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

/// The middle of what ranges have of these numbers, and how far they reach from there.
fn middle(ranges: &[Range], first: u32, last: u32) -> Option<(Point, f64)> {
    let part = |range: &Range| {
        let (low, high) = (range.first.min(range.last), range.first.max(range.last));
        let ends = [low.max(first), high.min(last)].map(|number| range.along_m(number));
        (ends[0].min(ends[1]), ends[0].max(ends[1]))
    };
    let parts: Vec<(f64, f64)> = ranges.iter().map(part).collect();
    let total_m: f64 = parts.iter().map(|(from, to)| to - from + 1.0).sum();
    let start = ranges.first()?.course.0[0];
    let (mut east, mut north, mut ends) = (0.0, 0.0, vec![]);
    for (range, (from, to)) in ranges.iter().zip(&parts) {
        let (point, _) = range.course.at((from + to) / 2.0);
        let share = (to - from + 1.0) / total_m;
        let (to_east, to_north) = crate::geometry::offset_m(start, point);
        (east, north) = (east + to_east * share, north + to_north * share);
        ends.extend([range.course.at(*from).0, range.course.at(*to).0]);
    }
    let centre = crate::geometry::moved(start, (east, north));
    let feet = ranges.iter().map(|range| range.course.foot(centre));
    let foot = feet.min_by(|a, b| a.distance_m.total_cmp(&b.distance_m))?;
    let reach_m = ends
        .iter()
        .map(|end| foot.point.distance_m(*end))
        .fold(0.0, f64::max);
    Some((foot.point, reach_m + HOUSE_M))
}

fn nearest_piece(database: &Connection, street: u32, to: Point) -> Result<Option<Course>, Error> {
    let found = pieces(database, street)?;
    let distance_m = |course: &Course| course.foot(to).distance_m;
    Ok(found
        .into_iter()
        .min_by(|a, b| distance_m(a).total_cmp(&distance_m(b))))
}

/// The lines of a street.
pub(crate) fn pieces(database: &Connection, street: u32) -> Result<Vec<Course>, Error> {
    let mut statement = database.prepare_cached("SELECT line FROM piece WHERE street = ?1")?;
    let rows = statement.query_map([street], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|row| course(&row?)).collect()
}

/// So far along a road, by the posts before and after.
fn post(database: &Connection, street: u32, along_m: u32) -> Result<Option<Found>, Error> {
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

/// The number a place along a range has, on one side.
pub(crate) fn number_at(first: u32, last: u32, part: f64, numbering: i64) -> u32 {
    let (first_f, last_f) = (f64::from(first), f64::from(last));
    let about = (first_f + (last_f - first_f) * part.clamp(0.0, 1.0)).round() as u32;
    let (low, high) = (first.min(last), first.max(last));
    match numbering {
        parity @ 0..=1 if i64::from(about % 2) != parity && about < high => about + 1,
        parity @ 0..=1 if i64::from(about % 2) != parity && about > low => about - 1,
        _ => about,
    }
}
