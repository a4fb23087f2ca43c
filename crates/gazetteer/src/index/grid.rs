//! A grid over the map: what lies in which cell, so that what is near a point is found at once.

use std::collections::BTreeSet;

use kernel::Point;
use rusqlite::Connection;

use super::Error;

/// The side of a cell in 1e-7 degrees: 222 m from south to north, less from west to east.
const CELL_E7: i64 = 20_000;
/// More than there are columns, so that row and column make one number.
const ROW: i64 = 1 << 20;

/// What lies in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    Piece = 0,
    Address = 1,
    Crossing = 2,
    Post = 3,
}

/// Row and column of a point.
pub(super) fn cell(point: Point) -> (i64, i64) {
    let row = (i64::from(point.lat_e7()) + 900_000_000) / CELL_E7;
    (row, (i64::from(point.lon_e7()) + 1_800_000_000) / CELL_E7)
}

pub(super) fn number((row, column): (i64, i64)) -> i64 {
    row * ROW + column
}

/// The cells a line passes, and some beside it. A step over many cells gives those of its points only
/// when it is cut, so it is cut.
pub(super) fn cells_of(line: &[Point]) -> BTreeSet<i64> {
    let mut cells: BTreeSet<i64> = line.iter().map(|point| number(cell(*point))).collect();
    for step in line.windows(2) {
        let ((row_a, column_a), (row_b, column_b)) = (cell(step[0]), cell(step[1]));
        let parts = (row_a - row_b).abs().max((column_a - column_b).abs()) * 4;
        for part in 1..parts {
            let point = crate::geometry::between(step[0], step[1], part as f64 / parts as f64);
            cells.insert(number(cell(point)));
        }
    }
    cells
}

/// What lies in the cells within so many of the cell of a point, and how far from the point one can
/// be sure to have seen everything, in metres.
pub(crate) fn cells_around(
    database: &Connection,
    point: Point,
    kept: Kept,
    within: i64,
) -> Result<(Vec<i64>, f64), Error> {
    let (row, column) = cell(point);
    let mut found = BTreeSet::new();
    let text = "SELECT item FROM cell WHERE kept = ?1 AND cell BETWEEN ?2 AND ?3";
    let mut statement = database.prepare_cached(text)?;
    for row in row - within..=row + within {
        let (from, to) = (
            number((row, column - within)),
            number((row, column + within)),
        );
        let items = statement.query_map((kept as i64, from, to), |row| row.get(0))?;
        for item in items {
            found.insert(item?);
        }
    }
    // A cell is narrowest from west to east.
    let narrow_m = 222.0 * point.lat().to_radians().cos();
    Ok((found.into_iter().collect(), within as f64 * narrow_m))
}
