//! Both languages hold the same files, messages and variables.

use std::collections::{BTreeMap, BTreeSet};

use crate::{none, root};

/// The messages of a catalogue with the variables each of them uses; an attribute is a message of
/// its own.
pub fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut message, mut current) = (String::new(), String::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split_once('=').map(|(name, _)| name.trim());
        let is_name = |name: &&str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            !name.is_empty() && name.chars().all(plain)
        };
        if !line.starts_with([' ', '\t', '}'])
            && let Some(name) = name.filter(is_name)
        {
            (message, current) = (name.to_owned(), name.to_owned());
        } else if let Some(attribute) = name.and_then(|name| name.strip_prefix('.')).filter(is_name)
        {
            current = format!("{message}.{attribute}");
        }
        if current.is_empty() {
            continue;
        }
        let variables = line.split('$').skip(1).map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
            rest[..end.unwrap_or(rest.len())].to_owned()
        });
        found.entry(current.clone()).or_default().extend(variables);
    }
    found
}

fn catalogues(language: &str) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let folder = root().join("locales").join(language);
    let files = std::fs::read_dir(&folder).expect("a folder of catalogues");
    files
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into();
            (
                name,
                messages(&std::fs::read_to_string(&path).expect("a text")),
            )
        })
        .collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (en, zh) = (catalogues("en"), catalogues("zh-CN"));
    let names = |all: &BTreeMap<String, _>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&en), names(&zh), "the same files");
    let mut complaints = vec![];
    for (file, english) in &en {
        let chinese = &zh[file];
        assert!(!english.is_empty(), "{file} holds messages");
        for (message, variables) in english {
            match chinese.get(message) {
                None => complaints.push(format!("zh-CN/{file} lacks {message}")),
                Some(other) if other != variables => complaints.push(format!(
                    "{file}: {message} speaks of {variables:?} in English and {other:?} in Chinese"
                )),
                Some(_) => {}
            }
        }
        let more = chinese
            .keys()
            .filter(|message| !english.contains_key(*message));
        complaints.extend(more.map(|message| format!("en/{file} lacks {message}")));
    }
    none(complaints);
}

#[test]
fn a_catalogue_is_read_as_it_is_written() {
    let text = "# not = this\na = { $one ->\n    [one] { $two }\n   *[other] b = c\n}\nb-2 =\n    more { $three }\n    .title = { $four }\n";
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let expected: BTreeMap<String, BTreeSet<String>> = [
        ("a".to_owned(), set(&["one", "two"])),
        ("b-2".to_owned(), set(&["three"])),
        ("b-2.title".to_owned(), set(&["four"])),
    ]
    .into();
    assert_eq!(messages(text), expected);
}
