//! Real data, read where it lies.

use std::path::{Path, PathBuf};

/// A file of real data: where data is named, or beside the repository. `None` when it is not there
/// and need not be.
pub fn find(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let data = std::env::var("ANSWERABLE_DATA_DIR").unwrap_or_else(|_| "../shared/data".into());
    let path = root.join(data).join(name);
    if path.exists() {
        return Some(path);
    }
    let required = std::env::var("ANSWERABLE_REQUIRE_DATA").is_ok_and(|value| value == "1");
    assert!(!required, "{} is not there", path.display());
    eprintln!("NOT COMPARED: {} is not there", path.display());
    None
}
