//! The tags of one element.

/// Keys and values as the mappers wrote them. There are few of each, so that they are looked through.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tags<'a>(pub(crate) &'a [(&'a str, &'a str)]);

impl<'a> Tags<'a> {
    pub(crate) fn get(self, key: &str) -> Option<&'a str> {
        self.iter()
            .find(|(known, _)| *known == key)
            .map(|tag| tag.1)
    }

    /// The value of `key` with an ending: `maxspeed` and `:forward`.
    pub(crate) fn get_with(self, key: &str, ending: &str) -> Option<&'a str> {
        let is = |known: &str| known.strip_prefix(key) == Some(ending);
        self.iter().find(|(known, _)| is(known)).map(|tag| tag.1)
    }

    pub(crate) fn is(self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    /// The first of these keys that is there, and its value.
    pub(crate) fn first_of(self, keys: &[&'static str]) -> Option<(&'static str, &'a str)> {
        keys.iter().find_map(|key| Some((*key, self.get(key)?)))
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().copied()
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// A sign that holds at certain times, or for certain vehicles only, is among them.
    pub(crate) fn conditional(self) -> bool {
        self.iter().any(|(key, _)| key.ends_with(":conditional"))
    }
}
