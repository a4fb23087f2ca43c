//! Finding what somebody said: candidates from the index, weighed by how well they fit.

mod across;
mod candidates;
mod characters;
mod cover;
mod fit;
mod meaning;
mod rank;

use kernel::Point;
use rusqlite::Connection;

use crate::hit::{Hit, Position};
use crate::houses;
use crate::index::{Entry, Error, Gazetteer, Sort};
use crate::query::{Number, Query, What};

use fit::Weighed;
use meaning::{Said, understood};
use rank::Order;

/// Hits of one search at most.
pub(crate) const HITS_MAX: usize = 50;
/// Streets on which a number is looked up.
const STREETS_MAX: usize = 24;
/// A fit below this is no answer; with words taken for others it has to be better.
const FIT_MIN: f64 = 0.3;
const FIT_CORRECTED_MIN: f64 = 0.55;

impl Gazetteer {
    /// Finds places by what somebody said of them, the best first.
    ///
    /// The words may stand in any order. The last one may be unfinished, unless a space or a mark
    /// follows it. Words may be misspelt; what was taken for what is said in the hit.
    ///
    /// - `words`: as they were said or typed, in any of the languages of the map, or in the letters of
    ///   a keyboard for Chinese names; of a long text the first 200 characters are read.
    /// - `near`: of places that fit equally well, the nearest to here comes first.
    /// - `limit`: hits at most; never more than 50.
    ///
    /// # Errors
    /// [`Error`] when the index cannot be read; whatever the words, they are no error.
    pub fn search(
        &self,
        words: &str,
        near: Option<Point>,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let query = Query::parse(words);
        let said = understood(&query, &self.vocabulary);
        if said.is_empty() {
            return Ok(vec![]);
        }
        self.asked(|database| {
            let rows = candidates::rows(database, &said, query.crossing)?;
            let weighed = self.weighed(&said, query.crossing, &rows, near)?;
            let mut hits = self.hits(database, &said, weighed)?;
            if query.crossing && !hits.iter().any(|hit| hit.missed.is_empty()) {
                hits.extend(self.across(database, &query, &said, &rows)?);
            }
            Ok(rank::ranked(hits, near, limit.min(HITS_MAX)))
        })
    }

    /// The rows that fit well enough, the best first.
    fn weighed(
        &self,
        said: &[Said],
        crossing: bool,
        rows: &[u32],
        near: Option<Point>,
    ) -> Result<Vec<(u32, Weighed)>, Error> {
        let mut weighed: Vec<(Order, Weighed)> = vec![];
        for row in rows {
            let entry = self.entry(*row)?;
            let fit = self.weigh(entry, said, crossing)?;
            let enough = match fit.corrected.is_empty() {
                true => FIT_MIN,
                false => FIT_CORRECTED_MIN,
            };
            if fit.value() >= enough {
                let order = Order::new(fit.value(), near, entry.point, *row);
                weighed.push((order, fit));
            }
        }
        weighed.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(weighed
            .into_iter()
            .map(|(order, fit)| (order.row, fit))
            .collect())
    }

    /// Looks the numbers up on the best streets, and makes hits of these and of the best others.
    fn hits(
        &self,
        database: &Connection,
        said: &[Said],
        weighed: Vec<(u32, Weighed)>,
    ) -> Result<Vec<Ranked>, Error> {
        let mut hits = vec![];
        let (mut looked_up, mut others) = (0, 0);
        for (row, fit) in weighed {
            let entry = self.entry(row)?;
            let is_street = matches!(entry.sort, Sort::Street | Sort::Settlement(_));
            let numbers = numbers(said, &fit);
            if is_street && !numbers.is_empty() && looked_up < STREETS_MAX {
                looked_up += 1;
                hits.push(self.numbered(database, row, said, fit, &numbers)?);
            } else if others < HITS_MAX {
                others += 1;
                let hit = self.hit(entry, said, &fit)?;
                hits.push(Ranked { row, hit });
            }
        }
        Ok(hits)
    }

    pub(crate) fn entry(&self, row: u32) -> Result<&Entry, Error> {
        self.entries
            .get(row as usize)
            .ok_or(Error::Broken("an entry"))
    }

    /// A number on a street, or the street alone when the number is not known.
    fn numbered(
        &self,
        database: &Connection,
        row: u32,
        said: &[Said],
        mut fit: Weighed,
        numbers: &[(usize, &Number)],
    ) -> Result<Ranked, Error> {
        let entry = self.entry(row)?;
        let mut best: Option<(usize, houses::Found, &Number)> = None;
        for (at, number) in numbers {
            let Some(found) = houses::find(database, row, number)? else {
                continue;
            };
            let better = best.as_ref().is_none_or(|(_, known, _)| {
                found.position == Position::Exact && known.position != Position::Exact
            });
            if better {
                best = Some((*at, found, number));
            }
        }
        let Some((at, found, number)) = best else {
            fit.miss(numbers.iter().map(|(at, _)| said[*at].weight()).sum());
            let mut hit = self.hit(entry, said, &fit)?;
            hit.position = Position::StreetOnly;
            return Ok(Ranked { row, hit });
        };
        fit.take(at, said[at].weight());
        let mut hit = self.hit(entry, said, &fit)?;
        hit.kind = rank::kind_of_number(number);
        hit.number = found.shown;
        (hit.point, hit.uncertainty_m) = (found.point, found.uncertainty_m);
        hit.position = found.position;
        Ok(Ranked { row, hit })
    }
}

/// A hit and its row in the index, by which equal hits are ordered.
pub(crate) struct Ranked {
    pub(crate) row: u32,
    pub(crate) hit: Hit,
}

impl std::ops::Deref for Ranked {
    type Target = Hit;
    fn deref(&self) -> &Hit {
        &self.hit
    }
}

/// Numbers that the name itself did not take.
fn numbers<'a>(said: &'a [Said<'_>], fit: &Weighed) -> Vec<(usize, &'a Number)> {
    let number = |(at, said): (usize, &'a Said<'_>)| match &said.unit.what {
        What::Number(number) if !fit.has(at) => Some((at, number)),
        _ => None,
    };
    said.iter().enumerate().filter_map(number).take(3).collect()
}
