//! A text cut into words, runs of Chinese characters, and what stands between two streets.

use super::is_han;

/// One piece of a folded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lexeme {
    /// Letters and digits.
    Word(String),
    /// Characters that are written without spaces.
    Han(String),
    /// `&`, `/`, `@`, `+`: between two streets, or inside a number.
    Between(char),
    /// A dash or a slash without spaces around it, as in `51-79`.
    Dash,
}

/// Cuts a folded text.
pub(crate) fn lexemes(folded: &str) -> Vec<Lexeme> {
    let chars: Vec<char> = folded.chars().collect();
    let (mut found, mut at) = (vec![], 0);
    while let Some(c) = chars.get(at).copied() {
        let rest = &chars[at..];
        let taken = if is_han(c) {
            let run: String = rest.iter().take_while(|c| is_han(**c)).collect();
            let taken = run.chars().count();
            found.push(Lexeme::Han(run));
            taken
        } else if c.is_alphanumeric() {
            let taken = word_length(rest);
            let letters = rest[..taken]
                .iter()
                .filter(|c| c.is_alphanumeric() || **c == '.');
            found.push(Lexeme::Word(letters.collect()));
            taken
        } else {
            match c {
                '-' | '–' | '~' if is_inside(&chars, at) => found.push(Lexeme::Dash),
                '&' | '/' | '@' | '+' | '|' | '\\' => found.push(Lexeme::Between(c)),
                _ => {}
            }
            1
        };
        at += taken;
    }
    found
}

/// Characters of the word at the beginning: an apostrophe stays inside, and a point between digits.
fn word_length(rest: &[char]) -> usize {
    let is_letter = |c: &char| c.is_alphanumeric() && !is_han(*c);
    let mut length = 0;
    loop {
        length += rest[length..].iter().take_while(|c| is_letter(c)).count();
        let next_is = |test: fn(char) -> bool| rest.get(length + 1).is_some_and(|c| test(*c));
        let goes_on = match rest.get(length) {
            Some('\'' | '’' | '‘' | 'ʼ') => next_is(|c| c.is_alphabetic() && !is_han(c)),
            Some('.') => {
                rest[..length].iter().all(char::is_ascii_digit) && next_is(|c| c.is_ascii_digit())
            }
            _ => false,
        };
        match goes_on {
            true => length += 1,
            false => return length,
        }
    }
}

/// Between a digit and a letter or digit, with no space on either side.
fn is_inside(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| chars.get(before));
    let after = chars.get(at + 1);
    before.is_some_and(char::is_ascii_digit) && after.is_some_and(char::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Lexeme {
        Lexeme::Word(text.to_owned())
    }

    #[test]
    fn words_numbers_and_characters_come_apart() {
        let han = |text: &str| Lexeme::Han(text.to_owned());
        assert_eq!(
            lexemes("解放路18号 o'farrell st."),
            [
                han("解放路"),
                word("18"),
                han("号"),
                word("ofarrell"),
                word("st")
            ]
        );
    }

    #[test]
    fn a_dash_inside_a_number_is_kept_and_one_between_words_is_not() {
        assert_eq!(lexemes("51-79"), [word("51"), Lexeme::Dash, word("79")]);
        assert_eq!(lexemes("twenty-first"), [word("twenty"), word("first")]);
        assert_eq!(lexemes("12.5 km."), [word("12.5"), word("km")]);
    }
}
