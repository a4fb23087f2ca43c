//! What an element is called.

use atlas::Names;

use super::Tags;

/// Keys of names beside the one on the sign; several names stand in one, with semicolons between.
const OTHERS: [&str; 5] = [
    "alt_name",
    "short_name",
    "official_name",
    "old_name",
    "loc_name",
];

/// All names of an element.
pub(super) fn names(tags: Tags<'_>) -> Names {
    let mut names = Names {
        plain: tags.get("name").unwrap_or_default().trim().to_owned(),
        reference: tags.get("ref").unwrap_or_default().trim().to_owned(),
        ..Names::default()
    };
    for (key, value) in tags.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let language = key.strip_prefix("name:").filter(|rest| is_language(rest));
        if let Some(language) = language {
            let both = (language.to_owned(), value.trim().to_owned());
            names.by_language.push(both);
        } else if OTHERS.contains(&key) {
            let parts = value.split(';').map(str::trim);
            let parts = parts.filter(|part| !part.is_empty()).map(str::to_owned);
            names.others.extend(parts);
        }
    }
    names.by_language.sort();
    names.by_language.dedup_by(|next, kept| next.0 == kept.0);
    names
}

/// Somebody gave it a name, in whatever language.
pub(super) fn is_named(tags: Tags<'_>) -> bool {
    tags.iter()
        .any(|(key, _)| key == "name" || key.starts_with("name:"))
}

/// A BCP 47 tag as mappers use them: two or three letters, and more after hyphens. It tells `name:de` and
/// `name:zh-Hant` from `name:left` and `name:etymology`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_kept_and_what_is_no_language_is_not() {
        let tags = [
            ("name:zh-Hant", "波多"),
            ("name", "Porto"),
            ("name:en", "Oporto"),
            ("name:left", "Gaia"),
            ("alt_name", "Invicta; O Porto"),
            ("ref", "A1"),
        ];
        let names = names(Tags(&tags));
        let pair = |tag: &str, name: &str| (tag.to_owned(), name.to_owned());
        assert_eq!(
            names.by_language,
            [pair("en", "Oporto"), pair("zh-Hant", "波多")]
        );
        assert_eq!(names.others, ["Invicta", "O Porto"]);
        assert_eq!(
            (names.plain.as_str(), names.reference.as_str()),
            ("Porto", "A1")
        );
    }
}
