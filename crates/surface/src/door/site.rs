//! Whether a browser sends a request for a page of ours.

use http::{HeaderMap, HeaderValue, Method, header};

/// Whether a request that changes something may come from where it says it comes from.
///
/// Browsers say for which site they ask (`Sec-Fetch-Site`), and older ones at least of which origin
/// the page was. What is no browser says neither, and has no cookies that somebody else could use.
///
/// # Source
/// OWASP Cross-Site Request Forgery Prevention Cheat Sheet, Fetch Metadata.
pub fn is_ours(method: &Method, headers: &HeaderMap) -> bool {
    if method.is_safe() {
        return true;
    }
    let text = |name: &str| headers.get(name).map(HeaderValue::to_str);
    match text("sec-fetch-site") {
        Some(Ok("same-origin" | "none")) => {}
        Some(_) => return false,
        None => {}
    }
    match (text("origin"), text(header::HOST.as_str())) {
        (None, _) => true,
        (Some(Ok(origin)), Some(Ok(host))) => {
            origin.split_once("://").is_some_and(|(_, of)| of == host)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &'static str)]) -> bool {
        let pairs = pairs.iter().map(|(name, value)| {
            let name = header::HeaderName::from_static(name);
            (name, HeaderValue::from_static(value))
        });
        is_ours(&Method::POST, &pairs.collect())
    }

    #[test]
    fn a_page_of_ours_and_a_program_may() {
        assert!(asked(&[("host", "desk:7110")]));
        let ours = [
            ("host", "desk:7110"),
            ("origin", "https://desk:7110"),
            ("sec-fetch-site", "same-origin"),
        ];
        assert!(asked(&ours));
    }

    #[test]
    fn a_page_of_another_site_may_not() {
        assert!(!asked(&[
            ("host", "desk"),
            ("sec-fetch-site", "cross-site")
        ]));
        assert!(!asked(&[("host", "desk"), ("sec-fetch-site", "same-site")]));
        assert!(!asked(&[
            ("host", "desk"),
            ("origin", "https://desk.example")
        ]));
        assert!(!asked(&[("host", "desk"), ("origin", "null")]));
    }
}
