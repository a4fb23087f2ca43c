//! Every byte of every file: what was erased is nowhere, and what is secret never was.

use std::collections::HashMap;
use std::path::Path;

use kernel::Timestamp;

use super::{fields, number, watched};
use crate::vault::Vault;

/// What is looked for, by its first eight bytes, so that a file is gone through once.
#[derive(Default)]
struct Wanted(HashMap<[u8; 8], Vec<(String, Vec<u8>)>>);

impl Wanted {
    fn add(&mut self, what: String, bytes: impl Into<Vec<u8>>) {
        let bytes = bytes.into();
        let start = *bytes.first_chunk().unwrap();
        self.0.entry(start).or_default().push((what, bytes));
    }

    /// What of it is in which file of the folder.
    fn found(&self, folder: &Path) -> Vec<String> {
        let mut found = vec![];
        let mut may = vec![false; 1 << 24];
        for start in self.0.keys() {
            may[short(start)] = true;
        }
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let held = std::fs::read(&path).unwrap();
            for (at, start) in held.windows(8).enumerate() {
                if !may[short(start)] {
                    continue;
                }
                let start: &[u8; 8] = start.try_into().unwrap();
                for (what, bytes) in self.0.get(start).into_iter().flatten() {
                    if held[at..].starts_with(bytes) {
                        found.push(format!("{what} in {}", path.display()));
                    }
                }
            }
        }
        found
    }
}

/// Three bytes as a number: most places of a file are passed over by them.
fn short(start: &[u8]) -> usize {
    usize::from(start[0]) << 16 | usize::from(start[1]) << 8 | usize::from(start[2])
}

fn found(folder: &Path, bytes: &[u8]) -> usize {
    let mut wanted = Wanted::default();
    wanted.add("it".into(), bytes);
    wanted.found(folder).len()
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.into_bytes()
}

/// Rows of a table that belong to a key, as the database holds them.
fn blob(vault: &Vault, query: &str, key: kernel::KeyId) -> Vec<u8> {
    let inner = vault.inner();
    let row = inner
        .db
        .query_row(query, [key.0.as_bytes()], |row| row.get(0));
    row.unwrap()
}

#[test]
fn nothing_of_what_was_erased_is_left_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let (vault, _) = watched(folder.path());
    let all = fields(&vault, 900);
    let epoch = std::fs::read_to_string(folder.path().join("epoch.key")).unwrap();
    let old = epoch.split(' ').nth(4).unwrap().to_owned();
    assert_eq!(old.len(), 64);
    assert_eq!(found(folder.path(), old.as_bytes()), 1);

    struct Traces {
        wrapped: Vec<u8>,
        mark: Vec<u8>,
        secret: Vec<u8>,
    }
    let traces: Vec<Traces> = all
        .iter()
        .map(|field| Traces {
            wrapped: blob(
                &vault,
                "SELECT wrapped FROM person WHERE key = ?1",
                field.key,
            ),
            mark: blob(&vault, "SELECT mark FROM lookup WHERE key = ?1", field.key),
            secret: vault.get(field.key).unwrap().secret().bytes().to_vec(),
        })
        .collect();
    // The scan finds what is there.
    assert!(found(folder.path(), &traces[3].wrapped) > 0);
    assert!(found(folder.path(), &traces[3].mark) > 0);

    // Every seventh goes, a few at a time, as it would over a day.
    let gone: Vec<usize> = (0..all.len()).step_by(7).collect();
    for some in gone.chunks(3) {
        let keys: Vec<_> = some.iter().map(|n| all[*n].key).collect();
        assert_eq!(vault.erase(&keys, Timestamp(0)).unwrap(), keys.len());
    }
    let left = |turned: bool| {
        let mut never = Wanted::default();
        for (n, (field, trace)) in all.iter().zip(&traces).enumerate() {
            let erased = gone.contains(&n);
            never.add(format!("text {n}"), field.text.clone());
            never.add(format!("number {n}"), number(u32::try_from(n).unwrap()));
            never.add(format!("key {n}"), trace.secret.clone());
            never.add(format!("key {n} in digits"), hex(&trace.secret));
            if erased {
                never.add(format!("id {n}"), field.key.0.as_bytes());
            }
            if erased || turned {
                never.add(format!("wrapped key {n}"), trace.wrapped.clone());
                never.add(format!("mark {n}"), trace.mark.clone());
            }
        }
        assert_eq!(never.found(folder.path()), [""; 0]);
    };
    left(false);
    vault.turn_epoch().unwrap();
    left(true);
    assert_eq!(found(folder.path(), old.as_bytes()), 0);
    drop(vault);
    left(true);
    assert_eq!(found(folder.path(), b"{\"name\":\"CANARY"), 0);
}
