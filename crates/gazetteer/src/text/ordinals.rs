//! `fifth` and `5th`, `twenty first` and `21st`.

const ONES: [&str; 20] = [
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const TENS: [(&str, &str, u32); 8] = [
    ("twenty", "twentieth", 20),
    ("thirty", "thirtieth", 30),
    ("forty", "fortieth", 40),
    ("fifty", "fiftieth", 50),
    ("sixty", "sixtieth", 60),
    ("seventy", "seventieth", 70),
    ("eighty", "eightieth", 80),
    ("ninety", "ninetieth", 90),
];

/// Makes ordinals of words: each word, or two that belong together.
pub(crate) fn join_ordinals(words: &mut Vec<String>) {
    let mut at = 0;
    while at < words.len() {
        let tens = TENS.iter().find(|(tens, ..)| words[at] == *tens);
        let next = words.get(at + 1).and_then(|next| one(next));
        if let (Some((_, _, tens)), Some(ones @ 1..=9)) = (tens, next) {
            words[at] = ordinal(tens + ones);
            words.remove(at + 1);
        } else if let Some(whole) = one(&words[at]) {
            words[at] = ordinal(whole);
        }
        at += 1;
    }
}

/// The number an ordinal word says.
fn one(word: &str) -> Option<u32> {
    let ones = ONES
        .iter()
        .position(|known| *known == word && !word.is_empty());
    let tens = TENS.iter().find(|(_, tenth, _)| *tenth == word);
    ones.map(|at| at as u32).or(tens.map(|(_, _, tens)| *tens))
}

/// `5th`.
pub(crate) fn ordinal(number: u32) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_become_digits() {
        let text = "fifth and twenty first and thirtieth and twelfth and twenty";
        let mut words = text.split(' ').map(str::to_owned).collect();
        join_ordinals(&mut words);
        assert_eq!(words.join(" "), "5th and 21st and 30th and 12th and twenty");
    }
}
