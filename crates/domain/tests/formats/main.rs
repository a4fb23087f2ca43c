//! The formats of the record, frozen under `formats/` and checked against this build.
//!
//! `UPDATE_FORMATS=1 cargo test -p domain --test formats` writes what is missing and the schemas
//! anew. It is for new event types and for better words in a description. Anything else that moves
//! in a schema is a new version, because records in the old one exist; a golden is never rewritten.
//! The tests run side by side, so after writing, run them again without it.

#[cfg(test)]
mod golden;
#[cfg(test)]
mod page;
#[cfg(test)]
mod reader;
#[cfg(test)]
mod schemas;

#[cfg(test)]
mod files {
    use std::path::{Path, PathBuf};

    /// The folder `formats/` of the repository.
    pub fn formats() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../formats")
    }

    /// The file as it is frozen; with `UPDATE_FORMATS=1` written first, if `rewrite` or missing.
    pub fn frozen(path: &Path, content: &[u8], rewrite: bool) -> Vec<u8> {
        let update = std::env::var_os("UPDATE_FORMATS").is_some();
        if update && (rewrite || !path.exists()) {
            std::fs::write(path, content).unwrap();
        }
        std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The names of the files in a folder of `formats/`, without their ending.
    pub fn names(folder: &str, ending: &str) -> Vec<String> {
        let entries = std::fs::read_dir(formats().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names
            .filter_map(|name| name.strip_suffix(ending).map(str::to_owned))
            .collect();
        names.sort();
        names
    }
}
