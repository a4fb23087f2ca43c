//! What every refusal has: a stable code, a sentence, and the words to say it in another language.

/// Defines the refusals of an area: variant, its fields, its code and its English sentence.
macro_rules! refusals {
    ($(#[$doc:meta])* $name:ident { $(
        $(#[$vdoc:meta])* $variant:ident $({ $($field:ident : $ty:ty),* $(,)? })? = $code:literal, $text:literal;
    )* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        pub enum $name { $(
            $(#[$vdoc])*
            #[error($text)]
            $variant $({ $(#[doc = concat!("The `", stringify!($field), "` the sentence speaks of.")] $field: $ty),* })?,
        )* }

        impl $name {
            /// Every code of this area, for the tests that want a page and two sentences for each.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// Stable name, with a page of its own under `docs/errors/`.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $( Self::$variant $({ $($field: _),* })? => $code, )* }
            }

            /// The words that the sentence of the code needs, by name.
            #[must_use]
            pub fn words(&self) -> Vec<(&'static str, String)> {
                match self { $(
                    Self::$variant $({ $($field),* })? => vec![$($((stringify!($field), $field.to_string())),*)?],
                )* }
            }
        }
    };
}
pub(crate) use refusals;

/// Several things in one sentence: `E32, T08`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl<T: ToString> FromIterator<T> for Names {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        Self(things.into_iter().map(|thing| thing.to_string()).collect())
    }
}

impl std::fmt::Display for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}
