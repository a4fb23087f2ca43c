//! The repository checks itself: what has to agree with something else, and could be forgotten.

mod errors;
mod formats;
mod licences;
mod rooms;
mod tracked;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the repository.
fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the repository is there")
}

/// A file of the repository.
#[track_caller]
fn file(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What a command prints, run in the root of the repository.
#[track_caller]
fn printed(program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    let output = command.args(arguments).current_dir(root()).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What cargo knows about packages.
#[track_caller]
fn metadata(arguments: &[&str]) -> serde_json::Value {
    let always = ["metadata", "--format-version", "1", "--locked", "--offline"];
    let text = printed(env!("CARGO"), &[always.as_slice(), arguments].concat());
    serde_json::from_str(&text).expect("cargo prints JSON")
}

/// Fails with every complaint at once, one a line.
#[track_caller]
fn none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
