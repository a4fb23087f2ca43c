//! The street nearest to a point: how far, how far along it, and on which side.

use std::collections::HashMap;

use atlas::{Piece, PieceIx};
use kernel::Point;

use crate::times::Part;

/// Metres in a degree of latitude, on the sphere that [`Point::distance_m`] uses.
const DEGREE_M: f64 = 111_194.926_644_558_73;
/// The side of a cell of the index.
const CELL_M: f64 = 250.0;
/// Streets further away than so many cells, some 50 km, are not looked for.
const RINGS_MAX: f64 = 200.0;
/// Towards the poles cells would become endless in degrees; from here on they are narrower instead.
const COS_MIN: f64 = 0.01;

/// On which side of a street a point lies, looking from its tail to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// On it.
    On,
}

/// The place on a street that is nearest to a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Snapped {
    /// Which piece of street.
    pub piece: PieceIx,
    /// How far along, from its tail.
    pub part: Part,
    /// How far the point is from it.
    pub distance_m: f64,
    /// On which side the point lies.
    pub side: Side,
}

/// Finds the nearest street by a grid of cells.
#[derive(Clone, Debug)]
pub struct Snapper {
    /// The cosine of the latitude in the middle, which makes cells about square.
    cos: f64,
    /// The straight steps that touch each cell: a piece, and the first point of the step.
    cells: HashMap<(i32, i32), Vec<(PieceIx, u32)>>,
}

impl Snapper {
    /// An index of the pieces that are `wanted`.
    #[must_use]
    pub fn new(pieces: &[Piece], wanted: impl Fn(PieceIx) -> bool) -> Self {
        let points = || pieces.iter().flat_map(|piece| &piece.line);
        let low = points().map(|point| point.lat()).fold(90.0, f64::min);
        let high = points().map(|point| point.lat()).fold(-90.0, f64::max);
        let cos = ((low + high) / 2.0).to_radians().cos().max(COS_MIN);
        let mut snapper = Self {
            cos,
            cells: HashMap::new(),
        };
        let numbered = pieces.iter().zip((0..).map(PieceIx));
        for (piece, index) in numbered.filter(|(_, index)| wanted(*index)) {
            for (step, ends) in (0..).zip(piece.line.windows(2)) {
                for cell in snapper.touched(ends[0], ends[1]) {
                    snapper.cells.entry(cell).or_default().push((index, step));
                }
            }
        }
        snapper
    }

    fn cell(&self, point: Point) -> (i32, i32) {
        let row = point.lat() * DEGREE_M / CELL_M;
        let column = point.lon() * self.cos * DEGREE_M / CELL_M;
        // The globe has fewer cells than numbers.
        (row.floor() as i32, column.floor() as i32)
    }

    /// The cells of the box around a step, which are few because steps are short.
    fn touched(&self, from: Point, to: Point) -> impl Iterator<Item = (i32, i32)> + use<> {
        let (a, b) = (self.cell(from), self.cell(to));
        let columns = a.1.min(b.1)..=a.1.max(b.1);
        (a.0.min(b.0)..=a.0.max(b.0)).flat_map(move |row| columns.clone().map(move |c| (row, c)))
    }

    /// The nearest street within a distance, at equal distances the first. Cells are searched in
    /// rings around the point until nothing nearer can follow.
    #[must_use]
    pub fn nearest(&self, pieces: &[Piece], point: Point, within_m: f64) -> Option<Snapped> {
        let (row, column) = self.cell(point);
        // Cells are narrower, in metres, on the side that is nearer to the pole.
        let narrow = (point.lat().to_radians().cos() / self.cos).min(1.0) * 0.95;
        let rings = (within_m / (CELL_M * narrow)).ceil().clamp(0.0, RINGS_MAX) as i32;
        let mut best: Option<(f64, PieceIx, u32, f64, Side)> = None;
        for ring in 0..=rings {
            let seen_m = f64::from(ring - 1) * CELL_M * narrow;
            if best.is_some_and(|(distance, ..)| distance <= seen_m) {
                break;
            }
            let steps = around((row, column), ring).filter_map(|cell| self.cells.get(&cell));
            for (piece, step) in steps.flatten().copied() {
                let line = &pieces[piece.0 as usize].line;
                let (distance, share, side) =
                    from_step(point, line[step as usize], line[step as usize + 1]);
                let better = best.is_none_or(|(known, of, at, ..)| {
                    distance < known || (distance == known && (piece, step) < (of, at))
                });
                if distance <= within_m && better {
                    best = Some((distance, piece, step, share, side));
                }
            }
        }
        let (distance_m, piece, step, share, side) = best?;
        let part = along(&pieces[piece.0 as usize].line, step as usize, share);
        Some(Snapped {
            piece,
            part,
            distance_m,
            side,
        })
    }
}

/// The cells at this many cells from the one in the middle.
fn around((row, column): (i32, i32), ring: i32) -> impl Iterator<Item = (i32, i32)> {
    let rows = row - ring..=row + ring;
    rows.flat_map(move |at| {
        // Only the first and the last row are whole.
        let step = match (at - row).abs() == ring {
            true => 1,
            false => 2 * ring,
        };
        let columns = (column - ring..=column + ring).step_by(step.max(1) as usize);
        columns.map(move |column| (at, column))
    })
}

/// The distance of a point from a straight step in metres, the share of the step at which it is
/// nearest, and the side. In a plane around the point, which is exact enough for some kilometres.
fn from_step(point: Point, from: Point, to: Point) -> (f64, f64, Side) {
    let cos = point.lat().to_radians().cos();
    let flat = |other: Point| {
        let east = (other.lon() - point.lon()) * cos * DEGREE_M;
        (east, (other.lat() - point.lat()) * DEGREE_M)
    };
    let ((ax, ay), (bx, by)) = (flat(from), flat(to));
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let share = if square > 0.0 {
        (-(ax * dx + ay * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (nx, ny) = (ax + share * dx, ay + share * dy);
    // The turn from the street's direction to the point, which is the origin.
    let turn = dx * -ay - dy * -ax;
    let side = match turn {
        left if left > 0.0 => Side::Left,
        right if right < 0.0 => Side::Right,
        _ => Side::On,
    };
    (nx.hypot(ny), share, side)
}

/// How far along a whole line a share of one of its steps is.
fn along(line: &[Point], step: usize, share: f64) -> Part {
    let length = |step: &[Point]| step[0].distance_m(step[1]);
    let before: f64 = line.windows(2).take(step).map(length).sum();
    let whole: f64 = line.windows(2).map(length).sum();
    let here = before + share * line[step].distance_m(line[step + 1]);
    Part::of_length(if whole > 0.0 { here / whole } else { 0.0 })
}
