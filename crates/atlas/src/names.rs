//! What things are called, in every language their source knows.

/// Names by their place among all names of a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameIx(pub u32);

impl NameIx {
    /// Has no name.
    pub const NONE: Self = Self(0);
}

/// All names of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Names {
    /// As the signs say it; empty when there is no name.
    pub plain: String,
    /// By language (BCP 47: `en`, `zh`, `zh-Hant`, …), sorted.
    pub by_language: Vec<(String, String)>,
    /// Other names in use: short, old, official, local.
    pub others: Vec<String>,
    /// The number of a road (`N14`, `G3`), or the code of a place; empty when there is none.
    pub reference: String,
}

impl Names {
    /// One name, in no particular language.
    #[must_use]
    pub fn plain(name: &str) -> Self {
        Self {
            plain: name.to_owned(),
            ..Self::default()
        }
    }

    /// A name in both languages of the product, with one as the plain name.
    #[must_use]
    pub fn both(plain: &str, en: &str, zh: &str) -> Self {
        let by_language = [("en", en), ("zh", zh)];
        Self {
            plain: plain.to_owned(),
            by_language: by_language
                .map(|(tag, name)| (tag.to_owned(), name.to_owned()))
                .to_vec(),
            ..Self::default()
        }
    }

    /// The name in a language (`en`, `zh-CN`), or else the plain one: a name on a sign is better than
    /// a name nobody there knows. A language stands for its regions: `zh` answers for `zh-CN`.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> &str {
        let exact = |tag: &str| self.by_language.iter().find(|(known, _)| known == tag);
        let wide = tag.split('-').next().unwrap_or(tag);
        let found = exact(tag).or_else(|| exact(wide));
        found.map_or(&self.plain, |(_, name)| name)
    }

    /// Every name, each once, the plain one first; references last.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let languages = self.by_language.iter().map(|(_, name)| name);
        let mut all: Vec<&str> = std::iter::once(&self.plain)
            .chain(languages)
            .chain(&self.others)
            .chain([&self.reference])
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .collect();
        let mut seen = std::collections::HashSet::new();
        all.retain(|name| seen.insert(*name));
        all.into_iter()
    }

    /// Nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
