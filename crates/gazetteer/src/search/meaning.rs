//! What each word may mean: itself, the beginning of another, or one it was misspelt for.

use crate::forms::{is_way, term};
use crate::query::{Query, Unit, What, in_characters};
use crate::text::{long_forms_begin, usual_reading};
use crate::vocabulary::Vocabulary;

/// A word with what it may mean.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) unit: &'a Unit,
    /// Other words it may stand for, and how well: 1 is as good as itself.
    pub(super) others: Vec<Other>,
    /// What the index is asked for at first; none when nothing there can match.
    pub(super) strict: Option<String>,
    /// What it is asked for when that finds nothing.
    pub(super) wide: Option<String>,
}

/// A word that another may stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Other {
    pub(super) text: String,
    pub(super) quality: f64,
    /// Somebody made a mistake.
    pub(super) corrected: bool,
}

impl Said<'_> {
    pub(super) fn weight(&self) -> f64 {
        self.unit.weight
    }

    /// Whether an answer without it makes sense.
    pub(super) fn is_optional(&self) -> bool {
        self.unit.weight < 0.5 && !matches!(self.unit.what, What::Han(_))
    }
}

/// What every word may mean.
pub(super) fn understood<'a>(query: &'a Query, known: &Vocabulary) -> Vec<Said<'a>> {
    query.units.iter().map(|unit| one(unit, known)).collect()
}

fn one<'a>(unit: &'a Unit, known: &Vocabulary) -> Said<'a> {
    match &unit.what {
        What::Word(word) => a_word(unit, word, known),
        What::Han(run) => a_run(unit, run),
        What::Number(number) => {
            // A pier or a road may have a number for its name.
            let word = format!("{}{}", number.house.first, number.house.rest);
            let named = (known.has(&word) && !number.block).then(|| quoted(&word, false));
            Said {
                unit,
                others: vec![],
                strict: None,
                wide: named,
            }
        }
    }
}

fn a_word<'a>(unit: &'a Unit, word: &str, known: &Vocabulary) -> Said<'a> {
    let mut asked = vec![];
    let mut others: Vec<Other> = vec![];
    let is_known = known.has(word);
    let begins = known.begins(word);
    if is_known || begins {
        asked.push(quoted(word, unit.open || !is_known));
    }
    if unit.open {
        for form in long_forms_begin(&unit.said) {
            asked.push(quoted(form, false));
            others.push(Other {
                text: form.to_owned(),
                quality: 0.85,
                corrected: false,
            });
        }
    }
    let is_short = word.chars().count() == 3 && (is_known || begins);
    let meant = match is_short {
        true => vec![],
        false => known.meant(word, unit.open && !begins),
    };
    let mut wide = asked.clone();
    for meant in meant {
        wide.push(quoted(&meant.word, unit.open && !begins));
        let quality = 1.0 - 0.15 * meant.wrong.max(1) as f64;
        others.push(Other {
            text: meant.word,
            quality,
            corrected: true,
        });
    }
    if begins && !unit.open && is_known {
        wide.push(quoted(word, true));
    }
    let strict = any(if asked.is_empty() { &wide } else { &asked });
    Said {
        unit,
        others,
        strict,
        wide: any(&wide),
    }
}

/// Pairs of characters; widely, what sounds the same as well.
fn a_run<'a>(unit: &'a Unit, run: &str) -> Said<'a> {
    let chars: Vec<char> = run.chars().collect();
    let pair = |pair: &[char]| quoted(&term(&pair.iter().collect::<String>()), false);
    let strict = match chars.as_slice() {
        [] => None,
        [one] => Some(quoted(&term(&one.to_string()), true)),
        [_, _] => Some(pair(&chars)),
        // Behind the last character of a street another word may follow without a space.
        _ => {
            let inside = chars.windows(2).filter(|two| !is_way(two[0]));
            let pairs: Vec<String> = inside.map(pair).collect();
            Some(pairs.join(" AND "))
        }
    };
    let strict = strict
        .filter(|text| !text.is_empty())
        .map(|text| format!("({text})"));
    let sound = usual_reading(run)
        .filter(|_| chars.len() >= 2)
        .map(|syllables| syllables.concat());
    let mut wide: Vec<String> = strict.iter().cloned().collect();
    wide.extend(sound.iter().map(|sound| quoted(sound, true)));
    let other = |text: String| Other {
        text,
        quality: 0.8,
        corrected: true,
    };
    let others = sound.map(other).into_iter().collect();
    Said {
        unit,
        others,
        strict,
        wide: any(&wide),
    }
}

fn any(asked: &[String]) -> Option<String> {
    (!asked.is_empty()).then(|| format!("({})", asked.join(" OR ")))
}

/// A term of the full-text index. Terms have letters and digits alone, so nothing in them is syntax.
fn quoted(term: &str, open: bool) -> String {
    let star = if open { "*" } else { "" };
    format!("\"{term}\"{star}")
}

/// Whether what was said is in characters.
pub(super) fn is_run(said: &Said<'_>) -> bool {
    matches!(&said.unit.what, What::Han(run) if in_characters(run))
}
