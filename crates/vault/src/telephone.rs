//! A telephone number as it is looked up, however it was written.

/// Digits, after a `+` where it began with one; full-width digits count as digits, and spaces,
/// hyphens, dots, slashes and brackets are left out. `None` when anything else stands there, or no
/// digit, or more than 20.
///
/// A number with and one without its country code stay two numbers: which country is meant is not
/// for the vault to guess.
#[must_use]
pub fn telephone(written: &str) -> Option<String> {
    let mut number = String::new();
    for c in written.chars() {
        match c {
            '0'..='9' => number.push(c),
            '０'..='９' => {
                let digit = u32::from(c) - u32::from('０');
                number.push(char::from_digit(digit, 10)?);
            }
            '+' | '＋' if number.is_empty() => number.push('+'),
            '-' | '.' | '/' | '(' | ')' | '（' | '）' | '－' | '‐' | '‑' | '–' | '—' => {
            }
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    let digits = number.trim_start_matches('+').len();
    (1..=20).contains(&digits).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_number_however_it_is_written() {
        let spellings = [
            "+86 138-0013-8000",
            "＋８６ １３８００１３８０００",
            "(+86) 138 0013 8000",
            "+86\u{3000}138.0013.8000",
            "+86－138‑0013–8000",
        ];
        for written in spellings {
            assert_eq!(telephone(written).as_deref(), Some("+8613800138000"));
        }
        assert_eq!(telephone("025/110").as_deref(), Some("025110"));
    }

    #[test]
    fn what_is_no_number_is_not_one() {
        let long = "1".repeat(21);
        for written in ["", "+", "-", "110 or 112", "1+1", "++1", "12a", &long] {
            assert_eq!(telephone(written), None, "{written}");
        }
    }

    proptest! {
        #[test]
        fn a_number_that_was_read_reads_the_same(written in "[+＋]?[0-9０-９ ()-]{0,24}") {
            if let Some(number) = telephone(&written) {
                prop_assert_eq!(telephone(&number), Some(number));
            }
        }

        #[test]
        fn no_text_makes_it_panic(written in "\\PC{0,40}") {
            let _ = telephone(&written);
        }
    }
}
