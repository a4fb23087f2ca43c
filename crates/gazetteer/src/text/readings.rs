//! How Chinese characters are read, in the letters of a keyboard.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Readings of one character that are looked at.
const CHARACTER_READINGS_MAX: usize = 3;
/// Readings of one name that are looked at.
const NAME_READINGS_MAX: usize = 6;

/// The readings of a run of characters, the usual one first: one list of syllables each. Names have
/// one odd character at most, so that each other reading differs in one place.
pub(crate) fn readings(run: &str) -> Vec<Vec<String>> {
    let Some(usual) = usual_reading(run) else {
        return vec![];
    };
    let mut all = vec![usual.clone()];
    for (at, c) in run.chars().enumerate() {
        for other in character(c) {
            if all.len() < NAME_READINGS_MAX && other != usual[at] {
                let mut reading = usual.clone();
                reading[at] = other;
                all.push(reading);
            }
        }
    }
    all
}

/// The usual reading; none when a character has none.
pub(crate) fn usual_reading(run: &str) -> Option<Vec<String>> {
    run.chars()
        .map(|c| c.to_pinyin().map(|reading| typed(reading.plain())))
        .collect()
}

fn character(c: char) -> Vec<String> {
    let Some(multi) = c.to_pinyin_multi() else {
        return vec![];
    };
    let mut found = vec![];
    for reading in multi.into_iter().take(CHARACTER_READINGS_MAX) {
        let plain = reading.plain();
        for typed in [typed(plain), plain.replace('ü', "u")] {
            if !found.contains(&typed) {
                found.push(typed);
            }
        }
    }
    found
}

/// Keyboards have `v` where the books have `ü`.
fn typed(syllable: &str) -> String {
    syllable.replace('ü', "v")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_reading_comes_first_and_odd_ones_after() {
        assert_eq!(readings("解放路")[0], ["jie", "fang", "lu"]);
        assert!(readings("重庆路").contains(&["chong", "qing", "lu"].map(String::from).to_vec()));
        assert!(readings("长安街").contains(&["chang", "an", "jie"].map(String::from).to_vec()));
        assert!(readings("绿地").contains(&["lu", "di"].map(String::from).to_vec()));
    }
}
