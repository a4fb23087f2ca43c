//! A name in the forms in which people say it: as on the sign, and as it is read.

use std::collections::BTreeSet;

use atlas::Names;

use crate::text::{Lexeme, canonical, fold, is_han, join_ordinals, lexemes, readings, weight};

/// Names of one thing that are looked at.
const NAMES_MAX: usize = 8;
/// Words or characters of one name that are looked at.
const ATOMS_MAX: usize = 32;
/// Syllables of one name that are written together.
const JOINED_MAX: usize = 10;

/// A word, a Chinese character, or how it is read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Atom {
    pub(crate) text: String,
    /// How much it says.
    pub(crate) weight: f64,
    /// How it is written.
    pub(crate) shown: String,
}

/// One form of a name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Form {
    pub(crate) atoms: Vec<Atom>,
    /// It is a reading: its atoms are syllables, which people write together or by initials.
    pub(crate) read: bool,
}

impl Form {
    pub(crate) fn weight(&self) -> f64 {
        self.atoms.iter().map(|atom| atom.weight).sum()
    }
}

/// The weight of a character: less for those at the end of most names of streets.
pub(crate) fn han_weight(c: char) -> f64 {
    match is_way(c) || matches!(c, '大' | '段' | '市' | '区' | '县' | '镇' | '村') {
        true => 0.2,
        false => 0.5,
    }
}

/// The last character of the name of a street.
pub(crate) fn is_way(c: char) -> bool {
    matches!(c, '路' | '街' | '道' | '巷' | '弄' | '线' | '桥' | '同')
}

/// All forms of all names of a thing.
pub(crate) fn forms(names: &Names) -> Vec<Form> {
    let mut all: Vec<Form> = vec![];
    for name in names.all().take(NAMES_MAX) {
        for form in forms_of(name) {
            if !form.atoms.is_empty() && !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// The words of a name, short forms made one; the key by which streets of one name are one.
pub(crate) fn words_of(text: &str) -> Vec<String> {
    let mut words = vec![];
    for lexeme in lexemes(&fold(text)) {
        match lexeme {
            Lexeme::Word(word) | Lexeme::Han(word) => words.push(word),
            Lexeme::Between(_) | Lexeme::Dash => {}
        }
    }
    words.truncate(ATOMS_MAX);
    join_ordinals(&mut words);
    words.iter().map(|word| canonical(word)).collect()
}

fn forms_of(name: &str) -> Vec<Form> {
    let words = words_of(name);
    let mut forms = vec![sign(&words)];
    if !words.iter().any(|word| word.starts_with(is_han)) {
        return forms;
    }
    let mut variants: Vec<Vec<Atom>> = vec![vec![]];
    for word in &words {
        if word.starts_with(is_han) {
            let read = readings(word);
            let Some(usual) = read.first() else {
                return forms; // Kana, or a character nobody has recorded a reading of.
            };
            let others = read[1..].iter().map(|reading| {
                let mut variant = variants[0].clone();
                variant.extend(syllables(word, reading));
                variant
            });
            let others: Vec<Vec<Atom>> = others.collect();
            for variant in &mut variants {
                variant.extend(syllables(word, usual));
            }
            variants.extend(others);
        } else {
            for variant in &mut variants {
                variant.push(atom(word));
            }
        }
    }
    forms.extend(variants.into_iter().map(|atoms| Form { atoms, read: true }));
    for form in &mut forms {
        form.atoms.truncate(ATOMS_MAX);
    }
    forms
}

fn sign(words: &[String]) -> Form {
    let mut atoms = vec![];
    for word in words {
        match word.starts_with(is_han) {
            true => atoms.extend(word.chars().map(character)),
            false => atoms.push(atom(word)),
        }
    }
    atoms.truncate(ATOMS_MAX);
    Form { atoms, read: false }
}

fn atom(word: &str) -> Atom {
    Atom {
        text: word.to_owned(),
        weight: weight(word),
        shown: word.to_owned(),
    }
}

fn character(c: char) -> Atom {
    Atom {
        text: c.to_string(),
        weight: han_weight(c),
        shown: c.to_string(),
    }
}

fn syllables(run: &str, reading: &[String]) -> Vec<Atom> {
    let syllable = |(c, syllable): (char, &String)| Atom {
        text: syllable.clone(),
        ..character(c)
    };
    run.chars().zip(reading).map(syllable).collect()
}

/// What the index holds of a form.
pub(crate) struct Terms {
    /// Every term.
    pub(crate) all: BTreeSet<String>,
    /// The words among them that somebody may misspell: none of the parts of a reading.
    pub(crate) words: BTreeSet<String>,
}

impl Terms {
    /// The terms of all forms of a name.
    pub(crate) fn of(forms: &[Form]) -> Self {
        let mut terms = Self {
            all: BTreeSet::new(),
            words: BTreeSet::new(),
        };
        for form in forms {
            match form.read {
                true => terms.add_reading(&form.atoms),
                false => terms.add_sign(&form.atoms),
            }
        }
        terms
    }

    fn add_sign(&mut self, atoms: &[Atom]) {
        let han = |atom: &Atom| atom.text.starts_with(is_han);
        for (at, atom) in atoms.iter().enumerate() {
            let next = atoms.get(at + 1).filter(|next| han(next) == han(atom));
            match next {
                // Two characters are a term; two words written together are one as well.
                Some(next) => self
                    .all
                    .insert(term(&format!("{}{}", atom.text, next.text))),
                None => han(atom) && self.all.insert(term(&atom.text)),
            };
            if !han(atom) {
                self.all.insert(atom.text.clone());
                self.words.insert(atom.text.clone());
            }
        }
    }

    fn add_reading(&mut self, atoms: &[Atom]) {
        let atoms = &atoms[..atoms.len().min(JOINED_MAX)];
        for start in 0..atoms.len() {
            let rest = &atoms[start..];
            let joined: String = rest.iter().map(|atom| atom.text.as_str()).collect();
            let initials: String = rest
                .iter()
                .filter_map(|atom| atom.text.chars().next())
                .collect();
            if start == 0 {
                self.words.insert(joined.clone());
            }
            self.all.extend([joined, initials, rest[0].text.clone()]);
        }
    }
}

/// A term as the index holds it: its tokenizer does not know the rarer characters as letters.
pub(crate) fn term(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c > '\u{ffff}' {
            true => written.push_str(&format!("u{:x}", u32::from(c))),
            false => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_found_by_pairs_of_characters_and_by_its_reading() {
        let terms = Terms::of(&forms(&Names::plain("解放路"))).all;
        for term in [
            "解放",
            "放路",
            "路",
            "jiefanglu",
            "fanglu",
            "jfl",
            "jie",
            "lu",
        ] {
            assert!(terms.contains(term), "{term} in {terms:?}");
        }
    }

    #[test]
    fn a_rare_character_is_a_term_the_tokenizer_keeps() {
        assert_eq!(term("𫝀路"), "u2b740路");
    }
}
