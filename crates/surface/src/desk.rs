//! The desk itself: the built pages, embedded in the program.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

use crate::problem::Problem;
use crate::server::App;
use crate::words::Language;

#[derive(rust_embed::RustEmbed)]
#[folder = "$OUT_DIR/desk"]
struct Built;

/// What pages may load: only what this program serves. MapLibre sets styles and draws from blobs.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
                      worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Serves a file of the desk. Names with a hash never change; anything else is asked for again.
/// An address without a file is the desk's own business and gets its first page.
pub async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("v1/") {
        return Problem::new(Language::of(&headers), "not-found", &[]).into_response();
    }
    let (name, file) = match Built::get(path) {
        Some(file) => (path, file),
        None if path.contains('.') => {
            return Problem::new(Language::of(&headers), "not-found", &[]).into_response();
        }
        None => match Built::get("index.html") {
            Some(file) => ("index.html", file),
            None => return Problem::new(Language::of(&headers), "not-found", &[]).into_response(),
        },
    };
    let tag: String = file.metadata.sha256_hash()[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = format!("\"{tag}\"");
    let cache = if name.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|asked| asked.as_bytes() == tag.as_bytes());
    let set = [
        (header::CONTENT_TYPE, media_type(name).to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
        (header::ETAG, tag),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    if known {
        return (StatusCode::NOT_MODIFIED, set).into_response();
    }
    (set, Body::from(file.data.into_owned())).into_response()
}

/// What the page that checks a receipt may do: run what it carries, and reach nobody. The page itself
/// narrows this to the hashes of its own script and style.
const OFFLINE: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; \
                       img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const SAVED_POLICY: &str = r#"id="saved-policy">null</script>"#;

/// The page that checks a receipt, with this log's policy in it: whoever saves it has all they need.
pub async fn verify(State(app): State<App>, headers: HeaderMap) -> Response {
    let page = Built::get("verify.html").map(|file| file.data.into_owned());
    let Some(page) = page.and_then(|page| String::from_utf8(page).ok()) else {
        return Problem::new(Language::of(&headers), "not-found", &[]).into_response();
    };
    let saved = serde_json::json!({ "policy": app.application.policy() }).to_string();
    // Nothing in a policy may end the element it stands in.
    let saved = saved.replace('<', "\\u003c");
    let filled = format!("id=\"saved-policy\">{saved}</script>");
    let set = [
        (header::CACHE_CONTROL, "no-cache"),
        (header::CONTENT_SECURITY_POLICY, OFFLINE),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (set, Html(page.replacen(SAVED_POLICY, &filled, 1))).into_response()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "webmanifest") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
