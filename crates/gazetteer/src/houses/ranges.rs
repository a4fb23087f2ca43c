//! A number in a range of numbers along a line, and the middle of a hundred of them.

use kernel::Point;
use rusqlite::{Connection, Row};

use crate::geometry::{Course, moved, offset_m};
use crate::index::{Error, course};

use super::{ASIDE_M, HOUSE_M};

/// Ranges of one block that are looked at.
const BLOCK_RANGES_MAX: usize = 64;

/// House numbers along a line.
pub(super) struct Range {
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

/// Ranges of a street that have any of these numbers.
pub(super) fn ranges(
    database: &Connection,
    street: u32,
    low: u32,
    high: u32,
) -> Result<Vec<Range>, Error> {
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
pub(super) fn in_range(
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

/// The middle of what ranges have of these numbers, and how far they reach from there.
pub(super) fn middle(ranges: &[Range], first: u32, last: u32) -> Option<(Point, f64)> {
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
        let (to_east, to_north) = offset_m(start, point);
        (east, north) = (east + to_east * share, north + to_north * share);
        ends.extend([range.course.at(*from).0, range.course.at(*to).0]);
    }
    let centre = moved(start, (east, north));
    let feet = ranges.iter().map(|range| range.course.foot(centre));
    let foot = feet.min_by(|a, b| a.distance_m.total_cmp(&b.distance_m))?;
    let reach_m = ends
        .iter()
        .map(|end| foot.point.distance_m(*end))
        .fold(0.0, f64::max);
    Some((foot.point, reach_m + HOUSE_M))
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
