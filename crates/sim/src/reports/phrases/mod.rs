//! What callers say, in both languages: plain sentences without a name of anybody.
//!
//! Words in braces are filled from small lists, the same choice in both languages.

mod fire;
mod medical;
mod police;
mod rescue;
mod service;
mod traffic;
mod utility;

use crate::chance::Chance;

/// A sentence in Chinese and in English.
pub(crate) type Pair = (&'static str, &'static str);
/// A type and its sentences.
type Table = &'static [(&'static str, &'static [Pair])];

const TABLES: [Table; 7] = [
    police::SAID,
    traffic::SAID,
    fire::SAID,
    medical::SAID,
    rescue::SAID,
    utility::SAID,
    service::SAID,
];

/// The sentences for a type; empty for an unknown one.
pub(crate) fn of(code: &str) -> &'static [Pair] {
    TABLES
        .iter()
        .flat_map(|table| table.iter())
        .find(|entry| entry.0 == code)
        .map_or(&[], |entry| entry.1)
}

const SLOTS: &[(&str, &[Pair])] = &[
    (
        "{colour}",
        &[
            ("白色", "white"),
            ("黑色", "black"),
            ("银灰色", "silver"),
            ("蓝色", "blue"),
            ("红色", "red"),
        ],
    ),
    (
        "{car}",
        &[
            ("轿车", "car"),
            ("面包车", "van"),
            ("越野车", "SUV"),
            ("出租车", "taxi"),
            ("小货车", "pickup truck"),
        ],
    ),
    (
        "{floor}",
        &[
            ("三楼", "3rd floor"),
            ("五楼", "5th floor"),
            ("七楼", "7th floor"),
            ("十二楼", "12th floor"),
            ("十八楼", "18th floor"),
        ],
    ),
    (
        "{few}",
        &[
            ("两", "two"),
            ("三", "three"),
            ("四", "four"),
            ("五", "five"),
        ],
    ),
    (
        "{age}",
        &[
            ("三十多", "30s"),
            ("四十多", "40s"),
            ("五十多", "50s"),
            ("六十多", "60s"),
            ("七十多", "70s"),
        ],
    ),
    (
        "{who}",
        &[
            ("老人", "senior"),
            ("男子", "man"),
            ("女士", "woman"),
            ("年轻人", "young person"),
        ],
    ),
    (
        "{kin}",
        &[
            ("母亲", "mother"),
            ("父亲", "father"),
            ("邻居", "neighbour"),
            ("同事", "colleague"),
        ],
    ),
    (
        "{shop}",
        &[
            ("超市", "supermarket"),
            ("面馆", "noodle shop"),
            ("网吧", "internet café"),
            ("药店", "pharmacy"),
            ("火锅店", "hotpot restaurant"),
        ],
    ),
    (
        "{minutes}",
        &[
            ("五分钟", "five minutes"),
            ("十分钟", "ten minutes"),
            ("二十分钟", "twenty minutes"),
            ("半小时", "half an hour"),
        ],
    ),
    (
        "{sum}",
        &[
            ("八百", "800"),
            ("三千", "3,000"),
            ("一万二", "12,000"),
            ("五万", "50,000"),
        ],
    ),
    (
        "{thing}",
        &[
            ("手机", "phone"),
            ("电动车", "e-bike"),
            ("背包", "backpack"),
            ("钱包", "wallet"),
            ("笔记本电脑", "laptop"),
        ],
    ),
];

/// Fills the braces of a sentence, with the same choice in both languages.
pub(crate) fn fill(pair: Pair, chance: &mut Chance) -> (String, String) {
    let (mut zh, mut en) = (pair.0.to_owned(), pair.1.to_owned());
    for (slot, words) in SLOTS {
        if zh.contains(slot) || en.contains(slot) {
            let word = chance.pick(words);
            zh = zh.replace(slot, word.0);
            en = en.replace(slot, word.1);
        }
    }
    if let Some(first) = en.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    (zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::kinds::KINDS;

    #[test]
    fn every_type_has_several_sentences_and_every_brace_is_filled_in_both_languages() {
        let mut chance = Chance::new(1, "phrases");
        for kind in &KINDS {
            let said = of(kind.code);
            assert!(
                said.len() >= 3,
                "{} has {} sentences",
                kind.code,
                said.len()
            );
            for pair in said {
                for (slot, _) in SLOTS {
                    assert_eq!(pair.0.contains(slot), pair.1.contains(slot), "{pair:?}");
                }
                let (zh, en) = fill(*pair, &mut chance);
                assert!(!zh.contains('{') && !en.contains('{'), "{zh} {en}");
            }
        }
    }

    #[test]
    fn no_sentence_belongs_to_an_unknown_type() {
        for (code, _) in TABLES.iter().flat_map(|table| table.iter()) {
            assert!(KINDS.iter().any(|kind| kind.code == *code), "{code}");
        }
    }
}
