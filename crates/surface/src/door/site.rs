//! Whether a browser sends a request for a page of ours, and whether it asked for this machine.

use http::request::Parts;
use http::{HeaderValue, header};

/// Whether a request that changes something may come from where it says it comes from.
///
/// Browsers say for which site they ask (`Sec-Fetch-Site`), and older ones at least of which origin
/// the page was. What is no browser says neither, and has no cookies that somebody else could use.
///
/// # Source
/// OWASP Cross-Site Request Forgery Prevention Cheat Sheet, Fetch Metadata.
pub fn is_ours(parts: &Parts) -> bool {
    if parts.method.is_safe() {
        return true;
    }
    let text = |name: &str| parts.headers.get(name).map(HeaderValue::to_str);
    match text("sec-fetch-site") {
        Some(Ok("same-origin" | "none")) => {}
        Some(_) => return false,
        None => {}
    }
    match (text("origin"), asked_of(parts)) {
        (None, _) => true,
        (Some(Ok(origin)), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, of)| of == host)
        }
        _ => false,
    }
}

/// Whether a request was addressed to the machine itself. A page of another site can have its own name
/// lead to this machine, and is then of one origin with us; only the name gives it away.
pub fn is_this_machine(parts: &Parts) -> bool {
    let Some(host) = asked_of(parts) else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name == "localhost" || name == "127.0.0.1" || name == "[::1]" || name.ends_with(".localhost")
}

/// The name and port that were asked for. HTTP/2 has them in the address, and no `Host`.
fn asked_of(parts: &Parts) -> Option<&str> {
    match parts.headers.get(header::HOST) {
        Some(host) => host.to_str().ok(),
        None => parts.uri.authority().map(|authority| authority.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{Method, Request};

    use super::*;

    fn request(address: &str, pairs: &[(&'static str, &'static str)]) -> Parts {
        let mut request = Request::builder().method(Method::POST).uri(address);
        for (name, value) in pairs {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    fn asked(pairs: &[(&'static str, &'static str)]) -> bool {
        is_ours(&request("/v1/session", pairs))
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

    #[test]
    fn http_2_says_in_the_address_what_was_asked_for() {
        let address = "https://desk:7110/v1/session";
        assert!(is_ours(&request(
            address,
            &[("origin", "https://desk:7110")]
        )));
        assert!(!is_ours(&request(
            address,
            &[("origin", "https://other:7110")]
        )));
    }

    #[test]
    fn a_name_that_somebody_else_made_lead_here_is_not_this_machine() {
        let is = |host| is_this_machine(&request("/", &[("host", host)]));
        for host in [
            "localhost",
            "localhost:7110",
            "127.0.0.1:1",
            "[::1]:7110",
            "demo.localhost",
        ] {
            assert!(is(host), "{host}");
        }
        for host in [
            "rebound.example:7110",
            "localhost.example",
            "127.0.0.1.example:7110",
            "",
        ] {
            assert!(!is(host), "{host}");
        }
    }
}
