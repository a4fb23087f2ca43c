//! Which passwords are taken: by length and by what stands in public, not by composition.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use crate::error::WeakPassword;

/// More bytes than any password has that is taken, so that long texts are not worked on.
const BYTES_MAX: usize = 4 * 1024;

/// A service number shorter than this may occur by chance.
const NUMBER_CHARS_MIN: usize = 4;

/// A password as it is hashed: NFKC, so that it is the same from every keyboard. `None` when it is
/// longer than passwords are.
pub fn normalise(password: &str) -> Option<Zeroizing<String>> {
    if password.len() > BYTES_MAX {
        return None;
    }
    // As long as it gets from the start, so that growing leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(4 * PASSWORD_CHARS_MAX));
    for (at, c) in password.nfkc().enumerate() {
        if at == PASSWORD_CHARS_MAX {
            return None;
        }
        text.push(c);
    }
    Some(text)
}

/// The password as it is hashed, if it is taken.
pub fn taken(password: &str, service_number: &str) -> Result<Zeroizing<String>, WeakPassword> {
    let text = normalise(password).ok_or(WeakPassword::TooLong)?;
    let chars = text.chars().count();
    if chars < PASSWORD_CHARS_MIN {
        return Err(WeakPassword::TooShort(chars));
    }
    let number = normalise(service_number).unwrap_or_default();
    let (lower, number) = (
        Zeroizing::new(text.to_lowercase()),
        Zeroizing::new(number.to_lowercase()),
    );
    if number.chars().count() >= NUMBER_CHARS_MIN && lower.contains(number.as_str()) {
        return Err(WeakPassword::ServiceNumber);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(password: &str, then: Result<&str, WeakPassword>) {
        let found = taken(password, "YZ-10472");
        assert_eq!(
            found.as_ref().map(|text| text.as_str()),
            then.as_ref().copied()
        );
    }

    #[test]
    fn eleven_characters_are_too_few() {
        check("elevenchars", Err(WeakPassword::TooShort(11)));
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        check("鼓楼东大街的老槐树", Err(WeakPassword::TooShort(9)));
        check(
            "鼓楼东大街的老槐树下三个人",
            Ok("鼓楼东大街的老槐树下三个人"),
        );
    }

    #[test]
    fn full_width_letters_are_the_same_letters() {
        check("ｃｏｒｒｅｃｔ horse", Ok("correct horse"));
    }

    #[test]
    fn the_service_number_is_not_a_part_of_it() {
        check("my-yz-10472-pass", Err(WeakPassword::ServiceNumber));
    }

    #[test]
    fn a_hundred_and_twenty_nine_characters_are_too_many() {
        check(&"a".repeat(129), Err(WeakPassword::TooLong));
        check(&"a".repeat(128), Ok(&"a".repeat(128)));
    }

    proptest! {
        #[test]
        fn a_normalised_password_stays_as_it_is(password in ".{0,60}") {
            if let Some(once) = normalise(&password) {
                prop_assert_eq!(normalise(&once), Some(once.clone()));
            }
        }
    }
}
