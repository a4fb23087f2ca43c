//! `otpauth://` addresses, as authenticators read them from a QR code.

use crate::base32::{self, RFC_4648};
use crate::secret::Secret;
use crate::totp::code::{DIGITS, STEP_S};

/// A secret in base32, without padding.
pub fn typed(secret: &[u8]) -> Secret {
    let mut text = String::with_capacity(base32::chars(secret.len()));
    base32::push(&mut text, RFC_4648, secret);
    Secret::new(text)
}

/// The address of a secret.
///
/// # Source
/// The Key Uri Format of Google Authenticator, which all of them read.
pub fn uri(house: &str, label: &str, secret: &Secret) -> Secret {
    let (house, label) = (escaped(house), escaped(label));
    let secret = secret.expose();
    // As long as it gets from the start, so that growing leaves no copy behind.
    let mut text = String::with_capacity(2 * house.len() + label.len() + secret.len() + 96);
    for part in [
        "otpauth://totp/",
        &house,
        ":",
        &label,
        "?secret=",
        secret,
        "&issuer=",
        &house,
        &format!("&algorithm=SHA1&digits={DIGITS}&period={STEP_S}"),
    ] {
        text.push_str(part);
    }
    Secret::new(text)
}

/// All but what RFC 3986 leaves as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(3 * text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    #[test]
    fn an_address_is_as_authenticators_want_it() {
        let address = uri("Yunzhou 110", "YZ-10472", &typed(b"12345678901234567890"));
        let expected = "otpauth://totp/Yunzhou%20110:YZ-10472?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
                        &issuer=Yunzhou%20110&algorithm=SHA1&digits=6&period=30";
        assert_eq!(address.expose(), expected);
    }

    proptest! {
        #[test]
        fn whatever_the_names_hold_the_secret_is_read_back(house in ".{1,20}", label in ".{1,20}") {
            let secret = typed(&[0xa5; 20]);
            let address = Url::parse(uri(&house, &label, &secret).expose()).unwrap();
            let pairs: Vec<_> = address.query_pairs().into_owned().collect();
            prop_assert_eq!(&pairs[0], &("secret".to_owned(), secret.expose().to_owned()));
            prop_assert_eq!(&pairs[1], &("issuer".to_owned(), house));
            prop_assert_eq!(pairs.len(), 5);
        }
    }
}
