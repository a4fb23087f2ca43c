//! Hits made of entries, and their order: the better fit first, then the nearer, then the larger.

use kernel::Point;

use crate::hit::{Correction, Hit, Kind, Position};
use crate::index::{Entry, Error, Gazetteer, Sort};
use crate::query::Number;

use super::Ranked;
use super::fit::Weighed;
use super::meaning::Said;

/// Fits that differ by less than one step are equal.
const STEPS: f64 = 25.0;

impl Gazetteer {
    /// An entry as a hit.
    pub(super) fn hit(
        &self,
        entry: &Entry,
        said: &[Said<'_>],
        fit: &Weighed,
    ) -> Result<Hit, Error> {
        let names = |all: &[u32]| {
            let named = all.iter().map(|name| Ok(self.named(*name)?.names.clone()));
            named.collect::<Result<Vec<_>, Error>>()
        };
        let correction = |(at, taken): &(usize, String)| Correction {
            said: said[*at].unit.said.clone(),
            taken: taken.clone(),
        };
        let of = |taken: bool| {
            let those = said.iter().enumerate().filter(move |(at, said)| {
                fit.has(*at) == taken && (taken || said.weight() > FILLER)
            });
            those.map(|(_, said)| said.unit.said.clone()).collect()
        };
        let mut own = names(&entry.names)?;
        if fit.turned {
            own.reverse();
        }
        Ok(Hit {
            kind: match &entry.sort {
                Sort::Street => Kind::Street,
                Sort::Crossing => Kind::Crossing,
                Sort::Settlement(size) => Kind::Settlement(*size),
                Sort::Landmark(category) => Kind::Landmark(category.clone()),
            },
            names: own,
            number: String::new(),
            within: names(&entry.within)?,
            point: entry.point,
            uncertainty_m: entry.uncertainty_m,
            position: Position::Exact,
            corrected: fit.corrected.iter().map(correction).collect(),
            matched: of(true),
            missed: of(false),
            fit: fit.value().min(1.0),
        })
    }
}

pub(super) fn kind_of_number(number: &Number) -> Kind {
    match number {
        Number {
            along_m: Some(_), ..
        } => Kind::Kilometre,
        Number { block: true, .. } => Kind::Block,
        _ => Kind::Address,
    }
}

/// Words of this weight say nothing, and nobody misses them.
const FILLER: f64 = 0.05;

/// By what hits are ordered, the best first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    /// The fit in steps, and as it is.
    step: i64,
    fit: f64,
    distance_m: f64,
    /// Its row in the index, which has the large before the small.
    pub(super) row: u32,
}

impl Order {
    pub(super) fn new(fit: f64, near: Option<Point>, point: Point, row: u32) -> Self {
        Self {
            step: (fit * STEPS).round() as i64,
            fit,
            distance_m: near.map_or(0.0, |near| near.distance_m(point)),
            row,
        }
    }

    /// The better first, then the nearer, then what fits better by a hair, then the larger.
    pub(super) fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let near = self.distance_m.total_cmp(&other.distance_m);
        let fit = other.fit.total_cmp(&self.fit);
        let step = other.step.cmp(&self.step);
        step.then(near).then(fit).then(self.row.cmp(&other.row))
    }
}

/// Puts hits in order and keeps the best, each once.
pub(super) fn ranked(hits: Vec<Ranked>, near: Option<Point>, limit: usize) -> Vec<Hit> {
    let order = |one: &Ranked| Order::new(one.hit.fit, near, one.hit.point, one.row);
    let mut hits: Vec<(Order, Hit)> = hits.into_iter().map(|one| (order(&one), one.hit)).collect();
    hits.sort_by(|a, b| a.0.cmp(&b.0));
    let mut kept: Vec<Hit> = vec![];
    for (_, hit) in hits {
        let same = |other: &Hit| {
            (&other.kind, &other.names, other.point) == (&hit.kind, &hit.names, hit.point)
        };
        if kept.len() < limit && !kept.iter().any(same) {
            kept.push(hit);
        }
    }
    kept
}
