//! Gives every street a name that people could say: 柳荫路 Liuyin Road, 柳荫三巷 Liuyin 3rd Lane.
//!
//! Two syllables make a name; each name is given to one through road only, and the lanes around a
//! road take its name with a number, as lanes do.

use std::collections::HashMap;

use super::class::Class;
use super::majors::Plan;
use super::network::Network;
use super::streets::Street;
use crate::chance::Chance;

#[rustfmt::skip]
const FIRST: [(&str, &str); 72] = [
    ("柳", "liu"), ("桂", "gui"), ("松", "song"), ("竹", "zhu"), ("梅", "mei"), ("兰", "lan"),
    ("荷", "he"), ("枫", "feng"), ("桐", "tong"), ("樟", "zhang"), ("杏", "xing"), ("桃", "tao"),
    ("梨", "li"), ("榆", "yu"), ("槐", "huai"), ("青", "qing"), ("翠", "cui"), ("碧", "bi"),
    ("金", "jin"), ("银", "yin"), ("玉", "yu"), ("锦", "jin"), ("云", "yun"), ("霞", "xia"),
    ("晨", "chen"), ("朝", "zhao"), ("明", "ming"), ("星", "xing"), ("月", "yue"), ("春", "chun"),
    ("秋", "qiu"), ("和", "he"), ("安", "an"), ("宁", "ning"), ("平", "ping"), ("泰", "tai"),
    ("康", "kang"), ("福", "fu"), ("祥", "xiang"), ("瑞", "rui"), ("吉", "ji"), ("永", "yong"),
    ("长", "chang"), ("兴", "xing"), ("盛", "sheng"), ("丰", "feng"), ("富", "fu"), ("裕", "yu"),
    ("文", "wen"), ("学", "xue"), ("书", "shu"), ("墨", "mo"), ("双", "shuang"), ("三", "san"),
    ("五", "wu"), ("九", "jiu"), ("东", "dong"), ("西", "xi"), ("南", "nan"), ("北", "bei"),
    ("上", "shang"), ("下", "xia"), ("石", "shi"), ("龙", "long"), ("凤", "feng"), ("鹤", "he"),
    ("鹿", "lu"), ("马", "ma"), ("白", "bai"), ("红", "hong"), ("新", "xin"), ("古", "gu"),
];
#[rustfmt::skip]
const SECOND: [(&str, &str); 60] = [
    ("荫", "yin"), ("花", "hua"), ("林", "lin"), ("园", "yuan"), ("溪", "xi"), ("泉", "quan"),
    ("山", "shan"), ("岭", "ling"), ("坡", "po"), ("岗", "gang"), ("坪", "ping"), ("坝", "ba"),
    ("湾", "wan"), ("塘", "tang"), ("池", "chi"), ("井", "jing"), ("桥", "qiao"), ("渡", "du"),
    ("津", "jin"), ("洲", "zhou"), ("滩", "tan"), ("堤", "di"), ("门", "men"), ("楼", "lou"),
    ("台", "tai"), ("亭", "ting"), ("阁", "ge"), ("塔", "ta"), ("城", "cheng"), ("营", "ying"),
    ("庄", "zhuang"), ("村", "cun"), ("坊", "fang"), ("店", "dian"), ("市", "shi"), ("仓", "cang"),
    ("苑", "yuan"), ("庭", "ting"), ("景", "jing"), ("光", "guang"), ("辉", "hui"), ("华", "hua"),
    ("阳", "yang"), ("风", "feng"), ("雨", "yu"), ("露", "lu"), ("霖", "lin"), ("德", "de"),
    ("仁", "ren"), ("义", "yi"), ("信", "xin"), ("乐", "le"), ("顺", "shun"), ("达", "da"),
    ("通", "tong"), ("源", "yuan"), ("涛", "tao"), ("峰", "feng"), ("谷", "gu"), ("田", "tian"),
];
#[rustfmt::skip]
const NUMBERS: [&str; 20] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
    "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十",
];

/// A name before 路 or 巷.
#[derive(Clone)]
struct Stem {
    zh: String,
    en: String,
    lanes: usize,
    at: crate::plane::Spot,
}

/// Writes `Xi'an` and not `Xian`: a vowel that opens the second syllable is set off.
fn join_pinyin(first: &str, second: &str) -> String {
    let gap = if second.starts_with(['a', 'e', 'o']) {
        "'"
    } else {
        ""
    };
    let mut chars = first.chars();
    let head: String = chars
        .next()
        .map(|c| c.to_ascii_uppercase())
        .into_iter()
        .collect();
    format!("{head}{}{gap}{second}", chars.as_str())
}

