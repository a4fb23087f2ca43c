//! Short and long forms of the words that streets share, and how much a word says about its street.

/// Each word as it is compared, and what else people write for it.
const FORMS: &[(&str, &[&str])] = &[
    ("aly", &["al", "alley"]),
    ("apt", &["apartment", "apartments"]),
    ("ave", &["av", "avenida", "avenue"]),
    ("bldg", &["building"]),
    ("blvd", &["bd", "bl", "boul", "boulevard", "bvd"]),
    ("brg", &["br", "bridge"]),
    ("cir", &["circle", "cr"]),
    ("ct", &["court"]),
    ("ctr", &["center", "centre"]),
    ("dr", &["doctor", "drive"]),
    ("e", &["east"]),
    ("expy", &["expressway", "expwy"]),
    ("ft", &["fort"]),
    ("fwy", &["freeway"]),
    ("hl", &["hill"]),
    ("hosp", &["hospital"]),
    ("hts", &["heights"]),
    ("hwy", &["highway", "hway", "hy"]),
    ("jr", &["junior"]),
    ("largo", &["lg"]),
    ("ln", &["lane"]),
    ("mt", &["mount"]),
    ("n", &["nor", "north"]),
    ("ne", &["northeast"]),
    ("nw", &["northwest"]),
    ("pkwy", &["parkway"]),
    ("pl", &["place"]),
    ("plz", &["plaza", "pz"]),
    ("praca", &["pc", "pca"]),
    ("rd", &["road"]),
    ("rua", &["r"]),
    ("s", &["sou", "south"]),
    ("se", &["southeast"]),
    ("sq", &["square"]),
    ("st", &["saint", "sankt", "street"]),
    ("strasse", &["str"]),
    ("stwy", &["stairway"]),
    ("sw", &["southwest"]),
    ("ter", &["terr", "terrace", "tr"]),
    ("travessa", &["tv"]),
    ("trl", &["trail"]),
    ("tunl", &["tunnel"]),
    ("w", &["west"]),
    ("way", &["wy"]),
];

/// Words that many streets share: they tell streets apart, and people leave them out.
const KINDS: &[&str] = &[
    "aly", "ave", "blvd", "brg", "cir", "ct", "dr", "expy", "fwy", "gasse", "hl", "hwy", "largo",
    "ln", "loop", "path", "pkwy", "pl", "platz", "plz", "praca", "rd", "row", "rua", "sq", "st",
    "strasse", "stwy", "ter", "travessa", "trl", "tunl", "walk", "way", "weg",
];
/// Where something lies.
const DIRECTIONS: &[&str] = &["e", "n", "ne", "nw", "s", "se", "sw", "w"];
/// Words that say nothing by themselves.
const FILLERS: &[&str] = &[
    "a", "am", "an", "and", "at", "au", "auf", "da", "das", "de", "dem", "den", "der", "des",
    "die", "do", "dos", "du", "im", "in", "la", "le", "les", "near", "of", "off", "on", "the",
    "und", "von", "zum", "zur",
];

/// The form of a folded word that is compared.
pub(crate) fn canonical(word: &str) -> String {
    let known = FORMS.iter().find(|(_, others)| others.contains(&word));
    if let Some((form, _)) = known {
        return (*form).to_owned();
    }
    // German puts the kind of street at the end of its name.
    if let Some(stem) = word.strip_suffix("str").filter(|stem| stem.len() >= 3) {
        return format!("{stem}strasse");
    }
    // 05th and 007 in tables that sort by name.
    let digits = word.trim_start_matches('0');
    match word.starts_with('0') && digits.starts_with(|c: char| c.is_ascii_digit()) {
        true => digits.to_owned(),
        false => word.to_owned(),
    }
}

/// The compared forms of which a long form begins so: `aven` may become an avenue.
pub(crate) fn long_forms_begin(with: &str) -> Vec<&'static str> {
    let begins = |others: &&[&str]| others.iter().any(|other| other.starts_with(with));
    let found = FORMS
        .iter()
        .filter(|(_, others)| with.len() >= 2 && begins(others));
    found.map(|(form, _)| *form).collect()
}

/// How much a word says, 1 for most.
pub(crate) fn weight(word: &str) -> f64 {
    let is_in = |list: &[&str]| list.contains(&word);
    match word {
        _ if is_in(KINDS) => 0.3,
        _ if is_in(DIRECTIONS) => 0.4,
        _ if is_in(FILLERS) => 0.05,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_forms_are_one() {
        for (one, other) in [
            ("street", "st"),
            ("saint", "st"),
            ("avenue", "av"),
            ("05th", "5th"),
            ("landstr", "landstrasse"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one}");
        }
    }

    #[test]
    fn no_form_is_the_short_form_of_another() {
        let others: Vec<&str> = FORMS
            .iter()
            .flat_map(|(_, others)| others.iter().copied())
            .collect();
        for (form, _) in FORMS {
            assert!(!others.contains(form), "{form}");
        }
        let mut sorted = others.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), others.len(), "each is listed once");
    }
}
