//! What was said laid over a form of a name: each part of the name is taken once.

use crate::forms::Form;
use crate::query::What;

use super::characters::cover_run;
use super::fit::Weighed;
use super::meaning::Said;

/// How well the beginning of a word fits it.
const BEGINNING: f64 = 0.85;

/// How well initials fit a name.
const INITIALS: f64 = 0.75;

/// Lays what was said over a form of a name; each part of the name is taken once.
pub(super) fn cover(form: &Form, said: &[Said<'_>], may: &dyn Fn(usize) -> bool) -> Weighed {
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
pub(super) struct Place {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) quality: f64,
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

/// Takes the parts of the name at a place.
pub(super) fn take(
    form: &Form,
    free: &mut [bool],
    fit: &mut Weighed,
    at: usize,
    place: &Place,
    weight: f64,
) {
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
pub(super) fn place(form: &Form, free: &[bool], word: &str, open: bool) -> Option<Place> {
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
