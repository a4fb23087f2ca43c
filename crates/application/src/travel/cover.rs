//! Where units get in time: as rings to draw, and as a share of the city.

use std::collections::BTreeMap;

use atlas::{Along, Atlas, NameIx, Numbering, PieceIx, PlaceKind};
use kernel::Point;
use roads::{Snapper, cut, outline};

/// The width of a cell of the outline.
const CELL_M: f64 = 80.0;
/// A house further than this from its street is not counted as reached by it.
const HOUSE_WITHIN_M: f64 = 150.0;

/// Where free units get in time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cover {
    /// Units that were counted.
    pub units: u32,
    /// Rings around what is reached: outer ones against the clock, holes with it.
    pub rings: Vec<Vec<Point>>,
    /// The share of the streets that is reached, in thousandths of their length.
    pub streets_permille: u32,
    /// The share of the house numbers whose piece of street is reached; nothing when there are none.
    pub addresses_permille: Option<u32>,
}

/// Parts of pieces that were reached: from and to, as shares of the piece.
pub(super) type ReachedParts = BTreeMap<PieceIx, Vec<(f64, f64)>>;

/// How many house numbers each piece of road has.
pub(super) fn houses(atlas: &Atlas) -> Vec<u32> {
    let mut houses = vec![0; atlas.roads.pieces.len()];
    for range in &atlas.ranges {
        let Along::Side { piece, .. } = range.along else {
            continue;
        };
        let step = if range.numbering == Numbering::All {
            1
        } else {
            2
        };
        houses[piece.0 as usize] += range.from.abs_diff(range.to) / step + 1;
    }
    let named = |piece: PieceIx| atlas.roads.pieces[piece.0 as usize].names != NameIx::NONE;
    let snapper = Snapper::new(&atlas.roads.pieces, named);
    let addresses = atlas
        .places
        .iter()
        .filter(|place| !place.number.is_empty() && place.kind != PlaceKind::KilometrePost);
    for place in addresses {
        if let Some(found) = snapper.nearest(&atlas.roads.pieces, place.point, HOUSE_WITHIN_M) {
            houses[found.piece.0 as usize] += 1;
        }
    }
    houses
}

/// Draws what was reached and counts it. Streets are those that have a name: nobody calls from a
/// drive, and paths would count as much as avenues.
pub(super) fn cover(atlas: &Atlas, houses: &[u32], units: u32, reached: &ReachedParts) -> Cover {
    let (mut all_m, mut reached_m) = (0.0, 0.0);
    let (mut all_houses, mut reached_houses) = (0.0, 0.0);
    let mut lines = vec![];
    let pieces = atlas.roads.pieces.iter().zip(houses);
    for ((piece, houses), index) in pieces.zip((0..).map(PieceIx)) {
        let parts = reached.get(&index).map_or(vec![], |parts| joined(parts));
        let share: f64 = parts.iter().map(|(from, to)| to - from).sum();
        if piece.names != NameIx::NONE {
            let length_m = piece.length_m();
            all_m += length_m;
            reached_m += length_m * share;
        }
        all_houses += f64::from(*houses);
        reached_houses += f64::from(*houses) * share;
        lines.extend(
            parts
                .into_iter()
                .map(|(from, to)| cut(&piece.line, from, to)),
        );
    }
    // Shares of a whole, so that they are at most a thousand.
    let permille = |part: f64, all: f64| (part * 1_000.0 / all.max(1.0)).round() as u32;
    Cover {
        units,
        rings: outline(&lines, CELL_M),
        streets_permille: permille(reached_m, all_m),
        addresses_permille: (all_houses > 0.0).then(|| permille(reached_houses, all_houses)),
    }
}

/// Parts of a piece, those that touch as one.
fn joined(parts: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut parts = parts.to_vec();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut joined: Vec<(f64, f64)> = vec![];
    for (from, to) in parts {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn parts_that_overlap_count_once() {
        assert_eq!(joined(&[]), []);
        assert_eq!(
            joined(&[(0.5, 1.0), (0.0, 0.25)]),
            [(0.0, 0.25), (0.5, 1.0)]
        );
        assert_eq!(
            joined(&[(0.0, 0.5), (0.25, 0.75), (0.3, 0.4)]),
            [(0.0, 0.75)]
        );
    }
}
