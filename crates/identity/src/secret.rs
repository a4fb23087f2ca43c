//! A text that was handed out, or is about to be.

use zeroize::Zeroizing;

/// A token, an invitation or a key as a text. It is wiped when it is dropped, and prints as nothing.
pub struct Secret(Zeroizing<String>);

impl Secret {
    pub(crate) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text itself: for the one answer that hands it out.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_never_printed() {
        let secret = Secret::new("hush".into());
        assert_eq!(format!("{secret:?} {}", secret.expose()), "Secret(..) hush");
    }
}
