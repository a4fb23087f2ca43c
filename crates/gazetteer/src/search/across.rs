//! Two streets that were named together and do not meet: where they come nearest to each other.

use rusqlite::Connection;

use crate::geometry::between;
use crate::hit::{Hit, Kind, Position};
use crate::houses::pieces;
use crate::index::{Error, Gazetteer, Sort};
use crate::query::Query;

use super::Ranked;
use super::fit::Weighed;
use super::meaning::Said;

/// Streets farther apart than this are not named together, in metres.
const APART_M: f64 = 150.0;
/// Streets of each name that are looked at, and pieces of each.
const STREETS_MAX: usize = 4;
const PIECES_MAX: usize = 400;
/// How well each street must fit its side.
const FIT_MIN: f64 = 0.6;
/// How far such a place reaches, besides what lies between the streets, in metres.
const REACH_M: f64 = 20.0;

impl Gazetteer {
    /// The places at which the streets of both sides come nearest.
    pub(super) fn across(
        &self,
        database: &Connection,
        query: &Query,
        said: &[Said<'_>],
        rows: &[u32],
    ) -> Result<Vec<Ranked>, Error> {
        if !query.units.iter().any(|unit| unit.part == 1) {
            return Ok(vec![]);
        }
        let (ones, others) = (self.side(said, rows, 0)?, self.side(said, rows, 1)?);
        let mut found = vec![];
        for (one, one_fit) in &ones {
            for (other, other_fit) in others.iter().filter(|(other, _)| other != one) {
                let nearest = nearest(database, *one, *other)?;
                let Some((point, apart_m)) = nearest.filter(|(_, apart_m)| *apart_m <= APART_M)
                else {
                    continue;
                };
                let mut both = one_fit.clone();
                both.join(other_fit, said);
                let hit = self.hit(self.entry(*one)?, said, &both)?;
                let second = self.named(self.entry(*other)?.names[0])?.names.clone();
                let names = hit.names.iter().cloned().chain([second]).collect();
                found.push(Ranked {
                    row: *one,
                    hit: Hit {
                        kind: Kind::Crossing,
                        names,
                        point,
                        uncertainty_m: REACH_M + apart_m,
                        position: Position::Interpolated,
                        ..hit
                    },
                });
            }
        }
        Ok(found)
    }

    /// The streets that fit one side best.
    fn side(
        &self,
        said: &[Said<'_>],
        rows: &[u32],
        part: usize,
    ) -> Result<Vec<(u32, Weighed)>, Error> {
        let mut found = vec![];
        for row in rows {
            let entry = self.entry(*row)?;
            if entry.sort == Sort::Street {
                let fit = self.weigh_side(entry, said, part)?;
                if fit.value() >= FIT_MIN {
                    found.push((*row, fit));
                }
            }
        }
        found.sort_by(|a, b| b.1.value().total_cmp(&a.1.value()).then(a.0.cmp(&b.0)));
        found.truncate(STREETS_MAX);
        Ok(found)
    }
}

/// Where two streets come nearest, and how near.
fn nearest(
    database: &Connection,
    one: u32,
    other: u32,
) -> Result<Option<(kernel::Point, f64)>, Error> {
    let (mut ones, mut others) = (pieces(database, one)?, pieces(database, other)?);
    ones.truncate(PIECES_MAX);
    others.truncate(PIECES_MAX);
    let mut best: Option<(kernel::Point, f64)> = None;
    for (from, to) in [(&ones, &others), (&others, &ones)] {
        // The ends of each piece of one against every piece of the other.
        let ends = from
            .iter()
            .flat_map(|course| [course.0.first(), course.0.last()])
            .flatten();
        for end in ends {
            for course in to {
                let foot = course.foot(*end);
                if best.is_none_or(|(_, apart_m)| foot.distance_m < apart_m) {
                    best = Some((between(*end, foot.point, 0.5), foot.distance_m));
                }
            }
        }
    }
    Ok(best)
}
