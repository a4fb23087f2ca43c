//! The two cookies: one for a session, one that lasts for the device.
//!
//! Both have the `__Host-` prefix: no other host and no plain connection can set them. Browsers take
//! them over plain HTTP from the machine itself alone, which is where a demonstration runs.

use http::{HeaderMap, HeaderValue, header};

/// The session of a person.
pub const SESSION: &str = "__Host-answerable";
/// The device a browser is on, known from signing in there or bound by an administrator.
pub const DEVICE: &str = "__Host-answerable-device";
/// How long a device stays known: browsers allow 400 days.
const DEVICE_S: u32 = 400 * 24 * 60 * 60;

/// What a cookie of the request holds.
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    let mut found = pairs.filter_map(|pair| pair.trim().split_once('='));
    found
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

fn cookie(name: &str, value: &str, rest: &str) -> HeaderValue {
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict{rest}");
    // Tokens are letters and digits.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Keeps the token of a session for as long as the browser is open.
pub fn session_cookie(token: &str) -> HeaderValue {
    cookie(SESSION, token, "")
}

/// Keeps the token of a device.
pub fn device_cookie(token: &str) -> HeaderValue {
    cookie(DEVICE, token, &format!("; Max-Age={DEVICE_S}"))
}

/// Takes the session's cookie back.
pub fn gone_cookie() -> HeaderValue {
    cookie(SESSION, "", "; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        let sent = "__Host-answerable-device=d; a=b;__Host-answerable=s";
        headers.insert(header::COOKIE, HeaderValue::from_static(sent));
        assert_eq!(value(&headers, SESSION), Some("s"));
        assert_eq!(value(&headers, DEVICE), Some("d"));
        assert_eq!(value(&headers, "answerable"), None);
    }

    #[test]
    fn no_page_of_another_site_and_no_script_gets_at_it() {
        let set = session_cookie("token");
        let set = set.to_str().expect("plain text");
        for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
            assert!(set.contains(part), "{set}");
        }
        assert!(!set.contains("Domain"), "{set}");
    }
}
