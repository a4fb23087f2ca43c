//! An outline around lines: the area that is near to what was reached, as rings of points.
//!
//! The lines are drawn onto a grid of square cells, and the border between drawn and empty cells is
//! followed. So the outline is true to the width of a cell and never claims a valley between two
//! roads that a hull would fill.

use std::collections::BTreeMap;

use kernel::Point;

/// Metres in a degree of latitude, on the sphere that [`Point::distance_m`] uses.
const DEGREE_M: f64 = 111_194.926_644_558_73;
/// Cells of a grid at most; a wider area is drawn with larger cells.
const CELLS_MAX: f64 = 4_000_000.0;

/// A corner of cells: column and row.
type Corner = (i32, i32);

/// Holes of so few cells are not worth drawing: a pond, a square, a block.
const HOLE_CELLS_MIN: i64 = 12;

/// The rings around everything within about a cell of the lines: outer rings run against the clock,
/// holes with it. Each ends where it began.
#[must_use]
pub fn outline(lines: &[Vec<Point>], cell_m: f64) -> Vec<Vec<Point>> {
    let Some(grid) = Grid::over(lines, cell_m) else {
        return vec![];
    };
    let mut cells = Cells::new(&grid);
    for leg in lines.iter().flat_map(|line| line.windows(2)) {
        grid.draw(leg[0], leg[1], &mut cells);
    }
    let rings = rings(&cells.widened());
    let shown = rings
        .into_iter()
        .filter(|ring| !(-HOLE_CELLS_MIN..0).contains(&area(ring)));
    shown.map(|ring| grid.points(&ring)).collect()
}

struct Grid {
    south: f64,
    west: f64,
    /// Degrees of a cell, north and east.
    cell: (f64, f64),
    /// Rows and columns.
    size: (i32, i32),
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
        let long_m = (north - south).max((east - west) * cos) * DEGREE_M;
        // So that no side has more cells than the root of all that are allowed.
        let cell_m = cell_m.max(1.0).max(long_m / CELLS_MAX.sqrt());
        let north_deg = cell_m / DEGREE_M;
        let cell = (north_deg, north_deg / cos);
        // Cells are few: see above. Around them is a margin, which is never drawn into.
        let count = |from: f64, to: f64, cell: f64| ((to - from) / cell).floor() as i32 + 1;
        Some(Self {
            south,
            west,
            cell,
            size: (
                count(south, north, cell.0) + 2 * MARGIN,
                count(west, east, cell.1) + 2 * MARGIN,
            ),
        })
    }

    fn cell(&self, lat: f64, lon: f64) -> Corner {
        let (row, column) = (
            (lat - self.south) / self.cell.0,
            (lon - self.west) / self.cell.1,
        );
        (column.floor() as i32 + MARGIN, row.floor() as i32 + MARGIN)
    }

    /// Marks the cells under a leg.
    fn draw(&self, from: Point, to: Point, cells: &mut Cells) {
        let (north, east) = (to.lat() - from.lat(), to.lon() - from.lon());
        let long = (north / self.cell.0).abs().max((east / self.cell.1).abs());
        // Half a cell at a time, so that none is stepped over.
        let steps = (long * 2.0).ceil().max(1.0) as i32;
        for step in 0..=steps {
            let share = f64::from(step) / f64::from(steps);
            cells.mark(self.cell(from.lat() + share * north, from.lon() + share * east));
        }
    }

    fn points(&self, ring: &[Corner]) -> Vec<Point> {
        let point = |(column, row): &Corner| {
            let lat = self.south + f64::from(row - MARGIN) * self.cell.0;
            let lon = self.west + f64::from(column - MARGIN) * self.cell.1;
            Point::from_degrees(lat.clamp(-90.0, 90.0), lon.clamp(-180.0, 180.0)).ok()
        };
        ring.iter().filter_map(point).collect()
    }
}

/// Cells around the drawn ones: one that is widened into, and one that stays empty.
const MARGIN: i32 = 2;

/// Which cells of a grid are marked.
struct Cells {
    marked: Vec<bool>,
    rows: i32,
    columns: i32,
}

impl Cells {
    fn new(grid: &Grid) -> Self {
        let (rows, columns) = grid.size;
        Self {
            // At most some millions; see `CELLS_MAX`.
            marked: vec![false; rows as usize * columns as usize],
            rows,
            columns,
        }
    }

    fn at(&self, (column, row): Corner) -> Option<usize> {
        let inside = (0..self.columns).contains(&column) && (0..self.rows).contains(&row);
        inside.then(|| row as usize * self.columns as usize + column as usize)
    }

    fn mark(&mut self, cell: Corner) {
        if let Some(at) = self.at(cell) {
            self.marked[at] = true;
        }
    }

    fn is_marked(&self, cell: Corner) -> bool {
        self.at(cell).is_some_and(|at| self.marked[at])
    }

    fn all(&self) -> impl Iterator<Item = Corner> {
        let columns = self.columns;
        let marked = (0_i32..).zip(&self.marked).filter(|(_, marked)| **marked);
        marked.map(move |(at, _)| (at % columns, at / columns))
    }

    /// The marked cells, and those beside them.
    fn widened(&self) -> Self {
        let mut wide = Self {
            marked: vec![false; self.marked.len()],
            ..*self
        };
        for (column, row) in self.all() {
            for up in -1..=1 {
                (-1..=1).for_each(|right| wide.mark((column + right, row + up)));
            }
        }
        wide
    }
}

/// The area of a ring in cells: below 0 for a hole.
fn area(ring: &[Corner]) -> i64 {
    let cross = |leg: &[Corner]| {
        let [(ax, ay), (bx, by)] = [leg[0], leg[1]].map(|(x, y)| (i64::from(x), i64::from(y)));
        ax * by - bx * ay
    };
    ring.windows(2).map(cross).sum::<i64>() / 2
}

/// The borders of marked cells, each followed with the cells to its left; straight runs are one step.
fn rings(cells: &Cells) -> Vec<Vec<Corner>> {
    let mut borders: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (x, y) in cells.all() {
        let sides = [
            ((x, y - 1), (x, y), (x + 1, y)),
            ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
            ((x - 1, y), (x, y + 1), (x, y)),
        ];
        for (beside, from, to) in sides {
            if !cells.is_marked(beside) {
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
