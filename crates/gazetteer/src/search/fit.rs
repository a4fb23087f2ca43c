//! How well a name fits what was said: both are covered by each other, part by part.

use crate::index::{Entry, Error, Gazetteer, Sort};
use crate::query::What;

use super::cover::cover;
use super::meaning::Said;

/// How well a word fits a place it belongs to, rather than its name.
const WITHIN: f64 = 0.9;
/// Something that is no crossing, where somebody spoke of one.
const NO_CROSSING: f64 = 0.8;
/// A crossing of which one street is not what was said, and how much of its side must be.
const HALF_CROSSING: f64 = 0.6;
const SIDE_MIN: f64 = 0.5;
/// How much of its weight a number has that is not known on the street that was named.
const NUMBER_UNKNOWN: f64 = 0.5;

/// How well an entry fits.
#[derive(Clone, Debug, Default)]
pub(super) struct Weighed {
    /// Weight of the words that fit, and of all words.
    pub(super) said: f64,
    pub(super) said_all: f64,
    /// Weight of the parts of the name that were said, and of all of them.
    pub(super) named: f64,
    pub(super) named_all: f64,
    /// The words that fit, a bit each.
    pub(super) taken: u32,
    /// Words that were taken for others: which, and for what.
    pub(super) corrected: Vec<(usize, String)>,
    pub(super) factor: f64,
    /// The second street of a crossing was said first.
    pub(super) turned: bool,
}

impl Weighed {
    /// From 0 to 1: the share of both that is in the other.
    pub(super) fn value(&self) -> f64 {
        let all = self.said_all + self.named_all;
        if all == 0.0 {
            0.0
        } else {
            self.factor * (self.said + self.named) / all
        }
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.taken & (1 << at) != 0
    }

    /// A word fits after all: its number is on the street.
    pub(super) fn take(&mut self, at: usize, weight: f64) {
        self.taken |= 1 << at;
        self.said += weight;
    }

    /// Two streets, each with its side of what was said.
    pub(super) fn join(&mut self, other: &Self, said: &[Said<'_>]) {
        self.add(other.clone());
        self.said_all = said.iter().map(Said::weight).sum();
    }

    /// A number is not known on the street. A street that was named whole is still a better answer
    /// than the house of another one.
    pub(super) fn miss(&mut self, weight: f64) {
        self.said += weight * NUMBER_UNKNOWN;
    }

    fn add(&mut self, other: Self) {
        self.said += other.said;
        self.named += other.named;
        self.named_all += other.named_all;
        self.taken |= other.taken;
        self.corrected.extend(other.corrected);
    }
}

impl Gazetteer {
    /// Weighs an entry.
    pub(super) fn weigh(
        &self,
        entry: &Entry,
        said: &[Said<'_>],
        crossing: bool,
    ) -> Result<Weighed, Error> {
        let mut fit = match entry.names.as_slice() {
            [one, other] => self.weigh_crossing(*one, *other, said)?,
            [one] => self.weigh_name(*one, said, &|_| true)?,
            _ => return Err(Error::Broken("an entry")),
        };
        for name in &entry.within {
            let open = !fit.taken;
            let more = self.weigh_name(*name, said, &|at| open & (1 << at) != 0)?;
            fit.taken |= more.taken;
            fit.said += more.said * WITHIN;
            fit.corrected.extend(more.corrected);
        }
        if let Sort::Landmark(category) = &entry.sort {
            weigh_category(&mut fit, category, said);
        }
        fit.said_all = said.iter().map(Said::weight).sum();
        if entry.sort != Sort::Crossing {
            fit.factor = if crossing { NO_CROSSING } else { 1.0 };
        }
        Ok(fit)
    }

    /// Weighs one street against one side of what was said.
    pub(super) fn weigh_side(
        &self,
        entry: &Entry,
        said: &[Said<'_>],
        part: usize,
    ) -> Result<Weighed, Error> {
        let name = entry.names.first().ok_or(Error::Broken("an entry"))?;
        let of_side = |at: usize| said[at].unit.part == part;
        let mut fit = self.weigh_name(*name, said, &of_side)?;
        fit.said_all = side_weight(said, part);
        fit.factor = 1.0;
        Ok(fit)
    }

    fn weigh_name(
        &self,
        name: u32,
        said: &[Said<'_>],
        may: &dyn Fn(usize) -> bool,
    ) -> Result<Weighed, Error> {
        let fits = self
            .named(name)?
            .forms()
            .iter()
            .map(|form| cover(form, said, may));
        let share = |fit: &Weighed| fit.said - 0.5 * (fit.named_all - fit.named);
        Ok(fits
            .max_by(|a, b| share(a).total_cmp(&share(b)))
            .unwrap_or_default())
    }

    /// Each side of what was said belongs to one street; when nobody said which, whatever one street
    /// leaves is for the other.
    fn weigh_crossing(&self, one: u32, other: u32, said: &[Said<'_>]) -> Result<Weighed, Error> {
        let parted = said.iter().any(|said| said.unit.part > 0);
        let mut best = Weighed::default();
        for (first, second) in [(one, other), (other, one)] {
            let mut fit = match parted {
                true => self.weigh_name(first, said, &|at| said[at].unit.part == 0)?,
                false => self.weigh_name(first, said, &|_| true)?,
            };
            let taken = fit.taken;
            let left = |at: usize| match parted {
                true => said[at].unit.part == 1,
                false => taken & (1 << at) == 0,
            };
            let rest = self.weigh_name(second, said, &left)?;
            let sides = [(0, fit.said), (1, rest.said)];
            let fits = sides.map(|(part, fits)| fits >= SIDE_MIN * side_weight(said, part));
            fit.add(rest);
            fit.factor = if parted && fits.contains(&false) {
                HALF_CROSSING
            } else {
                1.0
            };
            fit.turned = parted && first == other;
            let value = |fit: &Weighed| fit.factor * (fit.said + fit.named);
            if value(&fit) > value(&best) || best.named_all == 0.0 {
                best = fit;
            }
        }
        Ok(best)
    }
}

/// The weight of all words of one side.
fn side_weight(said: &[Said<'_>], part: usize) -> f64 {
    let side = said.iter().filter(|said| said.unit.part == part);
    side.map(Said::weight).sum()
}

/// `hospital` finds what is one, whatever its name.
fn weigh_category(fit: &mut Weighed, category: &str, said: &[Said<'_>]) {
    let words = crate::forms::words_of(category);
    for (at, said) in said
        .iter()
        .enumerate()
        .filter(|(at, _)| fit.taken & (1 << at) == 0)
        .collect::<Vec<_>>()
    {
        if matches!(&said.unit.what, What::Word(word) if words.contains(word)) {
            fit.taken |= 1 << at;
            fit.said += said.weight() * WITHIN;
            // A thing without a name is called by what it is.
            if fit.named_all == 0.0 {
                fit.named_all = said.weight();
                fit.named = said.weight();
            }
        }
    }
}
