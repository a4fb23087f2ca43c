//! How well a name fits what was said: both are covered by each other, part by part.

use crate::forms::Form;
use crate::index::{Entry, Error, Gazetteer, Sort};
use crate::query::What;

use super::meaning::Said;

/// How well a word fits a place it belongs to, rather than its name.
const WITHIN: f64 = 0.9;
/// How well the beginning of a word fits it.
const BEGINNING: f64 = 0.85;
/// How well initials fit a name.
const INITIALS: f64 = 0.75;
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
    said: f64,
    said_all: f64,
    /// Weight of the parts of the name that were said, and of all of them.
    named: f64,
    named_all: f64,
    /// The words that fit, a bit each.
    taken: u32,
    /// Words that were taken for others: which, and for what.
    pub(super) corrected: Vec<(usize, String)>,
    factor: f64,
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

/// Lays what was said over a form of a name; each part of the name is taken once.
fn cover(form: &Form, said: &[Said<'_>], may: &dyn Fn(usize) -> bool) -> Weighed {
    let mut fit = Weighed {
        named_all: form.weight(),
        ..Weighed::default()
    };
    let mut free = vec![true; form.atoms.len()];
    for (at, said) in said.iter().enumerate().filter(|(at, _)| may(*at)) {
        match &said.unit.what {
            What::Word(word) => cover_word(form, &mut free, &mut fit, at, said, word),
            What::Number(number) if !number.block => {
                let word = format!("{}{}", number.house.first, number.house.rest);
                cover_word(form, &mut free, &mut fit, at, said, &word);
            }
            What::Number(_) => {}
            What::Han(run) => cover_run(form, &mut free, &mut fit, at, said, run),
        }
    }
    fit
}

/// Where a word lies in a form, and how well.
struct Place {
    from: usize,
    to: usize,
    quality: f64,
}

fn cover_word(
    form: &Form,
    free: &mut [bool],
    fit: &mut Weighed,
    at: usize,
    said: &Said<'_>,
    word: &str,
) {
    let own = place(form, free, word, said.unit.open).map(|place| (place, None));
    let others = said.others.iter().filter_map(|other| {
        let mut place = place(form, free, &other.text, said.unit.open)?;
        place.quality *= other.quality;
        Some((place, other.corrected.then_some(other.text.as_str())))
    });
    // What fits as it was said is never taken for something else.
    let order = |place: &(Place, Option<&str>)| (place.1.is_none(), place.0.quality);
    let best = own.into_iter().chain(others).max_by(|a, b| {
        let ((a_said, a), (b_said, b)) = (order(a), order(b));
        a_said.cmp(&b_said).then(a.total_cmp(&b))
    });
    if let Some((place, taken_for)) = best {
        let atoms = &form.atoms[place.from..place.to];
        if let Some(word) = taken_for {
            let shown = || atoms.iter().map(|atom| atom.shown.as_str()).collect();
            fit.corrected
                .push((at, if form.read { shown() } else { word.to_owned() }));
        }
        take(form, free, fit, at, &place, said.weight());
    }
}

fn take(form: &Form, free: &mut [bool], fit: &mut Weighed, at: usize, place: &Place, weight: f64) {
    free[place.from..place.to].fill(false);
    let named: f64 = form.atoms[place.from..place.to]
        .iter()
        .map(|atom| atom.weight)
        .sum();
    fit.named += named * place.quality;
    fit.said += weight * place.quality;
    fit.taken |= 1 << at;
}

/// The best free place of a word: itself, its beginning, several parts written together, initials.
fn place(form: &Form, free: &[bool], word: &str, open: bool) -> Option<Place> {
    let mut best: Option<Place> = None;
    let mut offer = |from: usize, to: usize, quality: f64| {
        if best.as_ref().is_none_or(|best| quality > best.quality) {
            best = Some(Place { from, to, quality });
        }
    };
    for from in 0..form.atoms.len() {
        let mut rest = word;
        let run = (from..form.atoms.len()).take_while(|to| free[*to]);
        for to in run {
            let text = form.atoms[to].text.as_str();
            if rest == text {
                offer(from, to + 1, 1.0);
                break;
            }
            match rest.strip_prefix(text) {
                Some(more) => rest = more,
                None => {
                    // While it is being typed, or when nobody says the whole of it.
                    if text.starts_with(rest) && (open || rest.len() >= 3) {
                        offer(from, to + 1, if open { BEGINNING } else { BEGINNING - 0.1 });
                    }
                    break;
                }
            }
        }
        if let Some(to) = initials(form, free, from, word) {
            offer(from, to, INITIALS);
        }
    }
    best
}

/// Where the initials of a reading end.
fn initials(form: &Form, free: &[bool], from: usize, word: &str) -> Option<usize> {
    if !form.read || word.len() < 2 {
        return None;
    }
    let to = from + word.chars().count();
    let atoms = form.atoms.get(from..to)?;
    let all = atoms
        .iter()
        .zip(word.chars())
        .all(|(atom, c)| atom.text.starts_with(c));
    (all && free[from..to].iter().all(|free| *free)).then_some(to)
}

/// Characters: the longest run the name has, then the longest of what is left on either side.
fn cover_run(
    form: &Form,
    free: &mut [bool],
    fit: &mut Weighed,
    at: usize,
    said: &Said<'_>,
    run: &str,
) {
    if form.read {
        let sounds = said
            .others
            .iter()
            .filter_map(|other| Some((other, place(form, free, &other.text, true)?)));
        let best = sounds.max_by(|a, b| a.1.quality.total_cmp(&b.1.quality));
        if let Some((other, mut found)) = best {
            found.quality *= other.quality;
            let atoms = &form.atoms[found.from..found.to];
            let shown: String = atoms.iter().map(|atom| atom.shown.as_str()).collect();
            if shown != run {
                fit.corrected.push((at, shown));
            }
            take(form, free, fit, at, &found, said.weight());
        }
        return;
    }
    let chars: Vec<char> = run.chars().collect();
    let mut open: Vec<(usize, usize)> = vec![(0, chars.len())];
    while let Some((start, end)) = open.pop() {
        let Some((from, length, begin)) = longest(form, free, &chars[start..end]) else {
            continue;
        };
        let begin = start + begin;
        let weight = chars[begin..begin + length]
            .iter()
            .map(|c| crate::forms::han_weight(*c))
            .sum();
        // A single character among others says little.
        let quality = if length == 1 && chars.len() > 1 {
            0.5
        } else {
            1.0
        };
        take(
            form,
            free,
            fit,
            at,
            &Place {
                from,
                to: from + length,
                quality,
            },
            weight,
        );
        open.extend([(start, begin), (begin + length, end)]);
    }
}

/// The longest common run: where it is in the name, how long, where it is in what was said.
fn longest(form: &Form, free: &[bool], said: &[char]) -> Option<(usize, usize, usize)> {
    let is = |atom: usize, c: char| {
        let mut chars = form.atoms[atom].text.chars();
        chars.next() == Some(c) && chars.next().is_none()
    };
    let mut best: Option<(usize, usize, usize)> = None;
    for from in 0..form.atoms.len() {
        for begin in 0..said.len() {
            let both = (from..form.atoms.len()).zip(&said[begin..]);
            let length = both
                .take_while(|(atom, c)| free[*atom] && is(*atom, **c))
                .count();
            if length > best.map_or(0, |(_, length, _)| length) {
                best = Some((from, length, begin));
            }
        }
    }
    best
}
