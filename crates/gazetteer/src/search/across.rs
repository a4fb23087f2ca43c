//! Two streets that were named together and do not meet: where they come nearest to each other.

use kernel::Point;
use rusqlite::Connection;

use crate::geometry::{Course, between};
use crate::hit::{Hit, Kind, Position};
use crate::houses::pieces;
use crate::index::{Entry, Error, Gazetteer, Sort};
use crate::query::Query;

use super::Ranked;
use super::fit::Weighed;
use super::meaning::Said;

/// Streets farther apart than this are not named together, in metres.
const APART_M: f64 = 150.0;
/// Streets of each name that are looked at, and pieces of each.
const STREETS_MAX: usize = 3;
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
        let lines = |row: u32| Lines::of(database, row, self.entry(row)?);
        let others: Vec<(u32, Weighed, Lines<'_>)> = others
            .into_iter()
            .map(|(row, fit)| Ok((row, fit, lines(row)?)))
            .collect::<Result<_, Error>>()?;
        for (one, one_fit) in &ones {
            let first = lines(*one)?;
            for (other, other_fit, second) in others.iter().filter(|(other, ..)| other != one) {
                if !may_meet(first.entry, second.entry) {
                    continue;
                }
                let nearest = nearest(&first, second);
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

/// Whether two streets reach far enough to come near each other.
fn may_meet(one: &Entry, other: &Entry) -> bool {
    let apart_m = one.point.distance_m(other.point);
    apart_m <= one.uncertainty_m + other.uncertainty_m + APART_M
}

/// A street with the ends of its pieces.
struct Lines<'a> {
    entry: &'a Entry,
    courses: Vec<Course>,
    ends: Vec<Point>,
}

impl<'a> Lines<'a> {
    fn of(database: &Connection, row: u32, entry: &'a Entry) -> Result<Self, Error> {
        let mut courses = pieces(database, row)?;
        courses.truncate(PIECES_MAX);
        let both = courses
            .iter()
            .flat_map(|course| [course.0.first(), course.0.last()]);
        let mut ends: Vec<Point> = both.flatten().copied().collect();
        ends.sort_unstable();
        ends.dedup();
        Ok(Self {
            entry,
            courses,
            ends,
        })
    }

    /// Where an end of this street comes nearest to another one, and how near.
    fn nearest(&self, other: &Self) -> Option<(Point, f64)> {
        let reach_m = other.entry.uncertainty_m + APART_M;
        let near = |end: &&Point| end.distance_m(other.entry.point) <= reach_m;
        let foot = |(end, course): (&Point, &Course)| {
            let foot = course.foot(*end);
            (between(*end, foot.point, 0.5), foot.distance_m)
        };
        let pairs = self.ends.iter().filter(near);
        let pairs = pairs.flat_map(|end| other.courses.iter().map(move |course| (end, course)));
        pairs.map(foot).min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// Where two streets come nearest, and how near.
fn nearest(one: &Lines<'_>, other: &Lines<'_>) -> Option<(Point, f64)> {
    let both = [one.nearest(other), other.nearest(one)];
    both.into_iter()
        .flatten()
        .min_by(|a, b| a.1.total_cmp(&b.1))
}
