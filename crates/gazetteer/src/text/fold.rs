//! One spelling for what people mean as the same letters.

use unicode_normalization::UnicodeNormalization;

/// Characters of one text that are looked at; more than any address has.
pub(crate) const TEXT_CHARS_MAX: usize = 200;

/// Lower case, without accents, full-width forms as plain ones; at most [`TEXT_CHARS_MAX`]
/// characters are read, and not many more come out.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(4 * TEXT_CHARS_MAX));
    let accents = '\u{300}'..='\u{36f}';
    // Taken apart to lose the accents, and put together again for the syllables of Korean.
    let plain = text
        .chars()
        .take(TEXT_CHARS_MAX)
        .nfkd()
        .filter(|c| !accents.contains(c))
        .nfc()
        .take(2 * TEXT_CHARS_MAX);
    for c in plain.flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            '號' => folded.push('号'),
            '棟' | '幢' => folded.push('栋'),
            // Upper-case letters with accents come apart only when they are made small.
            c if accents.contains(&c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// Written without spaces between words: Chinese characters, kana and Korean syllables.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_mean_the_same_become_the_same() {
        assert_eq!(fold("Zürcher STRASSE"), "zurcher strasse");
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("Praça São João"), "praca sao joao");
        assert_eq!(fold("解放路１８號"), "解放路18号");
        assert_eq!(fold("Ｍａｒｋｅｔ　Ｓｔ"), "market st");
    }

    #[test]
    fn a_long_text_is_cut() {
        assert!(fold(&"\u{fdfa}".repeat(10_000)).chars().count() <= 2 * TEXT_CHARS_MAX);
    }
}