fn ordinal(n: usize) -> String {
    let end = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

/// All stems in a drawn order, each once in Chinese and once in pinyin.
fn stems(chance: &mut Chance) -> Vec<(String, String)> {
    let mut seen = std::collections::HashSet::new();
    let mut stems = Vec::new();
    for first in &FIRST {
        for second in &SECOND {
            let en = join_pinyin(first.1, second.1);
            if seen.insert(en.clone()) {
                stems.push((format!("{}{}", first.0, second.0), en));
            }
        }
    }
    for n in (1..stems.len()).rev() {
        stems.swap(n, chance.below(n + 1));
    }
    stems
}

/// Names all streets, the through roads before the lanes.
pub(super) fn name(streets: &mut [Street], network: &Network, plan: &Plan, seed: u64) {
    let mut chance = Chance::new(seed, "names");
    let mut fresh = stems(&mut chance).into_iter();
    let mut order: Vec<usize> = (0..streets.len()).collect();
    order.sort_by_key(|n| {
        (
            streets[*n].class,
            usize::MAX - streets[*n].segments.len(),
            *n,
        )
    });
    let mut known: Vec<Stem> = Vec::new();
    let mut near: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    let cell = |spot: crate::plane::Spot| {
        (
            (spot.x / 900.0).floor() as i64,
            (spot.y / 900.0).floor() as i64,
        )
    };
    for n in order {
        let street = &mut streets[n];
        let at = network.spots[street.nodes[street.nodes.len() / 2] as usize];
        if let Some(line) = street.line {
            let name = plan.lines[usize::from(line)].name;
            (street.zh, street.en) = (name.0.to_owned(), name.1.to_owned());
            continue;
        }
        let through = street.class <= Class::Arterial
            || street.segments.len() > 3 && street.class == Class::Collector;
        if through && let Some((zh, en)) = fresh.next() {
            let (end_zh, end_en) = match street.class {
                Class::Collector if chance.odds(0.5) => ("街", "Street"),
                _ => ("路", "Road"),
            };
            (street.zh, street.en) = (format!("{zh}{end_zh}"), format!("{en} {end_en}"));
            near.entry(cell(at)).or_default().push(known.len());
            known.push(Stem {
                zh,
                en,
                lanes: 0,
                at,
            });
            continue;
        }
        let stem = nearest_stem(&known, &near, cell(at), at).unwrap_or_else(|| {
            // Nothing near with a number left: the lane gets a name of its own.
            let (zh, en) = fresh
                .next()
                .unwrap_or_else(|| (format!("新{n}"), format!("Xin{n}")));
            near.entry(cell(at)).or_default().push(known.len());
            known.push(Stem {
                zh,
                en,
                lanes: 0,
                at,
            });
            known.len() - 1
        });
        let stem = &mut known[stem];
        let number = stem.lanes;
        stem.lanes += 1;
        street.zh = format!("{}{}巷", stem.zh, NUMBERS[number]);
        street.en = format!("{} {} Lane", stem.en, ordinal(number + 1));
    }
}

/// The nearest stem within a kilometre or so that has a number left.
fn nearest_stem(
    known: &[Stem],
    near: &HashMap<(i64, i64), Vec<usize>>,
    cell: (i64, i64),
    at: crate::plane::Spot,
) -> Option<usize> {
    let cells = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (cell.0 + dx, cell.1 + dy)));
    cells
        .filter_map(|cell| near.get(&cell))
        .flatten()
        .copied()
        .filter(|n| known[*n].lanes < NUMBERS.len())
        .min_by(|p, q| known[*p].at.to(at).total_cmp(&known[*q].at.to(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_sets_off_a_vowel_and_lanes_count_in_english() {
        assert_eq!(join_pinyin("xi", "an"), "Xi'an");
        assert_eq!(join_pinyin("liu", "yin"), "Liuyin");
        assert_eq!(
            [1, 2, 3, 11, 20].map(ordinal),
            ["1st", "2nd", "3rd", "11th", "20th"]
        );
    }

    #[test]
    fn no_two_stems_are_the_same_in_either_language() {
        let stems = stems(&mut Chance::new(1, "names"));
        let zh: std::collections::HashSet<_> = stems.iter().map(|s| &s.0).collect();
        assert_eq!(zh.len(), stems.len());
        assert!(stems.len() > 2_500, "{}", stems.len());
    }
}
