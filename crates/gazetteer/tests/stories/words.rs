//! Whatever is typed, a search ends in hits or in none.

use std::sync::LazyLock;

use gazetteer::{Gazetteer, Hit};
use proptest::prelude::*;

use crate::told::gazetteer;
use crate::town::at;

static TOWN: LazyLock<Gazetteer> = LazyLock::new(gazetteer);

fn search(words: &str) -> Vec<Hit> {
    TOWN.search(words, Some(at(1.0, 1.0)), 10)
        .expect("never an error")
}

#[test]
fn syntax_of_the_index_is_nothing_special() {
    for words in [
        "\"",
        "'",
        "*",
        "market*",
        "\"market",
        "market OR oak",
        "NOT market",
        "NEAR(market oak)",
        "words:market",
        "market AND",
        "(",
        ")",
        "-market",
        "^market",
        "+",
        "&",
        "/",
        "@",
        "market &",
        "& 5th",
        "//",
        "😀",
        "market 😀 st",
        "\0",
        "a\0b",
        "号",
        "路口",
        "与",
        "解放路与",
        "18",
        "18号",
        "0 block of",
        "km",
        "K+",
        "12.5.3",
        "1/2",
        "999999999999",
        "ǅ",
        "İ",
        "ﷺ",
        "𫝀路",
        "\u{301}",
    ] {
        for hit in search(words) {
            assert!(
                (0.0..=1.0).contains(&hit.fit) && hit.uncertainty_m.is_finite(),
                "{words:?}"
            );
        }
    }
}

#[test]
fn a_long_text_is_answered_as_fast_as_a_short_one() {
    for text in [
        "market ",
        "解放路",
        "18 ",
        "&/",
        "jiefanglurenminlu",
        "a\u{301}",
    ] {
        let words = text.repeat(10_240 / text.len());
        let started = std::time::Instant::now();
        search(&words);
        assert!(started.elapsed().as_secs() < 2, "{text:?}");
    }
}

/// Whole words of the town, a number, and a space that ends the last of them.
fn whole_words() -> impl Strategy<Value = Vec<&'static str>> {
    let addresses = [
        vec!["market", "street", "5th"],
        vec!["18", "oak", "street"],
        vec!["south", "van", "ness", "ave"],
        vec!["解放路", "人民路"],
        vec!["peoples", "hospital", "jiefang", "road"],
        vec!["151", "market", "lijiazhuang"],
        vec!["markte", "5th"],
    ];
    proptest::sample::select(addresses.to_vec()).prop_shuffle()
}

proptest! {
    #[test]
    fn any_text_is_answered(words in "\\PC{0,60}") {
        search(&words);
    }

    #[test]
    fn any_mixture_of_what_people_type_is_answered(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "market", "5th", "18", "18-20", "a", "号", "解放路", "路口", "与", "&", "/", "block",
                "of", "km", "k12", "+", "300", "\"", "*", "lu", "😀", " ", "at", "十八", "st", "1/2",
            ]),
            0..14,
        ),
        gap in proptest::sample::select(vec!["", " "]),
    ) {
        search(&parts.join(gap));
    }

    #[test]
    fn the_order_of_whole_words_does_not_matter(words in whole_words()) {
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let hits = |words: &[&str]| {
            let found = search(&format!("{} ", words.join(" ")));
            found.into_iter().map(|hit| (hit.title("en"), hit.point, hit.position)).collect::<Vec<_>>()
        };
        prop_assert_eq!(hits(&words), hits(&sorted));
    }

    #[test]
    fn no_more_hits_come_than_were_asked_for(limit in 0_usize..100) {
        let hits = TOWN.search("5th", None, limit).expect("a search");
        prop_assert!(hits.len() <= limit.min(50));
    }
}
