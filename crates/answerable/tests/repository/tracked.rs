//! What must not be in the repository: paths of one machine, and hosts of package registries.

use crate::{none, printed, root};

/// Written in two pieces, so that this file does not hold them.
const MACHINE: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/tmp/", "bash_jobs"),
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
];

/// Words in the host of an address that make it a package registry or a mirror of one.
const REGISTRIES: &[&str] = &[
    "registry",
    "mirror",
    "artifactory",
    "nexus",
    "npmjs",
    "proxy",
];

fn hosts(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("://").skip(1);
    after.filter_map(|rest| {
        let end = |c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-';
        rest.split(end).next()
    })
}

#[test]
fn no_file_names_a_machine_or_a_registry() {
    // Whoever owns the folder, listing it is safe.
    let files = printed("git", &["-c", "safe.directory=*", "ls-files", "-z"]);
    let mut complaints = vec![];
    for path in files.split('\0').filter(|path| !path.is_empty()) {
        let Ok(bytes) = std::fs::read(root().join(path)) else {
            continue; // Deleted, and the deletion is not recorded yet.
        };
        let text = String::from_utf8_lossy(&bytes);
        let named = MACHINE.iter().filter(|place| text.contains(**place));
        complaints.extend(named.map(|place| format!("{path} names {place}")));
        let registry = |host: &&str| REGISTRIES.iter().any(|word| host.contains(word));
        let named = hosts(&text).filter(registry);
        complaints.extend(named.map(|host| format!("{path} names the host {host}")));
    }
    none(complaints);
}
