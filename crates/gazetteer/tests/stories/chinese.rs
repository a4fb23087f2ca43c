//! A caller speaks Chinese, and the call-taker types characters or letters.

use crate::told::{first, found};
use crate::town::at;

#[track_caller]
fn check(words: &str, expected: &str) {
    assert_eq!(found(words, "zh-CN"), expected, "{words}");
}

#[test]
fn a_street_is_found_by_its_first_character_and_by_two() {
    check("解", "解放路");
    check("解放", "解放路");
    check("解放路", "解放路");
    check("中山", "中山北路");
}

#[test]
fn a_street_is_found_by_its_reading_and_by_initials() {
    for words in ["jiefanglu", "jie fang lu", "jfl", "jiefan", "JIEFANGLU"] {
        check(words, "解放路");
    }
    check("zsbl", "中山北路");
    check("chongqinglu", "重庆路");
}

#[test]
fn a_crossing_is_found_however_it_is_said() {
    for words in [
        "解放路与人民路交叉口",
        "解放路/人民路路口",
        "人民路和解放路",
        "解放路人民路路口",
        "人民路 解放路",
        "jiefanglu renminlu",
    ] {
        let hit = first(words, None).expect("a hit");
        let mut names: Vec<&str> = hit.names.iter().map(|names| names.plain.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["人民路", "解放路"], "{words}");
        assert_eq!(hit.point, at(1.0, 6.0), "{words}");
    }
    assert_eq!(
        first("解放路和和平路路口", None).expect("a hit").point,
        at(2.0, 6.0)
    );
}

#[test]
fn a_house_is_found_by_digits_of_any_kind() {
    for words in [
        "解放路16号",
        "解放路１６号",
        "解放路十六号",
        "解放路拾陆號",
        "16 jiefanglu",
    ] {
        check(words, "解放路16号");
    }
    check("解放路18弄5号", "解放路18弄5号");
    check("解放路18号", "解放路18弄5号 ~");
    check("解放路17号", "解放路17号 ~");
}

#[test]
fn a_wrong_character_that_sounds_the_same_is_seen_through() {
    check("解方路", "解放路 (解放路 for 解方路)");
}

#[test]
fn things_people_know_are_found_inside_a_longer_sentence() {
    check("人民医院", "市人民医院");
    check("解放路人民医院", "市人民医院");
    check("李家庄", "李家庄");
}

#[test]
fn a_kilometre_is_found_on_its_road() {
    check("京福线12公里", "京福线 km 12");
    check("G104线十二公里", "京福线 km 12");
}
