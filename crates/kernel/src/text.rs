//! Bounded texts: what people and packs may put into an entry, checked once at the door.

use serde::{Deserialize, Serialize};

/// Why a text was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// Longer than the field holds.
    #[error("the text has {chars} characters; the field holds {chars_max}")]
    TooLong {
        /// Characters given.
        chars: usize,
        /// Characters that fit.
        chars_max: usize,
    },
    /// A control character, which could forge lines in a print or a terminal.
    #[error("the text holds the control character U+{0:04X}")]
    Control(u32),
    /// A code with something else than lower-case letters, digits and hyphens.
    #[error("'{0}' is not a code: lower-case letters, digits and hyphens, 1 to 48")]
    NotACode(String),
}

fn check(text: &str, chars_max: usize, lines: bool) -> Result<String, TextError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    let chars = text.chars().count();
    if chars > chars_max {
        return Err(TextError::TooLong { chars, chars_max });
    }
    match text
        .chars()
        .find(|c| c.is_control() && !(lines && *c == '\n'))
    {
        Some(c) => Err(TextError::Control(c.into())),
        None => Ok(text.to_owned()),
    }
}

macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(try_from = "String")]
        pub struct $name(#[cfg_attr(feature = "schema", schemars(with = "String"))] std::sync::Arc<str>);

        impl $name {
            /// Takes a text, trimmed.
            ///
            /// # Errors
            /// [`TextError`] names what is wrong with it.
            pub fn new(text: &str) -> Result<Self, TextError> {
                let check: fn(&str) -> Result<String, TextError> = $check;
                Ok(Self(check(text)?.into()))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::new(&text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = TextError;
            fn from_str(text: &str) -> Result<Self, TextError> {
                Self::new(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}
pub(crate) use text_type;

text_type!(
    /// One line of at most 300 characters: a place as spoken, an address, a destination.
    Line,
    |text| check(text, 300, false)
);
text_type!(
    /// What somebody said or wrote: at most 4,000 characters, line breaks allowed.
    Prose,
    |text| check(text, 4_000, true)
);
text_type!(
    /// A name that a pack gives to a type, a priority, a kind: lower-case letters, digits, hyphens; 1 to 48.
    Code,
    |text| {
        let shaped = text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if shaped && (1..=48).contains(&text.len()) {
            Ok(text.to_owned())
        } else {
            Err(TextError::NotACode(text.chars().take(60).collect()))
        }
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_trimmed_and_bounded() {
        assert_eq!(Line::new("  4th St  ").unwrap().as_str(), "4th St");
        assert_eq!(Line::new(" \t "), Err(TextError::Empty));
        assert_eq!(
            Line::new(&"路".repeat(301)),
            Err(TextError::TooLong {
                chars: 301,
                chars_max: 300
            })
        );
    }

    #[test]
    fn control_characters_cannot_forge_a_line() {
        assert_eq!(Line::new("a\nb"), Err(TextError::Control(10)));
        assert!(Prose::new("a\nb").is_ok());
        assert_eq!(Prose::new("a\u{1b}[2Jb"), Err(TextError::Control(0x1b)));
    }

    #[test]
    fn codes_are_plain() {
        assert!(Code::new("structure-fire").is_ok());
        assert!(Code::new("Structure Fire").is_err());
        assert!(Code::new("").is_err());
    }
}
