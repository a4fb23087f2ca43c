//! What every answer tells a browser: guess no types, say nothing to others, be in nobody's frame.
//!
//! # Source
//! OWASP HTTP Security Response Headers Cheat Sheet.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// For answers that are no page: they load nothing, should a browser show one.
const BARE: &str = "default-src 'none'; frame-ancestors 'none'";

const TOLD: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, BARE),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Adds what the answer does not say itself.
pub async fn tell(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in TOLD {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
