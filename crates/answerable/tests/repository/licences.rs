//! Everything the program is built from may be used as `deny.toml` says.

use std::collections::BTreeSet;

use crate::{file, metadata, none, printed};

/// The licences that `deny.toml` allows.
fn allowed() -> BTreeSet<String> {
    let text = file("deny.toml");
    let list = text.split("\nallow = [").nth(1).expect("a list");
    let list = list.split(']').next().expect("its end");
    let quoted = list.split('"').skip(1).step_by(2);
    quoted.map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met: `OR` needs one side, `AND` both.
fn met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (mut at, met) = either(&words, 0, allowed);
    at += usize::from(at < words.len());
    met && at == words.len()
}

fn either(words: &[&str], at: usize, allowed: &BTreeSet<String>) -> (usize, bool) {
    let (mut at, mut met) = both(words, at, allowed);
    while words.get(at) == Some(&"OR") {
        let (next, other) = both(words, at + 1, allowed);
        (at, met) = (next, met || other);
    }
    (at, met)
}

fn both(words: &[&str], at: usize, allowed: &BTreeSet<String>) -> (usize, bool) {
    let (mut at, mut met) = one(words, at, allowed);
    while words.get(at) == Some(&"AND") {
        let (next, other) = one(words, at + 1, allowed);
        (at, met) = (next, met && other);
    }
    (at, met)
}

fn one(words: &[&str], at: usize, allowed: &BTreeSet<String>) -> (usize, bool) {
    match (words.get(at), words.get(at + 1), words.get(at + 2)) {
        (Some(&"("), ..) => {
            let (end, met) = either(words, at + 1, allowed);
            (end + 1, met)
        }
        (Some(name), Some(&"WITH"), Some(exception)) => (
            at + 3,
            allowed.contains(&format!("{name} WITH {exception}")),
        ),
        (Some(name), ..) => (at + 1, allowed.contains(*name)),
        (None, ..) => (at, false),
    }
}

#[test]
fn every_package_may_be_used() {
    let allowed = allowed();
    assert!(allowed.contains("MIT"), "the list was read");
    let about = printed("rustc", &["-vV"]);
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let platform = ["--filter-platform", host.expect("a host")];
    let known = metadata(&platform);
    let packages = known["packages"].as_array().expect("packages");
    let complaints = packages.iter().filter_map(|package| {
        let licence = package["license"].as_str().unwrap_or("none");
        let name = package["name"].as_str().unwrap_or_default();
        (!met(licence, &allowed)).then(|| format!("{name}: {licence}"))
    });
    none(complaints.collect());
}

#[test]
fn expressions_are_read_as_meant() {
    let allowed = ["MIT", "ISC"].map(str::to_owned).into();
    for good in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/Apache-2.0",
        "(GPL-3.0 OR MIT) AND ISC",
    ] {
        assert!(met(good, &allowed), "{good}");
    }
    for bad in [
        "none",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "MIT WITH other",
        "(MIT OR GPL-3.0) AND GPL-3.0",
    ] {
        assert!(!met(bad, &allowed), "{bad}");
    }
}
