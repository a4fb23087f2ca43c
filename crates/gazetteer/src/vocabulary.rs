//! All words of the index, and which of them somebody may have meant.

/// Words a misspelt one is taken for at most.
const MEANT_MAX: usize = 6;
/// Words longer than this are not corrected.
const WORD_CHARS_MAX: usize = 24;

/// The words, sorted.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: Vec<Word>,
}

#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// In how many entries of the index it stands.
    pub(crate) entries: u32,
    /// Somebody may misspell it.
    pub(crate) spelt: bool,
    /// Which letters it has, a bit each.
    letters: u64,
}

/// A word somebody may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    pub(crate) word: String,
    /// Letters that are wrong.
    pub(crate) wrong: usize,
}

impl Vocabulary {
    /// Words with the number of entries they stand in, and whether they are spelt.
    pub(crate) fn new(words: impl IntoIterator<Item = (String, u32, bool)>) -> Self {
        let word = |(text, entries, spelt): (String, u32, bool)| Word {
            letters: letters(&text),
            text,
            entries,
            spelt,
        };
        let mut words: Vec<Word> = words.into_iter().map(word).collect();
        words.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        Self { words }
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.words
            .binary_search_by(|known| known.text.as_str().cmp(word))
            .is_ok()
    }

    /// Whether a word begins so.
    pub(crate) fn begins(&self, with: &str) -> bool {
        let at = self
            .words
            .partition_point(|known| known.text.as_str() < with);
        self.words
            .get(at)
            .is_some_and(|known| known.text.starts_with(with))
    }

    /// Words that differ from this one by few letters, the nearest first; of an open word only the
    /// beginning is compared.
    pub(crate) fn meant(&self, word: &str, open: bool) -> Vec<Meant> {
        let said: Vec<char> = word.chars().collect();
        let allowed = match said.len() {
            0..=2 => return vec![],
            3..=5 => 1,
            6..=WORD_CHARS_MAX => 2,
            _ => return vec![],
        };
        if said.iter().any(|c| c.is_ascii_digit()) {
            return vec![]; // One digit more or less is another number, not a slip.
        }
        let mask = letters(word);
        let mut found: Vec<(usize, u32, &str)> = vec![];
        for known in self
            .words
            .iter()
            .filter(|known| known.spelt && known.text != word)
        {
            // Each wrong letter takes away one of these and adds one of those.
            let lacking = (mask & !known.letters).count_ones() as usize;
            let more = (known.letters & !mask).count_ones() as usize;
            if lacking > allowed || !open && more > allowed {
                continue;
            }
            // Of three letters the first is heard, and none is lacking.
            let begins = known.text.starts_with(said[0]);
            if said.len() == 3 && (!begins || open || known.text.chars().count() != 3) {
                continue;
            }
            if let Some(wrong) = wrong_letters(&said, &known.text, allowed, open) {
                found.push((wrong, u32::MAX - known.entries, &known.text));
            }
        }
        found.sort_unstable();
        let meant = |(wrong, _, word): (usize, u32, &str)| Meant {
            word: word.to_owned(),
            wrong,
        };
        found.into_iter().take(MEANT_MAX).map(meant).collect()
    }
}

fn letters(word: &str) -> u64 {
    let bit = |c: char| 1_u64 << (u32::from(c) % 64);
    word.chars().fold(0, |mask, c| mask | bit(c))
}

/// Letters wrong, lacking, too many, or two of them swapped (optimal string alignment); none when
/// there are more than allowed.
fn wrong_letters(said: &[char], known: &str, allowed: usize, open: bool) -> Option<usize> {
    let known: Vec<char> = known.chars().take(said.len() + allowed + 1).collect();
    if known.len() + allowed < said.len() || !open && known.len() > said.len() + allowed {
        return None;
    }
    // Row by row over what was said; one column for each letter of the known word.
    let mut before: Vec<usize> = vec![];
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (at, c) in said.iter().enumerate() {
        let mut next = vec![at + 1; known.len() + 1];
        for (column, k) in known.iter().enumerate() {
            let mut wrong = (row[column] + usize::from(c != k))
                .min(row[column + 1] + 1)
                .min(next[column] + 1);
            let swapped = at > 0 && column > 0 && said[at - 1] == *k && known[column - 1] == *c;
            if swapped {
                wrong = wrong.min(before[column - 1] + 1);
            }
            next[column + 1] = wrong;
        }
        if next.iter().all(|wrong| *wrong > allowed) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    let wrong = match open {
        true => row.iter().min().copied(),
        false => row.last().copied(),
    };
    wrong.filter(|wrong| (1..=allowed).contains(wrong) || open && *wrong == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn streets() -> Vocabulary {
        let words = ["market", "mission", "valencia", "divisadero", "5th"];
        Vocabulary::new(words.map(|word| (word.to_owned(), 1, true)))
    }

    #[track_caller]
    fn check(said: &str, open: bool, expected: &[(&str, usize)]) {
        let meant = streets().meant(said, open);
        let found: Vec<_> = meant
            .iter()
            .map(|one| (one.word.as_str(), one.wrong))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_slip_of_a_letter_is_seen_through() {
        check("markte", false, &[("market", 1)]);
        check("valensia", false, &[("valencia", 1)]);
        check("divisidaro", false, &[("divisadero", 2)]);
    }

    #[test]
    fn the_beginning_of_a_misspelt_word_is_enough_while_typing() {
        check("valensi", true, &[("valencia", 1)]);
    }

    #[test]
    fn short_words_and_numbers_are_never_taken_for_others() {
        check("6th", false, &[]);
        check("mar", false, &[]);
        check("ok", false, &[]);
    }
}
