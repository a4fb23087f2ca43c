//! Chinese characters laid over a name: the longest common run, or the same sound.

use crate::forms::{Form, han_weight};

use super::cover::{Place, place, take};
use super::fit::Weighed;
use super::meaning::Said;

/// Characters: the longest run the name has, then the longest of what is left on either side.
pub(super) fn cover_run(
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
            .map(|c| han_weight(*c))
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
