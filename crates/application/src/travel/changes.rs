//! From a change of roads in the record to pieces of the map at hand, which may be a later one.

use std::collections::HashMap;

use atlas::{PieceIx, Roads, Step};
use kernel::Point;
use projections::RoadChangeView;
use roads::Snapper;

/// A stretch of another map is found again within this distance of its middle.
const FOUND_WITHIN_M: f64 = 20.0;

/// Finds the pieces that a change speaks of.
pub(super) struct Stretches {
    of_source: HashMap<i64, Vec<PieceIx>>,
    snapper: Snapper,
}

impl Stretches {
    pub fn new(roads: &Roads) -> Self {
        let mut of_source: HashMap<i64, Vec<PieceIx>> = HashMap::new();
        for (piece, index) in roads.pieces.iter().zip((0..).map(PieceIx)) {
            of_source.entry(piece.source_id).or_default().push(index);
        }
        Self {
            of_source,
            snapper: Snapper::new(&roads.pieces, |_| true),
        }
    }

    /// The piece nearest to a point.
    pub fn nearest(&self, roads: &Roads, point: Point, within_m: f64) -> Option<PieceIx> {
        let found = self.snapper.nearest(&roads.pieces, point, within_m);
        found.map(|found| found.piece)
    }

    /// The directions of pieces that a change is about.
    pub fn steps(&self, roads: &Roads, change: &RoadChangeView) -> Vec<Step> {
        let mut steps = vec![];
        for stretch in &change.stretches {
            let same = self
                .of_source
                .get(&stretch.road)
                .into_iter()
                .flatten()
                .find(|piece| roads.pieces[piece.0 as usize].line == stretch.line);
            let found = same.map(|piece| (*piece, false));
            let Some((piece, turned)) = found.or_else(|| self.nearby(roads, &stretch.line)) else {
                continue;
            };
            let directions = [(stretch.along, turned), (stretch.against, !turned)];
            let meant = directions.into_iter().filter(|(meant, _)| *meant);
            steps.extend(meant.map(|(_, against)| Step { piece, against }));
        }
        steps
    }

    /// The piece that now lies where this course lay, and whether it runs the other way.
    fn nearby(&self, roads: &Roads, line: &[Point]) -> Option<(PieceIx, bool)> {
        let leg = &line[(line.len() - 1) / 2..];
        let (from, to) = (leg.first()?, leg.get(1)?);
        let mid = |a: i32, b: i32| (i64::from(a) + i64::from(b)) / 2;
        let lat = mid(from.lat_e7(), to.lat_e7());
        let middle = Point::from_e7(lat, mid(from.lon_e7(), to.lon_e7())).ok()?;
        let found = self
            .snapper
            .nearest(&roads.pieces, middle, FOUND_WITHIN_M)?;
        let now = &roads.pieces[found.piece.0 as usize].line;
        let east = |from: &Point, to: &Point| i64::from(to.lon_e7()) - i64::from(from.lon_e7());
        let north = |from: &Point, to: &Point| i64::from(to.lat_e7()) - i64::from(from.lat_e7());
        let (first, last) = (now.first()?, now.last()?);
        let same_way = east(from, to) * east(first, last) + north(from, to) * north(first, last);
        Some((found.piece, same_way < 0))
    }
}
