//! The published form of the interface is the one the server has.

use crate::root;

#[test]
fn the_published_interface_is_the_one_served() {
    let path = root().join("formats/openapi.json");
    let served = surface::api_document().to_pretty_json().expect("JSON") + "\n";
    if std::env::var_os("UPDATE_FORMATS").is_some() {
        std::fs::write(&path, &served).expect("it can be written");
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == served,
        "formats/openapi.json is not what the server has: look at what changed, then run the \
         tests with UPDATE_FORMATS=1"
    );
}
