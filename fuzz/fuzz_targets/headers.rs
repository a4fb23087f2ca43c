//! What browsers send in the heads of requests: cookies, and for which site they ask.
#![no_main]

use http::{HeaderMap, HeaderValue, Method, Request, header};

// The files themselves: with the room around them, the whole server would be built.
#[expect(dead_code, reason = "only what is read is read here")]
#[path = "../../crates/surface/src/door/cookie.rs"]
mod cookie;
#[path = "../../crates/surface/src/door/site.rs"]
mod site;

const NAMES: [header::HeaderName; 4] = [
    header::COOKIE,
    header::HOST,
    header::ORIGIN,
    header::HeaderName::from_static("sec-fetch-site"),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut headers = HeaderMap::new();
    for (at, line) in bytes.split(|byte| *byte == b'\n').take(16).enumerate() {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            headers.append(NAMES[at % NAMES.len()].clone(), value);
        }
    }
    for name in [cookie::SESSION, cookie::DEVICE] {
        if let Some(value) = cookie::value(&headers, name) {
            assert!(!value.contains(';'), "one cookie is not two");
        }
    }
    let elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    let request = Request::builder().method(Method::POST).uri("/v1/session").body(());
    let mut parts = request.expect("a method and an address make a request").into_parts().0;
    parts.headers = headers;
    assert!(!(elsewhere && site::is_ours(&parts)), "another site is let in");
    let _ = site::is_this_machine(&parts);
});
