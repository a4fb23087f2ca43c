//! An outline around lines: the area that is near to what was reached, as rings of points.
//!
//! The lines are drawn onto a grid of square cells, and the border between drawn and empty cells is
//! followed. So the outline is true to the width of a cell and never claims a valley between two
//! roads that a hull would fill.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Point;

/// Metres in a degree of latitude, on the sphere that [`Point::distance_m`] uses.
const DEGREE_M: f64 = 111_194.926_644_558_73;
/// Cells of a grid at most; a wider area is drawn with larger cells.
const CELLS_MAX: f64 = 4_000_000.0;

/// A corner of cells: column and row.
type Corner = (i32, i32);

/// The rings around everything within about a cell of the lines: outer rings run against the clock,
/// holes with it. Each ends where it began.
#[must_use]
pub fn outline(lines: &[Vec<Point>], cell_m: f64) -> Vec<Vec<Point>> {
    let Some(grid) = Grid::over(lines, cell_m) else {
        return vec![];
    };
    let mut cells = BTreeSet::new();
    for leg in lines.iter().flat_map(|line| line.windows(2)) {
        grid.draw(leg[0], leg[1], &mut cells);
    }
    rings(&cells)
        .into_iter()
        .map(|ring| grid.points(&ring))
        .collect()
}

struct Grid {
    south: f64,
    west: f64,
    /// Degrees of a cell, north and east.
    cell: (f64, f64),
}

impl Grid {
    fn over(lines: &[Vec<Point>], cell_m: f64) -> Option<Self> {
        let points = || lines.iter().flatten();
        points().next()?;
        let (mut south, mut west) = (f64::INFINITY, f64::INFINITY);
        let (mut north, mut east) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for point in points() {
            (south, west) = (south.min(point.lat()), west.min(point.lon()));
            (north, east) = (north.max(point.lat()), east.max(point.lon()));
        }
        let cos = ((south + north) / 2.0).to_radians().cos().max(0.01);
        let area_m2 = (north - south) * (east - west) * cos * DEGREE_M * DEGREE_M;
        let cell_m = cell_m.max(1.0).max((area_m2 / CELLS_MAX).sqrt());
        let north_deg = cell_m / DEGREE_M;
        Some(Self {
            south,
            west,
            cell: (north_deg, north_deg / cos),
        })
    }

    fn cell(&self, lat: f64, lon: f64) -> Corner {
        let (row, column) = (
            (lat - self.south) / self.cell.0,
            (lon - self.west) / self.cell.1,
        );
        // Cells are few; see `over`.
        (column.floor() as i32, row.floor() as i32)
    }

    /// Marks the cells under a leg, and those beside them.
    fn draw(&self, from: Point, to: Point, cells: &mut BTreeSet<Corner>) {
        let (north, east) = (to.lat() - from.lat(), to.lon() - from.lon());
        let long = (north / self.cell.0).abs().max((east / self.cell.1).abs());
        // Half a cell at a time, so that none is stepped over.
        let steps = (long * 2.0).ceil().max(1.0) as i32;
        for step in 0..=steps {
            let share = f64::from(step) / f64::from(steps);
            let (column, row) = self.cell(from.lat() + share * north, from.lon() + share * east);
            let around =
                (-1..=1).flat_map(|up| (-1..=1).map(move |right| (column + right, row + up)));
            cells.extend(around);
        }
    }

    fn points(&self, ring: &[Corner]) -> Vec<Point> {
        let point = |(column, row): &Corner| {
            let lat = self.south + f64::from(*row) * self.cell.0;
            let lon = self.west + f64::from(*column) * self.cell.1;
            Point::from_degrees(lat.clamp(-90.0, 90.0), lon.clamp(-180.0, 180.0)).ok()
        };
        ring.iter().filter_map(point).collect()
    }
}

/// The borders of a set of cells, each followed with the cells to its left; straight runs are one
/// step.
fn rings(cells: &BTreeSet<Corner>) -> Vec<Vec<Corner>> {
    let mut borders: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (x, y) in cells {
        let (x, y) = (*x, *y);
        let sides = [
            ((x, y - 1), (x, y), (x + 1, y)),
            ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
            ((x - 1, y), (x, y + 1), (x, y)),
        ];
        for (beside, from, to) in sides {
            if !cells.contains(&beside) {
                borders.entry(from).or_default().push(to);
            }
        }
    }
    let mut rings = vec![];
    while let Some((start, _)) = borders
        .first_key_value()
        .map(|(from, to)| (*from, to.len()))
    {
        let (mut ring, mut at, mut before) = (vec![start], start, None);
        while let Some(to) = take(&mut borders, at, before) {
            let straight = before.is_some_and(|from| direction(from, at) == direction(at, to));
            if straight {
                ring.pop();
            }
            ring.push(to);
            (before, at) = (Some(at), to);
            if at == start {
                break;
            }
        }
        rings.push(ring);
    }
    rings
}

fn direction(from: Corner, to: Corner) -> Corner {
    (to.0 - from.0, to.1 - from.1)
}

/// Takes the next side of a border. Where two cells touch at a corner, the left turn stays with the
/// same cell.
fn take(
    borders: &mut BTreeMap<Corner, Vec<Corner>>,
    at: Corner,
    before: Option<Corner>,
) -> Option<Corner> {
    let ways = borders.get_mut(&at)?;
    let left = before.map(|from| {
        let (right, up) = direction(from, at);
        (at.0 - up, at.1 + right)
    });
    let chosen = ways.iter().position(|to| Some(*to) == left).unwrap_or(0);
    let to = ways.swap_remove(chosen);
    if ways.is_empty() {
        borders.remove(&at);
    }
    Some(to)
}
