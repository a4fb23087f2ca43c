//! Sentences for people, in the language they ask for, from the same Fluent files the desk uses.

use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

/// A language everything is said in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    ZhCn,
}

impl Language {
    /// The first language of `Accept-Language` that there is; English otherwise.
    pub fn of(headers: &HeaderMap) -> Self {
        let asked = headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("");
        let known = asked.split(',').find_map(|range| {
            let range = range.trim().to_ascii_lowercase();
            match range.get(..2) {
                Some("zh") => Some(Self::ZhCn),
                Some("en") => Some(Self::En),
                _ => None,
            }
        });
        known.unwrap_or(Self::En)
    }

    /// As `Content-Language` names it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }
}

const EN: &str = include_str!("../../../locales/en/problems.ftl");
const ZH_CN: &str = include_str!("../../../locales/zh-CN/problems.ftl");

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> =
    LazyLock::new(|| [bundle("en", EN), bundle("zh-CN", ZH_CN)]);

fn bundle(tag: &str, text: &str) -> FluentBundle<FluentResource> {
    let language = tag
        .parse::<unic_langid::LanguageIdentifier>()
        .unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Mistakes in a catalogue are found by the tests; here, what can be read is used.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(read, _)| read);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The sentence of a message with its words put in; `None` when the catalogue does not have it.
pub fn say(language: Language, message: &str, words: &[(&'static str, String)]) -> Option<String> {
    let bundle = &BUNDLES[match language {
        Language::En => 0,
        Language::ZhCn => 1,
    }];
    let pattern = bundle.get_message(message)?.value()?;
    let mut arguments = FluentArgs::new();
    for (name, value) in words {
        arguments.set(*name, value.as_str());
    }
    let mut errors = vec![];
    let said = bundle
        .format_pattern(pattern, Some(&arguments), &mut errors)
        .into_owned();
    errors.is_empty().then_some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, text.parse().unwrap());
        Language::of(&headers)
    }

    #[test]
    fn a_sentence_has_no_words_of_another_language() {
        let words = [
            ("what", "reason-to-divert".to_owned()),
            ("code", "rain".to_owned()),
        ];
        // Marks that keep words of both directions apart are not seen.
        let said = |language| {
            let said = say(language, "not-in-pack-detail", &words).expect("a sentence");
            said.replace(['\u{2068}', '\u{2069}'], "")
        };
        assert!(said(Language::ZhCn).starts_with("现行规则包中没有改派原因“rain”"));
        assert!(said(Language::En).contains("has no reason to divert “rain”"));
    }

    #[test]
    fn the_first_language_there_is_wins() {
        assert_eq!(asked("fr, zh-CN;q=0.9, en;q=0.8"), Language::ZhCn);
        assert_eq!(asked("en-GB"), Language::En);
        assert_eq!(
            asked("语言".escape_unicode().to_string().as_str()),
            Language::En
        );
    }
}
